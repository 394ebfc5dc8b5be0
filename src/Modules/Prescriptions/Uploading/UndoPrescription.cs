using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Prescriptions;
using Mingsuan.Platform.Http;
using Mingsuan.Prescriptions.Books;
using Mingsuan.Prescriptions.Life;
using Mingsuan.Prescriptions.Querying;

namespace Mingsuan.Prescriptions.Uploading;

/// <summary>
/// 电子处方撤销 — by the doctor who wrote it; while a pharmacy has it, a mark that takes effect with the release. (nhsa
/// §15.4)
/// </summary>
internal sealed class UndoPrescription(RxBook book, RxDesk desk) : IEpcMethod
{
    public string Name => "rxUndo";

    public async Task<EpcResult> HandleAsync(EpcCall call, CancellationToken ct)
    {
        var input = new WireReader(call.Data);
        var hiRxno = input.RequiredText("hiRxno", 30);
        var fixmedins = input.RequiredText("fixmedinsCode", 20);
        var doctor = input.RequiredText("drCode", 20);
        input.RequiredText("undoDrName", 50);
        input.RequiredText("undoDrCertType", 6);
        input.RequiredText("undoDrCertno", 50);
        var reason = input.RequiredText("undoRea", 200);
        input.RequiredInstant("undoTime");
        if (input.Fault is { } fault)
        {
            return EpcResult.Refuse(fault.Code, ("field", fault.Field));
        }

        if (fixmedins != call.Institution.Code)
        {
            return EpcResult.Refuse("E-RX-INSTITUTION");
        }

        if (await book.ByWireAsync(call.Institution.Id, hiRxno, ct) is not { } number)
        {
            return EpcResult.Refuse("E-RX-UNKNOWN");
        }

        var done = await desk.RunAsync(
            "rx.undo",
            number.PersonId,
            number.RxId,
            $"{call.Institution.Code}/{doctor}",
            (dossier, now) => Task.FromResult(
                dossier.Last<Revoked>()?.Doctor == doctor
                    ? RxDecision.Nothing
                    : RxDecision.Of(RxRules.Revoke(dossier.Rx, new Revoked(doctor, reason), now))),
            ct);
        return done.Refusal is { } refusal ? new(null, refusal)
            : EpcResult.Of(RxStatus.Json(done)) with { Person = new PersonId(number.PersonId) };
    }
}
