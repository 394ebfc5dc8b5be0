using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Gateway.Specification;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Specification;

/// <summary>
/// A walk over every transaction of the interface: each answer has the fields that the specification says, and no
/// other.
/// </summary>
public sealed class ObservedOutputTests(PostgresServer server)
{
    /// <summary>The one transaction that answers bytes in place of an output.</summary>
    private const string Download = "9102";

    [Fact]
    public async Task Each_answer_has_the_fields_that_are_published()
    {
        await using var host = await LineHost.StartAsync(DatabaseKinds.Sqlite, server, demo: true);
        var outputs = await WalkAsync(host);
        var spec = await host.Services.GetRequiredService<InterfaceSpecification>().GetAsync();

        outputs.Keys.Append(Download).Order(StringComparer.Ordinal)
            .ShouldBe(spec.Transactions.Select(one => one.Infno), "every transaction is observed");
        foreach (var one in spec.Transactions.Where(one => one.Infno != Download))
        {
            PublishedOutput.Hold(one, outputs[one.Infno]);
        }
    }

    private static async Task<Dictionary<string, JsonNode>> WalkAsync(LineHost host)
    {
        var outputs = new Dictionary<string, JsonNode>();
        async Task<JsonNode> Call(string infno, JsonNode input) =>
            outputs[infno] = (await host.CallAsync(infno, input)).ShouldSucceed().Json["output"]!;

        var person = LinePerson.First(host);
        await Call("9001", Data("signIn", ("opter_no", "1"), ("mac", "m"), ("ip", "127.0.0.1")));
        await Call("9002", Data("signOut", ("opter_no", "1"), ("sign_no", outputs["9001"]["signinoutb"]!["sign_no"]!)));
        await Call("1101", Data("data", ("mdtrt_cert_type", "02"), ("mdtrt_cert_no", person.Certno)));
        await Call("1201", Data("medinsinfo", ("fixmedins_type", "1")));
        await Call("2001", Data(
            "data",
            ("psn_no", person.PsnNo),
            ("insutype", "310"),
            ("fixmedins_code", "x"),
            ("med_type", "11"),
            ("begntime", "2026-11-20 09:00:00")));
        var opened = await Call("2201", person.Opening());
        await Call("2202", Data(
            "data",
            ("psn_no", person.PsnNo),
            ("mdtrt_id", opened["data"]!["mdtrt_id"]!),
            ("ipt_otp_no", "MZ0001")));
        await SettleAsync(host, person, Call);
        await ExchangeWalk.RunAsync(host, person, Call);
        return outputs;
    }

    private static async Task SettleAsync(
        LineHost host, LinePerson person, Func<string, JsonNode, Task<JsonNode>> call)
    {
        var walk = await SettlementWalk.DiagnosedAsync(host, person);
        await call("2203", person.Upload(walk.MdtrtId));
        await call("2203A", person.Upload(walk.MdtrtId));
        JsonObject Fees(string batch) => walk.Fees(
            SettlementWalk.Line(
                batch + "1", walk.MdtrtId, person.PsnNo, SettledStage.Consultation, 7.50m, batch: batch),
            SettlementWalk.Line(batch + "2", walk.MdtrtId, person.PsnNo, SettledStage.Drug, 26.00m, 5, batch));
        await call("2204", Fees("B2"));
        await call("2205", Data(
            "data", ("mdtrt_id", walk.MdtrtId), ("chrg_bchno", "B2"), ("psn_no", person.PsnNo)));
        await call("2204", Fees("B1"));
        await call("2206", walk.Settling(137.50m, 137.50m));
        var settled = await call("2207", walk.Settling(137.50m, 137.50m));
        var setlId = settled["setlinfo"]!["setl_id"]!;
        await call("5203", Data(
            "data", ("psn_no", person.PsnNo), ("setl_id", setlId), ("mdtrt_id", walk.MdtrtId)));
        await call("2208", Data(
            "data", ("psn_no", person.PsnNo), ("setl_id", setlId), ("mdtrt_id", walk.MdtrtId)));
        await call("2601", Data("data", ("psn_no", person.PsnNo), ("omsgid", "never-sent"), ("oinfno", "2207")));
    }

    private static JsonObject Data(string node, params (string Name, JsonNode Value)[] fields)
    {
        var data = new JsonObject();
        foreach (var (name, value) in fields)
        {
            data[name] = value.DeepClone();
        }

        return new() { [node] = data };
    }
}
