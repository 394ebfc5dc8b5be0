using System.Collections.Immutable;

namespace Mingsuan.Prescriptions.Life;

/// <summary>电子处方 — where a prescription stands: a fold of its events.</summary>
internal sealed record Prescription
{
    public required string Prescriber { get; init; }

    public required ImmutableArray<RxLine> Lines { get; init; }

    /// <summary>The last instant at which it may be dispensed, UTC.</summary>
    public required DateTime ValidUntil { get; init; }

    /// <summary>开方时间, UTC: its validity is counted from here.</summary>
    public DateTime? PrescribedAt { get; init; }

    /// <summary>The digest of the text that is signed.</summary>
    public required string TextDigest { get; init; }

    /// <summary>The state but for the passing of time.</summary>
    public required RxState Stored { get; init; }

    /// <summary>审方药师.</summary>
    public string? Pharmacist { get; init; }

    /// <summary>占用药店 — who has it, while it is held.</summary>
    public string? Pharmacy { get; init; }

    /// <summary>How often it was held so far.</summary>
    public int Holds { get; init; }

    /// <summary>待撤销 — revoked by its doctor while a pharmacy has it.</summary>
    public bool IsToBeRevoked { get; init; }

    /// <summary>Dispensed less returned, by line.</summary>
    public ImmutableDictionary<string, long> Given { get; init; } =
        ImmutableDictionary.Create<string, long>(StringComparer.Ordinal);

    /// <summary>Dispensed less returned, by line and pharmacy: who gave it takes it back.</summary>
    public ImmutableDictionary<(string Line, string Pharmacy), long> GivenBy { get; init; } =
        ImmutableDictionary<(string Line, string Pharmacy), long>.Empty;

    /// <summary>What each settlement that stands has charged.</summary>
    public ImmutableDictionary<string, Paid> Payments { get; init; } =
        ImmutableDictionary.Create<string, Paid>(StringComparer.Ordinal);

    /// <summary>
    /// Charged once and taken back, by line and institution: a correction, which the end of validity does not bar.
    /// </summary>
    public ImmutableDictionary<(string Line, string Institution), long> TakenBack { get; init; } =
        ImmutableDictionary<(string Line, string Institution), long>.Empty;

    public int Seq { get; init; }

    /// <summary>Whether nothing of it is in anybody's hand.</summary>
    public bool IsUntouched => Given.Values.All(amount => amount == 0);

    /// <summary>What may still be dispensed of a line; none of a line that it does not have.</summary>
    public long Left(string line) =>
        Lines.FirstOrDefault(one => one.Line == line) is { } found ? found.Amount - Given.GetValueOrDefault(line) : 0;

    /// <summary>
    /// What an institution may still charge of a line: not what others have charged or handed out. (NHC-8)
    /// </summary>
    public long Chargeable(string line, string institution) =>
        AmountOf(line) - TakenByOthers(line, institution) - PaidTo(line, institution);

    /// <summary>What an institution may still hand out of a line: not what others have charged or handed out.</summary>
    public long Dispensable(string line, string institution) =>
        AmountOf(line) - TakenByOthers(line, institution) - GivenBy.GetValueOrDefault((line, institution));

    /// <summary>What may be charged late: what was handed out in time, or charged before and taken back.</summary>
    public long ChargeableLate(string line, string institution) => Math.Min(
        Chargeable(line, institution),
        Math.Max(0, GivenBy.GetValueOrDefault((line, institution)) - PaidTo(line, institution)) +
            TakenBack.GetValueOrDefault((line, institution)));

    /// <summary>What an institution has charged of a line.</summary>
    public long PaidTo(string line, string institution) => Payments.Values
        .Where(paid => paid.Institution == institution)
        .Sum(paid => paid.Portions.Where(one => one.Line == line).Sum(one => one.Amount));

    /// <summary>医师已签名 — the text as it stands.</summary>
    public bool IsSigned => Stored != RxState.Checked;

    /// <summary>药师已审核 — and passed it.</summary>
    public bool IsReviewed => IsSigned && Stored is not (RxState.Signed or RxState.SentBack) && Pharmacist is not null;

    /// <summary>已上传 — it circulates, or did.</summary>
    public bool IsUploaded => IsReviewed && Stored != RxState.Reviewed;

    /// <summary>购药 — an institution has it in hand, or has handed out of it.</summary>
    public bool IsTakenBy(string institution) =>
        Pharmacy == institution || GivenBy.Any(one => one.Key.Pharmacy == institution && one.Value > 0);

