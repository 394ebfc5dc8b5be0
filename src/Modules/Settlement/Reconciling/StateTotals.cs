using System.Text.Json.Nodes;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Texts;
using Mingsuan.Platform.Persistence;
using Mingsuan.Settlement.Totals;

namespace Mingsuan.Settlement.Reconciling;

/// <summary>3201 医药机构费用结算对总账 — sums of a scheme, clearing type and agency over some days. (nhsa §9.1)</summary>
internal sealed class StateTotals(StatementBook book, Operations operations, IWording wording) : IInfno
{
    public string Infno => StatementRequest.Totals;

    public bool Writes => true;

    public async Task<InfnoResult> HandleAsync(InfnoCall call, CancellationToken ct)
    {
        var request = StatementRequest.Read(call);
        return request.Fault is { } fault
            ? InfnoResult.Refused(fault.Code, ("field", fault.Field))
            : await operations.RunAsync(Infno, (db, token) => StateAsync(db, call, request, token), ct);
    }

    private async Task<InfnoResult> StateAsync(
        MingsuanDb db, InfnoCall call, StatementRequest request, CancellationToken ct)
    {
        var rows = await StatementBook.RowsAsync(db, call.Institution.Id.Value, request, ct);
        var known = Subtotal.Of(rows);
        var result = StatementBook.Result(request, known, known.Account);
        var kept = await book.KeepAsync(db, call, request, known, result, [], null, ct);
        var parameters = new Dictionary<string, string>
        {
            ["count"] = kept.KnownCount.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["fee"] = kept.KnownFee.ToString(),
            ["fund"] = kept.KnownFund.ToString(),
            ["account"] = kept.KnownPersonal.ToString(),
        };
        return InfnoResult.Done(new JsonObject
        {
            ["stmtinfo"] = new JsonObject
            {
                ["setl_optins"] = request.SetlOptins,
                ["stmt_rslt"] = result,
                ["stmt_rslt_dscr"] = wording.Sentence(
                    result == StatementBook.Balanced ? "R-BALANCED" : "R-TOTALS-DIFFER", parameters),
            },
        });
    }
}
