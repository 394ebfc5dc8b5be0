using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Settlement.Settling;

namespace Mingsuan.Settlement.Reversing;

/// <summary>
/// 2208 结算撤销 — answers the reversal with negative amounts, and cash under both of its national spellings.
/// </summary>
internal sealed class Reverse(IPersonDirectory persons, Reversal reversal, Operations operations) : IInfno
{
    public string Infno => "2208";

    public bool Writes => true;

    public async Task<InfnoResult> HandleAsync(InfnoCall call, CancellationToken ct)
    {
        var input = new WireReader(call.Input).Object("data", "mdtrtinfo");
        var (setlId, mdtrtId, psnNo) = (
            input.RequiredText("setl_id", 30), input.RequiredText("mdtrt_id", 30), input.RequiredText("psn_no", 30));
        if (input.Fault is { } fault)
        {
            return InfnoResult.Refused(fault.Code, ("field", fault.Field));
        }

        var person = await persons.ByNumberAsync(psnNo, ct);
        if (person is null || !WireId.TryDecode(setlId, out var settlement, out _) ||
            !WireId.TryDecode(mdtrtId, out var visit, out _))
        {
            return InfnoResult.Refused("E-SETTLEMENT-UNKNOWN");
        }

        return await operations.RunAsync(
            Infno,
            async (db, token) =>
            {
                var reversed = await reversal.RunAsync(db, call, person, settlement, visit, token);
                return reversed.Value is { } done
                    ? InfnoResult.Done(ReversalOutput.Of(person, done.Row), done.Warnings) with
                    {
                        Person = person.Id,
                        Settlement = new SettlementId(done.Row.SettlementId),
                    }
                    : InfnoResult.Refused(reversed.Refusal!) with { Person = person.Id };
            },
            ct);
    }
}
