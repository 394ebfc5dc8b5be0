using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Gateway.Envelopes;

namespace Mingsuan.Gateway.Epc;

/// <summary>电子处方中心地址 — the two paths under which the installed clients call its methods. (nhsa §15.1)</summary>
internal static class EpcRoutes
{
    public static void AddEpc(this IServiceCollection services)
    {
        services.AddSingleton<EpcAnswerKey>();
        services.AddSingleton<EpcReply>();
        services.AddScoped<EpcDoor>();
    }

    public static void MapEpc(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/epc/api/fixmedins/{method}", AnswerAsync).DisableAntiforgery();
        endpoints.MapPost("/fixmedins/fixmedins/{method}", AnswerAsync).DisableAntiforgery();
    }

    private static async Task AnswerAsync(HttpContext context, EpcDoor door, string method)
    {
        var stop = context.RequestAborted;
        var body = await MessageBody.ReadAsync(context.Request, stop, EpcShell.Limit);
        var text = await door.AnswerAsync(new(method, body, NationalInterface.SocketAddress(context)), stop);
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.WriteAsync(text, stop);
    }
}
