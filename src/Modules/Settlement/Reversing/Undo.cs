using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;
using Mingsuan.Settlement.Rows;

namespace Mingsuan.Settlement.Reversing;

/// <summary>
/// 2601 冲正 — takes back the settlement of a message whose answer was lost. A message that was never carried out, or
/// whose settlement is reversed already, is answered with success: the state is what the sender wants. The number of a
/// message that never came is barred, so that it cannot come after its undoing. (nhsa §5.8)
/// </summary>
internal sealed class Undo(
    IPersonDirectory persons,
    Reversal reversal,
    ClaimedOperations claims,
    Operations operations,
    TimeProvider clock) : IInfno
{
    private static readonly string[] Undoable = ["2207", "2207A"];

    public string Infno => "2601";

    public bool Writes => true;

    public async Task<InfnoResult> HandleAsync(InfnoCall call, CancellationToken ct)
    {
        var input = new WireReader(call.Input).Object("data");
        var (psnNo, omsgid, oinfno) = (
            input.RequiredText("psn_no", 30), input.RequiredText("omsgid", 30), input.RequiredText("oinfno", 6));
        if (input.Fault is { } fault)
        {
            return InfnoResult.Refused(fault.Code, ("field", fault.Field));
        }

        if (!Undoable.Contains(oinfno))
        {
            return InfnoResult.Refused("E-UNDO-KIND", ("infno", oinfno));
        }

        if (await persons.ByNumberAsync(psnNo, ct) is not { } person)
        {
            return InfnoResult.Refused("E-PERSON-UNKNOWN");
        }

        return await operations.RunAsync(Infno, (db, token) => UndoAsync(db, call, person, oinfno, omsgid, token), ct)
            with
        { Person = person.Id };
    }

    private async Task<InfnoResult> UndoAsync(
        MingsuanDb db, InfnoCall call, PersonFacts person, string oinfno, string omsgid, CancellationToken ct)
    {
        if (await db.BarAsync(call.Institution.Id.Value, oinfno, omsgid, TrailTime.Of(clock.GetUtcNow()), ct))
        {
            return InfnoResult.Done(new JsonObject(), Notice.Of("W-NOTHING-TO-UNDO", ("msgid", omsgid)));
        }

        var claim = await claims.FindAsync(call.Institution.Id.Value, oinfno, omsgid, ct);
        if (claim?.SettlementId is not { } settlement || claim.PersonId is not { } owner)
        {
            return InfnoResult.Done(new JsonObject(), Notice.Of("W-NOTHING-TO-UNDO", ("msgid", omsgid)));
        }

        if (owner != person.Id.Value)
        {
            return InfnoResult.Refused("E-SETTLEMENT-UNKNOWN");
        }

        await reversal.LockAsync(db, owner, settlement, ct);
        var standing = await db.Set<SettlementRow>().AsNoTracking()
            .Where(row => row.PersonId == owner && row.SettlementId == settlement)
            .Select(row => row.ReversedBy)
            .SingleAsync(ct);
        if (standing is not null)
        {
            return InfnoResult.Done(new JsonObject(), Notice.Of("W-ALREADY-UNDONE", ("msgid", omsgid)));
        }

        var reversed = await reversal.RunAsync(db, call, person, settlement, null, ct);
        return reversed.Value is { } done
            ? InfnoResult.Done(new JsonObject(), done.Warnings) with
            {
                Settlement = new SettlementId(done.Row.SettlementId),
            }
            : InfnoResult.Refused(reversed.Refusal!);
    }
}
