using System.Text.Json;
using Mingsuan.Law.Exchange;
using Mingsuan.Policy;
using Mingsuan.Policy.Adjudication;
using Mingsuan.Policy.Pricing;
using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Provisions;
using Mingsuan.Policy.Refusals;

namespace Mingsuan.Law.Comparing;

/// <summary>What became of one claim under one library.</summary>
internal readonly record struct Outcome(
    Claim? Claim, ClaimDecision? Decision, RefusalCode Refusal, int RefusalClauseId)
{
    private static readonly Columns Nothing = new();

    /// <summary>The columns; all zero when nothing may be charged.</summary>
    public Columns Total => Refusal == RefusalCode.None ? Decision!.Total : Nothing;

    public static Outcome Of(LawSnapshot law, JsonElement question)
    {
        if (Members.Find(question, "region") is null || Members.Find(question, "on") is null ||
            Members.Find(question, "lines") is null)
        {
            return new(null, null, RefusalCode.MissingFact, -1);
        }

        try
        {
            var claim = ClaimReader.Read(law, question);
            return claim.Lines.Count == 0 ? new(null, null, RefusalCode.MissingFact, -1) : Of(claim);
        }
        catch (BadFactException)
        {
            return new(null, null, RefusalCode.BadFacts, -1);
        }
    }

    public static Outcome Of(Claim claim)
    {
        var none = default(NoSteps);
        var decision = Adjudicator.Decide(claim, ref none);
        return new(claim, decision, decision.Refusal, decision.RefusalClauseId);
    }

    /// <summary>Whether both charge the same, to the fen and line by line.</summary>
    public bool IsSameAs(Outcome other)
    {
        if (Refusal != other.Refusal)
        {
            return false;
        }

        if (Refusal != RefusalCode.None)
        {
            return true;
        }

        var (lines, others) = (Decision!.Lines, other.Decision!.Lines);
        if (!Same(Decision.Total, other.Decision.Total) || Decision.Delivery != other.Decision.Delivery)
        {
            return false;
        }

        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Code != others[i].Code || !Same(lines[i].Columns, others[i].Columns))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Same(Columns one, Columns other)
    {
        for (var fund = Fund.Hifp; fund <= Fund.Oth; fund++)
        {
            if (one[fund] != other[fund])
            {
                return false;
            }
        }

        return one.Fee == other.Fee && one.FullSelfPay == other.FullSelfPay && one.OverLimit == other.OverLimit &&
            one.InitialCopay == other.InitialCopay && one.InScope == other.InScope &&
            one.Deductible == other.Deductible && one.Account == other.Account &&
            one.FamilyAccount == other.FamilyAccount && one.Hospital == other.Hospital;
    }
}

/// <summary>Sums of one thing under both libraries, over the claims where it differs.</summary>
public sealed class Shift
{
    public long Claims { get; private set; }

    public Money Before { get; private set; }

    public Money After { get; private set; }

    public Money Difference => After - Before;

    internal void Add(Money before, Money after)
    {
        Claims++;
        Before += before;
        After += after;
    }
}

/// <summary>The clause by which two decisions part, and whether the draft holds it or only the library in
/// force.</summary>
public sealed record Cause(string Document, string Article, bool InDraft)
{
    /// <summary>No clause says it.</summary>
    public static readonly Cause None = new("", "", true);

    internal static Cause Of(LawSnapshot law, int clauseId, bool inDraft) => clauseId < 0
        ? None with { InDraft = inDraft }
        : new(law.Clauses[clauseId].Document, law.Clauses[clauseId].Article, inDraft);
}
