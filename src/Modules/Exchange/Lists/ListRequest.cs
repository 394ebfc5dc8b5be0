using Mingsuan.Contracts.Infnos;
using Mingsuan.Platform.Http;

namespace Mingsuan.Exchange.Lists;

/// <summary>
/// 4101A 的输入 — checked as far as public material says what must be there for an outpatient; lengths of which nothing is
/// known are bounded all the same. (nhsa §12)
/// </summary>
internal sealed record ListRequest(
    string PsnNo, string MdtrtId, string SetlId, string? StatusType, DateTime From, DateTime To, WireFault? Fault)
{
    private const int MostRows = 200;
    private const int Longest = 200;

    private static readonly string[] Required =
    [
        "medcasno", "ntly", "coner_name", "patn_rlts", "coner_addr", "coner_tel", "ipt_med_type", "dscg_caty",
        "bill_code", "bill_no", "biz_sn", "hi_paymtd", "medins_fill_dept", "medins_fill_psn", "resp_nurs_code",
    ];

    private static readonly string[] Nodes = ["diseinfo", "oprninfo", "icuinfo", "bldinfo"];

    public static ListRequest Read(InfnoCall call)
    {
        var whole = new WireReader(call.Input);
        var info = whole.Object("setlinfo", "data");
        var request = new ListRequest(
            info.RequiredText("psn_no", 30),
            info.RequiredText("mdtrt_id", 30),
            info.RequiredText("setl_id", 30),
            info.Text("stas_type", 6),
            info.RequiredInstant("setl_begn_date"),
            info.RequiredInstant("setl_end_date"),
            null);
        foreach (var name in Required)
        {
            info.RequiredText(name, Longest);
        }

        info.Text("opsp_diag_caty", Longest);
        info.Day("opsp_mdtrt_date");
        Diseases(whole);
        foreach (var node in Nodes)
        {
            Bounded(whole, node);
        }

        return request with { Fault = whole.Fault };
    }

    /// <summary>门慢特诊断: the only list of which the fields are known.</summary>
    private static void Diseases(WireReader whole)
    {
        foreach (var row in Bounded(whole, "opspdiseinfo"))
        {
            row.RequiredText("diag_name", 100);
            row.RequiredText("diag_code", 20);
            row.RequiredText("oprn_oprt_name", 500);
            row.RequiredText("oprn_oprt_code", 30);
        }
    }

    private static IReadOnlyList<WireReader> Bounded(WireReader whole, string node)
    {
        var rows = whole.Objects(node);
        if (rows.Count <= MostRows)
        {
            return rows;
        }

        whole.Reject(node);
        return [];
    }
}
