using System.Text.Json;
using System.Text.Json.Nodes;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Access;

/// <summary>The forms in which an institution's system reads answers, in every combination.</summary>
public sealed class DialectTests(PostgresServer server, ServeHosts hosts) : IClassFixture<ServeHosts>
{
    public static IEnumerable<TheoryDataRow<string, string, bool>> Matrix =>
        from infcode in new[] { "number", "text" }
        from nodes in new[] { "snake", "camel" }
        from succeeds in new[] { true, false }
        select new TheoryDataRow<string, string, bool>(infcode, nodes, succeeds);

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task An_answer_is_written_as_the_institution_reads_it(string infcode, string nodes, bool succeeds)
    {
        var client = new AccessClientOf(await hosts.On(DatabaseKinds.Sqlite, server));
        await client.SetAsync(
            AccessClientOf.Signing("xTif"),
            dialect: new JsonObject { ["infcode"] = infcode, ["nodes"] = nodes });
        var input = client.Query();
        if (!succeeds)
        {
            input["data"]!["mdtrt_cert_no"] = "no such number";
        }

        var answer = await client.CallAsync("1101", input, client.XTifHeaders());

        var code = answer.Json["infcode"]!;
        code.GetValueKind().ShouldBe(infcode == "text" ? JsonValueKind.String : JsonValueKind.Number);
        code.ToString().ShouldBe(succeeds ? "0" : "-1");
        answer.Json.ContainsKey("inf_refmsgid").ShouldBeTrue();
        if (succeeds)
        {
            answer.Output["baseinfo"]!.AsObject()
                .ContainsKey(nodes == "camel" ? "psnNo" : "psn_no").ShouldBeTrue(answer.Text);
            answer.Text.Contains("psn_no", StringComparison.Ordinal).ShouldBe(nodes == "snake");
        }
    }

    [Theory]
    [InlineData(false, "withAccount", true)]
    [InlineData(false, "withoutAccount", false)]
    [InlineData(true, "withAccount", false)]
    [InlineData(true, "withoutAccount", true)]
    [InlineData(true, null, false)]
    public async Task The_law_decides_the_funds_total_and_a_different_reading_is_warned(
        bool lawWith, string? expected, bool warned)
    {
        await using var host = await LineHost.StartAsync(
            DatabaseKinds.Sqlite, server, demo: true, FundTotalLaw.Of(lawWith));
        if (expected is not null)
        {
            await new AccessClientOf(host).SetAsync(dialect: new JsonObject { ["fundTotal"] = expected });
        }

        var person = LinePerson.First(host);
        var walk = await SettlementWalk.DiagnosedAsync(host, person);
        (await walk.UploadAsync((SettledStage.Consultation, 7.50m, 1), (SettledStage.Drug, 26.00m, 5))).ShouldSucceed();
        var pre = (await host.CallAsync("2206", walk.Settling(137.50m, 137.50m))).ShouldSucceed();
        var settled = (await host.CallAsync("2207", walk.Settling(137.50m, 137.50m))).ShouldSucceed();
        var setlId = (string)settled.Output["setlinfo"]!["setl_id"]!;
        var asked = (await host.CallAsync("5203", new JsonObject
        {
            ["data"] = new JsonObject
            {
                ["psn_no"] = person.PsnNo,
                ["setl_id"] = setlId,
                ["mdtrt_id"] = walk.MdtrtId,
            },
        })).ShouldSucceed();

        foreach (var answer in new[] { pre, settled, asked })
        {
            var info = answer.Output["setlinfo"]!;
            var parts = new[] { "hifp_pay", "hifob_pay", "hifmi_pay", "hifes_pay", "cvlserv_pay", "maf_pay", "oth_pay" }
                .Sum(name => (decimal)info[name]!);
            var account = (decimal)info["acct_pay"]!;
            account.ShouldBeGreaterThan(0);
            ((decimal)info["fund_pay_sumamt"]!).ShouldBe(lawWith ? parts + account : parts);
        }

        foreach (var answer in new[] { pre, settled })
        {
            ((string)answer.Json["warn_msg"]!).Contains("[W-FUND-TOTAL]", StringComparison.Ordinal).ShouldBe(warned);
        }
    }
}
