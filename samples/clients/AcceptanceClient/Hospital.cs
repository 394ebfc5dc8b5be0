using System.Globalization;
using System.Text.Json.Nodes;

namespace Mingsuan.AcceptanceClient;

/// <summary>A patient at the desk: what they show, and the token of their e-certificate.</summary>
internal sealed record Patient(string Id, string Token, string Name, string Certno);

/// <summary>A visit on its way: who, under which number, and what was charged.</summary>
internal sealed record Visit(Patient Patient, string PsnNo, string Number);

/// <summary>
/// What a hospital's own system does, transaction by transaction. The checks in it are the point: who it lets in, when
/// it stops, and which figures it believes.
/// </summary>
internal sealed class Hospital(InterfaceCaller caller, JsonObject access, ClientOptions options)
{
    private const string Batch = "B1";

    private decimal fee;
    private decimal fund;
    private decimal account;
    private int count;
    private int numbers;

    private JsonArray Lines => access["lines"]!.AsArray();

    /// <summary>The sum of the lines, as the hospital counts it itself.</summary>
    private decimal Total => Lines.Sum(line => Number(line!["price"]!) * Number(line["count"]!));

    /// <summary>人证相符: asks who the token is, and compares with what the patient shows. None: not let in.</summary>
    public async Task<string?> IdentifyAsync(Patient patient)
    {
        var found = (await caller.CallAsync("1101", Identification(patient))).OrThrow().Output["baseinfo"]!;
        var sameName = options.Faulty == "ignore-name" || (string)found["psn_name"]! == patient.Name;
        return sameName && (string)found["certno"]! == patient.Certno ? (string)found["psn_no"]! : null;
    }

    public static JsonObject Identification(Patient patient) => Data(
        ("mdtrt_cert_type", "01"), ("mdtrt_cert_no", patient.Token));

    public async Task<Visit> OpenAsync(Patient patient, string psnNo, string channel = "internet")
    {
        var input = Data(
            ("psn_no", psnNo),
            ("insutype", (string)access["insutype"]!),
            ("begntime", InterfaceCaller.Text(caller.Now)),
            ("mdtrt_cert_type", "01"),
            ("mdtrt_cert_no", patient.Token),
            ("ipt_otp_no", string.Create(CultureInfo.InvariantCulture, $"MZ{++numbers:D6}")),
            ("atddr_no", (string)access["doctor"]!["code"]!),
            ("dr_name", (string)access["doctor"]!["name"]!),
            ("dept_code", (string)access["department"]!["code"]!),
            ("dept_name", (string)access["department"]!["name"]!),
            ("caty", (string)access["department"]!["caty"]!));
        if (options.Faulty != "no-channel" || patient.Id != "online")
        {
            input["data"]!["exp_content"] = new JsonObject { ["visit_channel"] = channel, ["consent"] = "1" };
        }

        var opened = (await caller.CallAsync("2201", input)).OrThrow();
        return new Visit(patient, psnNo, (string)opened.Output["data"]!["mdtrt_id"]!);
    }

    public async Task DiagnoseAsync(Visit visit)
    {
        var (code, name) = ((string)access["diagnosis"]!["code"]!, (string)access["diagnosis"]!["name"]!);
        await caller.CallAsync("2203", new JsonObject
        {
            ["mdtrtinfo"] = new JsonObject
            {
                ["mdtrt_id"] = visit.Number,
                ["psn_no"] = visit.PsnNo,
                ["med_type"] = (string)access["medType"]!,
                ["begntime"] = InterfaceCaller.Text(caller.Now),
                ["main_cond_dscr"] = "复诊续方",
            },
            ["diseinfo"] = new JsonArray(new JsonObject
            {
                ["diag_type"] = "1",
                ["diag_srt_no"] = 1,
                ["diag_code"] = code,
                ["diag_name"] = name,
                ["diag_dept"] = (string)access["department"]!["name"]!,
                ["dise_dor_no"] = (string)access["doctor"]!["code"]!,
                ["dise_dor_name"] = (string)access["doctor"]!["name"]!,
                ["diag_time"] = InterfaceCaller.Text(caller.Now),
                ["vali_flag"] = "1",
            }),
        });
    }

    /// <summary>Maps every national code to one of the hospital's own.</summary>
    public async Task MapAsync()
    {
        foreach (var item in access["catalogue"]!.AsArray())
        {
            (await caller.CallAsync("3301", Data(
                ("fixmedins_hilist_id", Own((string)item!["code"]!)),
                ("fixmedins_hilist_name", (string)item["name"]!),
                ("list_type", (string)item["kind"]! == "drug" ? "101" : "201"),
                ("med_list_codg", (string)item["code"]!),
                ("begndate", "2020-01-01")))).OrThrow();
        }
    }

