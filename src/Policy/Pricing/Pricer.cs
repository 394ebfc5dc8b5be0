using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Provisions;
using Mingsuan.Policy.Refusals;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Policy.Pricing;

/// <summary>
/// 计价 — from facts to fen. Pure; one code path whether steps are asked for or not. A combination that no document
/// prices is refused, never filled in from a neighbouring row.
/// </summary>
public static class Pricer
{
    /// <summary>
    /// Prices one item. The facts are lent to the pricer while it runs (a same-price rule looks another item up with
    /// some facts set otherwise) and are as before when it returns. What a document says of a service by name stands
    /// before what it says of every item that has no price.
    /// </summary>
    public static PriceAnswer Price<TSink>(PriceQuestion question, ref TSink steps)
        where TSink : struct, IStepSink
    {
        var facts = question.Facts;
        var answer = Admissions.Check(question.Region, question.On, question.Item, facts, claim: false);
        var item = Find(question.Region, question.On, question.Item, facts, out var lacks);
        if (item is null)
        {
            var covered = CoveredByCompanion(question);
            if (answer.By is NotAnItem or RetiredItem)
            {
                return PriceAnswer.First(answer, covered);
            }

            return PriceAnswer.First(answer, covered.IsPriced ? Unlisted(question, lacks, ref steps) : covered);
        }

        answer = PriceAnswer.First(answer, Admissions.Needs(item.Needs, facts, item, claim: false));
        answer = PriceAnswer.First(answer, Companions.Check(item, facts));
        answer = PriceAnswer.First(answer, CoveredByCompanion(question));
        if (item.TrialUntil is { } last && question.On > last)
        {
            return TrialEnded(question, item, answer);
        }

        if (!answer.IsPriced && answer.Code < RefusalCode.MissingFact)
        {
            return answer;
        }

        return PriceAnswer.First(answer, Amount(question, item, ref steps));
    }

    /// <summary>
    /// Whether a claim's line may be charged under this item: everything that a quote checks and a claim can state,
    /// except the amount itself.
    /// </summary>
    public static PriceAnswer Admit(RegionView region, DateOnly on, string code, FactSet facts)
    {
        var answer = Admissions.Check(region, on, code, facts, claim: true);
        var item = Find(region, on, code, facts, out _);
        if (item is null)
        {
            return PriceAnswer.First(answer, NotForThisCase(region, on, code, facts));
        }

        answer = PriceAnswer.First(answer, Admissions.Needs(item.Needs, facts, item, claim: true));
        return item.TrialUntil is { } last && on > last
            ? PriceAnswer.First(answer, PriceAnswer.Refuse(RefusalCode.TrialEnded, item.ClauseId, item))
            : answer;
    }

    /// <summary>The item's rule for this region, day and case, the most local first; null when there is none.</summary>
    public static PriceItem? Find(RegionView region, DateOnly on, string code, FactSet facts, out Fact? lacks)
    {
        lacks = null;
        foreach (var item in region.Law.ItemsOf(code))
        {
            if (!region.Reaches(item.Jurisdiction) || !item.Effective.Contains(on))
            {
                continue;
            }

            switch (item.When.Evaluate(facts, out var missing))
            {
                case Truth.Yes:
                    return item;
                case Truth.Unknown:
                    lacks ??= missing;
                    break;
                default:
                    break;
            }
        }

        return null;
    }

