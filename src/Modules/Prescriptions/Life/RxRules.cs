using System.Globalization;
using Mingsuan.Contracts.Infnos;

namespace Mingsuan.Prescriptions.Life;

/// <summary>裁定 — the event that a command leads to, or the refusal that stands in its place.</summary>
internal sealed record RxRuling(RxEvent? Event, Notice? Refusal)
{
    public static RxRuling Of(RxEvent happened) => new(happened, null);

    public static RxRuling Refuse(string code, params (string Name, string Value)[] parameters) =>
        new(null, Notice.Of(code, parameters));
}

/// <summary>处方规则 — who may do what to a prescription at an instant; all of it pure. (ADR 0022)</summary>
internal static class RxRules
{
    private const string NotHolder = "E-RX-NOT-HOLDER";

    /// <summary>预核验, again as long as nothing of it was uploaded. (nhsa §15.8)</summary>
    public static RxRuling Check(Prescription? rx, Checked text, DateTime now)
    {
        if (Barred(rx, RxMove.Check, now) is { } barred)
        {
            return barred;
        }

        if (rx?.Payments.IsEmpty == false)
        {
            return RxRuling.Refuse("E-RX-PAID");
        }

        if (text.ValidUntil <= now)
        {
            return RxRuling.Refuse("E-RX-VALIDITY");
        }

        var lines = text.Lines;
        return lines.Count > 0 && lines.All(one => one.Amount > 0)
            && lines.Select(one => one.Line).Distinct(StringComparer.Ordinal).Count() == lines.Count
            ? RxRuling.Of(text)
            : RxRuling.Refuse("E-RX-LINES");
    }

    /// <summary>Its doctor signs the text as it was checked, for no longer than the law allows then.</summary>
    public static RxRuling Sign(Prescription? rx, Signed signature, DateTime now) =>
        Barred(rx, RxMove.Sign, now) ??
        (signature.Doctor != rx!.Prescriber ? RxRuling.Refuse("E-RX-NOT-PRESCRIBER")
            : signature.TextDigest != rx.TextDigest ? RxRuling.Refuse("E-RX-DIGEST")
            : signature.MostDays is { } most && rx.ValidUntil > rx.PrescribedAt?.AddDays(most) ? RxRuling.Refuse(
                "E-RX-VALIDITY-LONG", ("most", most.ToString(CultureInfo.InvariantCulture)))
            : RxRuling.Of(signature));

    /// <summary>A pharmacist other than the prescriber approves it or sends it back. (CX-23-1)</summary>
    public static RxRuling Review(Prescription? rx, Reviewed review, DateTime now) =>
        Barred(rx, review.Passed ? RxMove.Approve : RxMove.SendBack, now) ??
        (review.Pharmacist == rx!.Prescriber ? RxRuling.Refuse("E-RX-REVIEWER")
            : rx.Stored != RxState.Signed ? RxRuling.Refuse("E-RX-STATE", ("state", rx.Stored.ToString()))
            : !review.Passed && string.IsNullOrWhiteSpace(review.Opinion) ? RxRuling.Refuse("E-RX-OPINION")
            : RxRuling.Of(review));

    public static RxRuling Upload(Prescription? rx, DateTime now) =>
        Barred(rx, RxMove.Upload, now) ?? RxRuling.Of(new Uploaded());

    /// <summary>占用 — by one pharmacy; asked again by the same one, it is the hold that stands (no event).</summary>
    public static RxRuling Hold(Prescription? rx, string pharmacy, DateTime now)
    {
        if (rx?.At(now) == RxState.Held)
        {
            return rx.Pharmacy == pharmacy ? new RxRuling(null, null) : RxRuling.Refuse("E-RX-HELD");
        }

        return Barred(rx, RxMove.Hold, now) ?? RxRuling.Of(new Held(pharmacy, rx!.Holds + 1));
    }

    /// <summary>释放 — by the pharmacy that has it, or by the patient.</summary>
    public static RxRuling Release(Prescription? rx, string by, bool isPatient, DateTime now) =>
        Barred(rx, RxMove.Release, now) ??
        (rx!.Stored != RxState.Held || (!isPatient && rx.Pharmacy != by)
            ? RxRuling.Refuse(NotHolder)
            : RxRuling.Of(new Released(by)));

    /// <summary>发药 — whole or in parts, never above what is left. (NHC-8)</summary>
    public static RxRuling Dispense(Prescription? rx, Dispensed given, DateTime now)
    {
        if (Barred(rx, RxMove.DispensePart, now) is { } barred)
        {
            return barred;
        }

        if (rx!.Pharmacy != given.Pharmacy)
        {
            return RxRuling.Refuse(NotHolder);
        }

        if (rx.IsToBeRevoked)
        {
            return RxRuling.Refuse("E-RX-TO-BE-REVOKED");
        }

        var asked = Sums(given.Portions);
        if (asked is null)
        {
            return RxRuling.Refuse("E-RX-LINES");
        }

        var above = asked.FirstOrDefault(one => one.Value > rx.Left(one.Key));
        return above.Key is not null ? RxRuling.Refuse("E-RX-OVER", ("line", above.Key))
            : asked.Any(one => one.Value > rx.Dispensable(one.Key, given.Pharmacy)) ? RxRuling.Refuse("E-RX-CONSUMED")
            : RxRuling.Of(given);
    }

