using Mingsuan.Gateway.Specification;
using Mingsuan.Platform.Http;

namespace Mingsuan.Host.Api;

/// <summary>接口规范 as JSON: the same specification that the page shows.</summary>
public static class InterfaceApi
{
    /// <summary>Maps it under <c>/api/v1</c>.</summary>
    public static WebApplication MapInterfaceApi(this WebApplication app)
    {
        app.MapGet("/api/v1/interface", async (InterfaceSpecification specification) =>
            Results.Json(await specification.GetAsync(), WireJson.Options)).WithName("interface");
        return app;
    }
}
