using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Mingsuan.Sandbox.Faults;

namespace Mingsuan.Sandbox.ECertificate;

/// <summary>
/// 电子凭证路由 — the page on which a patient authorises, and the methods that the platform calls. The paths are our own
/// reading. (docs/reference/sandbox.md)
/// </summary>
internal static class CertificateRoutes
{
    private const string AuthorisePath = "/ec/authorize";
    private const int MostBytes = 65_536;
    private static readonly TimeSpan Slowness = TimeSpan.FromSeconds(5);

    /// <summary>The last answer of each method.</summary>
    private static readonly ConcurrentDictionary<string, string> Last = new(StringComparer.Ordinal);

    public static void Map(IEndpointRouteBuilder routes)
    {
        RequestDelegate show = context => ShowAsync(context, context.Request.Query, refused: false);
        RequestDelegate authorise = AuthoriseAsync;
        RequestDelegate call = CallAsync;
        routes.MapGet(AuthorisePath, show);
        routes.MapPost(AuthorisePath, authorise);
        routes.MapPost("/ec/{method}", call);
    }

    private static Task ShowAsync(
        HttpContext context, IEnumerable<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>> asked,
        bool refused)
    {
        var data = context.RequestServices.GetRequiredService<ECertificateData>();
        var wish = Wish.Of(asked);
        if (!wish.IsOf(data))
        {
            return Results.BadRequest().ExecuteAsync(context);
        }

        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
        headers.CacheControl = "no-store";
        return new RazorComponentResult<Authorize>(new Dictionary<string, object?>
        {
            [nameof(Authorize.Holders)] = data.Holders.Select(one => (one.UserName, one.InsuOrg, one.Pin)).ToArray(),
            [nameof(Authorize.Fields)] = wish.Fields,
            [nameof(Authorize.Refused)] = refused,
        }).ExecuteAsync(context);
    }

    private static async Task AuthoriseAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var data = services.GetRequiredService<ECertificateData>();
        var desk = services.GetRequiredService<CertificateDesk>();
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var wish = Wish.Of(form);
        var holder = int.TryParse(form["holder"], NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            && at < data.Holders.Count ? data.Holders[at] : null;
        if (!wish.IsOf(data))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        var code = holder is null
            ? null
            : desk.Authorise(holder, form["pin"].ToString().Trim(), wish.Nonce, wish.BusinessType);
        if (code is null)
        {
            await ShowAsync(context, form, refused: true);
            return;
        }

        var again = services.GetRequiredService<FaultBook>().Take("authorize") == Fault.Duplicate;
        context.Response.Redirect(
            $"{wish.ReturnTo}?authCode={desk.Sent(code, again)}&state={Uri.EscapeDataString(wish.State)}");
    }

    private static async Task CallAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var method = (string)context.GetRouteValue("method")!;
        var fault = services.GetRequiredService<FaultBook>().Take(method);
        if (await BodyAsync(context) is not { } outer)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        var answer = services.GetRequiredService<CertificateMethods>().Answer(method, outer, fault).ToJsonString();
        var before = Last.GetValueOrDefault(method, answer);
        Last[method] = answer;
        switch (fault)
        {
            case Fault.Lost:
                context.Abort();
                return;
            case Fault.Slow:
                await Task.Delay(Slowness, context.RequestAborted);
                break;
            case Fault.Duplicate:
                answer = before;
                break;
        }

        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.WriteAsync(answer, Encoding.UTF8, context.RequestAborted);
    }

    private static async Task<JsonObject?> BodyAsync(HttpContext context)
    {
        if (context.Request.ContentLength is null or > MostBytes)
        {
            return null;
        }

        try
        {
            return await context.Request.ReadFromJsonAsync<JsonObject>(context.RequestAborted);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>授权请求 — what the platform asks a patient's browser to bring.</summary>
internal sealed record Wish(IReadOnlyDictionary<string, string> Fields)
{
    private static readonly string[] Names = ["appId", "businessType", "redirectUri", "state", "nonce"];

    public string ReturnTo => Fields["redirectUri"];

    public string State => Fields["state"];

    public string Nonce => Fields["nonce"];

    public string BusinessType => Fields["businessType"];

    public static Wish Of(IEnumerable<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>> asked)
    {
        var given = asked.ToDictionary(one => one.Key, one => one.Value.ToString(), StringComparer.Ordinal);
        return new(Names.ToDictionary(name => name, name => given.GetValueOrDefault(name, ""), StringComparer.Ordinal));
    }

    /// <summary>Whether the client is known and wants the answer where it is known to be.</summary>
    public bool IsOf(ECertificateData data) =>
        Fields["appId"] == data.AppId && data.ReturnTo.Contains(ReturnTo) && State.Length > 0 && Nonce.Length > 0;
}
