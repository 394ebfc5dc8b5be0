using System.Globalization;
using System.Text.Json.Nodes;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Time;
using Mingsuan.Settlement.Rows;

namespace Mingsuan.Settlement.Searching;

/// <summary>结算记录的 JSON — amounts as strings with two decimals under the national names.</summary>
internal static class SettlementOutput
{
    public static string State(SettlementRow row) => row switch
    {
        { Reverses: not null } => SettlementFilter.ReversalState,
        { ReversedBy: not null } => SettlementFilter.ReversedState,
        _ => SettlementFilter.Standing,
    };

    public static JsonObject Of(SettlementRow row, string institution) => new()
    {
        ["setl_id"] = WireId.Encode(row.SettlementId),
        ["psn_no"] = WireId.Encode(row.PersonId),
        ["mdtrt_id"] = WireId.Encode(row.VisitId),
        ["institution"] = institution,
        ["state"] = State(row),
        ["route"] = row.Route,
        ["channel"] = row.Channel,
        ["setl_time"] = BeijingTime.Text(row.SettledAt),
        ["serviceOn"] = row.ServiceOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["insutype"] = row.Insutype,
        ["med_type"] = row.MedType,
        ["medfee_sumamt"] = row.Fee.ToString(),
        ["fund_pay_sumamt"] = row.FundTotal.ToString(),
        ["acct_pay"] = row.Account.ToString(),
        ["acct_mulaid_pay"] = row.FamilyAccount.ToString(),
        ["psn_cash_pay"] = row.Cash.ToString(),
    };

    public static JsonObject Of(SettledLine line) => new()
    {
        ["feedetl_sn"] = line.FeedetlSn,
        ["det_item_fee_sumamt"] = line.Fee.ToString(),
        ["fulamt_ownpay_amt"] = line.FullSelfPay.ToString(),
        ["overlmt_amt"] = line.OverLimit.ToString(),
        ["preselfpay_amt"] = line.InitialCopay.ToString(),
        ["inscp_scp_amt"] = line.InScope.ToString(),
        ["act_pay_dedc"] = line.Deductible.ToString(),
        ["fund_pay_sumamt"] = line.Fund.ToString(),
        ["acct_pay"] = line.Account.ToString(),
        ["psn_cash_pay"] = line.Cash.ToString(),
        ["code"] = line.Code,
    };

    public static JsonObject Of(LedgerEntry entry) => new()
    {
        ["account"] = entry.AccountName,
        ["amount"] = entry.Amount.ToString(),
        ["postedAt"] = BeijingTime.Text(entry.PostedAt),
    };
}
