using System.Collections.Frozen;
using Mingsuan.Policy.Clauses;
using Mingsuan.Policy.Provisions;

namespace Mingsuan.Policy;

/// <summary>
/// 法规快照 — a whole law library, compiled: immutable, shared by all threads. The settlement path holds the one in
/// force; a draft can stand beside it.
/// </summary>
public sealed class LawSnapshot
{
    private readonly FrozenDictionary<string, PriceItem[]> items;
    private readonly FrozenDictionary<string, PriceItem[]>.AlternateLookup<ReadOnlySpan<char>> itemsBySpan;
    private readonly Dictionary<Type, Array> byKind = [];

    public LawSnapshot(
        string hash,
        Jurisdictions jurisdictions,
        IReadOnlyList<Clause> clauses,
        IReadOnlyList<Provision> provisions,
        WorkCalendar calendar)
    {
        Hash = hash;
        Jurisdictions = jurisdictions;
        Clauses = clauses;
        Provisions = provisions;
        Calendar = calendar;
        items = provisions.OfType<PriceItem>()
            .GroupBy(item => item.Item, StringComparer.Ordinal)
            .ToFrozenDictionary(
                group => group.Key,
                group => group.OrderByDescending(item => jurisdictions.DepthOf(item.Jurisdiction)).ToArray(),
                StringComparer.Ordinal);
        itemsBySpan = items.GetAlternateLookup<ReadOnlySpan<char>>();
        Keep<Admission>();
        Keep<NotAnItem>();
        Keep<RetiredItem>();
        Keep<PriceRegime>();
        Keep<UnlistedItem>();
        Keep<ProposalQuestion>();
        Keep<Coverage>();
        Keep<PaymentStandard>();
        Keep<PaymentSource>();
        Keep<Benefit>();
        Keep<RatioFloor>();
        Keep<Unregistered>();
        Keep<Dialect>();
        Keep<GradeMap>();
        Keep<Clock>();
        Keep<Report>();
        Keep<CatalogueEntry>();
        Keep<Disease>();
        Keep<ReviewRule>();
        Keep<PrescribingValidity>();
        Keep<PrescribingSupply>();
        Keep<PrescribingCount>();
        Keep<PrescribingRule>();
        Keep<PrescribingAreas>();
        Keep<DrugKindList>();
    }

    /// <summary>The content hash of the library's files, hex.</summary>
    public string Hash { get; }

    public Jurisdictions Jurisdictions { get; }

    public IReadOnlyList<Clause> Clauses { get; }

    public IReadOnlyList<Provision> Provisions { get; }

    public WorkCalendar Calendar { get; }

    /// <summary>All price rules with this item code, the most local first.</summary>
    public ReadOnlySpan<PriceItem> ItemsOf(ReadOnlySpan<char> code) =>
        itemsBySpan.TryGetValue(code, out var found) ? found : [];

    public IEnumerable<string> ItemCodes => items.Keys;

    /// <summary>All provisions of one kind, the most local first, official texts before sample data.</summary>
    public T[] All<T>()
        where T : Provision => (T[])byKind[typeof(T)];

    /// <summary>The region as this library sees it, for repeated questions.</summary>
    public RegionView Region(string code) => new(this, code);

    /// <summary>
    /// How near a rule stands: the lower area before the higher one, and within one area an official text before
    /// sample data, which only stand in for a text not at hand.
    /// </summary>
    public int RankOf(Provision one) => (2 * Jurisdictions.DepthOf(one.Jurisdiction)) + (IsSample(one) ? 0 : 1);

    private bool IsSample(Provision one) =>
        one.ClauseId >= 0 && one.ClauseId < Clauses.Count && Clauses[one.ClauseId].Sample;

    private void Keep<T>()
        where T : Provision =>
        byKind[typeof(T)] = Provisions.OfType<T>().OrderByDescending(RankOf).ToArray();
}

/// <summary>
/// 地区视图 — a region and the areas above it within one library: which rules reach it. Make it once and keep it;
/// asking it allocates nothing.
/// </summary>
public sealed class RegionView
{
    private readonly int[] chain;
    private readonly LawSnapshot law;

    internal RegionView(LawSnapshot law, string code)
    {
        this.law = law;
        Code = code;
        PoolingArea = law.Jurisdictions.PoolingAreaOf(code);
        chain = law.Jurisdictions.ChainOf(code);
        Admissions = Reach<Admission>();
        NotItems = Reach<NotAnItem>();
        Retired = Reach<RetiredItem>();
        Regimes = Reach<PriceRegime>();
        Unlisted = Reach<UnlistedItem>();
        ProposalQuestions = Reach<ProposalQuestion>();
        Coverages = Reach<Coverage>();
        Standards = Reach<PaymentStandard>();
        Sources = Reach<PaymentSource>();
        Benefits = Reach<Benefit>();
        Floors = Reach<RatioFloor>();
        Unregistered = Reach<Unregistered>();
        Dialects = Reach<Dialect>();
        Diseases = Reach<Disease>();
        Catalogue = Reach<CatalogueEntry>();
        ReviewRules = Reach<ReviewRule>();
    }

    public string Code { get; }

    public string PoolingArea { get; }

    public LawSnapshot Law => law;

    /// <summary>Whether any document of its own area or province is in the library.</summary>
    public bool IsModelled => chain.Skip(1).Any(index => index >= 0);

    public Admission[] Admissions { get; }

    public NotAnItem[] NotItems { get; }

    public RetiredItem[] Retired { get; }

    public PriceRegime[] Regimes { get; }

    public UnlistedItem[] Unlisted { get; }

    public ProposalQuestion[] ProposalQuestions { get; }

    public Coverage[] Coverages { get; }

    public PaymentStandard[] Standards { get; }

    public PaymentSource[] Sources { get; }

    public Benefit[] Benefits { get; }

    public RatioFloor[] Floors { get; }

    public Unregistered[] Unregistered { get; }

    public Dialect[] Dialects { get; }

    public Disease[] Diseases { get; }

    public CatalogueEntry[] Catalogue { get; }

    public ReviewRule[] ReviewRules { get; }

    /// <summary>Whether a rule made for this area reaches the region.</summary>
    public bool Reaches(int jurisdiction)
    {
        for (var i = 0; i < chain.Length; i++)
        {
            if (chain[i] == jurisdiction)
            {
                return true;
            }
        }

        return false;
    }

    private T[] Reach<T>()
        where T : Provision => [.. law.All<T>().Where(one => Reaches(one.Jurisdiction))];
}
