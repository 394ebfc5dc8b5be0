using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Line;

/// <summary>文件、结算清单与目录对照 — what is taken in, kept, and handed out again.</summary>
public sealed class ExchangeTests(PostgresServer server)
{
    private const string Drug = "XC08CAB049A001010100101";
    private const string Other = "XA10BAE023A001010100102";

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_file_comes_back_as_it_was_whole_and_in_parts_to_its_institution_alone(string database)
    {
        await using var host = await LineHost.StartAsync(database, server, demo: true);
        var content = RandomNumberGenerator.GetBytes(700 * 1024);
        var msgid = host.NextMsgId();
        void Same(JsonObject message) => message["msgid"] = msgid;
        var put = (await host.CallAsync("9101", FilingInputs.Upload(content), Same)).ShouldSucceed().Output;
        var number = (string)put["file_qury_no"]!;
        (number.Length, (string)put["dld_endtime"]!).ShouldBe((26, "2026-11-27 09:00:00"));
        ((string)put["fixmedins_code"]!).ShouldBe(FilingInputs.Code(host, 0), "that of the envelope");
        var again = (await host.CallAsync("9101", FilingInputs.Upload(content), Same)).ShouldSucceed().Output;
        ((string)again["file_qury_no"]!).ShouldBe(number);

        var whole = await BytesAsync(host, number);
        (whole.Status, whole.Range).ShouldBe((HttpStatusCode.OK, null));
        whole.Content.SequenceEqual(content).ShouldBeTrue();
        var part = await BytesAsync(host, number, new(1000, 1999));
        (part.Status, part.Range).ShouldBe((HttpStatusCode.PartialContent, "bytes 1000-1999/716800"));
        part.Content.ShouldBe(content[1000..2000]);
        (await BytesAsync(host, number, new(716_000, null))).Content.ShouldBe(content[716_000..]);
        (await BytesAsync(host, number, new(null, 10))).Content.ShouldBe(content[^10..]);
        var done = await BytesAsync(host, number, new(716_800, null));
        (done.Status, done.Content.Length).ShouldBe((HttpStatusCode.NoContent, 0), "nothing is left to send");
        (await BytesAsync(host, number, new(null, 0))).Status.ShouldBe(HttpStatusCode.NoContent);
        await ShouldRefuseRangeAsync(host, number, new(716_801, null));

        (await host.CallAsync("9102", FilingInputs.Download(number), FilingInputs.From(host, 1)))
            .ShouldRefuse("E-FILE-UNKNOWN");
        (await host.CallAsync("9102", FilingInputs.Download(FilingInputs.Unknown))).ShouldRefuse("E-FILE-UNKNOWN");
        (await host.CallAsync("9102", FilingInputs.Download("plc"))).ShouldRefuse("E-FILE-UNKNOWN");
        (await host.CallAsync("9102", new JsonObject())).ShouldRefuse("E-FIELD-MISSING");
        FilingInputs.Clock(host).Leap(TimeSpan.FromDays(8));
        (await host.CallAsync("9102", FilingInputs.Download(number))).ShouldRefuse("E-FILE-UNKNOWN");
        (await host.CallAsync("9101", FilingInputs.Upload([1, 2, 3]))).ShouldSucceed();
        (await SettlementTests.VerifyAsync(host)).Breaks.ShouldBeEmpty("contents end, digests stay");
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_file_that_is_too_large_empty_or_no_file_is_a_coded_error(string database)
    {
        await using var host = await LineHost.StartAsync(database, server, demo: true);
        var numbers = FilingInputs.Upload([1]);
        numbers["fsUploadIn"]!["in"] = new JsonArray(80, 75, -1);
        var put = (await host.CallAsync("9101", numbers)).ShouldSucceed().Output;
        (await BytesAsync(host, (string)put["file_qury_no"]!)).Content.ShouldBe([80, 75, 255]);

        var before = await StoredRows.AllAsync(host);
        foreach (var (value, code) in new (JsonNode?, string)[]
        {
            (Convert.ToBase64String(new byte[(750 * 1024) + 1]), "E-FILE-TOO-LARGE"),
            (new string('A', 1 << 20), "E-BODY-TOO-LARGE"),
            ("!!!", "E-FIELD-FORMAT"), ("", "E-FIELD-MISSING"), (null, "E-FIELD-MISSING"),
            (new JsonArray(), "E-FIELD-FORMAT"), (new JsonArray(1, 256), "E-FIELD-FORMAT"),
            (new JsonArray("1"), "E-FIELD-FORMAT"), (new JsonObject(), "E-FIELD-FORMAT"),
        })
        {
            var input = FilingInputs.Upload([1]);
            input["fsUploadIn"]!["in"] = value;
            (await host.CallAsync("9101", input)).ShouldRefuse(code);
        }

        (await host.CallAsync("9101", FilingInputs.Upload([1], new string('x', 201)))).ShouldRefuse("E-FIELD-FORMAT");
        foreach (var (table, rows) in await StoredRows.AllAsync(host))
        {
            rows.ShouldBe(before[table], table);
        }
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_settlement_list_is_kept_whole_for_a_settlement_that_stands(string database)
    {
        await using var host = await LineHost.StartAsync(database, server, demo: true);
        var person = LinePerson.First(host);
        var walk = await SettlementWalk.DiagnosedAsync(host, person);
        (await walk.UploadAsync((Drug, 26.00m, 5))).ShouldSucceed();
        await walk.SettleAsync(130.00m, 130.00m);

        var kept = (await host.CallAsync("4101A", FilingInputs.List(walk, person))).ShouldSucceed();
        ((string)kept.Output["setl_list_id"]!).Length.ShouldBe(26);
        (await StoredRows.AllAsync(host))["exchange_settlement_list"].ShouldContain("1: ");

        JsonObject Changed(string name, JsonNode? value) =>
            FilingInputs.List(walk, person, input => input["setlinfo"]![name] = value);
        foreach (var (input, code) in new (JsonObject, string)[]
        {
            (Changed("medcasno", ""), "E-FIELD-MISSING"), (Changed("ntly", new string('x', 201)), "E-FIELD-FORMAT"),
            (Changed("setl_end_date", "2026-11-19"), "E-FIELD-FORMAT"),
            (Changed("setl_id", FilingInputs.Unknown), "E-SETTLEMENT-UNKNOWN"),
            (Changed("mdtrt_id", FilingInputs.Unknown), "E-SETTLEMENT-UNKNOWN"),
            (Changed("psn_no", LinePerson.At(host, 1).PsnNo), "E-SETTLEMENT-UNKNOWN"),
            (FilingInputs.List(walk, person, input => input["opspdiseinfo"]![0]!["diag_code"] = null),
                "E-FIELD-MISSING"),
            (FilingInputs.List(walk, person, input => input["diseinfo"] = new JsonArray(
                [.. Enumerable.Range(0, 201).Select(_ => new JsonObject())])), "E-FIELD-FORMAT"),
            (new JsonObject(), "E-FIELD-MISSING"),
        })
        {
            (await host.CallAsync("4101A", input)).ShouldRefuse(code);
        }

        (await host.CallAsync("4101A", FilingInputs.List(walk, person), FilingInputs.From(host, 1)))
            .ShouldRefuse("E-SETTLEMENT-UNKNOWN");
        (await host.CallAsync("2208", walk.Reversing())).ShouldSucceed();
        (await host.CallAsync("4101A", FilingInputs.List(walk, person))).ShouldRefuse("E-ALREADY-REVERSED");
        (await SettlementTests.VerifyAsync(host)).Breaks.ShouldBeEmpty();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_mapped_code_is_charged_as_it_is_mapped_until_withdrawn(string database)
    {
        await using var host = await LineHost.StartAsync(database, server, demo: true);
        var person = LinePerson.First(host);
        var walk = await SettlementWalk.DiagnosedAsync(host, person);
        var own = "L" + Drug;
        (await host.CallAsync("3301", FilingInputs.Mapping(own, Other))).ShouldSucceed().Output.Count.ShouldBe(0);

        (await walk.UploadAsync((Drug, 26.00m, 1))).ShouldRefuse("E-MAPPING-MISMATCH");
        (await host.CallAsync("3301", FilingInputs.Mapping(own, Drug))).ShouldRefuse("E-MAPPING-OVERLAP");
        (await host.CallAsync("3302", FilingInputs.Unmapping(own, Other), FilingInputs.From(host, 1)))
            .ShouldRefuse("E-MAPPING-UNKNOWN");
        (await host.CallAsync("3302", FilingInputs.Unmapping(own, Drug))).ShouldRefuse("E-MAPPING-UNKNOWN");
        (await host.CallAsync("3302", FilingInputs.Unmapping(own, Other))).ShouldSucceed();
        (await host.CallAsync("3302", FilingInputs.Unmapping(own, Other))).ShouldRefuse("E-MAPPING-UNKNOWN");

        var unmapped = (await walk.UploadAsync((Drug, 26.00m, 1))).ShouldSucceed();
        ((string)unmapped.Json["warn_msg"]!).ShouldStartWith("[W-NOT-MAPPED]");
        var list = new JsonObject
        {
            ["catalogcompin"] = new JsonArray(
                FilingInputs.Mapping(own, Drug, row => row["begndate"] = "2026-11-20")["data"]!.DeepClone(),
                FilingInputs.Mapping("M2", Other)["data"]!.DeepClone()),
        };
        (await host.CallAsync("3301", list)).ShouldSucceed();
        var mapped = (await host.CallAsync("2204", walk.Fees(
            SettlementWalk.Line("F9", walk.MdtrtId, person.PsnNo, Drug, 26.00m)))).ShouldSucceed();
        ((string)mapped.Json["warn_msg"]!).ShouldBeEmpty();
        (await SettlementTests.VerifyAsync(host)).Breaks.ShouldBeEmpty();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Bad_filings_and_mappings_are_coded_errors_and_leave_nothing(string database)
    {
        await using var host = await LineHost.StartAsync(database, server, demo: true);
        var person = LinePerson.First(host);
        await person.OpenAsync();
        var before = await StoredRows.AllAsync(host);
        foreach (var (infno, input, code) in Bad(host, person))
        {
            var answer = await host.CallAsync(infno, input);
            answer.ErrMsg.ShouldStartWith("[" + code + "]", customMessage: infno + input.ToJsonString());
        }

        foreach (var (table, rows) in await StoredRows.AllAsync(host))
        {
            rows.ShouldBe(before[table], table);
        }
    }

    private static IEnumerable<(string Infno, JsonObject Input, string Code)> Bad(LineHost host, LinePerson person)
    {
        (string Field, JsonNode? Value, string Code)[] diseases =
        [
            ("psn_no", null, "E-FIELD-MISSING"), ("psn_no", "nobody", "E-PERSON-UNKNOWN"),
            ("insutype", "390", "E-SCHEME"), ("opsp_dise_code", "M99999", "E-DISEASE-UNKNOWN"),
            ("opsp_dise_name", new string('x', 301), "E-FIELD-FORMAT"), ("begndate", "soon", "E-FIELD-FORMAT"),
            ("begndate", null, "E-FIELD-MISSING"), ("begndate", "2026-11-17", "E-FILING-PERIOD"),
            ("enddate", "2026-11-19", "E-FILING-PERIOD"), ("hosp_ide_date", "2026-11-21", "E-FILING-PERIOD"),
            ("ide_fixmedins_no", "H00000000000", "E-INSTITUTION-UNKNOWN"), ("diag_dr_codg", "D0", "E-FILING-DOCTOR"),
            ("ide_fixmedins_no", FilingInputs.Code(host, 1), "E-FILING-DOCTOR"),
            ("ide_fixmedins_name", null, "E-FIELD-MISSING"), ("tel", new JsonObject(), "E-FIELD-FORMAT"),
        ];
        (string Field, JsonNode? Value, string Code)[] choices =
        [
            ("biz_appy_type", null, "E-FIELD-MISSING"), ("fix_srt_no", "1234", "E-FIELD-FORMAT"),
            ("agnter_rlts", "", "E-FIELD-MISSING"), ("enddate", "2026-11-19", "E-FILING-PERIOD"),
            ("fixmedins_code", "H00000000000", "E-INSTITUTION-UNKNOWN"), ("psn_no", "x", "E-PERSON-UNKNOWN"),
            ("agnter_certno", new string('1', 51), "E-FIELD-FORMAT"), ("begndate", "2019-01-01", "E-SCHEME"),
        ];
        (string Field, JsonNode? Value, string Code)[] mappings =
        [
            ("fixmedins_hilist_id", null, "E-FIELD-MISSING"), ("list_type", "999", "E-FIELD-FORMAT"),
            ("fixmedins_hilist_id", new string('x', 151), "E-FIELD-FORMAT"), ("begndate", "", "E-FIELD-MISSING"),
            ("enddate", "2025-12-31", "E-FIELD-FORMAT"), ("spec", new string('x', 501), "E-FIELD-FORMAT"),
        ];
        foreach (var (field, value, code) in diseases)
        {
            yield return ("2503", FilingInputs.Disease(host, person, data => data[field] = value), code);
        }

        foreach (var (field, value, code) in choices)
        {
            yield return ("2505", FilingInputs.Choice(host, person, data => data[field] = value), code);
        }

        foreach (var (field, value, code) in mappings)
        {
            yield return ("3301", FilingInputs.Mapping("L1", Drug, data => data[field] = value), code);
        }

        var twice = FilingInputs.Mapping("L1", Drug)["data"]!;
        var both = new JsonObject { ["data"] = new JsonArray(twice.DeepClone(), twice.DeepClone()) };
        yield return ("3301", both, "E-MAPPING-OVERLAP");
        yield return ("3301", new() { ["data"] = new JsonArray() }, "E-FIELD-MISSING");
        yield return ("3302", new() { ["catalog"] = new JsonObject() }, "E-FIELD-MISSING");
        foreach (var infno in new[] { "2504", "2506" })
        {
            yield return (infno, FilingInputs.Withdrawal(FilingInputs.Unknown, person), "E-FILING-UNKNOWN");
            yield return (infno, FilingInputs.Withdrawal("1", person), "E-FILING-UNKNOWN");
            yield return (infno, FilingInputs.Withdrawal(FilingInputs.Unknown, person, ""), "E-FIELD-MISSING");
        }
    }

    private static async Task ShouldRefuseRangeAsync(LineHost host, string number, RangeItemHeaderValue range)
    {
        using var response = await DownloadAsync(host, number, range);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        new Answer(text, JsonNode.Parse(text)!.AsObject()).ShouldRefuse("E-FILE-RANGE");
    }

    private static async Task<HttpResponseMessage> DownloadAsync(
        LineHost host, string number, RangeItemHeaderValue? range)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/fsi/api/fileupload/download");
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(
            host.Message("9102", FilingInputs.Download(number)).ToJsonString()));
        if (range is not null)
        {
            request.Headers.Range = new() { Ranges = { range } };
        }

        return await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static async Task<(HttpStatusCode Status, byte[] Content, string? Range)> BytesAsync(
        LineHost host, string number, RangeItemHeaderValue? range = null)
    {
        using var response = await DownloadAsync(host, number, range);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/octet-stream");
        var content = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        return (response.StatusCode, content, response.Content.Headers.ContentRange?.ToString());
    }
}
