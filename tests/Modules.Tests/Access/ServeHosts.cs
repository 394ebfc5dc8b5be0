using System.Collections.Concurrent;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Access;

/// <summary>Platforms that take signed calls only, one for each kind of database, for the tests of one class.</summary>
public sealed class ServeHosts : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<Task<LineHost>>> hosts = new();

    public Task<LineHost> On(string kind, PostgresServer server) =>
        hosts.GetOrAdd(kind, name => new(() => LineHost.StartAsync(name, server, demo: false))).Value;

    public async ValueTask DisposeAsync()
    {
        foreach (var host in hosts.Values)
        {
            await (await host.Value).DisposeAsync();
        }
    }
}
