using Mingsuan.Platform.Metering;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Mingsuan.Host.Metrics;

/// <summary>
/// 遥测 — sends metrics and traces of requests by OTLP to the collector that OTEL_EXPORTER_OTLP_ENDPOINT names; without
/// that setting nothing is sent. Other OTEL_* settings hold as OpenTelemetry defines them.
/// </summary>
public sealed class Telemetry : IHostedService, IDisposable
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Service = "mingsuan";
    private MeterProvider? metrics;
    private TracerProvider? traces;

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Endpoint)))
        {
            var resource = ResourceBuilder.CreateDefault().AddService(Service);
            metrics = Sdk.CreateMeterProviderBuilder()
                .SetResourceBuilder(resource)
                .AddMeter(PlatformMeters.Name, "Microsoft.AspNetCore.Hosting", "System.Runtime")
                .AddOtlpExporter()
                .Build();
            traces = Sdk.CreateTracerProviderBuilder()
                .SetResourceBuilder(resource)
                .AddSource("Microsoft.AspNetCore", "Npgsql")
                .AddOtlpExporter()
                .Build();
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        metrics?.Dispose();
        traces?.Dispose();
        (metrics, traces) = (null, null);
    }
}
