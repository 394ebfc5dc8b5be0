using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Mingsuan.Platform.Time;

namespace Mingsuan.Simulator.Tests.Simulating;

/// <summary>One line of a charge: a catalogue code, a price in fen and a whole count.</summary>
internal sealed record Charge(string Code, int PriceFen, int Count)
{
    public long Fen => (long)PriceFen * Count;
}

/// <summary>A message as it is sent, as often as need be, and what the sender remembers of it.</summary>
internal sealed record Message(string Infno, string MsgId, byte[] Bytes)
{
    /// <summary>Of a settlement: whether the account may be used.</summary>
    public bool UseAccount { get; init; }

    /// <summary>Of a settlement: what it is to charge, in fen.</summary>
    public long Fee { get; init; }

    /// <summary>Of an undoing: the message to undo.</summary>
    public string? Undoes { get; init; }

    public bool Writes => Infno is not ("2206" or "5203");
}

/// <summary>Messages of one sender, numbered.</summary>
internal sealed class Messages(Ground ground, SimClock clock, string sender)
{
    private int number;

    public Message Open(Insured person, string channel) => Make("2201", Data(new()
    {
        ["psn_no"] = person.PsnNo,
        ["insutype"] = "310",
        ["begntime"] = Now(),
        ["mdtrt_cert_type"] = "01",
        ["mdtrt_cert_no"] = person.Token,
        ["ipt_otp_no"] = "MZ" + sender,
        ["atddr_no"] = ground.Doctor,
        ["dr_name"] = "x",
        ["dept_code"] = "0301",
        ["dept_name"] = "心血管内科",
        ["caty"] = "A03",
        ["exp_content"] = new JsonObject { ["visit_channel"] = channel },
    }));

    public Message Diagnose(Insured person, string mdtrtId) => Make("2203", new()
    {
        ["mdtrtinfo"] = new JsonObject
        {
            ["mdtrt_id"] = mdtrtId,
            ["psn_no"] = person.PsnNo,
            ["med_type"] = "11",
            ["begntime"] = Now(),
            ["main_cond_dscr"] = "复诊续方",
        },
        ["diseinfo"] = new JsonArray(new JsonObject
        {
            ["diag_type"] = "1",
            ["diag_srt_no"] = 1,
            ["diag_code"] = "I10.x00x002",
            ["diag_name"] = "高血压病",
            ["diag_dept"] = "心血管内科",
            ["dise_dor_no"] = "D1",
            ["dise_dor_name"] = "x",
            ["diag_time"] = Now(),
            ["vali_flag"] = "1",
        }),
    });

    public Message Upload(ReadyVisit visit, IEnumerable<Charge> charges) => Make("2204", new()
    {
        ["feedetail"] = new JsonArray([.. charges.Select((charge, at) => (JsonNode)Line(visit, charge, at + 1))]),
    });

    public Message Withdraw(ReadyVisit visit) => Make("2205", Data(new()
    {
        ["mdtrt_id"] = visit.MdtrtId,
        ["chrg_bchno"] = "B1",
        ["psn_no"] = visit.Person.PsnNo,
    }));

    public Message Settle(string infno, ReadyVisit visit, IReadOnlyList<Charge> charges, bool account)
    {
        var fen = charges.Sum(charge => charge.Fen);
        var fee = Yuan(fen);
        return Make(infno, Data(new()
        {
            ["psn_no"] = visit.Person.PsnNo,
            ["mdtrt_cert_type"] = "01",
            ["mdtrt_cert_no"] = visit.Person.Token,
            ["med_type"] = "11",
            ["medfee_sumamt"] = fee,
            ["psn_setlway"] = "01",
            ["mdtrt_id"] = visit.MdtrtId,
            ["chrg_bchno"] = "B1",
            ["insutype"] = "310",
            ["acct_used_flag"] = account ? "1" : "0",
            ["invono"] = "INV1",
            ["fulamt_ownpay_amt"] = 0,
            ["overlmt_selfpay"] = 0,
            ["preselfpay_amt"] = 0,
            ["inscp_scp_amt"] = fee,
        })) with
        { UseAccount = account, Fee = fen };
    }

    public Message Reverse(Insured person, string mdtrtId, string setlId) => Make("2208", Data(new()
    {
        ["setl_id"] = setlId,
        ["mdtrt_id"] = mdtrtId,
        ["psn_no"] = person.PsnNo,
    }));

    public Message Undo(Insured person, string msgid) => Make("2601", Data(new()
    {
        ["psn_no"] = person.PsnNo,
        ["omsgid"] = msgid,
        ["oinfno"] = "2207",
    })) with
    { Undoes = msgid };

    private static JsonObject Data(JsonObject data) => new() { ["data"] = data };

    private JsonObject Line(ReadyVisit visit, Charge charge, int at) => new()
    {
        ["feedetl_sn"] = "F" + at.ToString(CultureInfo.InvariantCulture),
        ["mdtrt_id"] = visit.MdtrtId,
        ["psn_no"] = visit.Person.PsnNo,
        ["chrg_bchno"] = "B1",
        ["rx_circ_flag"] = "0",
        ["fee_ocur_time"] = Now(),
        ["med_list_codg"] = charge.Code,
        ["medins_list_codg"] = "L" + charge.Code,
        ["det_item_fee_sumamt"] = Yuan(charge.Fen),
        ["cnt"] = charge.Count,
        ["pric"] = Yuan(charge.PriceFen),
        ["bilg_dept_codg"] = "0301",
        ["bilg_dept_name"] = "心血管内科",
        ["bilg_dr_codg"] = "D1",
        ["bilg_dr_name"] = "x",
        ["hosp_appr_flag"] = "1",
    };

    private Message Make(string infno, JsonObject input)
    {
        var msgid = string.Create(CultureInfo.InvariantCulture, $"{Ground.Institution}{sender}{++number:D8}");
        var message = new JsonObject
        {
            ["infno"] = infno,
            ["msgid"] = msgid,
            ["mdtrtarea_admvs"] = "532300",
            ["insuplc_admdvs"] = "532300",
            ["recer_sys_code"] = "HIS",
            ["infver"] = "V1.0",
            ["opter_type"] = "1",
            ["opter"] = "1001",
            ["opter_name"] = "收费员",
            ["inf_time"] = Now(),
            ["fixmedins_code"] = Ground.Institution,
            ["fixmedins_name"] = "x",
            ["sign_no"] = "",
            ["input"] = input,
        };
        return new(infno, msgid, Encoding.UTF8.GetBytes(message.ToJsonString()));
    }

    private string Now() => BeijingTime.Text(clock.GetUtcNow().UtcDateTime);

    private static decimal Yuan(long fen) => fen / 100m;
}
