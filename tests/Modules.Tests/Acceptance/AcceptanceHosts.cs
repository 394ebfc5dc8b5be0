using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Platform.Time;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Acceptance;

/// <summary>Platforms of their own for the tests of acceptance, one for each kind of database.</summary>
public sealed class AcceptanceHosts : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<Task<LineHost>>> hosts = new();

    public Task<LineHost> On(string kind, PostgresServer server) =>
        hosts.GetOrAdd(kind, name => new(() => StartAsync(name, server))).Value;

    /// <summary>A slow answer is slow by the machine's time; here it comes at once.</summary>
    public static Task<LineHost> StartAsync(string kind, PostgresServer server) => LineHost.StartAsync(
        kind,
        server,
        demo: true,
        replace: services => services.AddSingleton<Pause>((_, _) => Task.CompletedTask));

    public async ValueTask DisposeAsync()
    {
        foreach (var host in hosts.Values)
        {
            await (await host.Value).DisposeAsync();
        }
    }
}
