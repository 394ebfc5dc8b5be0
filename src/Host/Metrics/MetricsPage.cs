using System.Net;
using System.Text;

namespace Mingsuan.Host.Metrics;

/// <summary>
/// 指标的对外方式 — `loopback`: on the platform's own address, to callers on this machine only; `off`: nowhere; a URL: on
/// that address only, and nothing else there.
/// </summary>
public sealed record MetricsAccess(Uri? Own, bool Off)
{
    /// <summary>To callers on this machine only.</summary>
    public static readonly MetricsAccess Loopback = new(null, false);

    /// <summary>Reads the setting; throws <see cref="FormatException"/> on anything else.</summary>
    public static MetricsAccess Parse(string text) => text switch
    {
        "loopback" => Loopback,
        "off" => new(null, true),
        _ when Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            && url.AbsolutePath == "/" => new(url, false),
        _ => throw new FormatException("Metrics are given as loopback, off, or a URL such as http://10.0.0.5:9464."),
    };
}

/// <summary>指标页 — /metrics in the Prometheus text format; to everybody else it is not there.</summary>
public static class MetricsPage
{
    private const string Path = "/metrics";
    private static readonly string[] Forwarding = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP"];

    /// <summary>Maps the page, and keeps an address of its own free of anything else.</summary>
    public static void MapMetrics(this WebApplication app, MetricsAccess access)
    {
        if (access.Own is { } own)
        {
            app.Use((context, next) =>
            {
                var there = context.Connection.LocalPort == own.Port;
                if (there == (context.Request.Path == Path))
                {
                    return next(context);
                }

                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            });
        }

        app.MapGet(Path, (HttpContext context, MetricsBook book, StoredGauges stored) =>
            access.Own is not null || (!access.Off && IsFromHere(context))
                ? PageAsync(book, stored, context.RequestAborted)
                : Task.FromResult(Results.NotFound()));
    }

    private static async Task<IResult> PageAsync(MetricsBook book, StoredGauges stored, CancellationToken ct)
    {
        var page = new StringBuilder();
        book.Write(page);
        await stored.WriteAsync(page, ct);
        return Results.Text(page.ToString(), "text/plain; version=0.0.4; charset=utf-8");
    }

    /// <summary>By the socket, and not by way of a proxy on this machine that speaks for somebody else.</summary>
    private static bool IsFromHere(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && !Forwarding.Any(context.Request.Headers.ContainsKey);
}
