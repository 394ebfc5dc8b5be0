using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Prices;
using Mingsuan.Contracts.Registry;
using Mingsuan.Contracts.Visits;
using Mingsuan.Policy.Adjudication;
using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Refusals;
using Mingsuan.Settlement.Charging;
using Mingsuan.Settlement.Rows;

namespace Mingsuan.Settlement.Settling;

/// <summary>
/// 结算核对 — what a claim must agree with before it is settled over the network: totals, the decision's refusals,
/// agreements
/// in force, and the evidence of a strict institution. (nhsa §5.6, §21.7)
/// </summary>
internal static class ClaimChecks
{
    /// <summary>Special need and ordinary services in one batch.</summary>
    public const string MixedPremium = "E-MIXED-PREMIUM";

    /// <summary>The first thing that stands against settling, or none.</summary>
    public static InfnoResult? Refusal(SettleRequest request, DecidedClaim claim)
    {
        if (claim.Lines.Count == 0)
        {
            return InfnoResult.Refused("E-NO-FEE-LINES", ("batch", request.ChrgBchno));
        }

        if (claim.Mixed)
        {
            return InfnoResult.Refused(MixedPremium, ("batch", request.ChrgBchno));
        }

        if (claim.Open.Visit.MedType is null || claim.Open.Visit.Diagnoses.Count == 0)
        {
            return InfnoResult.Refused("E-NOT-DIAGNOSED");
        }

        var total = claim.Decision.Total;
        if (!claim.Decision.IsSettled)
        {
            return LineRefusal.Of(claim.Decision, claim.Law);
        }

        var sum = claim.Lines.Aggregate(Money.Zero, (all, line) => all + line.Amount);
        return Amounts(request, sum, claim.Lines) ?? Lines(claim) ?? (total.Fee == sum
            ? null
            : InfnoResult.Refused("E-FEE-TOTAL", ("stated", sum.ToString()), ("counted", total.Fee.ToString())));
    }

    /// <summary>知情同意 — a strict institution's visit online needs the patient's consent on record.</summary>
    public static InfnoResult? Consent(VisitFacts visit, PriceStandings standings) =>
        visit is { Channel: VisitChannel.Internet, Evidence: EvidenceSetting.Strict } &&
        !PriceFacts.Consents(visit, standings)
            ? InfnoResult.Refused(RefusalCode.NoConsent.Printed())
            : null;

    /// <summary>
    /// What a declared institution did not declare, each reason why no fund pays something, and a fund's total that the
    /// institution's system takes for something else.
    /// </summary>
    public static IReadOnlyList<Notice> Warnings(InfnoCall call, DecidedClaim claim)
    {
        var warnings = new List<Notice>();
        if (claim.Open.Visit is
            { Channel: VisitChannel.Internet, Evidence: EvidenceSetting.Declared, Declared.Consent: null })
        {
            warnings.Add(Notice.Of("W-CONSENT-NOT-DECLARED"));
        }

        warnings.AddRange(claim.Lacking);
        if (claim.Open.Visit.Proof is { } proof && (string?)claim.Facts["visit"]!["lastOffline"]?["source"] is not null)
        {
            warnings.Add(Notice.Of(
                "W-PROOF-UNVERIFIED",
                ("on", proof.On.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))));
        }

        warnings.AddRange(claim.Decision.Unpaid
            .Where(part => part.Reason == UnpaidReason.Refused)
            .Select(part => LineRefusal.NoticeOf(part.Code, claim.Decision.Lines[part.Lines[0]])));
        warnings.AddRange(claim.AboveNotice ?? []);
        if (call.ExpectsAccountInFundTotal is { } expected && expected != claim.AccountInFundTotal)
        {
            warnings.Add(Notice.Of("W-FUND-TOTAL"));
        }

        return warnings;
    }

    private static InfnoResult? Amounts(SettleRequest request, Money sum, IReadOnlyList<FeeLine> lines)
    {
        (string Name, Money? Stated, Money Counted)[] pairs =
        [
            ("medfee_sumamt", request.Fee, sum),
            ("fulamt_ownpay_amt", request.FullSelfPay, Sum(lines, line => line.FullSelfPay)),
            ("overlmt_selfpay", request.OverLimit, Sum(lines, line => line.OverLimit)),
            ("preselfpay_amt", request.InitialCopay, Sum(lines, line => line.InitialCopay)),
            ("inscp_scp_amt", request.InScope, Sum(lines, line => line.InScope)),
        ];
        foreach (var (name, stated, counted) in pairs)
        {
            if (stated is { } given && given != counted)
            {
                return InfnoResult.Refused(
                    "E-AMOUNT-MISMATCH",
                    ("field", name),
                    ("stated", given.ToString()),
                    ("counted", counted.ToString()));
            }
        }

        return null;
    }

    private static InfnoResult? Lines(DecidedClaim claim)
    {
        foreach (var line in claim.Decision.Lines)
        {
            if (line.IsRefused || line.Code == RefusalCode.AgreementSuspended)
            {
                return LineRefusal.Of(line, claim.Law);
            }
        }

        return null;
    }

    private static Money Sum(IReadOnlyList<FeeLine> lines, Func<FeeLine, Money> column) =>
        lines.Aggregate(Money.Zero, (sum, line) => sum + column(line));
}
