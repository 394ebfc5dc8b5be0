using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Acceptance;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Acceptance;

/// <summary>样例客户端 — a sound one passes, a faulty one fails where it is faulty, and nothing real is touched.</summary>
public sealed class ClientTests(PostgresServer server, AcceptanceHosts hosts) : IClassFixture<AcceptanceHosts>
{
    public static IEnumerable<TheoryDataRow<string, string, bool, string>> Mistakes =>
        from database in new DatabaseKinds()
        from mistake in new (string Kind, bool Signed, string Missed)[]
        {
            ("ignore-name", false, "identity.name opened-despite-mismatch"),
            ("no-channel", false, "channel.internet channel-missing, channel.every channel-missing"),
            ("ignore-amount", false, "settlement.noticed wrong-amount-settled"),
            ("trust-any-signature", true, "signature.answer forged-answer-taken"),

            // What was settled under the lost number is not in the client's books: its totals are wrong, too.
            ("new-number", false, "settlement.reconciled not-balanced, lost-answer.once new-number"),
        }
        select new TheoryDataRow<string, string, bool, string>(
            database.Data, mistake.Kind, mistake.Signed, mistake.Missed);

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_sound_client_passes_and_nothing_real_is_touched(string database)
    {
        var host = await hosts.On(database, server);
        var before = await CountsAsync(host);

        var file = await new AcceptanceDesk(host).WalkAsync(signed: true);

        AcceptanceDesk.Missed(file).ShouldBeEmpty();
        AcceptanceDesk.Passed(file).ShouldBeTrue();
        ((int)file["report"]!["transcript"]!["calls"]!).ShouldBeGreaterThan(60);
        file["report"]!["scenarios"]!.AsArray().Count(one => (bool)one!["planned"]!).ShouldBe(2, "named as planned");
        (await CountsAsync(host)).ShouldBe(before);
        await using var db = Db(host);
        var proof = await host.Services.GetRequiredService<TrailVerifier>().VerifyAsync(
            db, new() { Keys = host.Services.GetRequiredService<PlatformKeys>() }, CancellationToken.None);
        proof.Breaks.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_faulty_client_fails_in_exactly_the_named_places(
        string database, string kind, bool signed, string missed)
    {
        var file = await new AcceptanceDesk(await hosts.On(database, server)).WalkAsync(kind, signed);

        string.Join(", ", AcceptanceDesk.Missed(file)).ShouldBe(missed);
        AcceptanceDesk.Passed(file).ShouldBeFalse();
    }

    [Theory]
    [InlineData("apiGateway")]
    [InlineData("oAuth")]
    [InlineData("apiKey")]
    public async Task Every_style_of_signing_can_be_accepted(string style)
    {
        var file = await new AcceptanceDesk(await hosts.On(DatabaseKinds.Sqlite, server)).WalkAsync(style: style);

        AcceptanceDesk.Missed(file).ShouldBeEmpty();
        file["report"]!["scenarios"]!.AsArray().SelectMany(one => one!["steps"]!.AsArray())
            .Single(step => (string)step!["id"]! == "signature.answer")!["state"]!.GetValue<string>()
            .ShouldBe("notApplicable", "its answers are not signed");
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Two_runs_at_once_do_not_meet(string database)
    {
        var desk = new AcceptanceDesk(await hosts.On(database, server));

        var files = await Task.WhenAll(
            desk.WalkAsync(), desk.WalkAsync("no-channel"), desk.WalkAsync(token: AcceptanceDesk.Other));

        files.Select(AcceptanceDesk.Passed).ShouldBe([true, false, true]);
        files.Select(AcceptanceDesk.RunOf).Distinct().Count().ShouldBe(3);
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_report_holds_until_one_word_of_it_is_changed(string database)
    {
        var host = await hosts.On(database, server);
        var file = await new AcceptanceDesk(host).WalkAsync("ignore-name");
        using var key = AcceptanceModule.ReportKey(host.Services.GetRequiredService<PlatformKeys>());
        (await HoldsAsync(host, file)).ShouldBeTrue();
        AcceptanceModule.Holds(file.ToJsonString(), key).ShouldBeTrue();

        var changed = file.DeepClone().AsObject();
        changed["report"]!["passed"] = true;
        (await HoldsAsync(host, changed)).ShouldBeFalse();
        AcceptanceModule.Holds(changed.ToJsonString(), key).ShouldBeFalse();
        using var foreign = Sm2PrivateKey.Generate();
        AcceptanceModule.Holds(file.ToJsonString(), foreign.PublicKey).ShouldBeFalse();
        AcceptanceModule.Holds("[]", key).ShouldBeFalse();
    }

    [Fact]
    public async Task The_area_takes_signed_calls_only_and_knows_nobody_of_the_real_platform()
    {
        var host = await hosts.On(DatabaseKinds.Sqlite, server);
        const string area = "/fsi/acceptance/api";
        (await host.CallAsync("1101", LinePerson.First(host).Opening(), path: area))
            .ShouldRefuse("E-INSTITUTION-UNKNOWN");

        var desk = new AcceptanceDesk(host);
        var run = (string)(await desk.PostAsync(AcceptanceDesk.Runs, [], AcceptanceDesk.Hospital))["run"]!;
        var access = await desk.GetAsync($"{AcceptanceDesk.Runs}/{run}/access", AcceptanceDesk.Hospital);
        var code = (string)access["institution"]!["code"]!;
        void As(JsonObject message) => message["fixmedins_code"] = code;
        (await host.CallAsync("1101", new JsonObject(), As, area)).ShouldRefuse("E-SIGN-MISSING");
        (await host.CallAsync("1101", new JsonObject(), As)).ShouldRefuse("E-INSTITUTION-UNKNOWN");

        await desk.PostAsync($"{AcceptanceDesk.Runs}/{run}/finish", [], AcceptanceDesk.Hospital);
        using var late = new StringContent(new JsonObject { ["fixmedins_code"] = code }.ToJsonString());
        using var gone = await host.Client.PostAsync(area, late, TestContext.Current.CancellationToken);
        ((int)gone.StatusCode).ShouldBe(410);
    }

    private static async Task<bool> HoldsAsync(LineHost host, JsonObject file)
    {
        using var content = new StringContent(file.ToJsonString());
        using var response = await host.Client.PostAsync(
            "/api/v1/acceptance/verify", content, TestContext.Current.CancellationToken);
        var told = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (bool)JsonNode.Parse(told)!["holds"]!;
    }

    /// <summary>How many rows the tables of every other module hold.</summary>
    private static async Task<IReadOnlyDictionary<string, int>> CountsAsync(LineHost host)
    {
        await using var db = Db(host);
        var counts = new Dictionary<string, int>();
        foreach (var table in db.Model.GetEntityTypes().Select(type => type.GetTableName()!).Distinct())
        {
            if (table.StartsWith("registry_", StringComparison.Ordinal)
                || table.StartsWith("visits_", StringComparison.Ordinal)
                || table.StartsWith("settlement_", StringComparison.Ordinal)
                || table.StartsWith("exchange_", StringComparison.Ordinal)
                || table == "platform_outbox")
            {
                var counting = "SELECT COUNT(*) AS \"Value\" FROM " + table;
                counts[table] = await db.Database.SqlQueryRaw<int>(counting).SingleAsync();
            }
        }

        counts.Count.ShouldBeGreaterThan(20);
        return counts;
    }

    private static MingsuanDb Db(LineHost host) =>
        host.Services.GetRequiredService<IDbContextFactory<MingsuanDb>>().CreateDbContext();
}
