using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Settlement;
using Mingsuan.Simulator.Tests.Simulating;

namespace Mingsuan.Simulator.Tests.Fuzzing;

/// <summary>
/// The agency's JSON API with its real routes, without a listening socket. A request is one JSON object, so that its
/// path, its query, its headers and its body are all spoilt alike; what is no such object is sent as a body.
/// </summary>
internal sealed class AgencyDoor
{
    public const string Officer = "demo-agency-2026";
    private const string Base = "/api/v1/agency";
    private const string Fallback = "/institutions/" + Ground.Institution + "/manual-claims";
    private readonly RequestDelegate pipeline;

    public AgencyDoor(RealPlatform platform)
    {
        var app = new ApplicationBuilder(platform.ServiceProvider);
        app.UseRouting();
        app.UseEndpoints(routes => routes.MapSettlementApi());
        pipeline = app.Build();
    }

    /// <summary>A good request.</summary>
    public static byte[] Request(string method, string path, JsonNode? body = null, string query = "") =>
        Encoding.UTF8.GetBytes(new JsonObject
        {
            ["method"] = method,
            ["path"] = path,
            ["query"] = query,
            ["key"] = "K" + path[^Math.Min(path.Length, 20)..],
            ["token"] = Officer,
            ["body"] = body,
        }.ToJsonString());

    /// <summary>Sends it and gives the status, the type and the bytes of the answer.</summary>
    public async Task<(int Status, string? Type, byte[] Body)> AnswerAsync(IServiceProvider life, byte[] request)
    {
        await using var scope = life.CreateAsyncScope();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        var body = Fill(context.Request, request);
        context.Request.ContentType = "application/json";
        context.Request.ContentLength = body.Length;
        context.Request.Body = new MemoryStream(body);
        using var answer = new MemoryStream();
        context.Response.Body = answer;
        await pipeline(context);
        await context.Response.CompleteAsync();
        return (context.Response.StatusCode, context.Response.ContentType, answer.ToArray());
    }

    /// <summary>Fills in all but the body, which it gives as it was written.</summary>
    private static byte[] Fill(HttpRequest to, byte[] request)
    {
        using var parts = Parts(request);
        string Part(string name, string otherwise) =>
            parts is not null && parts.RootElement.TryGetProperty(name, out var part) ? Word(part) : otherwise;
        to.Method = Part("method", HttpMethods.Post) == HttpMethods.Get ? HttpMethods.Get : HttpMethods.Post;
        to.Path = new PathString(Base + "/" + Part("path", Fallback).TrimStart('/'));
        to.QueryString = Part("query", "") is { Length: > 0 } query ? new("?" + query) : default;
        to.Headers.Authorization = "Bearer " + Part("token", Officer);
        to.Headers["Idempotency-Key"] = Part("key", "K");
        return parts is null
            ? request
            : parts.RootElement.TryGetProperty("body", out var body) ? [.. JsonMarshal.GetRawUtf8Value(body)] : [];
    }

    private static JsonDocument? Parts(byte[] request)
    {
        try
        {
            var parts = JsonDocument.Parse(request);
            return parts.RootElement.ValueKind == JsonValueKind.Object ? parts : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A text as the web server would hand it on: sound characters, and no control among them.</summary>
    private static string Word(JsonElement part)
    {
        try
        {
            var text = part.ValueKind == JsonValueKind.String ? part.GetString()! : part.GetRawText();
            return string.Concat(text.Where(one => !char.IsControl(one)));
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }
}
