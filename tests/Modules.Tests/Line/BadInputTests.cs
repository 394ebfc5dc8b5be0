using System.Text.Json.Nodes;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Line;

/// <summary>
/// 坏输入 — whatever is wrong with a message of the money transactions, the answer is a coded error and nothing is
/// stored but the attempt in the access log.
/// </summary>
public sealed class BadInputTests(PostgresServer server)
{
    private const string Consultation = "110200001";

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_bad_message_is_a_coded_error_and_leaves_nothing_but_its_attempt(string database)
    {
        await using var host = await LineHost.StartAsync(database, server, demo: true);
        var scene = await SceneAsync(host);
        var before = await StoredRows.AllAsync(host);
        var expected = new List<(string MsgId, string Infno, string Code)>();
        foreach (var (infno, input, code, envelope) in Cases(scene))
        {
            var msgid = host.NextMsgId();
            var answer = await host.CallAsync(infno, input, message =>
            {
                message["msgid"] = msgid;
                envelope?.Invoke(message);
                msgid = (string)message["msgid"]!;
            });
            answer.Infcode.ShouldBe(-1, $"{infno} should refuse with {code}: {input.ToJsonString()}");
            answer.ErrMsg.ShouldStartWith("[" + code + "]", customMessage: input.ToJsonString());
            expected.Add((msgid, infno, code));
        }

        expected.Count.ShouldBeGreaterThan(60);
        foreach (var (table, rows) in await StoredRows.AllAsync(host))
        {
            rows.ShouldBe(before[table], table);
        }

        var attempts = await StoredRows.AttemptsAsync(host);
        foreach (var (msgid, infno, code) in expected)
        {
            attempts[msgid].ShouldContain(line => line.Action == infno && line.Outcome == code, $"{infno} {code}");
        }

        (await SettlementTests.VerifyAsync(host)).Breaks.ShouldBeEmpty();
    }

    private static async Task<Scene> SceneAsync(LineHost host)
    {
        var (person, stranger) = (LinePerson.At(host, 0), LinePerson.At(host, 1));
        var settled = await SettlementWalk.DiagnosedAsync(host, person);
        (await settled.UploadAsync((Consultation, 7.50m, 1))).ShouldSucceed();
        var msgid = host.NextMsgId();
        var done = await host.CallAsync("2207", settled.Settling(7.50m, 7.50m), message => message["msgid"] = msgid);
        var open = await SettlementWalk.DiagnosedAsync(host, person);
        (await open.UploadAsync((Consultation, 7.50m, 1))).ShouldSucceed();
        var cancelled = await SettlementWalk.DiagnosedAsync(host, person);
        (await host.CallAsync("2202", new JsonObject
        {
            ["data"] = new JsonObject
            {
                ["psn_no"] = person.PsnNo,
                ["mdtrt_id"] = cancelled.MdtrtId,
                ["ipt_otp_no"] = "MZ0001",
            },
        })).ShouldSucceed();
        return new(
            host, person, stranger, open, settled, cancelled, msgid,
            (string)done.ShouldSucceed().Output["setlinfo"]!["setl_id"]!);
    }

    private static IEnumerable<Case> Cases(Scene scene) =>
        [.. Uploads(scene), .. Withdrawals(scene), .. Settlements(scene), .. Reversals(scene)];

