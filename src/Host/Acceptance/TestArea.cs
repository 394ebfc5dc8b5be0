using Mingsuan.Agreements;
using Mingsuan.Contracts.Acceptance;
using Mingsuan.Contracts.Access;
using Mingsuan.Gateway.Access;
using Mingsuan.Gateway.Envelopes;
using Mingsuan.Law;
using Mingsuan.Migrations;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Registry;
using Mingsuan.Settlement;
using Mingsuan.Visits;

namespace Mingsuan.Host.Acceptance;

/// <summary>
/// 测试区 — the platform's parts once more, over an SQLite file and with keys of their own; made when the first run
/// starts. Nothing in it runs by itself. (docs/adr/0020)
/// </summary>
internal sealed class TestArea(ServeSettings settings, LawInForce law, ILoggerFactory logs)
    : ITestArea, IAsyncDisposable
{
    private const string Source = "acceptance";

    private readonly SemaphoreSlim turn = new(1, 1);
    private ServiceProvider? opened;

    private DirectoryInfo Folder => new(Path.Combine(settings.Keys.FullName, "acceptance"));

    public async Task<string> AnswerKeyAsync(CancellationToken ct) => (await KeyAsync(ct)).Public.Point;

    public async Task<string> SignAsync(ReadOnlyMemory<byte> output, CancellationToken ct) =>
        (await KeyAsync(ct)).Sign(output.Span);

    public async Task<IServiceProvider> OpenAsync(CancellationToken ct)
    {
        if (Volatile.Read(ref opened) is { } there)
        {
            return there;
        }

        await turn.WaitAsync(ct);
        try
        {
            if (opened is null)
            {
                Volatile.Write(ref opened, await MakeAsync(ct));
            }

            return opened!;
        }
        finally
        {
            turn.Release();
        }
    }

    public async Task FillAsync(TestAreaRows rows, CancellationToken ct)
    {
        var files = Directory.CreateTempSubdirectory("mingsuan-run-");
        try
        {
            foreach (var (name, text) in rows.Files)
            {
                await File.WriteAllTextAsync(Path.Combine(files.FullName, name), text, ct);
            }

            var area = await OpenAsync(ct);
            var edition = law.Edition;
            await SettlementModule.PublishLawAsync(area, edition.Files, edition.Load, ct);
            await using var scope = area.CreateAsyncScope();
            var services = scope.ServiceProvider;
            await services.GetRequiredService<Operations>().RunAsync(
                "acceptance.fill",
                async (db, token) =>
                {
                    var today = settings.Clock.Today();
                    await RegistryModule.AddAsync(db, services, files, today, Source, token);
                    await AgreementsModule.AddAsync(db, services, files, token);
                    await VisitsModule.SeedAsync(db, services, files, today, token);
                    await RegistryModule.SetAccessAsync(services, rows.Access, token);
                    return true;
                },
                ct);
        }
        finally
        {
            files.Delete(recursive: true);
        }
    }

    public async ValueTask DisposeAsync()
    {
        turn.Dispose();
        if (opened is not null)
        {
            await opened.DisposeAsync();
        }
    }

    private async Task<AnswerKey> KeyAsync(CancellationToken ct) =>
        (await OpenAsync(ct)).GetRequiredService<AnswerKey>();

    private async Task<ServiceProvider> MakeAsync(CancellationToken ct)
    {
        Folder.Create();
        var choice = DatabaseChoice.Parse("sqlite:" + Path.Combine(Folder.FullName, "test-area.db"));
        await Schema.MigrateAsync(choice, ct);
        var services = new ServiceCollection();
        services.AddSingleton(logs);
        services.AddLogging();
        MingsuanApplication.AddParts(services, settings with { Database = choice, Keys = Folder, Demo = false });

        // Attempts are in the transcript; the access log of the area would have nobody to write it.
        services.AddSingleton<IAccessLog>(provider => provider.GetRequiredService<LoggedAccess>());
        var made = services.BuildServiceProvider();
        var edition = law.Edition;
        await SettlementModule.PublishLawAsync(made, edition.Files, edition.Load, ct);
        return made;
    }
}
