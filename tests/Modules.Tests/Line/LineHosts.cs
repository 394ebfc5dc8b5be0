using System.Collections.Concurrent;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Line;

/// <summary>The platform with its sample rows, really listening, once per kind of database for all tests.</summary>
public sealed class LineHosts : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<Task<LineHost>>> hosts = new();

    public Task<LineHost> On(string kind, PostgresServer server) =>
        hosts.GetOrAdd(kind, name => new(() => LineHost.StartAsync(name, server, demo: true))).Value;

    public async ValueTask DisposeAsync()
    {
        foreach (var host in hosts.Values)
        {
            await (await host.Value).DisposeAsync();
        }
    }
}
