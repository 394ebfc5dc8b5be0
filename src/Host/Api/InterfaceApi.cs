using Mingsuan.Gateway.Envelopes;
using Mingsuan.Gateway.Epc;
using Mingsuan.Gateway.Specification;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Http;

namespace Mingsuan.Host.Api;

/// <summary>接口规范 as JSON: the same specification that the page shows, and the keys that sign answers.</summary>
public static class InterfaceApi
{
    /// <summary>Maps it under <c>/api/v1</c>.</summary>
    public static WebApplication MapInterfaceApi(this WebApplication app)
    {
        app.MapGet("/api/v1/interface", async (InterfaceSpecification specification) =>
            Results.Json(await specification.GetAsync(), WireJson.Options)).WithName("interface");
        app.MapGet("/api/v1/interface/key", (AnswerKey key) => Facts(key.Public)).WithName("interfaceKey");
        app.MapGet("/api/v1/interface/key/epc", (EpcAnswerKey key) => Facts(key.Public)).WithName("epcKey");
        return app;
    }

    private static IResult Facts(Sm2PublicKey key) => Results.Json(
        new AnswerKeyFacts("SM2", key.Point, key.ExportPem(), key.Fingerprint), WireJson.Options);
}

/// <summary>应答签名公钥 — the point in hex (04‖x‖y), the same as PEM, and SM3 of its DER form.</summary>
public sealed record AnswerKeyFacts(string Algorithm, string PublicKey, string Pem, string Fingerprint);
