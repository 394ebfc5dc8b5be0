using System.Text;
using System.Text.Json.Nodes;
using Mingsuan.Platform.Http;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Line;

public sealed class GatewayTests(PostgresServer server, LineHosts hosts)
{
    [Theory]
    [InlineData("/fsi/api")]
    [InlineData("/fsi/api/")]
    [InlineData("/fsi/api/1101")]
    [InlineData("/fsi/api/fsiPsnInfoService/queryPsnInfo")]
    [InlineData("/fsi/api/fsiPsnInfoService/queryPsnInfo%20")]
    public async Task Each_url_style_leads_to_the_transaction_of_the_body(string path)
    {
        var host = await hosts.On(DatabaseKinds.Sqlite, server);
        (await host.CallAsync("1101", Query(LinePerson.First(host)), path: path)).ShouldSucceed();
    }

    [Theory]
    [InlineData("/fsi/api/2201", "E-INFNO-MISMATCH")]
    [InlineData("/fsi/api/outpatientDocInfoService/outpatientRregistration", "E-INFNO-MISMATCH")]
    [InlineData("/fsi/api/fsiPsnInfoService/doesNotExist", "E-PATH-UNKNOWN")]
    public async Task A_path_that_is_not_the_bodys_transaction_is_refused(string path, string code)
    {
        var host = await hosts.On(DatabaseKinds.Sqlite, server);
        (await host.CallAsync("1101", Query(LinePerson.First(host)), path: path)).ShouldRefuse(code);
    }

    [Fact]
    public async Task Keys_in_any_case_numbers_for_texts_and_odd_times_are_read()
    {
        var host = await hosts.On(DatabaseKinds.Sqlite, server);
        var person = LinePerson.First(host);
        var opening = person.Opening(data =>
        {
            data.Remove("psn_no");
            data["PSN_NO"] = person.PsnNo;
            data["insutype"] = 310;
            data["begntime"] = 1795136400000L;
            data["psn_name"] = "";
            data["expContent"] = "";
            data["unknown_key"] = new JsonArray(1, 2);
        });
        var opened = (await host.CallAsync("2201", opening, message =>
        {
            message["opter_type"] = 1;
            message["enc_type"] = "";
        })).ShouldSucceed();

        var upload = person.Upload((string)opened.Output["data"]!["mdtrt_id"]!);
        upload["diseinfo"] = upload["diseinfo"]![0]!.DeepClone();
        upload["diseinfo"]!["diag_srt_no"] = "1";
        upload["diseinfo"]!["diag_time"] = "2026-11-20T09:10:00";
        (await host.CallAsync("2203", upload)).ShouldSucceed();
    }