    private static IEnumerable<Case> Uploads(Scene scene)
    {
        (string Field, JsonNode? Value, string Code)[] fields =
        [
            ("feedetl_sn", null, "E-FIELD-MISSING"),
            ("feedetl_sn", new string('9', 31), "E-FIELD-FORMAT"),
            ("feedetl_sn", new JsonObject(), "E-FIELD-FORMAT"),
            ("feedetl_sn", "F1", "E-DUP-FEE-LINE"),
            ("chrg_bchno", "B\u00011", "E-FIELD-FORMAT"),
            ("cnt", "some", "E-FIELD-FORMAT"),
            ("cnt", -1, "E-FIELD-FORMAT"),
            ("cnt", 0, "E-FIELD-FORMAT"),
            ("cnt", 1.00001m, "E-FIELD-FORMAT"),
            ("cnt", new JsonArray(1), "E-FIELD-FORMAT"),
            ("cnt", true, "E-FIELD-FORMAT"),
            ("pric", -7.5m, "E-FIELD-FORMAT"),
            ("pric", "1e400", "E-FIELD-FORMAT"),
            ("pric", "1e28", "E-FIELD-FORMAT"),
            ("pric", 99_999_999m, "E-FIELD-FORMAT"),
            ("det_item_fee_sumamt", -7.5m, "E-FIELD-FORMAT"),
            ("det_item_fee_sumamt", 7.505m, "E-FIELD-FORMAT"),
            ("det_item_fee_sumamt", 1_000_000_000m, "E-FIELD-FORMAT"),
            ("det_item_fee_sumamt", 7.52m, "E-FIELD-FORMAT"),
            ("fee_ocur_time", "yesterday", "E-FIELD-FORMAT"),
            ("fee_ocur_time", "2026-11-20 09:30:00", "E-FEE-TIME"),
            ("med_list_codg", new string('X', 51), "E-FIELD-FORMAT"),
            ("mdtrt_id", "!!!", "E-VISIT-UNKNOWN"),
            ("mdtrt_id", scene.Cancelled.MdtrtId, "E-VISIT-CLOSED"),
            ("psn_no", scene.Stranger.PsnNo, "E-VISIT-UNKNOWN"),
            ("psn_no", "nobody", "E-VISIT-UNKNOWN"),
        ];
        foreach (var (field, value, code) in fields)
        {
            var line = scene.Line("F9");
            line[field] = value;
            yield return new("2204", scene.Open.Fees(line), code);
        }

        var (twice, other) = (scene.Line("F9"), scene.Line("F10"));
        other["mdtrt_id"] = scene.Settled.MdtrtId;
        yield return new("2204", scene.Open.Fees(twice, scene.Line("F9")), "E-FIELD-FORMAT");
        yield return new("2204", scene.Open.Fees(scene.Line("F9"), other), "E-FIELD-FORMAT");
        var many = Enumerable.Range(0, 501).Select(n => scene.Line($"G{n}"));
        yield return new("2204", scene.Open.Fees(many), "E-FIELD-FORMAT");
        yield return new("2204", new JsonObject(), "E-FIELD-MISSING");
        yield return new("2204", new JsonObject { ["feedetail"] = "lines" }, "E-FIELD-FORMAT");
        yield return new("2204", new JsonObject { ["feedetail"] = new JsonArray(1, 2) }, "E-FIELD-FORMAT");
        var taken = scene.Line("F9");
        taken["mdtrt_id"] = scene.Settled.MdtrtId;
        yield return new("2204", scene.Open.Fees(taken), "E-ALREADY-SETTLED");
        yield return new("2204", scene.Open.Fees(scene.Line("F9", 7.51m)), "E-OVER-CEILING");
        yield return new("2204", scene.Open.Fees(scene.Line("F9")), "E-VISIT-UNKNOWN", scene.Elsewhere);
    }

    private static IEnumerable<Case> Withdrawals(Scene scene)
    {
        JsonObject Of(string visit, string batch, string psnNo) => new()
        {
            ["data"] = new JsonObject { ["mdtrt_id"] = visit, ["chrg_bchno"] = batch, ["psn_no"] = psnNo },
        };
        yield return new("2205", Of(scene.Open.MdtrtId, "B9", scene.Person.PsnNo), "E-NO-FEE-LINES");
        yield return new("2205", Of(scene.Open.MdtrtId, "", scene.Person.PsnNo), "E-FIELD-MISSING");
        yield return new("2205", Of(scene.Open.MdtrtId, "B1", scene.Stranger.PsnNo), "E-VISIT-UNKNOWN");
        yield return new("2205", Of(scene.Settled.MdtrtId, "B1", scene.Person.PsnNo), "E-ALREADY-SETTLED");
        yield return new("2205", Of(scene.Cancelled.MdtrtId, "B1", scene.Person.PsnNo), "E-VISIT-CLOSED");
    }

