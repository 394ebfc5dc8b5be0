using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Prescriptions.Books;
using Mingsuan.Prescriptions.Checking;
using Mingsuan.Prescriptions.Life;

namespace Mingsuan.Prescriptions.Reviewing;

/// <summary>
/// 院内审方 — a pharmacist of the prescribing institution sends a signed prescription back to its doctor: nothing of it
/// circulates, and its text may be checked and signed anew. Passing it is the upload. (CX-23-1, 药品管理法 第五十八条)
/// </summary>
internal sealed class ReviewDesk(RxBook book, RxDesk desk, Prescribers prescribers)
{
    public async Task<RxDone> SendBackAsync(
        InstitutionFacts at, string actor, string hiRxno, string pharmacist, string opinion, CancellationToken ct)
    {
        if (await book.ByWireAsync(at.Id, hiRxno, ct) is not { } number)
        {
            return new(null, default, Notice.Of("E-RX-UNKNOWN"));
        }

        return await desk.RunAsync(
            "rx.sendBack",
            number.PersonId,
            number.RxId,
            actor,
            async (dossier, now) =>
            {
                var decision = RxDecision.Of(
                    RxRules.Review(dossier.Rx, new Reviewed(pharmacist, false, opinion), now));
                var signer = await prescribers.PharmacistAsync(pharmacist, at, now, ct);
                return decision.Refusal is null && signer.Refusal is { } refusal
                    ? new RxDecision { Refusal = refusal }
                    : decision;
            },
            ct);
    }
}
