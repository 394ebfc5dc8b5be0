using System.Text.Json.Nodes;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Line;

/// <summary>查询 — visits, diagnoses, lines, totals and dictionaries; what is another's is not shown.</summary>
public sealed class QueryTests(PostgresServer server, LineHosts hosts)
{
    private const string Consultation = "110200001";
    private const string Drug = "XC08CAB049A001010100101";

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_settled_visit_is_found_with_its_diagnoses_lines_and_totals(string database)
    {
        await using var host = await LineHost.StartAsync(database, server, demo: true);
        var person = LinePerson.First(host);
        var walk = await SettlementWalk.DiagnosedAsync(host, person);
        (await walk.UploadAsync((Consultation, 7.50m, 1), (Drug, 26.00m, 5))).ShouldSucceed();
        await walk.SettleAsync(137.50m, 137.50m);

        var visit = (await VisitsAsync(host, person)).ShouldHaveSingleItem()!;
        ((string)visit["mdtrt_id"]!, (string)visit["psn_name"]!).ShouldBe((walk.MdtrtId, person.Name));
        ((string)visit["begntime"]!, (string)visit["med_type"]!).ShouldBe(("2026-11-20 09:00:00", "11"));

        var diagnosis = (await host.CallAsync("5202", Of(person, walk.MdtrtId))).ShouldSucceed()
            .Output["diseinfo"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)diagnosis["diag_code"]!, (string)diagnosis["maindiag_flag"]!).ShouldBe(("I10.x00x002", "1"));
        ((string)diagnosis["diag_info_id"]!).Length.ShouldBe(30);

        var lines = await LinesAsync(host, person, walk.MdtrtId, walk.SetlId);
        lines.Select(line => (string)line!["feedetl_sn"]!).ShouldBe(["F1", "F2"]);
        lines.Sum(line => (decimal)line!["det_item_fee_sumamt"]!).ShouldBe(137.50m);
        ((string)lines[1]!["medins_list_codg"]!).ShouldBe("L" + Drug);

