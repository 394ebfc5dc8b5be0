using Mingsuan.Law.Checking;
using Mingsuan.Law.Forms;

namespace Mingsuan.Law.Reading;

/// <summary>文件头表单 — the fields of the front matter.</summary>
public static class FrontMatterForm
{
    private static readonly Field<string> Id = new("id", Shapes.Name, "a short unique name", true);
    private static readonly Field<string> Title = new("title", Shapes.Text, "the title as printed", true);
    private static readonly Field<string> Number = new("number", Shapes.Text, "the document number as printed", true);
    private static readonly Field<IReadOnlyList<string>> Issuers =
        new("issuers", Shapes.Texts, "who issued it", true);

    private static readonly Field<string> Jurisdiction =
        new("jurisdiction", Shapes.Code, "the area's six-digit code, equal to the folder's", true);

    private static readonly Field<DateOnly> Issued = new("issued", Shapes.Date, "the day it was issued", true);
    private static readonly Field<DateOnly> Effective =
        new("effective", Shapes.Date, "the first day it holds; the day of issue when absent");

    private static readonly Field<DateOnly> Until = new("until", Shapes.Date, "the last day it holds, if it says one");
    private static readonly Field<DateOnly> TrialUntil =
        new("trial-until", Shapes.Date, "the last day of the trial of every item in it");

    private static readonly Field<bool> Sample =
        new("sample", Shapes.Flag, "true: example data, not an official text");

    private static readonly Field<IReadOnlyList<string>> Basis =
        new("basis", Shapes.Texts, "documents it rests on: ids, or numbers of documents not in the library");

    private static readonly Field<IReadOnlyList<LawRelation>> Relations =
        new("relations", new ListShape<LawRelation>(new RelationShape()), "how it stands to other documents");

    private static readonly Field<string> SourceNote =
        new("source-note", Shapes.Text, "where the text came from");

    public static Form Form { get; } = new("front matter",
        [Id, Title, Number, Issuers, Jurisdiction, Issued, Effective, Until, TrialUntil, Sample, Basis, Relations,
            SourceNote]);

    /// <summary>The front matter, or null after its mistakes were reported.</summary>
    public static FrontMatter? Read(YamlNode node, FormReader reader)
    {
        if (Form.Read(node, reader) is not { } values)
        {
            return null;
        }

        var front = new FrontMatter(
            values.Get(Id),
            values.Get(Title),
            values.Get(Number),
            values.Get(Issuers),
            values.Get(Jurisdiction),
            values.Get(Issued),
            values.Get(Effective, values.Get(Issued)),
            values.Maybe(Until),
            values.Maybe(TrialUntil),
            values.Get(Sample, false),
            values.Get(Basis, []),
            values.Get(Relations, []),
            values.Find(SourceNote),
            (YamlMap)node);
        if (front.Period.IsEmpty)
        {
            reader.Report(DiagnosticKinds.EmptyPeriod, values.LineOf(Until), $"{front.Effective:yyyy-MM-dd}",
                $"{front.Until:yyyy-MM-dd}");
            return null;
        }

        return front;
    }
}

/// <summary>One relation: <c>{ forwards: ID }</c> or <c>{ extends-trial: { document: ID, until: DATE } }</c>.</summary>
internal sealed class RelationShape : Shape<LawRelation>
{
    private static readonly Field<string> Document = new("document", Shapes.Name, "the document on trial", true);
    private static readonly Field<DateOnly> Until = new("until", Shapes.Date, "the new last day of the trial", true);
    private static readonly Field<string> Clause = new("clause", Shapes.Name, "anchor of the clause that says so");
    private static readonly Form Extension = new("extends-trial", [Document, Until, Clause]);

    public override string Expected => "a map with one of forwards, implements, supplements, repeals: id, or "
        + "extends-trial: { document: id, until: day }";

    public override bool TryRead(
        YamlNode node, FormReader reader, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out LawRelation value)
    {
        value = null;
        if (node is not YamlMap { Entries: [var entry] }
            || Shapes.WordOf<RelationKind>() is var words && !words.TryRead(entry.Key, reader, out _))
        {
            return node is YamlMap { Entries.Count: 1 } ? false : reader.Refuse(node, this);
        }

        _ = words.TryRead(entry.Key, reader, out var kind);
        if (kind != RelationKind.ExtendsTrial)
        {
            value = Shapes.Name.TryRead(entry.Value, reader, out var id)
                ? new LawRelation(kind, id, null, null, entry.Key.Line)
                : null;
        }
        else if (Extension.Read(entry.Value, reader) is { } values)
        {
            value = new LawRelation(
                kind, values.Get(Document), values.Get(Until), values.Find(Clause), entry.Key.Line);
        }

        return value is not null;
    }

    public override void AddSites(YamlNode node, string path, ICollection<MutationSite> sites)
    {
        if (node is YamlMap { Entries: [var entry] })
        {
            Extension.AddSites(entry.Value, $"{path}.{entry.Key.Text}", sites);
        }
    }
}
