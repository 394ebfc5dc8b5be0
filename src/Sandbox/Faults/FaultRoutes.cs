using System.Text.Json.Nodes;

namespace Mingsuan.Sandbox.Faults;

/// <summary>故障控制 — <c>POST /control/faults</c> orders one, <c>GET /control/calls</c> tells what was called.</summary>
internal static class FaultRoutes
{
    private const int MostTimes = 1_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        RequestDelegate order = OrderAsync;
        RequestDelegate calls = context => context.Response.WriteAsJsonAsync(
            context.RequestServices.GetRequiredService<FaultBook>().Calls(), context.RequestAborted);
        routes.MapPost("/control/faults", order);
        routes.MapGet("/control/calls", calls);
    }

    /// <summary>{"method":"token","fault":"lost","times":1}</summary>
    private static async Task OrderAsync(HttpContext context)
    {
        var body = await context.Request.ReadFromJsonAsync<JsonObject>(context.RequestAborted) ?? [];
        var times = (int?)body["times"] ?? 1;
        if ((string?)body["method"] is not { Length: > 0 } method || times is < 1 or > MostTimes
            || !Enum.TryParse<Fault>((string?)body["fault"], ignoreCase: true, out var fault))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        context.RequestServices.GetRequiredService<FaultBook>().Order(method, fault, times);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
