using Mingsuan.Law;
using Mingsuan.Law.Compiling;
using Mingsuan.Law.Reading;
using Mingsuan.Policy;
using Mingsuan.Policy.Provisions;

namespace Mingsuan.Host.Library;

/// <summary>在架法规库 — the library that pages read: documents, snapshot unless it has an error, diagnostics.</summary>
public sealed class LawShelf(LawLoad load)
{
    /// <summary>The setting that names the directory of the library.</summary>
    public const string Setting = "MINGSUAN_LAW";

    private const string Folder = "law";

    private readonly Dictionary<string, LawDocument> documents = load.Documents
        .GroupBy(one => one.Id, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);

    private readonly ILookup<LawBlock, LawRule> rules = load.Rules.ToLookup(rule => rule.Block);

    /// <summary>What loading the library came to.</summary>
    public LawLoad Load { get; } = load;

    /// <summary>The compiled library; null when an error forbids it.</summary>
    public LawSnapshot? Snapshot => Load.Snapshot;

    /// <summary>The tree of areas with their names, also while the library has an error.</summary>
    public Jurisdictions Areas { get; } = Named(load);

    /// <summary>Loads the directory that the setting names, or <c>law</c> beside the program.</summary>
    public static LawShelf Open(IConfiguration configuration) => new(LawLibrary.Load(Directory(configuration)));

    /// <summary>The directory of the library.</summary>
    public static string Directory(IConfiguration configuration) =>
        configuration[Setting] ?? Path.Combine(AppContext.BaseDirectory, Folder);

    /// <summary>The document with this id, or null.</summary>
    public LawDocument? Find(string id) => documents.GetValueOrDefault(id);

    /// <summary>The rule that a block came to, or null when it could not be read.</summary>
    public LawRule? RuleOf(LawBlock block) => rules[block].FirstOrDefault();

    private static Jurisdictions Named(LawLoad load)
    {
        if (load.Snapshot is { } law)
        {
            return law.Jurisdictions;
        }

        var areas = new Jurisdictions();
        foreach (var region in load.Regions)
        {
            areas.Name(region.Admdvs, region.Name);
            if (region.Parent is { } parent)
            {
                areas.SetParent(region.Admdvs, parent);
            }
        }

        return areas;
    }
}
