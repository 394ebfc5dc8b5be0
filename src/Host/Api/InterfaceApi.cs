using Mingsuan.Gateway.Envelopes;
using Mingsuan.Gateway.Epc;
using Mingsuan.Gateway.Specification;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;

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
        app.MapGet("/api/v1/trail/keys", TrailKeysAsync).WithName("trailKeys");
        return app;
    }

    /// <summary>存证公钥 — the keys of checkpoints and receipts: those that have signed, and the one in use.</summary>
    private static async Task<IResult> TrailKeysAsync(MingsuanDb db, PlatformKeys keys, CancellationToken ct)
    {
        var known = await TrailProver.KeysAsync(db, ct);
        var inUse = keys.Signing.PublicKey;
        return Results.Json(
            new TrailKeysAnswer(
                inUse.Fingerprint,
                [.. known.Select(one => one.PublicKey).Append(inUse.SubjectPublicKeyInfo)
                    .Select(one => Sm2PublicKey.TryImport(one)!)
                    .DistinctBy(one => one.Fingerprint)
                    .Select(Key)]),
            WireJson.Options);
    }

    private static IResult Facts(Sm2PublicKey key) => Results.Json(Key(key), WireJson.Options);

    private static AnswerKeyFacts Key(Sm2PublicKey key) =>
        new("SM2", key.Point, key.ExportPem(), key.Fingerprint);
}

/// <summary>存证公钥 — the fingerprint of the one in use, and every key that signed since the platform began.</summary>
public sealed record TrailKeysAnswer(string InUse, IReadOnlyList<AnswerKeyFacts> Keys);

/// <summary>应答签名公钥 — the point in hex (04‖x‖y), the same as PEM, and SM3 of its DER form.</summary>
public sealed record AnswerKeyFacts(string Algorithm, string PublicKey, string Pem, string Fingerprint);