    /// <summary>Whether the region has an item of this code on the day, in whatever case.</summary>
    public static bool Knows(RegionView region, DateOnly on, string code)
    {
        foreach (var item in region.Law.ItemsOf(code))
        {
            if (region.Reaches(item.Jurisdiction) && item.Effective.Contains(on))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// 新增线上项目 — whether the region prices the item online and in no case offline, by its list or its catalogue: a
    /// service with nothing offline that its payment could follow. (楚医保规〔2022〕3号 第十条)
    /// </summary>
    public static bool IsNew(RegionView region, DateOnly on, string code)
    {
        foreach (var entry in region.Catalogue)
        {
            if (entry.Code == code && entry.Effective.Contains(on))
            {
                return false;
            }
        }

        return MayBeListed(region, on, code, "internet") && !MayBeListed(region, on, code, "offline");
    }

    /// <summary>文件列名 — whether a document of the region has the item as one of the channel, in whatever case.</summary>
    public static bool MayBeListed(RegionView region, DateOnly on, string code, string channel)
    {
        FactSet? facts = null;
        foreach (var item in region.Law.ItemsOf(code))
        {
            if (!region.Reaches(item.Jurisdiction) || !item.Effective.Contains(on))
            {
                continue;
            }

            if (facts is null)
            {
                facts = new FactSet();
                facts.SetChoice(Fact.Channel, channel);
            }

            if (item.When.Evaluate(facts, out _) != Truth.No)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// 分档计价 — whether the price that the region lists for an item hangs on the case and not on the institution alone:
    /// no one price of it can be announced, and a charge compared with one.
    /// </summary>
    public static bool HangsOnCase(RegionView region, DateOnly on, string code)
    {
        var (rules, chosen) = (0, false);
        foreach (var item in region.Law.ItemsOf(code))
        {
            if (!region.Reaches(item.Jurisdiction) || !item.Effective.Contains(on))
            {
                continue;
            }

            if (item.Count is not null || item.Adjustments.Count > 0 || item.Rows.Any(row => IsOfCase(row.When)))
            {
                return true;
            }

            rules++;
            chosen |= IsOfCase(item.When);
        }

        return chosen && rules > 1;
    }

    /// <summary>
    /// Whether admitting or pricing the item may ask for a fact of this kind: who the practitioner is, say.
    /// </summary>
    public static bool MayAsk(RegionView region, DateOnly on, string code, Func<Fact, bool> which)
    {
        foreach (var admission in region.Admissions)
        {
            if (admission.Effective.Contains(on) &&
                (admission.When.Facts.Any(which) || admission.Needs.Any(need => need.Is.Facts.Any(which))))
            {
                return true;
            }
        }

        foreach (var item in region.Law.ItemsOf(code))
        {
            if (region.Reaches(item.Jurisdiction) && item.Effective.Contains(on) &&
                (item.When.Facts.Any(which) || item.Needs.Any(need => need.Is.Facts.Any(which)) ||
                    item.Rows.Any(row => row.When.Facts.Any(which)) ||
                    item.Adjustments.Any(one => one.When.Facts.Any(which)) ||
                    (item.SameAs is { } same && RowsOf(region, on, same.Item).Any(row => row.When.Facts.Any(which)))))
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<PriceRow> RowsOf(RegionView region, DateOnly on, string code) =>
        region.Law.ItemsOf(code).ToArray()
            .Where(item => region.Reaches(item.Jurisdiction) && item.Effective.Contains(on))
            .SelectMany(item => item.Rows);

    private static bool IsOfCase(Condition condition) => condition.Facts.Any(fact => fact is not (Fact.Channel
        or Fact.InstitutionOwnership or Fact.InstitutionBusinessNature or Fact.InstitutionLevel
        or Fact.InstitutionLicences));

    private static PriceAnswer Amount<TSink>(PriceQuestion question, PriceItem item, ref TSink steps)
        where TSink : struct, IStepSink
    {
        var answer = BasePrice(question, item, ref steps, out var row);
        if (!answer.IsPriced)
        {
            return answer;
        }

        var unit = row;
        if (item.Count is { } count && Modifiers.Count(item, count, question.Facts, ref unit, ref steps) is { } bad)
        {
            return bad;
        }

        if (Modifiers.Adjust(item, question.Facts, row, ref unit, ref steps) is { } refused)
        {
            return refused;
        }

        if (!item.SelfSet && Freedom.Apply(question, item, ref unit, ref steps) is { } over)
        {
            return over;
        }

        return Quantities.Times(item, question.Facts, unit, ref steps);
    }

    private static PriceAnswer BasePrice<TSink>(
        PriceQuestion question, PriceItem item, ref TSink steps, out Money price)
        where TSink : struct, IStepSink
    {
        price = Money.Zero;
        if (item.SelfSet)
        {
            return Freedom.SelfSet(question.Facts, item, out price, ref steps);
        }

        if (item.SameAs is { } same)
        {
            return SamePrice(question, item, same, ref steps, out price);
        }

        return RowPrice(question.Facts, item, ref steps, out price);
    }

    private static PriceAnswer RowPrice<TSink>(FactSet facts, PriceItem item, ref TSink steps, out Money price)
        where TSink : struct, IStepSink
    {
        price = Money.Zero;
        for (var i = 0; i < item.Rows.Count; i++)
        {
            var row = item.Rows[i];
            switch (row.When.Evaluate(facts, out var missing))
            {
                case Truth.Yes:
                    price = row.From;
                    if (row.From != row.To)
                    {
                        return Freedom.InRange(facts, item, row, out price, ref steps);
                    }

                    steps.Add(StepLabel.BasePrice, Money.Zero, price, item.ClauseId);
                    return PriceAnswer.Priced(price, item);
                case Truth.Unknown:
                    return PriceAnswer.Lacks(missing, item.ClauseId, item);
                default:
                    break;
            }
        }

        return PriceAnswer.Refuse(RefusalCode.NoPriceRow, item.ClauseId, item);
    }

    private static PriceAnswer SamePrice<TSink>(
        PriceQuestion question, PriceItem item, SameAs same, ref TSink steps, out Money price)
        where TSink : struct, IStepSink
    {
        price = Money.Zero;
        var facts = question.Facts;
        Span<long> before = stackalloc long[same.With.Count];
        for (var i = 0; i < same.With.Count; i++)
        {
            before[i] = facts[same.With[i].Key];
            facts[same.With[i].Key] = same.With[i].Value;
        }

        var target = Find(question.Region, question.On, same.Item, facts, out var lacks);
        var answer = target is null || target.SameAs is not null
            ? lacks is { } fact
                ? PriceAnswer.Lacks(fact, item.ClauseId, item)
                : PriceAnswer.Refuse(RefusalCode.NoPriceRow, item.ClauseId, item)
            : RowPrice(facts, target, ref steps, out price);
        for (var i = 0; i < same.With.Count; i++)
        {
            facts[same.With[i].Key] = before[i];
        }

        if (answer.IsPriced)
        {
            steps.Add(StepLabel.SamePriceAs, price, price, item.ClauseId);
        }

        return answer;
    }

    private static PriceAnswer TrialEnded(PriceQuestion question, PriceItem item, PriceAnswer earlier)
    {
        var none = default(NoSteps);
        var clause = item.TrialClauseId >= 0 ? item.TrialClauseId : item.ClauseId;
        var ended = PriceAnswer.Refuse(RefusalCode.TrialEnded, clause, item);
        var last = Amount(question, item, ref none);
        return PriceAnswer.First(earlier, last.IsPriced ? ended.WithLastPrice(last.Amount) : ended);
    }

    private static PriceAnswer Unlisted<TSink>(PriceQuestion question, Fact? lacks, ref TSink steps)
        where TSink : struct, IStepSink
    {
        if (lacks is { } fact)
        {
            return PriceAnswer.Lacks(fact, -1, null);
        }

        foreach (var rule in question.Region.Unlisted)
        {
            if (rule.Effective.Contains(question.On) && rule.When.Evaluate(question.Facts, out _) == Truth.Yes)
            {
                return PriceAnswer.Refuse(rule.Code, rule.ClauseId, null, rule);
            }
        }

        return Freedom.Unlisted(question, ref steps);
    }

    /// <summary>
    /// An item that the region prices, but not in this case (the other channel, say), where the region lets nothing be
    /// charged that is not approved. A code that no rule of the region knows is no error of a claim.
    /// </summary>
    private static PriceAnswer NotForThisCase(RegionView region, DateOnly on, string code, FactSet facts)
    {
        var fine = PriceAnswer.Priced(Money.Zero, null);
        if (!Knows(region, on, code))
        {
            return fine;
        }

        foreach (var rule in region.Unlisted)
        {
            if (rule.Code == RefusalCode.UnapprovedItem && rule.Effective.Contains(on) &&
                rule.When.Evaluate(facts, out _) == Truth.Yes)
            {
                return PriceAnswer.Refuse(rule.Code, rule.ClauseId, null, rule);
            }
        }

        return fine;
    }

    private static PriceAnswer CoveredByCompanion(PriceQuestion question)
    {
        foreach (var code in question.Facts.CodesOf(Fact.With))
        {
            var companion = Find(question.Region, question.On, code, question.Facts, out _);
            if (companion is not null && companion.Covers.Contains(question.Item))
            {
                return PriceAnswer.Refuse(RefusalCode.DuplicateCharge, companion.ClauseId, companion);
            }
        }

        return PriceAnswer.Priced(default, null);
    }
}
