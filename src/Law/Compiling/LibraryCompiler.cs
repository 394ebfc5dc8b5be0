using Mingsuan.Law.Checking;
using Mingsuan.Law.Reading;
using Mingsuan.Policy;
using Mingsuan.Policy.Clauses;
using Mingsuan.Policy.Provisions;

namespace Mingsuan.Law.Compiling;

/// <summary>编译 — files to a snapshot: read, number the clauses, form the rules, lay the dates, check.</summary>
public sealed class LibraryCompiler(IReadOnlyDictionary<string, string> files)
{
    private readonly DiagnosticSink sink = new();
    private readonly Jurisdictions areas = new();
    private readonly List<Clause> clauses = [];

    public LawLoad Load()
    {
        var hash = LibraryFiles.Hash(files);
        var documents = ReadDocuments();
        Number(documents);
        var placed = documents
            .SelectMany(one => RuleReader.Read(one, areas.IndexOf(one.Front.Jurisdiction), sink))
            .ToList();
        var rules = new PeriodLayer(documents, placed, areas, sink).Lay();
        var calendar = new WorkCalendar([], [], []);
        var snapshot = new LawSnapshot(
            hash, areas, clauses, [.. rules.SelectMany(rule => rule.Provisions)], calendar);
        return new LawLoad
        {
            Snapshot = sink.HasErrors ? null : snapshot,
            Hash = hash,
            Documents = documents,
            Rules = rules,
            Diagnostics = sink.Found,
        };
    }

    private List<LawDocument> ReadDocuments()
    {
        var documents = new List<LawDocument>();
        foreach (var file in files.Where(one => LibraryFiles.IsDocument(one.Key))
            .OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            if (DocumentReader.Read(file.Key, file.Value, sink) is { } document)
            {
                documents.Add(document);
            }
        }

        return documents;
    }

    private void Number(IEnumerable<LawDocument> documents)
    {
        foreach (var document in documents)
        {
            areas.IndexOf(document.Front.Jurisdiction);
            foreach (var clause in document.Clauses)
            {
                clause.Id = clauses.Count;
                clauses.Add(new Clause(
                    document.Id, document.Front.Number, document.Front.Title, clause.Article, clause.Anchor,
                    document.Front.Sample));
            }
        }
    }
}
