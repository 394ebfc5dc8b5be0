using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Host;
using Mingsuan.Host.Demonstration;
using Mingsuan.Platform.Persistence;
using Mingsuan.Testing;

namespace Mingsuan.Browser.Tests;

/// <summary>
/// 整个平台 — the whole platform with demonstration data, on a free port; over an embedded database when not said.
/// </summary>
public sealed class PlatformServer : IAsyncLifetime
{
    /// <summary>The shipped library, read once for all servers.</summary>
    private static readonly Lazy<LawAtStart> Law = new(
        () => LawAtStart.ReadValid(new DirectoryInfo(RepositoryRoot.At("law")))!);

    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("mingsuan-pages-");
    private WebApplication? app;

    /// <summary>时钟 — stands still until a test moves it.</summary>
    public TimeProvider Clock { get; init; } = FakeClock.AtBeijing(2026, 11, 20);

    /// <summary>
    /// 数据库 — where another migrated database than the embedded one comes from, as the command takes it.
    /// </summary>
    public Func<Task<string>>? Database { get; init; }

    /// <summary>demo.json — whom and what the demonstration holds.</summary>
    public JsonObject Demo { get; private set; } = [];

    /// <summary>替换 — what a test puts in the place of a service.</summary>
    public Action<IServiceCollection>? Replace { get; init; }

    /// <summary>服务 — what the running platform is made of.</summary>
    public IServiceProvider Services => app!.Services;

    /// <summary>数据目录 — where the platform's keys lie.</summary>
    public DirectoryInfo Data => data;

    /// <summary>地址 — where the pages are, without a slash at the end.</summary>
    public string Address => app!.Urls.Single();

    public async ValueTask InitializeAsync()
    {
        var settings = new ServeSettings(
            DatabaseChoice.Parse(Database is null ? await EmbeddedAsync() : await Database()),
            "http://127.0.0.1:0",
            Law.Value)
        {
            Demo = true,
            Keys = data,
            LogDirectory = data,
            Clock = Clock,
        };
        app = MingsuanApplication.Build(settings, Replace);
        await app.PublishLawAsync(settings, CancellationToken.None);
        await DemoData.SeedAsync(app.Services, CancellationToken.None);
        await DemoData.PublishAsync(app.Services, CancellationToken.None);
        await DemoData.DescribeAsync(app.Services, data, CancellationToken.None);
        Demo = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(data.FullName, "demo.json")))!.AsObject();
        await app.StartAsync();
    }

    private async Task<string> EmbeddedAsync()
    {
        var path = Path.Combine(data.FullName, "mingsuan.db");
        await TestDatabase.CopyMigrated(path);
        return "sqlite:" + path;
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        data.Delete(recursive: true);
    }
}