    private static IEnumerable<Case> Settlements(Scene scene)
    {
        (string Field, JsonNode? Value, string Code)[] fields =
        [
            ("psn_no", null, "E-FIELD-MISSING"),
            ("psn_no", scene.Stranger.PsnNo, "E-VISIT-UNKNOWN"),
            ("acct_used_flag", null, "E-FIELD-MISSING"),
            ("acct_used_flag", "1111", "E-FIELD-FORMAT"),
            ("med_type", new string('1', 7), "E-FIELD-FORMAT"),
            ("medfee_sumamt", "much", "E-FIELD-FORMAT"),
            ("medfee_sumamt", -7.50m, "E-FIELD-FORMAT"),
            ("medfee_sumamt", 1e15m, "E-FIELD-FORMAT"),
            ("medfee_sumamt", new JsonArray(7.50m), "E-FIELD-FORMAT"),
            ("medfee_sumamt", 7.51m, "E-AMOUNT-MISMATCH"),
            ("mdtrt_id", scene.Cancelled.MdtrtId, "E-VISIT-CLOSED"),
            ("mdtrt_id", "01HK153X00EGESG6WNFPFGDP3E", "E-VISIT-UNKNOWN"),
            ("chrg_bchno", "B9", "E-NO-FEE-LINES"),
            ("insutype", "390", "E-SCHEME"),
        ];
        foreach (var infno in new[] { "2206", "2207" })
        {
            foreach (var (field, value, code) in fields)
            {
                yield return new(
                    infno, scene.Open.Settling(7.50m, 7.50m, change: data => data[field] = value?.DeepClone()), code);
            }

            yield return new(infno, new JsonObject { ["data"] = "B1" }, "E-FIELD-FORMAT");
            yield return new(infno, new JsonObject(), "E-FIELD-MISSING");
            yield return new(infno, scene.Open.Settling(7.50m, 7.50m), "E-VISIT-UNKNOWN", scene.Elsewhere);
            yield return new(infno, scene.Settled.Settling(7.50m, 7.50m), "E-ALREADY-SETTLED");
        }

        yield return new("2207", scene.Open.Settling(7.50m, 7.49m), "E-AMOUNT-MISMATCH");
        yield return new(
            "2207", scene.Settled.Settling(7.50m, 7.49m), "E-DUP-MSGID", message => message["msgid"] = scene.MsgId);
    }

    private static IEnumerable<Case> Reversals(Scene scene)
    {
        JsonObject Of(string setlId, string visit, string psnNo) => new()
        {
            ["data"] = new JsonObject { ["setl_id"] = setlId, ["mdtrt_id"] = visit, ["psn_no"] = psnNo },
        };
        var (mine, visit) = (scene.Person.PsnNo, scene.Settled.MdtrtId);
        foreach (var infno in new[] { "2208", "5203" })
        {
            yield return new(infno, Of("!!!", visit, mine), "E-SETTLEMENT-UNKNOWN");
            yield return new(infno, Of("", visit, mine), "E-FIELD-MISSING");
            yield return new(infno, Of(scene.SetlId, scene.Open.MdtrtId, mine), "E-SETTLEMENT-UNKNOWN");
            yield return new(infno, Of(scene.SetlId, visit, scene.Stranger.PsnNo), "E-SETTLEMENT-UNKNOWN");
            yield return new(infno, Of(scene.SetlId, visit, "nobody"), "E-SETTLEMENT-UNKNOWN");
            yield return new(infno, Of(scene.SetlId, visit, mine), "E-SETTLEMENT-UNKNOWN", scene.Elsewhere);
            yield return new(infno, new JsonObject { ["data"] = new JsonArray(1, 2) }, "E-FIELD-FORMAT");
        }

        JsonObject Undo(string psnNo, string omsgid, string oinfno) => new()
        {
            ["data"] = new JsonObject { ["psn_no"] = psnNo, ["omsgid"] = omsgid, ["oinfno"] = oinfno },
        };
        yield return new("2601", Undo(mine, "", "2207"), "E-FIELD-MISSING");
        yield return new("2601", Undo(mine, scene.MsgId, "2204"), "E-UNDO-KIND");
        yield return new("2601", Undo("nobody", scene.MsgId, "2207"), "E-PERSON-UNKNOWN");
        yield return new("2601", Undo(scene.Stranger.PsnNo, scene.MsgId, "2207"), "E-SETTLEMENT-UNKNOWN");
    }

    private sealed record Case(string Infno, JsonObject Input, string Code, Action<JsonObject>? Envelope = null);

    private sealed record Scene(
        LineHost Host,
        LinePerson Person,
        LinePerson Stranger,
        SettlementWalk Open,
        SettlementWalk Settled,
        SettlementWalk Cancelled,
        string MsgId,
        string SetlId)
    {
        public JsonObject Line(string sn, decimal price = 7.50m) =>
            SettlementWalk.Line(sn, Open.MdtrtId, Person.PsnNo, Consultation, price);

        public void Elsewhere(JsonObject message) =>
            message["fixmedins_code"] = (string)Host.Demo["institutions"]![1]!["code"]!;
    }
}
