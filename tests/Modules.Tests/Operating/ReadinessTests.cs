using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Mingsuan.Host.Health;
using Mingsuan.Law;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Persistence;
using Mingsuan.Testing;
using Npgsql;

namespace Mingsuan.Modules.Tests.Operating;

/// <summary>就绪 — /health/ready names what is missing.</summary>
public sealed class ReadinessTests(PostgresServer server)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task It_is_ready_and_no_longer_when_a_migration_is_missing(string kind)
    {
        await using var stage = await SettledStage.OpenAsync(kind, server);
        (await AskAsync(stage)).ShouldBe((HttpStatusCode.OK, "ready"));
        await stage.SqlAsync("delete from \"__EFMigrationsHistory\"");
        (await AskAsync(stage)).ShouldBe((HttpStatusCode.ServiceUnavailable, "migrations pending"));
    }

    [Fact]
    public async Task Keys_of_another_platform_are_noticed()
    {
        await using var stage = await SettledStage.OpenAsync(DatabaseKinds.Sqlite, server);
        using var foreign = new PlatformKeys(new byte[32], Sm2PrivateKey.Generate());
        (await Of(stage, foreign).MissingAsync(Ct)).ShouldBe("keys do not open the stored data");
        (await Of(stage, stage.Keys).MissingAsync(Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task A_database_that_is_gone_is_named_and_live_stays_live()
    {
        await using var stage = await SettledStage.OpenAsync(DatabaseKinds.Postgres, server);
        var place = new NpgsqlConnectionStringBuilder(stage.Host.Database["postgres:".Length..]);
        var name = place.Database;
        place.Database = "postgres";
        await using (var source = NpgsqlDataSource.Create(place.ConnectionString))
        await using (var command = source.CreateCommand(
            $"alter database {name} allow_connections false; " +
            $"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'"))
        {
            await command.ExecuteNonQueryAsync(Ct);
        }

        (await AskAsync(stage)).ShouldBe((HttpStatusCode.ServiceUnavailable, "database unreachable"));
        (await stage.Host.Client.GetStringAsync("/health/live", Ct)).ShouldBe("live");
        (await stage.Host.Client.GetStringAsync("/metrics", Ct)).ShouldContain("mingsuan_database_up 0\n");
    }

    private static Prerequisites Of(SettledStage stage, PlatformKeys keys) => new(
        stage.Host.Services.GetRequiredService<IDbContextFactory<MingsuanDb>>(),
        stage.Host.Services.GetRequiredService<DatabaseChoice>(),
        stage.Host.Services.GetRequiredService<LawInForce>(),
        keys,
        NullLogger<Prerequisites>.Instance);

    private static async Task<(HttpStatusCode Status, string Text)> AskAsync(SettledStage stage)
    {
        using var response = await stage.Host.Client.GetAsync("/health/ready", Ct);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Ct));
    }
}
