using System.Text.Json.Nodes;
using Mingsuan.Settlement.Rows;

namespace Mingsuan.Settlement.Charging;

/// <summary>2204 的输出行 — the split of one line under its national names; E5 holds for each. (nhsa §5.4)</summary>
internal static class FeeOutput
{
    private const decimal Unlimited = 999999m;

    public static JsonObject Of(FeeLine line) => new()
    {
        ["feedetl_sn"] = line.FeedetlSn,
        ["det_item_fee_sumamt"] = Wire.Amount(line.Amount),
        ["cnt"] = JsonValue.Create((line.CountTenThousandths / 10_000m) + 0.0000m),
        ["pric"] = JsonValue.Create((line.PriceMicroYuan / 1_000_000m) + 0.000000m),
        ["pric_uplmt_amt"] = JsonValue.Create((line.Ceiling?.Yuan ?? Unlimited) + 0.000000m),
        ["selfpay_prop"] = JsonValue.Create(
            (line.ReimbursementClass == "C" ? 1m : line.InitialCopayTenThousandths / 10_000m) + 0.0000m),
        ["fulamt_ownpay_amt"] = Wire.Amount(line.FullSelfPay),
        ["overlmt_amt"] = Wire.Amount(line.OverLimit),
        ["preselfpay_amt"] = Wire.Amount(line.InitialCopay),
        ["inscp_scp_amt"] = Wire.Amount(line.InScope),
        ["chrgitm_lv"] = line.ReimbursementClass switch { "A" => "01", "B" => "02", _ => "03" },
        ["med_chrgitm_type"] = line.ChargeCategory,
        ["lmt_used_flag"] = "0",
        ["memo"] = "",
    };
}
