using System.Text.Json.Nodes;
using Mingsuan.Contracts.Prescriptions;
using Mingsuan.Platform.Http;

namespace Mingsuan.Prescriptions.Tracing;

/// <summary>买药人 — how a line says for whom it is.</summary>
internal sealed record GoodsBuyer(string? PsnNo, string CertType, string? Certno, string? Name);

/// <summary>3505/3506 的一行 — as read from the message. (nhsa §11)</summary>
internal sealed record GoodsInput(
    string ItemCode,
    string Bchno,
    string Document,
    string? SetlId,
    GoodsBuyer Buyer,
    bool IsSplit,
    decimal Count,
    DateTime MovedAt,
    IReadOnlyList<string> Codes,
    JsonObject Details,
    WireFault? Fault)
{
    private const decimal Most = 100_000_000m;
    private const string SplitFlag = "1";
    private const string IdCard = "01";

    /// <summary>Kept as the line says them; who the patient is stands in the register alone.</summary>
    private static readonly (string Name, int Length, bool OnSale, bool OnReturn)[] Kept =
    [
        ("fixmedins_hilist_id", 30, true, true),
        ("fixmedins_hilist_name", 200, true, true),
        ("prsc_dr_name", 50, true, false),
        ("phar_name", 50, true, false),
        ("phar_prac_cert_no", 50, true, false),
        ("mdtrt_sn", 30, true, false),
        ("manu_lotnum", 30, true, true),
        ("manu_date", 30, true, true),
        ("expy_end", 30, false, false),
        ("rx_flag", 3, true, true),
        ("sel_retn_opter_name", 50, true, true),
        ("rxno", 40, false, false),
        ("rx_circ_flag", 3, false, false),
        ("hi_feesetl_type", 6, false, false),
        ("mdtrt_setl_type", 6, false, false),
        ("stoout_no", 40, false, false),
        ("bchno", 30, false, false),
        ("drug_prod_barc", 30, false, false),
        ("medins_prod_sel_no", 50, false, false),
        ("memo", 500, false, false),
    ];

    /// <summary>The quantity in ten-thousandths.</summary>
    public long TenThousandths => (long)(Count * 10_000m);

    public static GoodsInput Read(WireReader line, bool isReturn)
    {
        var item = line.RequiredText("med_list_codg", 50);
        var bchno = line.RequiredText("fixmedins_bchno", 30);
        var document = isReturn ? bchno : line.RequiredText("rtal_docno", 40);
        var setlId = line.Text("setl_id", 30);
        var buyer = new GoodsBuyer(
            line.Text("psn_no", 30),
            line.Text("psn_cert_type", 6) ?? IdCard,
            line.Text("certno", 50),
            line.Text("psn_name", 50));
        var isSplit = line.RequiredText("trdn_flag", 3) == SplitFlag;
        var count = line.RequiredNumber("sel_retn_cnt");
        if (count is <= 0 or >= Most || decimal.Round(count, 4) != count)
        {
            line.Reject("sel_retn_cnt");
        }

        var at = line.RequiredInstant("sel_retn_time");
        var codes = CodesOf(line);
        var details = DetailsOf(line, isReturn);
        if (setlId is not null && buyer is { PsnNo: null, Certno: null })
        {
            // A settlement lies with its person and is not found without one.
            line.RequiredText("psn_no", 30);
        }

        return new(item, bchno, document, setlId, buyer, isSplit, count, at, codes, details, line.Fault);
    }

    /// <summary>
    /// The codes of a line, in every form that installed clients send: an array of objects or of texts, one object, a
    /// text, a single code beside it. Each once as the array says it; a single code that is in the array is the same.
    /// </summary>
    private static List<string> CodesOf(WireReader line)
    {
        var codes = new List<string>();
        foreach (var one in line.Objects("drugtracinfo", "drug_trac_codg"))
        {
            if (CodeOf(one) is { } code)
            {
                codes.Add(code);
            }
        }

        if (CodeOf(line) is { } single && !codes.Contains(single))
        {
            codes.Add(single);
        }

        return codes;
    }

    private static string? CodeOf(WireReader holder)
    {
        var (right, other) = (holder.Text("drug_trac_codg", 30), holder.Text("drug_trac_code", 30));
        if ((right ?? other) is not { } text)
        {
            return null;
        }

        if (ScannedCode.Normal(text) is not { } code)
        {
            holder.Reject(right is null ? "drug_trac_code" : "drug_trac_codg");
            return null;
        }

        return code;
    }

    private static JsonObject DetailsOf(WireReader line, bool isReturn)
    {
        var details = new JsonObject();
        foreach (var (name, length, onSale, onReturn) in Kept)
        {
            var text = (isReturn ? onReturn : onSale) ? line.RequiredText(name, length) : line.Text(name, length);
            if (!string.IsNullOrEmpty(text))
            {
                details[name] = text;
            }
        }

        return details;
    }
}
