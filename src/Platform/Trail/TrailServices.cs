using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Platform.Crypto;

namespace Mingsuan.Platform.Trail;

/// <summary>存证装配 — the trail for dependency injection; modules register their <see cref="ProvenTable"/>s.</summary>
public static class TrailServices
{
    /// <summary>Adds the writer, the access log, checkpoints and the verifier.</summary>
    public static IServiceCollection AddTrail(this IServiceCollection services, PlatformKeys keys)
    {
        services.AddSingleton(keys);
        services.AddSingleton<TrailWriter>();
        services.AddSingleton<TrailReader>();
        services.AddSingleton<TrailProver>();
        services.AddSingleton<AccessLog>();
        services.AddSingleton<CheckpointJob>();
        services.AddSingleton<TrailVerifier>();
        return services;
    }
}
