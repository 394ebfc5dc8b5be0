using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Contracts.Access;
using Mingsuan.Contracts.Texts;
using Mingsuan.Gateway.Access;
using Mingsuan.Gateway.Envelopes;
using Mingsuan.Gateway.Epc;
using Mingsuan.Gateway.Routing;
using Mingsuan.Gateway.Signing;
using Mingsuan.Gateway.Specification;
using Mingsuan.Gateway.Texts;

namespace Mingsuan.Gateway;

/// <summary>
/// 国家接口 — the doors through which institutions call: one URL, a URL per transaction, a URL per service method.
/// </summary>
public static class NationalInterface
{
    /// <summary>Adds the interface.</summary>
    public static IServiceCollection AddNationalInterface(this IServiceCollection services, GatewaySettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton<IWording, GatewayWording>();
        services.AddSingleton<LoggedAccess>();
        services.AddSingleton<IAccessLog, StoredAccess>();
        services.AddScoped<IAccessHistory, StoredHistory>();
        services.AddSingleton<Reply>();
        services.AddSingleton<AnswerKey>();
        services.AddSingleton<AnswerForm>();
        services.AddSingleton<InterfaceSpecification>();
        services.AddScoped<SignatureGate>();
        services.AddScoped<TokenDesk>();
        services.AddScoped<CallRouter>();
        services.AddEpc();
        return services;
    }

    /// <summary>Maps the three URL styles, and the e-prescription centre's own.</summary>
    public static void MapNationalInterface(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/fsi/api/{**path}", AnswerAsync).DisableAntiforgery();
        endpoints.MapPost("/auth/oauth/token", TokenAsync).DisableAntiforgery();
        endpoints.MapEpc();
    }

    /// <summary>Maps the same doors once more under an address, where a branch gives them other services.</summary>
    public static void MapNationalInterface(this IEndpointRouteBuilder endpoints, string under)
    {
        endpoints.MapPost(under + "/api/{**path}", AnswerAsync).DisableAntiforgery();
        endpoints.MapPost(under + "/auth/oauth/token", TokenAsync).DisableAntiforgery();
    }

    private static async Task AnswerAsync(HttpContext context, CallRouter router, string? path)
    {
        var body = await MessageBody.ReadAsync(context.Request, context.RequestAborted);
        var headers = new CallHeaders(context.Request.Headers);
        var answer = await router.AnswerAsync(
            new(body, path, SocketAddress(context), headers), context.RequestAborted);
        if (answer.File is { } file)
        {
            await FileReply.WriteAsync(context, file, answer.Part);
            return;
        }

        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.WriteAsync(answer.Text, context.RequestAborted);
    }

    private static Task<IResult> TokenAsync(HttpContext context, TokenDesk desk) =>
        desk.AnswerAsync(context.Request, SocketAddress(context)?.ToString(), context.RequestAborted);

    // The address of the socket itself: a forwarded header must not make a stranger local.
    internal static IPAddress? SocketAddress(HttpContext context) =>
        (context.Features.Get<IConnectionSocketFeature>()?.Socket.RemoteEndPoint as IPEndPoint)?.Address;
}
