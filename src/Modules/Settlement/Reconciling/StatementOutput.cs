using System.Text.Json;
using System.Text.Json.Nodes;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Time;

namespace Mingsuan.Settlement.Reconciling;

/// <summary>对账记录的 JSON.</summary>
internal static class StatementOutput
{
    public static JsonObject Of(Statement row) => new()
    {
        ["id"] = WireId.Encode(row.StatementId),
        ["infno"] = row.Infno,
        ["insutype"] = row.Insutype,
        ["clr_type"] = row.ClrType,
        ["setl_optins"] = row.SetlOptins,
        ["from"] = row.From.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        ["to"] = row.To.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        ["stmt_rslt"] = row.Result,
        ["stated"] = new JsonObject
        {
            ["medfee_sumamt"] = row.StatedFee.ToString(),
            ["fund_pay_sumamt"] = row.StatedFund.ToString(),
            ["personal"] = row.StatedPersonal.ToString(),
            ["count"] = row.StatedCount,
        },
        ["known"] = new JsonObject
        {
            ["medfee_sumamt"] = row.KnownFee.ToString(),
            ["fund_pay_sumamt"] = row.KnownFund.ToString(),
            ["personal"] = row.KnownPersonal.ToString(),
            ["count"] = row.KnownCount,
        },
        ["breaks"] = row.Breaks,
        ["file_qury_no"] = row.FileQueryNo,
        ["at"] = BeijingTime.Text(row.At),
    };

    public static JsonObject Of(StatementBreak row) => new()
    {
        ["cause"] = JsonNamingPolicy.CamelCase.ConvertName(row.Cause.ToString()),
        ["setl_id"] = row.SetlId,
        ["mdtrt_id"] = row.MdtrtId,
        ["psn_no"] = row.PsnNo,
        ["stated"] = row.StatedFee is null ? null : new JsonObject
        {
            ["medfee_sumamt"] = row.StatedFee?.ToString(),
            ["fund_pay_sumamt"] = row.StatedFund?.ToString(),
            ["acct_pay"] = row.StatedAccount?.ToString(),
        },
        ["known"] = row.KnownFee is null ? null : new JsonObject
        {
            ["medfee_sumamt"] = row.KnownFee?.ToString(),
            ["fund_pay_sumamt"] = row.KnownFund?.ToString(),
            ["acct_pay"] = row.KnownAccount?.ToString(),
        },
    };
}
