using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Prescriptions;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Epc;

/// <summary>Platforms with methods of the tests' own, so that the shell is tested and not what is in it.</summary>
public sealed class EpcHosts : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<Task<LineHost>>> hosts = new();

    public Task<LineHost> On(string kind, PostgresServer server) =>
        hosts.GetOrAdd(kind, name => new(() => StartAsync(name, server, demo: false))).Value;

    public static Task<LineHost> StartAsync(string kind, PostgresServer server, bool demo) => LineHost.StartAsync(
        kind,
        server,
        demo,
        replace: services =>
        {
            services.AddScoped<IEpcMethod, Echo>();
            services.AddScoped<IEpcMethod, Refusing>();
            services.AddScoped<IEpcMethod, Failing>();
        });

    /// <summary>Whom every echo concerns.</summary>
    public static PersonId Patient { get; } = new(new Guid("0195a000-0000-7000-8000-000000000022"));

    public async ValueTask DisposeAsync()
    {
        foreach (var host in hosts.Values)
        {
            await (await host.Value).DisposeAsync();
        }
    }

    private sealed class Echo : IEpcMethod
    {
        public string Name => "testEcho";

        public Task<EpcResult> HandleAsync(EpcCall call, CancellationToken ct)
        {
            var output = new JsonObject
            {
                ["institution"] = call.Institution.Code,
                ["sum"] = 12.50m,
                ["echo"] = call.Data.DeepClone(),
            };
            return Task.FromResult(EpcResult.Of(output) with { Person = Patient });
        }
    }

    private sealed class Refusing : IEpcMethod
    {
        public string Name => "testRefuse";

        public Task<EpcResult> HandleAsync(EpcCall call, CancellationToken ct) =>
            Task.FromResult(EpcResult.Refuse("E-RX-EXPIRED"));
    }

    private sealed class Failing : IEpcMethod
    {
        public string Name => "testFail";

        public Task<EpcResult> HandleAsync(EpcCall call, CancellationToken ct) =>
            throw new InvalidOperationException("A secret of the method.");
    }
}
