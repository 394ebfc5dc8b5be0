namespace Mingsuan.Host.Health;

/// <summary>健康检查 — `/health/live`: the process answers; `/health/ready`: it may be sent calls, or why not.</summary>
internal static class HealthSetup
{
    public static void AddHealth(this IServiceCollection services)
    {
        services.AddSingleton<Prerequisites>();
        services.AddScoped<Readiness>();
    }

    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Text("live"));
        app.MapGet("/health/ready", async (Readiness readiness, CancellationToken ct) =>
            await readiness.ReasonAsync(ct) is { } reason
                ? Results.Text(reason, statusCode: StatusCodes.Status503ServiceUnavailable)
                : Results.Text("ready"));
    }
}
