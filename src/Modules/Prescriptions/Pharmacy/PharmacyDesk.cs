using System.Globalization;
using Microsoft.AspNetCore.Http;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Identity;
using Mingsuan.Platform.Time;
using Mingsuan.Prescriptions.Books;
using Mingsuan.Prescriptions.Checking;
using Mingsuan.Prescriptions.Life;
using Mingsuan.Prescriptions.Rows;
using Mingsuan.Prescriptions.Secrets;
using Mingsuan.Prescriptions.Tracing;

namespace Mingsuan.Prescriptions.Pharmacy;

/// <summary>
/// 取药办理 — what a pharmacy does with a prescription: takes it by the patient's code, gives it back, hands out, takes
/// back, refuses. The chronic-disease condition of CX-23-3 is a rule of payment and stays with the settlement.
/// </summary>
internal sealed class PharmacyDesk(
    RxBook book,
    RxDesk desk,
    RxSecrets secrets,
    Prescribers prescribers,
    PrescribingCheck limits,
    DispensedCodes traces,
    IInstitutionDirectory institutions,
    SignInBrake guesses,
    TimeProvider clock)
{
    private const int FreeGuesses = 10;
    private static readonly Operator Anybody = new("patient", "patient");

    /// <summary>占用 — by the access code; asked again by the same pharmacy it is the hold that stands.</summary>
    public async Task<RxDone> HoldAsync(
        HttpContext context, InstitutionFacts pharmacy, string actor, string code, CancellationToken ct)
    {
        var read = RxSecrets.Read(code);
        var (who, wait) = guesses.Attempt(
            Sources(context, pharmacy, "code"), code, () => read is not null && secrets.Opens(read) ? Anybody : null);
        if (wait > TimeSpan.Zero)
        {
            return Paused(wait);
        }

        var from = who is null ? null : await institutions.FindAsync(read!.Institution, clock.Today(), ct);
        var number = from is null ? null : await book.ByHandleAsync(from.Id, read!.Handle, ct);
        if (number is null)
        {
            return Refused("E-RX-CODE");
        }

        return await desk.RunAsync(
            "rx.hold",
            number.PersonId,
            number.RxId,
            actor,
            (dossier, now) => Task.FromResult(Hold(
                pharmacy, number, dossier, now, limits.Unrecognised(from!, pharmacy, BeijingTime.Day(now)))),
            ct);
    }

    public async Task<RxDone> ReleaseAsync(
        InstitutionFacts pharmacy, string actor, string hiRxno, CancellationToken ct) =>
        await OnAsync("rx.release", pharmacy, actor, hiRxno, (dossier, now) => RxDecision.Of(
            RxRules.Release(dossier.Rx, pharmacy.Code, false, now)), ct);

    /// <summary>
    /// 发药 — under the secret of this very hold; who checked it, where it is said, is a pharmacist registered here.
    /// </summary>
    public async Task<RxDone> DispenseAsync(
        HttpContext context,
        InstitutionFacts pharmacy,
        string actor,
        string hiRxno,
        string secret,
        Dispensed given,
        CancellationToken ct)
    {
        var checker = given.Pharmacist is { } code
            ? await prescribers.PharmacistAsync(code, pharmacy, clock.GetUtcNow().UtcDateTime, ct)
            : null;
        return await OnAsync(
            "rx.dispense",
            pharmacy,
            actor,
            hiRxno,
            (dossier, now) =>
            {
                var decision = Traced(
                    RxDecision.Of(RxRules.Dispense(dossier.Rx, given, now)), pharmacy, given.Portions, false, actor);
                if (dossier.Rx?.Pharmacy != pharmacy.Code)
                {
                    return decision;
                }

                var (who, wait) = guesses.Attempt(
                    Sources(context, pharmacy, "hold"),
                    hiRxno + "\n" + secret,
                    () => secrets.OpensHold(dossier.Id, dossier.Rx.Holds, pharmacy.Id, secret) ? Anybody : null);
                return wait > TimeSpan.Zero ? new() { Refusal = Paused(wait).Refusal }
                    : who is null ? RxDecision.Refuse("E-RX-SECRET")
                    : decision.Refusal is null && checker?.Refusal is { } nobody ? new() { Refusal = nobody }
                    : decision;
            },
            ct);
    }

    public async Task<RxDone> ReturnAsync(
        InstitutionFacts pharmacy,
        string actor,
        string hiRxno,
        IReadOnlyList<Portion> portions,
        CancellationToken ct) =>
        await OnAsync("rx.return", pharmacy, actor, hiRxno, (dossier, now) => Traced(
            RxDecision.Of(RxRules.Return(dossier.Rx, new Returned(pharmacy.Code, portions), now)),
            pharmacy,
            portions,
            true,
            actor), ct);

    /// <summary>拒绝调配 — by a pharmacist registered at the pharmacy. (药品管理法 第五十八条)</summary>
    public async Task<RxDone> RejectAsync(
        InstitutionFacts pharmacy, string actor, string hiRxno, string pharmacist, string reason, CancellationToken ct)
    {
        var signer = await prescribers.PharmacistAsync(pharmacist, pharmacy, clock.GetUtcNow().UtcDateTime, ct);
        return await OnAsync("rx.reject", pharmacy, actor, hiRxno, (dossier, now) =>
        {
            var decision = RxDecision.Of(
                RxRules.Reject(dossier.Rx, new Rejected(pharmacy.Code, pharmacist, reason), now));
            return decision.Refusal is null && signer.Refusal is { } refusal
                ? new RxDecision { Refusal = refusal }
                : decision;
        }, ct);
    }

    /// <summary>What the pharmacy holds now.</summary>
    public async Task<IReadOnlyList<RxDone>> HeldAsync(InstitutionFacts pharmacy, CancellationToken ct)
    {
        var held = new List<RxDone>();
        foreach (var holding in await book.OpenAsync(pharmacy.Id, ct))
        {
            var done = await desk.ReadAsync(holding.PersonId, holding.RxId, ct);
            if (done.Dossier?.Rx?.Pharmacy == pharmacy.Code)
            {
                held.Add(done);
            }
        }

        return held;
    }

    /// <summary>The secret of the hold that stands.</summary>
    public string SecretOf(RxDone done, InstitutionFacts pharmacy) =>
        secrets.HoldSecretOf(done.Dossier!.Id, done.Dossier.Rx!.Holds, pharmacy.Id);

    /// <summary>With what happens to the codes of the portions, in the same transaction.</summary>
    private RxDecision Traced(
        RxDecision decision, InstitutionFacts pharmacy, IReadOnlyList<Portion> portions, bool isReturn, string actor) =>
        decision with
        {
            Beside = (db, dossier, ct) =>
                traces.MoveAsync(db, dossier, pharmacy.Id, portions, isReturn, actor, ct),
        };

    private static RxDecision Hold(
        InstitutionFacts pharmacy, RxNumber number, RxDossier dossier, DateTime now, Notice? unrecognised)
    {
        // The claim only leads here: the person's own row must say the same.
        if (dossier.Row is not { } row || row.InstId != number.InstId || row.Handle != number.Handle)
        {
            return RxDecision.Refuse("E-RX-CODE");
        }

        return pharmacy.Kind != InstitutionKind.Pharmacy && pharmacy.Id.Value != row.InstId
            ? RxDecision.Refuse("E-RX-PLACE")
            : unrecognised is not null ? new() { Refusal = unrecognised }
            : RxDecision.Of(RxRules.Hold(dossier.Rx, pharmacy.Code, now)) with { Holder = pharmacy.Id.Value };
    }

    private async Task<RxDone> OnAsync(
        string name,
        InstitutionFacts pharmacy,
        string actor,
        string hiRxno,
        Func<RxDossier, DateTime, RxDecision> decide,
        CancellationToken ct) =>
        await book.HoldingAsync(pharmacy.Id, hiRxno, ct) is { } holding
            ? await desk.RunAsync(
                name,
                holding.PersonId,
                holding.RxId,
                actor,
                (dossier, now) => Task.FromResult(decide(dossier, now)),
                ct)
            : Refused("E-RX-UNKNOWN");

    private static IReadOnlyList<SignInSource> Sources(HttpContext context, InstitutionFacts pharmacy, string what) =>
    [
        new($"rx {what} {SignInDesk.Caller(context)}", FreeGuesses, false),
        new($"rx {what} {pharmacy.Code}", FreeGuesses, false),
    ];

    private static RxDone Paused(TimeSpan wait) => new(null, default, Notice.Of(
        "E-RX-PAUSE", ("seconds", ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture))));

    private static RxDone Refused(string code) => new(null, default, Notice.Of(code));
}
