using Mingsuan.Law.Compiling;
using Mingsuan.Law.Reading;

namespace Mingsuan.Law.Checking;

/// <summary>
/// 条款检查 — every clause is marked; every anchor, document and matrix row stands once; every feature exists.
/// </summary>
internal sealed class ClauseCheck(LawLibraryParts parts, DiagnosticSink sink)
{
    public void Run()
    {
        Documents();
        var rows = new Dictionary<string, (LawDocument Document, LawClause Clause)>(StringComparer.Ordinal);
        foreach (var document in parts.Documents)
        {
            foreach (var clause in document.Clauses)
            {
                One(document, clause, rows);
            }
        }

        foreach (var obligation in parts.Obligations)
        {
            Feature(obligation);
        }
    }

    private void Documents()
    {
        foreach (var group in parts.Documents.GroupBy(one => one.Id, StringComparer.Ordinal))
        {
            foreach (var again in group.Skip(1))
            {
                sink.Report(DiagnosticKinds.Duplicate, again.Path, again.LineOf("id"), null, "id", group.Key,
                    group.First().Path, $"{group.First().LineOf("id")}");
            }
        }

        foreach (var document in parts.Documents)
        {
            var folder = LibraryFiles.FolderCode(document.Path);
            if (folder != document.Front.Jurisdiction)
            {
                sink.Report(DiagnosticKinds.JurisdictionMismatch, document.Path, document.LineOf("jurisdiction"), null,
                    document.Front.Jurisdiction, folder);
            }
        }
    }

    private void One(
        LawDocument document, LawClause clause, Dictionary<string, (LawDocument Document, LawClause Clause)> rows)
    {
        if (document.Clauses.First(one => one.Anchor == clause.Anchor) is var first && first != clause)
        {
            sink.Report(DiagnosticKinds.Duplicate, document.Path, clause.Line, clause.Article, "anchor", clause.Anchor,
                document.Path, $"{first.Line}");
        }

        if (!clause.IsCovered)
        {
            sink.Report(DiagnosticKinds.UnmarkedClause, document.Path, clause.Line, clause.Article);
        }

        foreach (var row in clause.Rows)
        {
            if (!rows.TryAdd(row, (document, clause)))
            {
                var there = rows[row];
                sink.Report(DiagnosticKinds.RowTwice, document.Path, clause.Line, clause.Article, row,
                    there.Clause.Article, there.Document.Path, $"{there.Clause.Line}");
            }
        }
    }

    private void Feature(LawObligation obligation)
    {
        var feature = parts.Features.FirstOrDefault(one => one.Name == obligation.Feature);
        var (path, article) = (obligation.Document.Path, obligation.Clause.Article);
        if (feature is null)
        {
            sink.Report(DiagnosticKinds.UnknownFeature, path, obligation.Line, article, obligation.Feature,
                Casing.Nearest(obligation.Feature, parts.Features.Select(one => one.Name)));
        }
        else if (!feature.IsProven)
        {
            sink.Report(DiagnosticKinds.FeatureWithoutTest, path, obligation.Line, article, feature.Name);
        }
    }
}
