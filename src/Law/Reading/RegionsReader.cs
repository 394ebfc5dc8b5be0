using Mingsuan.Law.Checking;
using Mingsuan.Law.Forms;

namespace Mingsuan.Law.Reading;

/// <summary>
/// 地区 — an area of <c>regions.yaml</c>: its name, its superior where the code does not tell, how far it is
/// modelled.
/// </summary>
public sealed record RegionEntry(
    string Admdvs, string Name, string? Parent, IReadOnlyList<string> Modelled, string? Verified, int Line);

/// <summary>Reads <c>regions.yaml</c>.</summary>
public static class RegionsReader
{
    private static readonly Field<string> Admdvs = new("admdvs", Shapes.Code, "the area's six-digit code", true);
    private static readonly Field<string> Name = new("name", Shapes.Name, "the area's name", true);
    private static readonly Field<string> Parent =
        new("parent", Shapes.Code, "the superior area, where the six digits do not tell");

    private static readonly Field<IReadOnlyList<string>> Modelled =
        new("modelled", Shapes.Texts, "what of the area is modelled");

    private static readonly Field<string> Verified = new("verified", Shapes.Text, "when and how it was verified");

    private static readonly ListShape<RegionEntry> List = new(new FormShape<RegionEntry>(
        new Form("region", [Admdvs, Name, Parent, Modelled, Verified]),
        values => new RegionEntry(
            values.Get(Admdvs), values.Get(Name), values.Find(Parent), values.Get(Modelled, []), values.Find(Verified),
            values.Line)));

    public static IReadOnlyList<RegionEntry> Read(string path, string text, DiagnosticSink sink)
    {
        if (YamlFile.Read(path, text, sink) is not { } node)
        {
            return [];
        }

        var read = List.TryRead(node, new FormReader(sink, path, null, -1, -1), out var regions);
        foreach (var again in (regions ?? []).GroupBy(one => one.Admdvs).Where(group => group.Count() > 1))
        {
            sink.Report(DiagnosticKinds.Duplicate, path, again.Last().Line, null, "area", again.Key, path,
                $"{again.First().Line}");
        }

        return read ? regions! : [];
    }
}

/// <summary>A file that is YAML as a whole.</summary>
internal static class YamlFile
{
    public static YamlNode? Read(string path, string text, DiagnosticSink sink)
    {
        try
        {
            return YamlReader.Read(text, 1);
        }
        catch (YamlTroubleException trouble)
        {
            sink.Report(DiagnosticKinds.UnreadableYaml, path, trouble.Line, null, trouble.Message);
            return null;
        }
    }
}
