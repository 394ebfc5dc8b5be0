using Mingsuan.Law.Reading;

namespace Mingsuan.Law.Checking;

/// <summary>文件关系 — relations name documents of the library, and a repeal ends something that was in force.</summary>
internal sealed class RelationCheck(CheckedLibrary library, DiagnosticSink sink)
{
    public void Run()
    {
        var ids = library.Documents.Select(one => one.Id).ToList();
        foreach (var document in library.Documents)
        {
            foreach (var relation in document.Front.Relations)
            {
                var target = library.Documents.FirstOrDefault(one => one.Id == relation.Document);
                if (target is null)
                {
                    sink.Report(DiagnosticKinds.UnknownDocument, document.Path, relation.Line, null,
                        Casing.ToKebab(relation.Kind.ToString()), relation.Document,
                        Casing.Nearest(relation.Document, ids));
                }
                else if (relation.Kind == RelationKind.Repeals)
                {
                    Repeal(document, relation, target);
                }
            }
        }
    }

    private void Repeal(LawDocument document, LawRelation relation, LawDocument target)
    {
        var last = document.Front.Effective.AddDays(-1);
        if (!library.Periods.PeriodOf(target).Contains(last))
        {
            sink.Report(
                DiagnosticKinds.RepealOfNothing, document.Path, relation.Line, null, target.Id, Days.Show(last));
        }
    }
}
