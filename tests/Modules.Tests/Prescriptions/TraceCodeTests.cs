using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Modules.Tests.Platform.Trail;
using Mingsuan.Prescriptions.Tracing;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Prescriptions;

/// <summary>药品追溯码 — one code sold once, over the interface, from the settlement to what comes back.</summary>
public sealed class TraceCodeTests(PostgresServer server, TraceHosts hosts) : IClassFixture<TraceHosts>
{
    private const string Sold = "E-TRACE-SOLD";

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_code_settled_and_sold_is_refused_to_everybody_else_and_shows_the_first_sale(string database)
    {
        var stage = new TraceStage(await hosts.On(database, server));
        var (host, first, second) = (stage.Host, TraceStage.NewCode(), TraceStage.NewCode());
        var (walk, claim) = await stage.ChargedAsync(0, 2);
        await RefusedClaimsAsync(host, claim, first, second);
        var traced = TraceStage.With(claim, first);
        traced["data"]!["drug_trac_info"] = new JsonObject
        {
            ["med_list_codg"] = TraceStage.Drug,
            ["drug_trac_codg"] = second,
            ["trdn_flag"] = 0,
        };
        (await host.CallAsync("2206", traced.DeepClone())).ShouldSucceed().WarnMsg.ShouldBeEmpty();
        var setlId = (string)(await host.CallAsync("2207", traced)).ShouldSucceed().Output["setlinfo"]!["setl_id"]!;

        var (_, neighbour) = await stage.ChargedAsync(1, 1);
        var again = TraceStage.With(neighbour, first);
        (await host.CallAsync("2206", again.DeepClone())).ShouldSucceed().WarnMsg.ShouldContain(Sold);
        var refused = (await host.CallAsync("2207", again)).ShouldRefuse(Sold);
        refused.ErrMsg.ShouldContain(setlId);
        (await host.CallAsync("2207", neighbour)).ShouldSucceed();

        var sale = stage.Goods(line =>
        {
            line["setl_id"] = setlId;
            line["psn_no"] = walk.PsnNo;
            line["drugtracinfo"] = first;
        });
        var message = host.Message("3505", new JsonObject { ["selinfo"] = sale });
        var bytes = Encoding.UTF8.GetBytes(message.ToJsonString());
        var done = (await host.PostAsync(bytes)).ShouldSucceed();
        ((string)done.Output["result"]!["retRslt"]!).ShouldBe("1");
        (await host.PostAsync(bytes)).Text.ShouldBe(done.Text, "the same message is one sale");
        (await stage.SellAsync(sale)).ShouldRefuse(Sold).ErrMsg.ShouldContain((string)sale["rtal_docno"]!);

        var elsewhere = (await stage.SellAsync(stage.Goods(null, first), TraceStage.Other)).ShouldRefuse(Sold).ErrMsg;
        elsewhere.ShouldContain("楚雄云岭医院");
        elsewhere.ShouldContain("2026-11-20 ");
        elsewhere.ShouldContain((string)sale["rtal_docno"]!);
        elsewhere.ShouldNotContain(walk.PsnNo);

        (await stage.UsesAsync(first)).Select(one => (string)one!["traceMove"]!).ShouldBe(["reserved", "sold"]);
        (await stage.UsesAsync(first, TraceStage.Other)).ShouldBeEmpty("only one's own uses are told");
        await ShouldTellAsync(stage, first, walk.PsnNo);
        await stage.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_settlement_taken_back_frees_its_codes_and_what_comes_back_is_void(string database)
    {
        var stage = new TraceStage(await hosts.On(database, server));
        var (host, kept, free) = (stage.Host, TraceStage.NewCode(), TraceStage.NewCode());
        var (walk, claim) = await stage.ChargedAsync(0, 2);
        var setlId = await SettleAsync(host, TraceStage.With(claim, kept, free));
        JsonObject Of(JsonObject line) => With(With(line, "setl_id", setlId), "psn_no", walk.PsnNo);
        (await stage.SellAsync(Of(stage.Goods(null, kept)))).ShouldSucceed();
        (await host.CallAsync("2208", Reversing(walk, setlId))).ShouldSucceed();
        (await stage.SellAsync(Of(stage.Goods(null, free)))).ShouldRefuse("E-ALREADY-REVERSED");
        (await stage.SellAsync(stage.Goods(null, free), TraceStage.Other)).ShouldSucceed();
        (await stage.SellAsync(stage.Goods(null, kept), TraceStage.Other)).ShouldRefuse(Sold);

        (await host.CallAsync("2204", walk.Fees(SettlementWalk.Line(
            "F1", walk.MdtrtId, walk.PsnNo, TraceStage.Drug, 26.00m)))).ShouldSucceed();
        var less = walk.Settling(26.00m, 26.00m, account: false);
        var anew = host.Message("2207", TraceStage.With(less, kept));
        (await host.PostAsync(Encoding.UTF8.GetBytes(anew.ToJsonString()))).ShouldSucceed();
        (await host.CallAsync("2601", new JsonObject
        {
            ["data"] = new JsonObject
            {
                ["psn_no"] = walk.PsnNo,
                ["omsgid"] = anew["msgid"]!.DeepClone(),
                ["oinfno"] = "2207",
            },
        })).ShouldSucceed();

        (await stage.ReturnAsync(stage.Goods(null, kept), TraceStage.Other)).ShouldRefuse("E-TRACE-RETURN");
        (await stage.ReturnAsync(stage.Goods(null, kept))).ShouldSucceed();
        (await stage.SellAsync(stage.Goods(null, kept))).ShouldRefuse("E-TRACE-VOID");
        (await stage.ReturnAsync(stage.Goods(null, kept))).ShouldRefuse("E-TRACE-VOID");
        (await stage.UsesAsync(kept)).Select(one => (string)one!["traceMove"]!)
            .ShouldBe(["reserved", "sold", "released", "reserved", "released", "returned"]);
        (await stage.UsesAsync(free)).Select(one => (string)one!["traceMove"]!).ShouldBe(["reserved", "released"]);

        var raced = TraceStage.NewCode();
        var answers = await Task.WhenAll(new[] { null, TraceStage.Other }
            .Select(at => stage.SellAsync(stage.Goods(null, raced), at)));
        answers.Count(one => one.Infcode == 0).ShouldBe(1, "of two at the same moment one sells");
        answers.Single(one => one.Infcode != 0).ShouldRefuse(Sold);
        await stage.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Lines_are_taken_each_for_itself_split_boxes_many_times_and_a_mistake_is_deleted(string database)
    {
        var stage = new TraceStage(await hosts.On(database, server));
        var (host, box, split, bad) = (stage.Host, TraceStage.NewCode(), TraceStage.NewCode(), TraceStage.NewCode());
        JsonObject Split(params string[] codes) => stage.Goods(line => line["trdn_flag"] = "1", codes);
        JsonObject[] lines =
        [
            stage.Goods(null, box), stage.Goods(null, bad, box), Split(split), Split(split, split),
            stage.Goods(line => line["sel_retn_cnt"] = "x", bad), stage.Goods(null, split),
            stage.Goods(line => line["sel_retn_cnt"] = 1, bad, TraceStage.NewCode()),
            stage.Goods(line => line["psn_no"] = "nobody", bad), stage.Goods(null, bad, bad),
        ];
        var results = (await host.CallAsync("3505A", new JsonObject
        {
            ["selinfoDetail"] = new JsonArray([.. lines.Select(line => (JsonNode)line.DeepClone())]),
        })).ShouldSucceed().Output["result"]!.AsArray();
        results.Select(one => (string)one!["retRslt"]!).ShouldBe(["1", "0", "1", "1", "0", "0", "0", "0", "0"]);
        results.Select(one => ((string)one!["msgRslt"]!).Split(']')[0].TrimStart('[')).ShouldBe(
            ["", Sold, "", "", "E-FIELD-FORMAT", Sold, "E-TRACE-COUNT", "E-PERSON-UNKNOWN", "E-TRACE-TWICE"]);
        (await stage.UsesAsync(bad)).ShouldBeEmpty("nothing of a refused line is written");
        (await stage.SellAsync(Split(split), TraceStage.Other)).ShouldRefuse(Sold);
        (await stage.SellAsync(Split(split))).ShouldSucceed();
        (await stage.ReturnAsync(Split(split))).ShouldSucceed();
        (await stage.SellAsync(Split(split))).ShouldSucceed();

        (await stage.DeleteAsync(lines[0], "1")).ShouldRefuse("E-TRACE-DELETE-KIND");
        (await stage.DeleteAsync(lines[1])).ShouldRefuse("E-TRACE-SALE-UNKNOWN");
        (await stage.DeleteAsync(lines[0])).ShouldSucceed();
        (await stage.DeleteAsync(lines[0])).ShouldRefuse("E-TRACE-SALE-UNKNOWN");
        var right = stage.Goods(null, box);
        (await stage.SellAsync(right, TraceStage.Other)).ShouldSucceed();
        (await stage.UsesAsync(box)).Count.ShouldBe(2, "what was deleted is still told");

        var twin = stage.Goods(null);
        (await stage.SellAsync(twin)).ShouldSucceed();
        (await stage.SellAsync(twin)).ShouldSucceed();
        (await stage.DeleteAsync(twin)).ShouldRefuse("E-TRACE-DELETE-MANY");
        await stage.ShouldBeProvenAsync();
        await ChangedAsync(stage, "prescriptions_trace_event");
        await ChangedAsync(stage, "prescriptions_goods_record");
        await stage.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_pharmacy_hands_out_boxes_with_their_codes_and_what_it_takes_back_is_void(string database)
    {
        var stage = new TraceStage(await hosts.On(database, server));
        var (rx, box, other) = (new RxStage(stage.Host), TraceStage.NewCode(), TraceStage.NewCode());
        JsonObject Portion(string? secret, decimal amount, params string[] codes)
        {
            var body = RxStage.Portions(secret, ("1", amount));
            body["portions"]![0]!["traceCodes"] = new JsonArray([.. codes.Select(code => (JsonNode)code)]);
            return body;
        }

        var circulating = await rx.CirculateAsync();
        var secret = await rx.HoldAsync(RxStage.First, circulating);
        var dispense = circulating.HiRxno + "/dispense";
        await rx.RefusedAsync(RxStage.First, dispense, Portion(secret, 1, box, other), "E-TRACE-COUNT");
        (await stage.SellAsync(stage.Goods(null, other))).ShouldSucceed();
        (await rx.RefusedAsync(RxStage.First, dispense, Portion(secret, 2, box, other), Sold)).ShouldContain("云岭医院");
        var stranger = Portion(secret, 1, box);
        stranger["pharmacist"] = RxStage.Pharmacist;
        await rx.RefusedAsync(RxStage.First, dispense, stranger, "E-RX-PHARMACIST");
        var right = Portion(secret, 1, box);
        (right["pharmacist"], right["dispenser"]) = ("HY532301900101", "发药员");
        await rx.PostAsync(RxStage.First, dispense, right);
        (await stage.SellAsync(stage.Goods(null, box))).ShouldRefuse(Sold).ErrMsg.ShouldContain(circulating.HiRxno);
        await rx.RefusedAsync(RxStage.First, dispense, Portion(secret, 1, box), Sold);
        await rx.RefusedAsync(RxStage.First, circulating.HiRxno + "/return", Portion(null, 1, other), "E-TRACE-RETURN");
        await rx.PostAsync(RxStage.First, circulating.HiRxno + "/return", Portion(null, 1, box));
        await rx.RefusedAsync(RxStage.First, dispense, Portion(secret, 1, box), "E-TRACE-VOID");
        var history = (await stage.HistoryAsync(box, TraceStage.Agency)).Json;
        ((string)history["state"]!).ShouldBe("void");
        history["history"]!.AsArray().ShouldAllBe(one => (string)one!["document"]! == circulating.HiRxno);
        await stage.ShouldBeProvenAsync();
    }

    /// <summary>The agency of the place is told all of it, which the person's record notes; another is not.</summary>
    private static async Task ShouldTellAsync(TraceStage stage, string code, string psnNo)
    {
        await using var db = await stage.DbAsync();
        var owner = (await db.Set<TraceEventRow>().FirstAsync(row => row.Code == code)).PersonId!.Value;
        var opened = stage.Host.Access.Opened("A-TRC", owner);
        var (status, told) = await stage.HistoryAsync(code, TraceStage.Agency);
        status.ShouldBe(200);
        ((string)told["stateName"]!).ShouldBe("已售出");
        told["history"]!.AsArray().ShouldAllBe(one => (string)one!["psnNo"]! == psnNo);
        (await stage.HistoryAsync(code, TraceStage.Abroad)).Status.ShouldBe(404);
        (await stage.HistoryAsync("1", TraceStage.Agency)).Status.ShouldBe(400);
        stage.Host.Access.Opened("A-TRC", owner).ShouldBe(opened + 1);
    }

    /// <summary>What is wrong with the codes of a claim refuses it whole.</summary>
    private static async Task RefusedClaimsAsync(LineHost host, JsonObject claim, string first, string second)
    {
        foreach (var (traced, code) in new[]
        {
            (TraceStage.With(claim, first, first), "E-TRACE-TWICE"),
            (TraceStage.With(claim, first, second, TraceStage.NewCode()), "E-TRACE-COUNT"),
            (TraceStage.With(claim, "12-34"), "E-FIELD-FORMAT"),
        })
        {
            (await host.CallAsync("2207", traced)).ShouldRefuse(code);
        }

        var astray = TraceStage.With(claim, first);
        astray["drug_trac_info"]![0]!["feedetl_sn"] = "F9";
        (await host.CallAsync("2207", astray)).ShouldRefuse("E-TRACE-LINE");
    }

    private static async Task<string> SettleAsync(LineHost host, JsonObject claim) =>
        (string)(await host.CallAsync("2207", claim)).ShouldSucceed().Output["setlinfo"]!["setl_id"]!;

    private static JsonObject Reversing(SettlementWalk walk, string setlId) => new()
    {
        ["data"] = new JsonObject { ["setl_id"] = setlId, ["mdtrt_id"] = walk.MdtrtId, ["psn_no"] = walk.PsnNo },
    };

    private static JsonObject With(JsonObject line, string name, string value)
    {
        line[name] = value;
        return line;
    }

    /// <summary>A changed value of the first row is found.</summary>
    private static async Task ChangedAsync(TraceStage stage, string table)
    {
        await using var db = await stage.DbAsync();
        var type = db.Model.GetEntityTypes().Single(one => one.GetTableName() == table);
        var row = (await ColumnTamper.Rows(db, type).ToListAsync(TestContext.Current.CancellationToken))[0];
        var values = db.Entry(row).CurrentValues;
        var key = type.FindPrimaryKey()!.Properties.ToDictionary(part => part, part => values[part]);
        var property = type.FindProperty("Document")!;
        var old = values[property];
        await ColumnTamper.UpdateAsync(db, property, ColumnTamper.Other(property, old), key);
        (await SettlementTests.VerifyAsync(stage.Host)).Breaks.ShouldContain(
            one => one.Table == table && one.Column == "document");
        await ColumnTamper.UpdateAsync(db, property, old, key);
    }
}