    /// <summary>退药 — to the pharmacy that gave it, never above what it gave.</summary>
    public static RxRuling Return(Prescription? rx, Returned back, DateTime now)
    {
        if (Barred(rx, RxMove.Return, now) is { } barred)
        {
            return barred;
        }

        var asked = Sums(back.Portions);
        return asked is null ? RxRuling.Refuse("E-RX-LINES")
            : asked.All(one => one.Value <= rx!.GivenBy.GetValueOrDefault((one.Key, back.Pharmacy)))
                ? RxRuling.Of(back)
                : RxRuling.Refuse("E-RX-RETURN");
    }

    /// <summary>药店药师拒绝 — what is left of it is void.</summary>
    public static RxRuling Reject(Prescription? rx, Rejected rejection, DateTime now) =>
        Barred(rx, RxMove.Reject, now) ??
        (rx!.Pharmacy != rejection.Pharmacy ? RxRuling.Refuse(NotHolder)
            : rejection.Pharmacist == rx.Prescriber ? RxRuling.Refuse("E-RX-REVIEWER")
            : string.IsNullOrWhiteSpace(rejection.Reason) ? RxRuling.Refuse("E-RX-OPINION")
            : RxRuling.Of(rejection));

    /// <summary>撤销 — by its doctor, as long as nothing of it is in anybody's hand.</summary>
    public static RxRuling Revoke(Prescription? rx, Revoked revocation, DateTime now) =>
        Barred(rx, RxMove.Revoke, now) ??
        (revocation.Doctor != rx!.Prescriber ? RxRuling.Refuse("E-RX-NOT-PRESCRIBER")
            : !rx.IsUntouched ? RxRuling.Refuse("E-RX-DISPENSED")
            : !rx.Payments.IsEmpty ? RxRuling.Refuse("E-RX-PAID")
            : rx.IsToBeRevoked ? RxRuling.Refuse("E-RX-TO-BE-REVOKED")
            : RxRuling.Of(revocation));

    /// <summary>
    /// 结算 — of what nobody else has charged or handed out, and not past the pharmacy that has it; late, only of what
    /// was handed out in time or is a correction. The same settlement asked again is the one that stands (no event).
    /// (NHC-8, ADR 0026)
    /// </summary>
    public static RxRuling Pay(Prescription? rx, Paid paid, DateTime now)
    {
        if (rx?.Payments.ContainsKey(paid.Settlement) == true)
        {
            return new RxRuling(null, null);
        }

        if (Barred(rx, RxMove.Pay, now) is { } barred)
        {
            return barred;
        }

        if (rx!.Pharmacy is { } holder && holder != paid.Institution)
        {
            return RxRuling.Refuse("E-RX-HELD");
        }

        if (rx.IsToBeRevoked)
        {
            return RxRuling.Refuse("E-RX-TO-BE-REVOKED");
        }

        if (Sums(paid.Portions) is not { } asked)
        {
            return RxRuling.Refuse("E-RX-LINES");
        }

        if (asked.Any(one => one.Value > rx.Chargeable(one.Key, paid.Institution)))
        {
            return RxRuling.Refuse("E-RX-CONSUMED");
        }

        var state = rx.At(now);
        var isLate = state is RxState.Expired or RxState.Rejected;
        return !isLate || asked.All(one => one.Value <= rx.ChargeableLate(one.Key, paid.Institution))
            ? RxRuling.Of(paid)
            : state == RxState.Expired ? RxRuling.Refuse("E-RX-EXPIRED")
            : RxRuling.Refuse("E-RX-STATE", ("state", state.ToString()));
    }

    /// <summary>
    /// 退费 — of a settlement that charged something of it; of another one there is nothing to take back.
    /// </summary>
    public static RxRuling Refund(Prescription? rx, Refunded back, DateTime now) =>
        rx?.Payments.ContainsKey(back.Settlement) != true
            ? new RxRuling(null, null)
            : Barred(rx, RxMove.Refund, now) ?? RxRuling.Of(back);

    private static RxRuling? Barred(Prescription? rx, RxMove move, DateTime now)
    {
        var state = rx?.At(now);
        return RxMoves.Allows(state, move) ? null
            : state is { } known ? RxRuling.Refuse("E-RX-STATE", ("state", known.ToString()))
            : RxRuling.Refuse("E-RX-UNKNOWN");
    }

    /// <summary>
    /// The amounts by line; none when an amount is not above zero, there is none, or the sum runs over.
    /// </summary>
    private static Dictionary<string, long>? Sums(IReadOnlyList<Portion> portions)
    {
        var sums = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var portion in portions)
        {
            if (portion.Amount <= 0 || sums.GetValueOrDefault(portion.Line) > long.MaxValue - portion.Amount)
            {
                return null;
            }

            sums[portion.Line] = sums.GetValueOrDefault(portion.Line) + portion.Amount;
        }

        return sums.Count == 0 ? null : sums;
    }
}
