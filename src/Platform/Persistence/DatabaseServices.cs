using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Metering;
using Mingsuan.Platform.Outbox;
using Mingsuan.Platform.Time;

namespace Mingsuan.Platform.Persistence;

/// <summary>数据库装配 — the database and what stands on it, for dependency injection.</summary>
public static class DatabaseServices
{
    /// <summary>Adds the context, operations, claims, outbox and ids over the chosen database.</summary>
    public static IServiceCollection AddMingsuanDatabase(
        this IServiceCollection services, DatabaseChoice choice, MapAssemblies maps)
    {
        services.AddSingleton(choice);
        services.AddSingleton(maps);
        services.AddSingleton<WriteGate>();
        services.AddSingleton<StorageHealth>();
        services.AddMetrics();
        services.AddSingleton<PlatformMeters>();
        services.AddSingleton<RandomFill>(RandomNumberGenerator.Fill);
        services.AddSingleton<Pause>(Task.Delay);
        services.AddSingleton<IdSource>();

        // Interceptors come from the container, so that a simulator can crash a run at a chosen point.
        services.AddPooledDbContextFactory<MingsuanDb>((provider, options) =>
        {
            choice.Configure(options);
            options.AddInterceptors(provider.GetServices<IInterceptor>());
        });
        services.AddScoped<Session>();
        services.AddScoped<Operations>();
        services.AddScoped<ClaimedOperations>();
        services.AddScoped<OutboxWriter>();
        services.AddSingleton<OutboxRelay>();
        return services;
    }
}
