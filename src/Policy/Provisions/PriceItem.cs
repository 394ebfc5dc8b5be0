using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Policy.Provisions;

/// <summary>价格行 — one price: in which case, and how much (from–to where the institution chooses in a range).</summary>
public sealed record PriceRow(Condition When, Money From, Money To);

/// <summary>The price of another item, looked up with some facts set otherwise (the same item offline, say).</summary>
public sealed record SameAs(string Item, IReadOnlyList<KeyValuePair<Fact, long>> With);

/// <summary>What a cap bounds.</summary>
public enum CapScope
{
    /// <summary>仅计数部分: before adjustments.</summary>
    Counted,

    /// <summary>总额: after adjustments.</summary>
    Total,
}

/// <summary>How a cap works.</summary>
public enum CapMode
{
    /// <summary>不超过: the lower of the two.</summary>
    AtMost,

    /// <summary>定额: exactly this much.</summary>
    Exactly,
}

/// <summary>封顶 — from this count on, the price is bounded.</summary>
public sealed record CountCap(int From, Money Total, CapMode Mode, CapScope Scope);

/// <summary>计数加收 — so many are included; each more adds an amount; from some count on a cap holds.</summary>
public sealed record CountRule(Fact Of, int AtLeast, int Included, Money EachExtra, CountCap? Cap);

/// <summary>What a percentage is taken of.</summary>
public enum AdjustBase
{
    /// <summary>累计额: the amount so far.</summary>
    Running,

    /// <summary>单价: the row's price.</summary>
    UnitPrice,
}

/// <summary>
/// 加收减收 — in a case, a percentage more (or less) of a base. At most one adjustment of an exclusive group may
/// apply; two at once are refused, since they ask to charge for the same thing twice.
/// </summary>
public sealed record Adjustment(Condition When, decimal Percent, AdjustBase Base, string? Group);

/// <summary>How the quantity of a timed service follows from its beginning and end.</summary>
public enum QuantityOf
{
    /// <summary>The stated quantity.</summary>
    Stated,

    /// <summary>Started spells of so many hours.</summary>
    StartedHours,

    /// <summary>Calendar days touched.</summary>
    CalendarDays,
}

/// <summary>
/// 加收项 — an item that stands only with its main item, at most once, and not with others of its group.
/// </summary>
public sealed record AddOn(IReadOnlyList<string> Of, int AtMost, IReadOnlyList<string> NotWith);

/// <summary>
/// 医疗服务价格项目 — one priced service. The steps run in this order: row (or the same as another item's) → count →
/// adjustments → cap on the total → uplift or freedom of the institution → quantity.
/// </summary>
public sealed record PriceItem : Provision
{
    public required string Item { get; init; }

    public required string Name { get; init; }

    public required string Unit { get; init; }

    /// <summary>
    /// 类别: followUp, remoteConsultation, remoteMonitoring, remoteDiagnosis, counselling, consultationFee…
    /// </summary>
    public required string Category { get; init; }

    /// <summary>试行期末日; null: not on trial.</summary>
    public DateOnly? TrialUntil { get; init; }

    /// <summary>What the list says of the price, for the answer after the trial: the last price known.</summary>
    public IReadOnlyList<PriceRow> Rows { get; init; } = [];

    public SameAs? SameAs { get; init; }

    /// <summary>自主定价: the institution's filed price.</summary>
    public bool SelfSet { get; init; }

    public IReadOnlyList<Need> Needs { get; init; } = [];

    public CountRule? Count { get; init; }

    public IReadOnlyList<Adjustment> Adjustments { get; init; } = [];

    public QuantityOf QuantityOf { get; init; } = QuantityOf.Stated;

    public int QuantityHours { get; init; } = 24;

    /// <summary>The most of one charge; null: no bound.</summary>
    public int? QuantityAtMost { get; init; }

    /// <summary>上浮: the institution may charge up to so many per cent above the listed price.</summary>
    public decimal? UpliftPercent { get; init; }

    public AddOn? AddOn { get; init; }

    /// <summary>特需医疗服务.</summary>
    public bool Premium { get; init; }

    /// <summary>Codes that this item's scope already covers: charging them beside it is charging twice.</summary>
    public IReadOnlyList<string> Covers { get; init; } = [];

    /// <summary>The document that carries the trial on, if one does; the item's clause otherwise.</summary>
    public int TrialClauseId { get; init; } = -1;
}