    public async Task ChargeAsync(Visit visit)
    {
        var rows = Lines.Select((line, at) => (JsonNode)new JsonObject
        {
            ["feedetl_sn"] = string.Create(CultureInfo.InvariantCulture, $"F{at + 1}"),
            ["mdtrt_id"] = visit.Number,
            ["psn_no"] = visit.PsnNo,
            ["chrg_bchno"] = Batch,
            ["rx_circ_flag"] = "0",
            ["fee_ocur_time"] = InterfaceCaller.Text(caller.Now),
            ["med_list_codg"] = (string)line!["code"]!,
            ["medins_list_codg"] = Own((string)line["code"]!),
            ["det_item_fee_sumamt"] = Number(line["price"]!) * Number(line["count"]!),
            ["cnt"] = Number(line["count"]!),
            ["pric"] = Number(line["price"]!),
            ["bilg_dept_codg"] = (string)access["department"]!["code"]!,
            ["bilg_dept_name"] = (string)access["department"]!["name"]!,
            ["bilg_dr_codg"] = (string)access["doctor"]!["code"]!,
            ["bilg_dr_name"] = (string)access["doctor"]!["name"]!,
            ["hosp_appr_flag"] = "1",
        });
        (await caller.CallAsync("2204", new JsonObject { ["feedetail"] = new JsonArray([.. rows]) })).OrThrow();
    }

    /// <summary>预结算: a total that is not the sum of the lines is no answer; it is asked for again.</summary>
    public async Task<Reply> PreviewAsync(Visit visit)
    {
        for (var attempt = 1; ; attempt++)
        {
            var preview = (await caller.CallAsync("2206", Settling(visit))).OrThrow();
            if (Number(preview.Output["setlinfo"]!["medfee_sumamt"]!) == Total || options.Faulty == "ignore-amount")
            {
                return preview;
            }

            if (attempt == 3)
            {
                throw new InvalidOperationException("the preview is not the sum of the lines");
            }
        }
    }

    /// <summary>结算, and its figures into the hospital's own books.</summary>
    public async Task<Reply> SettleAsync(Visit visit, string? msgid = null)
    {
        var reply = await caller.CallAsync("2207", Settling(visit), msgid);
        if (reply.Succeeded)
        {
            Book(reply.Output["setlinfo"]!);
        }

        return reply;
    }

    /// <summary>The same settlement once more, as a late copy; it is in the books already.</summary>
    public Task<Reply> RepeatAsync(Visit visit, string msgid) => caller.CallAsync("2207", Settling(visit), msgid);

    public async Task ReverseAsync(Visit visit, Reply settled) => Book((await caller.CallAsync("2208", Data(
        ("setl_id", (string)settled.Output["setlinfo"]!["setl_id"]!),
        ("mdtrt_id", visit.Number),
        ("psn_no", visit.PsnNo)))).OrThrow().Output["setlinfo"]!);

    /// <summary>对总账: what the hospital's books say of the day.</summary>
    public async Task ReconcileAsync() => (await caller.CallAsync("3201", new JsonObject
    {
        ["data"] = new JsonObject
        {
            ["insutype"] = (string)access["insutype"]!,
            ["clr_type"] = "11",
            ["setl_optins"] = (string)access["region"]!,
            ["stmt_begndate"] = (string)access["today"]!,
            ["stmt_enddate"] = (string)access["today"]!,
            ["medfee_sumamt"] = fee,
            ["fund_pay_sumamt"] = fund,
            ["acct_pay"] = account,
            ["fixmedins_setl_cnt"] = count,
        },
    })).OrThrow();

    private JsonObject Settling(Visit visit) => new()
    {
        ["data"] = new JsonObject
        {
            ["psn_no"] = visit.PsnNo,
            ["mdtrt_cert_type"] = "01",
            ["mdtrt_cert_no"] = visit.Patient.Token,
            ["med_type"] = (string)access["medType"]!,
            ["medfee_sumamt"] = Total,
            ["psn_setlway"] = "01",
            ["mdtrt_id"] = visit.Number,
            ["chrg_bchno"] = Batch,
            ["insutype"] = (string)access["insutype"]!,
            ["acct_used_flag"] = "1",
            ["invono"] = "INV" + visit.Patient.Id,
            ["fulamt_ownpay_amt"] = 0,
            ["overlmt_selfpay"] = 0,
            ["preselfpay_amt"] = 0,
            ["inscp_scp_amt"] = Total,
        },
    };

    /// <summary>A reversal comes with its amounts negative: it is booked like a settlement.</summary>
    private void Book(JsonNode info)
    {
        fee += Number(info["medfee_sumamt"]!);
        fund += Number(info["fund_pay_sumamt"]!);
        account += Number(info["acct_pay"]!);
        count++;
    }

    private static string Own(string code) => "H-" + code;

    private static decimal Number(JsonNode node) => decimal.Parse(node.ToString(), CultureInfo.InvariantCulture);

    private static JsonObject Data(params (string Name, string Value)[] fields)
    {
        var data = new JsonObject();
        foreach (var (name, value) in fields)
        {
            data[name] = value;
        }

        return new() { ["data"] = data };
    }
}