    [Fact]
    public async Task An_input_sent_as_text_is_read()
    {
        var host = await hosts.On(DatabaseKinds.Sqlite, server);
        (await host.CallAsync("1101", Query(LinePerson.First(host)).ToJsonString())).ShouldSucceed();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task The_same_message_is_answered_alike_and_a_changed_one_is_a_clash(string database)
    {
        var host = await hosts.On(database, server);
        var person = LinePerson.First(host);
        var msgId = host.NextMsgId();
        void Same(JsonObject message) => message["msgid"] = msgId;
        var first = (await host.CallAsync("2201", person.Opening(), Same)).ShouldSucceed();
        var again = await host.CallAsync("2201", person.Opening(), message =>
        {
            Same(message);
            message["inf_time"] = "2026-11-20 09:05:00";
            message["sign_no"] = "other";
        });
        again.Text.ShouldBe(first.Text);
        host.Access.Of(msgId).Outcome.ShouldBe("replayed");
        (await host.CallAsync("2201", person.Opening(data => data["ipt_otp_no"] = "MZ0002"), Same))
            .ShouldRefuse("E-DUP-MSGID");
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_refusal_is_not_remembered(string database)
    {
        var host = await hosts.On(database, server);
        var person = LinePerson.First(host);
        var msgId = host.NextMsgId();
        (await host.CallAsync(
            "2201", person.Opening(data => data["atddr_no"] = "nobody"), message => message["msgid"] = msgId))
            .ShouldRefuse("E-DOCTOR-UNKNOWN");
        (await host.CallAsync("2201", person.Opening(), message => message["msgid"] = msgId)).ShouldSucceed();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_late_copy_of_a_refused_settlement_is_judged_anew_unless_it_was_taken_back(string database)
    {
        var host = await hosts.On(database, server);
        var person = LinePerson.At(host, 3);
        foreach (var takenBack in new[] { false, true })
        {
            var walk = await SettlementWalk.DiagnosedAsync(host, person);
            var msgId = host.NextMsgId();
            Task<Answer> Settle() => host.CallAsync(
                "2207", walk.Settling(26.00m, 26.00m), message => message["msgid"] = msgId);
            (await Settle()).ShouldRefuse("E-NO-FEE-LINES");
            if (takenBack)
            {
                var undone = await host.CallAsync("2601", FilingInputs.Data(
                    ("psn_no", person.PsnNo), ("omsgid", msgId), ("oinfno", "2207")));
                undone.ShouldSucceed().WarnMsg.ShouldStartWith("[W-NOTHING-TO-UNDO]");
            }

            (await walk.UploadAsync((SettledStage.Drug, 26.00m, 1))).ShouldSucceed();
            var late = await Settle();
            _ = takenBack ? late.ShouldRefuse("E-DUP-MSGID") : late.ShouldSucceed();
        }
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Twins_at_the_same_moment_open_one_visit(string database)
    {
        var host = await hosts.On(database, server);
        var person = LinePerson.First(host);
        var msgId = host.NextMsgId();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            host.CallAsync("2201", person.Opening(), message => message["msgid"] = msgId)));
        answers.Select(answer => answer.Text).Distinct().Count().ShouldBe(1);
        answers[0].ShouldSucceed();
    }

    [Fact]
    public async Task A_body_in_gb18030_is_read()
    {
        var host = await hosts.On(DatabaseKinds.Sqlite, server);
        var person = LinePerson.First(host);
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var message = host.Message("1101", Query(person));
        message["input"]!["data"]!["psn_name"] = person.Name;
        var text = message.ToJsonString(WireJson.Options);
        text.ShouldContain(person.Name);

        var answer = await host.PostAsync(Encoding.GetEncoding("GB18030").GetBytes(text));

        ((string)answer.ShouldSucceed().Output["baseinfo"]!["psn_name"]!).ShouldBe(person.Name);
    }

    [Theory]
    [InlineData("{\"infno\":", "E-BODY-MALFORMED")]
    [InlineData("[]", "E-BODY-MALFORMED")]
    [InlineData("", "E-BODY-MALFORMED")]
    [InlineData("{\"infno\":\"1101\",\"infno\":\"2201\"}", "E-BODY-MALFORMED")]
    [InlineData("{\"infno\":\"1101\",\"INFNO\":\"2201\"}", "E-BODY-MALFORMED")]
    [InlineData("{\"infno\":\"1101\",\"x\":\"\\ud800\"}", "E-BODY-MALFORMED")]
    [InlineData("{\"infno\":\"11\\u000001\"}", "E-FIELD-FORMAT")]
    [InlineData("{\"infno\":\"1101\"}", "E-FIELD-MISSING")]
    [InlineData("{\"infno\":{\"a\":1}}", "E-FIELD-FORMAT")]
    public async Task A_body_that_is_no_message_is_a_coded_error_and_an_attempt_in_the_log(string body, string code)
    {
        var host = await hosts.On(DatabaseKinds.Sqlite, server);
        (await host.PostAsync(Encoding.UTF8.GetBytes(body))).ShouldRefuse(code);
        host.Access.Has(code).ShouldBeTrue();
    }

    [Fact]
    public async Task A_body_over_the_limit_and_a_body_in_no_charset_are_coded_errors()
    {
        var host = await hosts.On(DatabaseKinds.Sqlite, server);
        (await host.PostAsync(new byte[(1 << 20) + 1])).ShouldRefuse("E-BODY-TOO-LARGE");
        (await host.PostAsync([(byte)'{', 0xFF, 0xFF, (byte)'}'])).ShouldRefuse("E-BODY-CHARSET");
    }

    [Theory]
    [InlineData("psn_no", null, "E-FIELD-MISSING")]
    [InlineData("psn_no", "", "E-FIELD-MISSING")]
    [InlineData("begntime", "yesterday", "E-FIELD-FORMAT")]
    [InlineData("begntime", "2027-11-20 09:00:00", "E-DATE-FUTURE")]
    [InlineData("mdtrt_cert_type", "77", "E-FIELD-FORMAT")]
    [InlineData("insutype", "390", "E-SCHEME")]
    public async Task A_faulty_field_is_named(string field, string? value, string code)
    {
        var host = await hosts.On(DatabaseKinds.Sqlite, server);
        var opening = LinePerson.First(host).Opening(data => data[field] = value);
        var refused = (await host.CallAsync("2201", opening)).ShouldRefuse(code);
        if (code.StartsWith("E-FIELD", StringComparison.Ordinal))
        {
            refused.ErrMsg.ShouldContain("data." + field);
        }
    }

    [Fact]
    public async Task An_unknown_institution_and_an_unopened_transaction_are_refused()
    {
        var host = await hosts.On(DatabaseKinds.Sqlite, server);
        (await host.CallAsync("1101", Query(LinePerson.First(host)), m => m["fixmedins_code"] = "H00000000000"))
            .ShouldRefuse("E-INSTITUTION-UNKNOWN");
        (await host.CallAsync("9999", new JsonObject())).ShouldRefuse("E-INFNO-UNKNOWN");
    }

    [Fact]
    public async Task The_envelope_of_the_answer_has_its_reference_and_beijing_times()
    {
        var host = await hosts.On(DatabaseKinds.Sqlite, server);
        var answer = (await host.CallAsync("1101", Query(LinePerson.First(host)))).ShouldSucceed();
        var reference = (string)answer.Json["inf_refmsgid"]!;
        reference.Length.ShouldBe(30);
        reference.ShouldStartWith("53230020261120090000");
        ((string)answer.Json["refmsg_time"]!).ShouldBe("20261120090000000");
        answer.Text.ShouldContain("云小满");
    }

    [Fact]
    public async Task Serve_takes_no_unsigned_call_whatever_a_header_claims()
    {
        await using var host = await LineHost.StartAsync(DatabaseKinds.Sqlite, server, demo: false);
        host.Client.DefaultRequestHeaders.Add("X-Forwarded-For", "127.0.0.1");
        (await host.CallAsync("1101", Query(LinePerson.First(host)))).ShouldRefuse("E-UNSIGNED");
        (await host.Client.GetStringAsync("/health/live")).ShouldBe("live");
        (await host.Client.GetStringAsync("/health/ready")).ShouldBe("ready");
    }

    private static JsonObject Query(LinePerson person) => new()
    {
        ["data"] = new JsonObject { ["mdtrt_cert_type"] = "02", ["mdtrt_cert_no"] = person.Certno },
    };
}
