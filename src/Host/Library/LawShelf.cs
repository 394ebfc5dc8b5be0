using Mingsuan.Law;
using Mingsuan.Law.Compiling;
using Mingsuan.Law.Reading;
using Mingsuan.Policy;
using Mingsuan.Policy.Provisions;

namespace Mingsuan.Host.Library;

/// <summary>
/// 在架法规库 — the library that pages read: documents, snapshot unless it has an error, diagnostics. It follows the one in
/// force.
/// </summary>
public sealed class LawShelf(Func<LawLoad> source)
{
    /// <summary>The setting that names the directory of the library.</summary>
    public const string Setting = "MINGSUAN_LAW";

    private const string Folder = "law";

    private volatile Arranged? arranged;

    /// <summary>What loading the library came to.</summary>
    public LawLoad Load => Now.Load;

    /// <summary>The compiled library; null when an error forbids it.</summary>
    public LawSnapshot? Snapshot => Load.Snapshot;

    /// <summary>The tree of areas with their names, also while the library has an error.</summary>
    public Jurisdictions Areas => Now.Areas;

    private Arranged Now
    {
        get
        {
            var (load, known) = (source(), arranged);
            return known is not null && ReferenceEquals(known.Load, load) ? known : arranged = Arranged.Of(load);
        }
    }

    /// <summary>Loads the directory that the setting names, or <c>law</c> beside the program.</summary>
    public static LawShelf Open(IConfiguration configuration)
    {
        var load = LawLibrary.Load(Directory(configuration));
        return new(() => load);
    }

    /// <summary>The directory of the library.</summary>
    public static string Directory(IConfiguration configuration) =>
        configuration[Setting] ?? Path.Combine(AppContext.BaseDirectory, Folder);

    /// <summary>The document with this id, or null.</summary>
    public LawDocument? Find(string id) => Now.Documents.GetValueOrDefault(id);

    /// <summary>The rule that a block came to, or null when it could not be read.</summary>
    public LawRule? RuleOf(LawBlock block) => Now.Rules[block].FirstOrDefault();

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

    private sealed record Arranged(
        LawLoad Load,
        Dictionary<string, LawDocument> Documents,
        ILookup<LawBlock, LawRule> Rules,
        Jurisdictions Areas)
    {
        public static Arranged Of(LawLoad load) => new(
            load,
            load.Documents.GroupBy(one => one.Id, StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal),
            load.Rules.ToLookup(rule => rule.Block),
            Named(load));
    }
}
