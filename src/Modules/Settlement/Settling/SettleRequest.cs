using Mingsuan.Contracts.Infnos;
using Mingsuan.Platform.Http;
using Mingsuan.Policy.Primitives;
using Mingsuan.Settlement.Rows;

namespace Mingsuan.Settlement.Settling;

/// <summary>2206/2207 的输入 — read tolerantly; the four split amounts are given with 2207 only.</summary>
internal sealed record SettleRequest(
    string PsnNo,
    string CertType,
    string? CertNo,
    string PsnCertType,
    string MedType,
    Money Fee,
    string MdtrtId,
    string ChrgBchno,
    string Insutype,
    bool UseAccount,
    bool UseFamily,
    string? Invono,
    Money? FullSelfPay,
    Money? OverLimit,
    Money? InitialCopay,
    Money? InScope,
    WireFault? Fault)
{
    /// <summary>结算途径.</summary>
    public string Route { get; init; } = SettlementRow.Network;

    /// <summary>药品追溯码 that the settlement names.</summary>
    public IReadOnlyList<ScannedLine> Scanned { get; init; } = [];

    public static SettleRequest Read(InfnoCall call)
    {
        var final = call.Infno.StartsWith("2207", StringComparison.Ordinal);
        var root = new WireReader(call.Input);
        var input = root.Object("data", "mdtrtinfo");
        var psnNo = input.RequiredText("psn_no", 30);
        var certType = input.RequiredText("mdtrt_cert_type", 3);
        if (certType is not ("" or "01" or "02" or "03"))
        {
            input.Reject("mdtrt_cert_type");
        }

        var request = new SettleRequest(
            psnNo,
            certType,
            input.Text("mdtrt_cert_no", 50),
            input.Text("psn_cert_type", 6) ?? "01",
            input.RequiredText("med_type", 6),
            Wire.RequiredAmount(input, "medfee_sumamt"),
            input.RequiredText("mdtrt_id", 30),
            input.RequiredText("chrg_bchno", 30),
            input.RequiredText("insutype", 6),
            input.RequiredText("acct_used_flag", 3) == "1",
            Family(input),
            input.Text("invono", 20),
            final ? Wire.RequiredAmount(input, "fulamt_ownpay_amt") : null,
            final ? Wire.RequiredAmount(input, "overlmt_selfpay") : null,
            final ? Wire.RequiredAmount(input, "preselfpay_amt") : null,
            final ? Wire.RequiredAmount(input, "inscp_scp_amt") : null,
            null)
        {
            Scanned = ScannedLine.Read(root, input),
        };
        return request with { Fault = root.Fault };
    }

    /// <summary>家庭共济 is asked for beside the own account's flag, or in the extension node.</summary>
    private static bool Family(WireReader input) =>
        (input.Text("acct_mulaid_flag", 3) ?? input.Object("exp_content", "expContent").Text("acct_mulaid_flag", 3))
            == "1";
}