        (await TotalsAsync(host, person)).ShouldBe([("DEDC", 40.00m), ("FUND", 53.63m)]);
        (await TotalsAsync(host, person, "202611")).ShouldBe([("DEDC", 40.00m), ("FUND", 53.63m)]);
        (await TotalsAsync(host, person, "202610")).ShouldBeEmpty();
        (await host.CallAsync("2208", walk.Reversing())).ShouldSucceed();
        (await TotalsAsync(host, person)).ShouldBe([("DEDC", 0m), ("FUND", 0m)]);
        (await TotalsAsync(host, person, "202611")).ShouldBe([("DEDC", 0m), ("FUND", 0m)]);
        (await LinesAsync(host, person, walk.MdtrtId, null)).ShouldBeEmpty("a reversed settlement had them");
        (await LinesAsync(host, person, walk.MdtrtId, walk.SetlId)).Count.ShouldBe(2);
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_page_shows_so_many_rows_and_says_that_there_are_more(string database)
    {
        await using var host = await LineHost.StartAsync(database, server, demo: true);
        var person = LinePerson.First(host);
        var walk = await SettlementWalk.DiagnosedAsync(host, person);
        (await walk.UploadAsync((Consultation, 7.50m, 1), (Drug, 26.00m, 5), (Drug, 26.00m, 1))).ShouldSucceed();
        JsonObject Page(int number, int size)
        {
            var input = Of(person, walk.MdtrtId);
            (input["data"]!["page_num"], input["data"]!["page_size"]) = (number, size);
            return input;
        }

        var first = (await host.CallAsync("5204", Page(1, 2))).ShouldSucceed();
        first.Json["output"]!.AsArray().Count.ShouldBe(2);
        ((string)first.Json["warn_msg"]!).ShouldStartWith("[W-MORE-ROWS]");
        var second = (await host.CallAsync("5204", Page(2, 2))).ShouldSucceed();
        ((string)second.Json["output"]!.AsArray().ShouldHaveSingleItem()!["feedetl_sn"]!).ShouldBe("F3");
        ((string)second.Json["warn_msg"]!).ShouldBeEmpty();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Anothers_visit_is_answered_like_an_unknown_one_and_bad_input_by_its_code(string database)
    {
        await using var host = await LineHost.StartAsync(database, server, demo: true);
        var (person, stranger) = (LinePerson.At(host, 0), LinePerson.At(host, 1));
        var mine = (await SettlementWalk.DiagnosedAsync(host, person)).MdtrtId;
        var elsewhere = FilingInputs.From(host, 2);

        foreach (var infno in new[] { "5202", "5204" })
        {
            (await host.CallAsync(infno, Of(person, mine), elsewhere)).ShouldRefuse("E-VISIT-UNKNOWN");
            (await host.CallAsync(infno, Of(stranger, mine))).ShouldRefuse("E-VISIT-UNKNOWN");
            (await host.CallAsync(infno, Of(person, FilingInputs.Unknown))).ShouldRefuse("E-VISIT-UNKNOWN");
            (await host.CallAsync(infno, Of(person, "!"))).ShouldRefuse("E-VISIT-UNKNOWN");
            (await host.CallAsync(infno, Of(person, ""))).ShouldRefuse("E-FIELD-MISSING");
            (await host.CallAsync(infno, new JsonObject { ["data"] = "x" })).ShouldRefuse("E-FIELD-FORMAT");
        }

        (await host.CallAsync("5204", Of(person, mine, "!"))).ShouldRefuse("E-SETTLEMENT-UNKNOWN");
        (await host.CallAsync("5204", Of(person, mine, FilingInputs.Unknown))).ShouldRefuse("E-SETTLEMENT-UNKNOWN");
        (await VisitsAsync(host, person, elsewhere)).ShouldBeEmpty();
        (await host.CallAsync("5201", Span(person, "yesterday"))).ShouldRefuse("E-FIELD-FORMAT");
        (await host.CallAsync("5201", new JsonObject())).ShouldRefuse("E-FIELD-MISSING");
        foreach (var (field, value) in new (string, JsonNode)[]
        {
            ("page_num", 0), ("page_num", 1.5m), ("page_num", 1e9m), ("page_size", 101), ("page_size", "many"),
            ("mdtrt_id", new JsonArray()),
        })
        {
            var input = Span(person);
            input["data"]![field] = value.DeepClone();
            (await host.CallAsync("5201", input)).ShouldRefuse("E-FIELD-FORMAT");
        }

        foreach (var month in new[] { "2026-1", "202613", "000001", "x" })
        {
            (await host.CallAsync("5206", FilingInputs.Data(("psn_no", person.PsnNo), ("cum_ym", month))))
                .ShouldRefuse("E-FIELD-FORMAT");
        }
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_dictionary_is_answered_whole_and_an_unknown_one_is_empty_with_a_warning(string database)
    {
        var host = await hosts.On(database, server);
        async Task<Answer> AskAsync(string type, string parent = "") => await host.CallAsync(
            "1901", FilingInputs.Data(("type", type), ("parentValue", parent), ("admdvs", ""), ("valiFlag", "1")));

        var rows = (await AskAsync("INSUTYPE")).ShouldSucceed().Output["list"]!.AsArray();
        var employee = rows.Single(row => (string)row!["value"]! == "310")!;
        ((string)employee["label"]!, (string)employee["type"]!).ShouldBe(("职工基本医疗保险", "insutype"));
        (await AskAsync("med_type", "14")).Output["list"]!.AsArray()
            .Select(row => (string)row!["value"]!).ShouldBe(["140104", "140201"]);
        var unknown = (await AskAsync("unheard_of")).ShouldSucceed();
        unknown.Output["list"]!.AsArray().ShouldBeEmpty();
        ((string)unknown.Json["warn_msg"]!).ShouldStartWith("[W-DICTIONARY-UNKNOWN]");
        (await AskAsync("")).ShouldRefuse("E-FIELD-MISSING");
        (await AskAsync(new string('x', 51))).ShouldRefuse("E-FIELD-FORMAT");
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task The_newer_numbers_settle_as_the_older_ones_do_and_a_batch_only_once(string database)
    {
        await using var host = await LineHost.StartAsync(database, server, demo: true);
        var person = LinePerson.First(host);
        var walk = await SettlementWalk.DiagnosedAsync(host, person);
        (await walk.UploadAsync((Consultation, 7.50m, 1), (Drug, 26.00m, 5))).ShouldSucceed();
        var preview = (await host.CallAsync("2206A", walk.Settling(137.50m, 137.50m))).ShouldSucceed();
        ((decimal)preview.Output["setlinfo"]!["hifp_pay"]!).ShouldBe(53.63m);
        (await host.CallAsync("2207A", walk.Settling(137.50m, 137.49m))).ShouldRefuse("E-AMOUNT-MISMATCH");
        var msgid = host.NextMsgId();
        void Same(JsonObject message) => message["msgid"] = msgid;

        var settled = (await host.CallAsync(
            "2207A", walk.Settling(137.50m, 137.50m), Same, "/fsi/api/outpatientSettleService/saveSettletment"))
            .ShouldSucceed();
        var again = (await host.CallAsync("2207A", walk.Settling(137.50m, 137.50m), Same)).ShouldSucceed();

        again.Output.ToJsonString().ShouldBe(settled.Output.ToJsonString());
        (await host.CallAsync("2207", walk.Settling(137.50m, 137.50m))).ShouldRefuse("E-ALREADY-SETTLED");
        (await host.CallAsync("2601", FilingInputs.Data(
            ("psn_no", person.PsnNo), ("omsgid", msgid), ("oinfno", "2207A")))).ShouldSucceed();
        (await host.CallAsync("2206A", walk.Settling(137.50m, 137.50m))).ShouldRefuse("E-NO-FEE-LINES");
        (await SettlementTests.VerifyAsync(host)).Breaks.ShouldBeEmpty();
        await FoldCheck.HoldsAsync(host);
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_visit_of_which_any_batch_stands_charged_cannot_be_cancelled(string database)
    {
        await using var host = await LineHost.StartAsync(database, server, demo: true);
        var person = LinePerson.First(host);
        var walk = await SettlementWalk.DiagnosedAsync(host, person);
        (await walk.UploadAsync((Consultation, 7.50m, 1))).ShouldSucceed();
        await walk.SettleAsync(7.50m, 7.50m);
        var first = walk.SetlId;
        (await host.CallAsync("2204", walk.Fees(
            SettlementWalk.Line("G1", walk.MdtrtId, person.PsnNo, Drug, 26.00m, batch: "B2")))).ShouldSucceed();
        var second = (await host.CallAsync("2207", walk.Settling(26.00m, 26.00m, batch: "B2"))).ShouldSucceed();
        var cancel = FilingInputs.Data(
            ("psn_no", person.PsnNo), ("mdtrt_id", walk.MdtrtId), ("ipt_otp_no", "MZ0001"));
        JsonObject Reversing(string setlId) => FilingInputs.Data(
            ("setl_id", setlId), ("mdtrt_id", walk.MdtrtId), ("psn_no", person.PsnNo));

        (await host.CallAsync("2202", cancel.DeepClone())).ShouldRefuse("E-VISIT-CLOSED");
        (await host.CallAsync("2208", Reversing((string)second.Output["setlinfo"]!["setl_id"]!))).ShouldSucceed();
        (await host.CallAsync("2202", cancel.DeepClone())).ShouldRefuse("E-VISIT-CLOSED");
        (await host.CallAsync("2208", Reversing(first))).ShouldSucceed();

        (await host.CallAsync("2202", cancel.DeepClone(), FilingInputs.From(host, 1))).ShouldRefuse("E-VISIT-UNKNOWN");
        (await host.CallAsync("2202", cancel.DeepClone())).ShouldSucceed();
        (await host.CallAsync("2202", cancel.DeepClone())).ShouldRefuse("E-VISIT-CLOSED");
        (await SettlementTests.VerifyAsync(host)).Breaks.ShouldBeEmpty();
    }

    private static JsonObject Of(LinePerson person, string mdtrtId, string? setlId = null) => FilingInputs.Data(
        ("psn_no", person.PsnNo), ("mdtrt_id", mdtrtId), ("setl_id", setlId));

    private static JsonObject Span(LinePerson person, string from = "2026-11-20 00:00:00") => FilingInputs.Data(
        ("psn_no", person.PsnNo),
        ("begntime", from),
        ("endtime", "2026-11-20 23:59:59"),
        ("med_type", "11"));

    private static async Task<JsonArray> VisitsAsync(
        LineHost host, LinePerson person, Action<JsonObject>? envelope = null) =>
        (await host.CallAsync("5201", Span(person), envelope)).ShouldSucceed().Output["mdtrtinfo"]!.AsArray();

    private static async Task<JsonArray> LinesAsync(LineHost host, LinePerson person, string visit, string? setlId) =>
        (await host.CallAsync("5204", Of(person, visit, setlId))).ShouldSucceed().Json["output"]!.AsArray();

    private static async Task<(string, decimal)[]> TotalsAsync(
        LineHost host, LinePerson person, string? month = null) =>
        [.. (await host.CallAsync("5206", FilingInputs.Data(("psn_no", person.PsnNo), ("cum_ym", month))))
            .ShouldSucceed().Output["cuminfo"]!.AsArray()
            .Select(row => ((string)row!["cum_type_code"]!, (decimal)row["cum"]!))];
}
