using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Provisions;
using Mingsuan.Policy.Refusals;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Policy.Pricing;

/// <summary>询价 — what does this item cost at this institution on this day of service?</summary>
public sealed class PriceQuestion(RegionView region, DateOnly on, string item, FactSet facts)
{
    /// <summary>The area of the institution that charges, as the library sees it.</summary>
    public RegionView Region { get; } = region;

    /// <summary>服务发生日: the day whose rules hold (楚医保规〔2022〕3号 第三十五条).</summary>
    public DateOnly On { get; } = on;

    public string Item { get; } = item;

    public FactSet Facts { get; } = facts;
}

/// <summary>
/// 报价 — an amount, or the refusal that stands first in <see cref="RefusalCode"/> with the fact it lacks or the rule
/// it rests on.
/// </summary>
public readonly struct PriceAnswer
{
    private PriceAnswer(RefusalCode code, Money amount, PriceItem? item, Fact missing, int clauseId, Provision? by)
    {
        Code = code;
        Amount = amount;
        Item = item;
        Missing = missing;
        ClauseId = clauseId;
        By = by;
    }

    /// <summary><see cref="RefusalCode.None"/> when priced.</summary>
    public RefusalCode Code { get; }

    /// <summary>The price; after a trial ended, the last price known.</summary>
    public Money Amount { get; }

    public PriceItem? Item { get; }

    /// <summary>
    /// With <see cref="RefusalCode.MissingFact"/>: the fact to state; with <see cref="RefusalCode.BadFacts"/>: the one
    /// to correct; with a need that failed: what it is about.
    /// </summary>
    public Fact Missing { get; }

    /// <summary>The clause of a refusal; −1 where no clause gives a price.</summary>
    public int ClauseId { get; }

    /// <summary>The rule that refuses, where it says more (what replaces a retired item).</summary>
    public Provision? By { get; }

    public bool IsPriced => Code == RefusalCode.None;

    public static PriceAnswer Priced(Money amount, PriceItem? item) => new(RefusalCode.None, amount, item, 0, -1, null);

    public static PriceAnswer Refuse(RefusalCode code, int clauseId, PriceItem? item = null, Provision? by = null) =>
        new(code, Money.Zero, item, 0, clauseId, by);

    /// <summary>A need that failed.</summary>
    public static PriceAnswer Refuse(Need need, PriceItem? item) =>
        new(need.Else, Money.Zero, item, need.Is.Facts.FirstOrDefault(), need.ClauseId, null);

    public static PriceAnswer Lacks(Fact fact, int clauseId, PriceItem? item) =>
        new(RefusalCode.MissingFact, Money.Zero, item, fact, clauseId, null);

    public static PriceAnswer Disagrees(Fact fact, int clauseId, PriceItem? item) =>
        new(RefusalCode.BadFacts, Money.Zero, item, fact, clauseId, null);

    /// <summary>The same refusal with the last price known.</summary>
    public PriceAnswer WithLastPrice(Money last) => new(Code, last, Item, Missing, ClauseId, By);

    /// <summary>
    /// Of two refusals, the one that stands first in the order of precedence; the earlier one on a tie.
    /// </summary>
    internal static PriceAnswer First(PriceAnswer one, PriceAnswer other) =>
        one.Code == RefusalCode.None || (other.Code != RefusalCode.None && other.Code < one.Code) ? other : one;
}