    /// <summary>The state at an instant: what could still be used has expired after its last one.</summary>
    public RxState At(DateTime now) =>
        now > ValidUntil && Stored is not (RxState.Closed or RxState.Rejected or RxState.Revoked)
            ? RxState.Expired
            : Stored;

    public static Prescription? Fold(IEnumerable<RxEvent> events) =>
        events.Aggregate<RxEvent, Prescription?>(null, Apply);

    public static Prescription Apply(Prescription? rx, RxEvent happened)
    {
        var next = (rx, happened) switch
        {
            (null, Checked text) => Of(text),
            ({ } known, Checked text) => Of(text) with { Seq = known.Seq },
            ({ } known, _) => Later(known, happened),
            _ => throw new InvalidOperationException($"{happened.GetType().Name} begins no prescription."),
        };
        return next with { Seq = next.Seq + 1 };
    }

    private static Prescription Of(Checked text) => new()
    {
        Prescriber = text.Prescriber,
        Lines = [.. text.Lines],
        ValidUntil = text.ValidUntil,
        PrescribedAt = text.PrescribedAt,
        TextDigest = text.TextDigest,
        Stored = RxState.Checked,
    };

    private static Prescription Later(Prescription rx, RxEvent happened) => happened switch
    {
        Signed => rx with { Stored = RxState.Signed },
        Reviewed review => rx with
        {
            Stored = review.Passed ? RxState.Reviewed : RxState.SentBack,
            Pharmacist = review.Pharmacist,
        },
        Uploaded => rx with { Stored = RxState.Circulating },
        Held held => rx with { Stored = RxState.Held, Pharmacy = held.Pharmacy, Holds = held.Number },
        Released => rx with { Stored = rx.IsToBeRevoked ? RxState.Revoked : RxState.Circulating, Pharmacy = null },
        Dispensed given => Settle(Moved(rx, given.Pharmacy, given.Portions, 1)),
        Returned back => Reopen(Moved(rx, back.Pharmacy, back.Portions, -1)),
        Rejected => rx with { Stored = RxState.Rejected, Pharmacy = null },
        Paid paid => Corrected(rx, paid, -1) with { Payments = rx.Payments.SetItem(paid.Settlement, paid) },
        Refunded back => Corrected(rx, rx.Payments[back.Settlement], 1) with
        {
            Payments = rx.Payments.Remove(back.Settlement),
        },
        Revoked when rx.Stored == RxState.Held => rx with { IsToBeRevoked = true },
        Revoked => rx with { Stored = RxState.Revoked },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} is no later event of a prescription."),
    };

    private static Prescription Moved(Prescription rx, string pharmacy, IEnumerable<Portion> portions, int sign)
    {
        foreach (var portion in portions)
        {
            var (by, amount) = ((portion.Line, pharmacy), sign * portion.Amount);
            rx = rx with
            {
                Given = rx.Given.SetItem(portion.Line, rx.Given.GetValueOrDefault(portion.Line) + amount),
                GivenBy = rx.GivenBy.SetItem(by, rx.GivenBy.GetValueOrDefault(by) + amount),
            };
        }

        return rx;
    }

    private static Prescription Corrected(Prescription rx, Paid paid, int sign)
    {
        foreach (var portion in paid.Portions)
        {
            var by = (portion.Line, paid.Institution);
            var amount = rx.TakenBack.GetValueOrDefault(by) + (sign * portion.Amount);
            rx = rx with { TakenBack = rx.TakenBack.SetItem(by, Math.Max(0, amount)) };
        }

        return rx;
    }

    private long AmountOf(string line) => Lines.FirstOrDefault(one => one.Line == line)?.Amount ?? 0;

    /// <summary>Of each other institution what it has charged or handed out, whichever is more.</summary>
    private long TakenByOthers(string line, string institution) => Payments.Values.Select(one => one.Institution)
        .Concat(GivenBy.Keys.Select(one => one.Pharmacy))
        .Distinct()
        .Where(one => one != institution)
        .Sum(one => Math.Max(PaidTo(line, one), GivenBy.GetValueOrDefault((line, one))));

    private static Prescription Settle(Prescription rx) => rx.Lines.All(one => rx.Left(one.Line) == 0)
        ? rx with { Stored = RxState.Closed, Pharmacy = null }
        : rx;

    private static Prescription Reopen(Prescription rx) =>
        rx.Stored == RxState.Closed ? rx with { Stored = RxState.Circulating } : rx;
}
