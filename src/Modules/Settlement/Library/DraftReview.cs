using System.Text.Json.Nodes;
using Mingsuan.Law;
using Mingsuan.Law.Checking;
using Mingsuan.Law.Reading;

namespace Mingsuan.Settlement.Library;

/// <summary>
/// 草案核对 — the library that a draft makes, beside the one in force: which documents, in which regions, with which
/// faults.
/// </summary>
internal sealed record DraftReview(LawEdition Before, LawEdition After, IReadOnlyDictionary<string, string> Files)
{
    /// <summary>全国.</summary>
    public const string Country = "000000";

    public static DraftReview Of(LawEdition before, IReadOnlyDictionary<string, string> files) =>
        new(before, before.With(files), files);

    /// <summary>The documents of the draft, as they were read.</summary>
    public IReadOnlyList<LawDocument> Documents =>
        [.. After.Load.Documents.Where(one => Files.ContainsKey(one.Path))];

    public IReadOnlyList<Diagnostic> Errors =>
        [.. After.Load.Diagnostics.Where(one => one.Severity == Severity.Error)];

    /// <summary>Whether it changes anything.</summary>
    public bool Changes => After.Load.Hash != Before.Load.Hash;

    /// <summary>
    /// 涉及地区 — the regions that it changes; the whole country for a calendar, which holds everywhere.
    /// </summary>
    public IReadOnlyList<string> Regions =>
    [
        .. Documents.Select(one => one.Front.Jurisdiction)
            .Concat(Files.Keys.Any(DraftFiles.IsCalendar) ? [Country] : [])
            .Concat(Replaced.Select(one => one.Front.Jurisdiction))
            .Concat(Files.ContainsKey(DraftFiles.Regions) ? ChangedRegions : [])
            .Concat(Ended)
            .Distinct().Order(StringComparer.Ordinal),
    ];

    public string Title => string.Join('；', Documents.Select(one => one.Front.Title)) is { Length: > 0 } title
        ? title[..Math.Min(title.Length, 500)]
        : string.Join('；', Files.Keys);

    /// <summary>核对结果 — what was read and what is wrong with it.</summary>
    public JsonObject Report() => new()
    {
        ["documents"] = new JsonArray([.. Documents.Select(one => (JsonNode)new JsonObject
        {
            ["path"] = one.Path,
            ["id"] = one.Front.Id,
            ["title"] = one.Front.Title,
            ["number"] = one.Front.Number,
            ["jurisdiction"] = one.Front.Jurisdiction,
            ["clauses"] = one.Clauses.Count,
            ["covered"] = one.Clauses.Count(clause => clause.IsCovered),
            ["replaces"] = Before.Files.ContainsKey(one.Path),
        })]),
        ["examples"] = new JsonObject
        {
            ["passed"] = After.Load.Examples.Count(one => one.Passed),
            ["failed"] = After.Load.Examples.Count(one => !one.Passed),
        },
        ["diagnostics"] = new JsonArray([.. After.Load.Diagnostics.Select(one => (JsonNode)new JsonObject
        {
            ["code"] = one.Code,
            ["severity"] = one.Severity == Severity.Error ? "error" : "warning",
            ["file"] = one.File,
            ["line"] = one.Line,
            ["clause"] = one.Clause,
            ["message"] = DiagnosticTexts.Chinese(one),
        })]),
        ["before"] = Before.Load.Hash,
        ["after"] = After.Load.Hash,
    };

    /// <summary>What stood at a path before: taking a region's document away changes that region.</summary>
    private IEnumerable<LawDocument> Replaced => Before.Load.Documents.Where(one => Files.ContainsKey(one.Path));

    /// <summary>The regions whose documents it repeals or prolongs, or did before: that changes them, too.</summary>
    private IEnumerable<string> Ended
    {
        get
        {
            var named = Documents.Concat(Replaced).SelectMany(one => one.Front.Relations)
                .Where(one => one.Kind is RelationKind.Repeals or RelationKind.ExtendsTrial)
                .Select(one => one.Document).ToHashSet(StringComparer.Ordinal);
            return Before.Load.Documents.Concat(After.Load.Documents).Where(one => named.Contains(one.Id))
                .Select(one => one.Front.Jurisdiction);
        }
    }

    private IEnumerable<string> ChangedRegions
    {
        get
        {
            var (before, after) = (Before.Load.Regions.ToLookup(Said), After.Load.Regions.ToLookup(Said));
            return after.Where(one => !before.Contains(one.Key))
                .Concat(before.Where(one => !after.Contains(one.Key)))
                .Select(one => one.First().Admdvs);
        }
    }

    /// <summary>A region as the list has it, wherever it stands there.</summary>
    private static string Said(RegionEntry one) =>
        string.Join('\n', [one.Admdvs, one.Name, one.Parent, one.Verified, .. one.Modelled]);
}
