using Mingsuan.Law.Checking;
using Mingsuan.Law.Forms;
using Mingsuan.Law.Reading;

namespace Mingsuan.Law.Compiling;

/// <summary>义务 — a clause that asks the platform for a behaviour, bound to the feature that fulfils it.</summary>
public sealed record LawObligation(
    LawDocument Document, LawClause Clause, string Row, string Feature, string? Note, int Line);

/// <summary>说明性 — a clause from which nothing follows, and why.</summary>
public sealed record LawInformative(LawDocument Document, LawClause Clause, string Reason, int Line);

/// <summary>Reads obligation and informative blocks.</summary>
public static class ObligationReader
{
    private static readonly Field<string> Row = new("row", Shapes.Name, "the matrix row, one of the heading's", true);
    private static readonly Field<string> Feature = new("feature", Shapes.Name, "the feature's name", true);
    private static readonly Field<string> Note = new("note", Shapes.Text, "a remark for readers");
    private static readonly Field<string> Reason = new("reason", Shapes.Text, "why nothing follows from it", true);

    public static readonly Form ObligationForm = new("obligation", [Row, Feature, Note]);
    public static readonly Form InformativeForm = new("informative", [Reason]);

    private static readonly ListShape<FormValues> Obligations =
        new(new FormShape<FormValues>(ObligationForm, values => values));

    public static IEnumerable<LawObligation> Obligation(
        LawDocument document, LawClause clause, LawBlock block, DiagnosticSink sink)
    {
        var reader = new FormReader(sink, document.Path, clause.Article, clause.Id, -1) { Field = "obligation" };
        if (!Obligations.TryRead(block.Root, reader, out var read))
        {
            yield break;
        }

        foreach (var values in read)
        {
            var row = values.Get(Row);
            if (!clause.Rows.Contains(row))
            {
                reader.Report(DiagnosticKinds.BadValue, values.LineOf(Row), row, Row.Name,
                    $"one of the heading's rows: {string.Join(", ", clause.Rows)}");
            }

            yield return new LawObligation(
                document, clause, row, values.Get(Feature), values.Find(Note), values.LineOf(Feature));
        }
    }

    public static LawInformative? Informative(
        LawDocument document, LawClause clause, LawBlock block, DiagnosticSink sink)
    {
        var reader = new FormReader(sink, document.Path, clause.Article, clause.Id, -1);
        return InformativeForm.Read(block.Root, reader) is { } values
            ? new LawInformative(document, clause, values.Get(Reason), block.Line)
            : null;
    }
}
