using Mingsuan.Policy.Adjudication;
using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Provisions;
using Mingsuan.Policy.Refusals;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Policy.Pricing;

/// <summary>同时收费 — what else is charged together: an add-on needs its main item; nothing is charged twice.</summary>
internal static class Companions
{
    public static PriceAnswer Check(PriceItem item, FactSet facts)
    {
        var with = facts.CodesOf(Fact.With);
        if (Meets(item.Covers, with) || (item.AddOn is { } one && Meets(one.NotWith, with)))
        {
            return PriceAnswer.Refuse(RefusalCode.DuplicateCharge, item.ClauseId, item);
        }

        if (item.AddOn is not { } addOn)
        {
            return PriceAnswer.Priced(Money.Zero, item);
        }

        if (!Meets(addOn.Of, with))
        {
            return PriceAnswer.Refuse(RefusalCode.NotApplicable, item.ClauseId, item);
        }

        return facts.Has(Fact.Quantity) && facts.Number(Fact.Quantity) > addOn.AtMost
            ? PriceAnswer.Refuse(RefusalCode.DuplicateCharge, item.ClauseId, item)
            : PriceAnswer.Priced(Money.Zero, item);
    }

    /// <summary>
    /// The same among the lines of one claim: what another line covers is not charged, nor an add-on without its main
    /// item, with one that it excludes, or more often than it may. What is charged in another claim is told as
    /// <c>with</c>. (楚医保规〔2022〕3号 第九条（一）)
    /// </summary>
    public static void Check(IReadOnlyList<LineDecision> lines, FactSet facts)
    {
        if (!lines.Any(line => line.Detail.Item is { } item && (item.Covers.Count > 0 || item.AddOn is not null)))
        {
            return;
        }

        foreach (var (at, line) in lines.Index())
        {
            if (line.IsOutside || line.IsRefused)
            {
                continue;
            }

            var code = line.Line.Code;
            var by = lines.Where((other, place) => place != at && !other.IsOutside && !other.IsRefused)
                .FirstOrDefault(other => other.Detail.Item?.Covers.Contains(code) == true)?.Detail.Item;
            if (by is not null)
            {
                Refuse(line, RefusalCode.DuplicateCharge, by.ClauseId, line.Detail.Item);
            }
            else if (line.Detail.Item is { AddOn: { } addOn } item && AddOnRefusal(addOn, lines, at, facts) is { } why)
            {
                Refuse(line, why, item.ClauseId, item);
            }
        }
    }

    private static RefusalCode? AddOnRefusal(AddOn addOn, IReadOnlyList<LineDecision> lines, int at, FactSet facts)
    {
        var code = lines[at].Line.Code;
        string[] beside =
        [
            .. facts.CodesOf(Fact.With),
            .. lines.Where((other, place) => place != at && !other.IsOutside && !other.IsRefused)
                .Select(other => other.Line.Code),
        ];
        var charged = lines.Take(at + 1).Where(one => one.Line.Code == code).Sum(one => one.Line.Quantity);
        return Meets(addOn.NotWith, beside) ? RefusalCode.DuplicateCharge
            : !Meets(addOn.Of, beside) ? RefusalCode.NotApplicable
            : charged > addOn.AtMost ? RefusalCode.DuplicateCharge
            : null;
    }

    private static void Refuse(LineDecision line, RefusalCode code, int clauseId, PriceItem? item)
    {
        line.Code = code;
        line.ClauseId = clauseId;
        line.Detail = PriceAnswer.Refuse(code, clauseId, item);
    }

    private static bool Meets(IReadOnlyList<string> list, ReadOnlySpan<string> codes)
    {
        foreach (var code in codes)
        {
            if (list.Contains(code))
            {
                return true;
            }
        }

        return false;
    }
}
