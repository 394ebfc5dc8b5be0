using System.Text.Json.Nodes;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Line;

/// <summary>费用发生时间 — nothing is charged that has not happened yet; clocks may differ a little.</summary>
public sealed class FeeTimeTests(PostgresServer server)
{
    /// <summary>The platform's clock stands at 2026-11-20 09:00.</summary>
    [Theory]
    [InlineData("2026-11-20 09:05:00", "2026-11-20 09:00:00", true)]
    [InlineData("2026-11-20 09:05:01", "2026-11-20 09:00:00", false)]
    [InlineData("2026-11-20 09:05:01", null, false)]
    [InlineData("2025-01-01 00:00:00", "2026-11-20 09:00:00", true)]
    [InlineData("2026-11-20 10:05:00", "2026-11-20 10:00:00", true)]
    [InlineData("2026-11-20 10:05:01", "2026-11-20 10:00:00", false)]
    [InlineData("2026-11-20 09:04:00", "2026-11-20 08:00:00", true)]
    [InlineData("2026-11-21 23:59:59", "2026-11-21 23:59:59", true)]
    [InlineData("2026-11-22 00:00:00", "2026-11-22 00:00:00", false)]
    [InlineData("2999-12-31T15:59:59Z", "2999-12-31T15:59:59Z", false)]
    [InlineData("2026-11-20 09:06:00", "9999-12-31T23:59:59Z", false)]
    public async Task A_fee_later_than_its_message_is_refused_and_names_its_line(
        string fee, string? message, bool taken)
    {
        await using var host = await LineHost.StartAsync(DatabaseKinds.Sqlite, server, demo: true);
        var person = LinePerson.At(host, 0);
        var walk = await SettlementWalk.DiagnosedAsync(host, person);
        var first = SettlementWalk.Line("F1", walk.MdtrtId, person.PsnNo, "110200001", 7.50m);
        var second = SettlementWalk.Line("F2", walk.MdtrtId, person.PsnNo, "110200001", 7.50m);
        second["fee_ocur_time"] = fee;

        var answer = await host.CallAsync("2204", walk.Fees(first, second), sent => sent["inf_time"] = message);

        if (taken)
        {
            answer.ShouldSucceed();
            return;
        }

        answer.ShouldRefuse("E-FEE-TIME").ErrMsg.ShouldContain("F2");
        first["fee_ocur_time"] = "2026-11-20 09:00:00";
        (await host.CallAsync("2204", walk.Fees(first.DeepClone().AsObject()))).ShouldSucceed();
    }
}
