using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Contracts.Exchange;
using Mingsuan.Host.Trail;
using Mingsuan.Law;
using Mingsuan.Modules.Tests.MoneyOverTime;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;
using Mingsuan.Settlement.Library;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Line;

/// <summary>
/// A platform with real money in it: a settlement, a second one, the reversal of the second, an entry on the chain of
/// an institution and of a region, attempts in the access log, and a signed checkpoint over all.
/// </summary>
internal sealed class SettledStage(LineHost host) : IAsyncDisposable
{
    public const string Consultation = "110200001";
    public const string Drug = "XC08CAB049A001010100101";
    public const string Region = "532300";

    public LineHost Host => host;

    public static async Task<SettledStage> OpenAsync(string database, PostgresServer server)
    {
        var shelf = new MemoryShelf();
        var host = await LineHost.StartAsync(
            database, server, demo: true, replace: services => services.AddSingleton<IFileShelf>(shelf));
        var person = LinePerson.First(host);
        var first = await SettlementWalk.DiagnosedAsync(host, person);
        (await first.UploadAsync((Consultation, 7.50m, 1), (Drug, 26.00m, 5))).ShouldSucceed();
        await first.SettleAsync(137.50m, 137.50m);
        var second = await SettlementWalk.DiagnosedAsync(host, person);
        (await second.UploadAsync((Consultation, 7.50m, 1))).ShouldSucceed();
        await second.SettleAsync(7.50m, 7.50m);
        (await host.CallAsync("2208", second.Reversing())).ShouldSucceed();
        await FilledBooks.FillAsync(host, shelf);
        var stage = new SettledStage(host);
        await stage.AppendElsewhereAsync();
        await stage.ProposeLawAsync();
        await host.Services.GetRequiredService<TrailKeeper>().RunOnceAsync(CancellationToken.None);
        return stage;
    }

    public MingsuanDb Db() => host.Services.GetRequiredService<IDbContextFactory<MingsuanDb>>().CreateDbContext();

    public Task<TrailReport> VerifyAsync() => VerifyAsync(new TrailVerification { Keys = Keys });

    public PlatformKeys Keys => host.Services.GetRequiredService<PlatformKeys>();

    public async Task<TrailReport> VerifyAsync(TrailVerification with)
    {
        await using var db = Db();
        return await host.Services.GetRequiredService<TrailVerifier>().VerifyAsync(db, with, CancellationToken.None);
    }

    public async Task SqlAsync(string sql)
    {
        await using var db = Db();
        await db.Database.ExecuteSqlRawAsync(sql);
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    private async Task ProposeLawAsync()
    {
        await using var scope = host.Services.CreateAsyncScope();
        var book = scope.ServiceProvider.GetRequiredService<DraftBook>();
        var (path, text) = host.Services.GetRequiredService<LawInForce>().Edition.Files
            .First(file => file.Key.StartsWith(Region, StringComparison.Ordinal));
        var review = book.Review(new Dictionary<string, string> { [path] = text + "\n" });
        await book.ProposeAsync(review, [], "stage", "stage", CancellationToken.None);
    }

    private async Task AppendElsewhereAsync()
    {
        await using var scope = host.Services.CreateAsyncScope();
        var writer = scope.ServiceProvider.GetRequiredService<TrailWriter>();
        await scope.ServiceProvider.GetRequiredService<Operations>().RunAsync(
            "stage",
            async (db, ct) =>
            {
                var institution = TrailSubject.Institution(Guid.Parse("018cc251-f400-7cc8-a001-1ed1fda728ab"));
                await db.LockInstitutionAsync(institution.Id, ct);
                await writer.AppendAsync(db, institution, "stage.agreement", "stage", new JsonObject { ["n"] = 1 }, ct);
                await writer.AppendAsync(
                    db, TrailSubject.Region(Region), "stage.notice", "stage", new JsonObject { ["n"] = 2 }, ct);
                return true;
            },
            CancellationToken.None);
    }
}
