using System.Globalization;
using System.Text.Json.Nodes;
using Mingsuan.Platform.Crypto;
using Mingsuan.Sandbox.Faults;

namespace Mingsuan.Sandbox.ECertificate;

/// <summary>
/// 电子凭证方法 — `token`, `user` and `verify` in the clear, and the shell around them. Every answer names the 业务流水 of
/// its call.
/// </summary>
internal sealed class CertificateMethods(ECertificateData data, CertificateDesk desk, TimeProvider clock)
{
    private const int Refused = 2;

    private readonly NationalShell shell = new(new(
        data.AppId,
        data.AppSecret,
        Sm2PrivateKey.TryImportPem(data.PrivateKey) ?? throw new InvalidDataException("privateKey is no SM2 key."),
        Sm2PublicKey.TryImportPoint(Convert.FromHexString(data.ClientKey))
            ?? throw new InvalidDataException("clientKey is no SM2 point.")));

    /// <summary>Answers a sealed call; an unreadable one, or one that the client did not sign, is refused.</summary>
    public JsonObject Answer(string method, JsonObject outer, Fault fault)
    {
        if (shell.Open(outer) is not { } asked)
        {
            return No(1, "signature");
        }

        var (answer, reason) = method switch
        {
            "token" => Token(asked, fault == Fault.Expired),
            "user" => Of(asked, fault == Fault.Expired, User),
            "verify" => Of(asked, fault == Fault.Expired, User),
            _ => (null, "method"),
        };
        if (answer is null)
        {
            return No(Refused, reason);
        }

        answer["outBizNo"] = Text(asked, "outBizNo");
        var sealedAnswer = shell.Seal(
            answer,
            clock.GetUtcNow().UtcDateTime,
            new() { ["code"] = 0, ["message"] = "ok", ["success"] = true, ["type"] = "success" });
        if (fault == Fault.Signature)
        {
            // What another text was signed with.
            answer["outBizNo"] = "";
            sealedAnswer["signData"] = shell.Seal(answer, clock.GetUtcNow().UtcDateTime)["signData"]!.DeepClone();
        }

        return sealedAnswer;
    }

    private (JsonObject? Answer, string Reason) Token(JsonObject asked, bool expired)
    {
        var (code, number) = (Text(asked, "authCode"), Text(asked, "outBizNo"));
        return desk.Redeem(code, number, Text(asked, "businessType"), expired) is var (grant, token)
            ? (new JsonObject
            {
                ["ecToken"] = token.EcToken,
                ["authNo"] = token.AuthNo,
                ["expiresIn"] = CertificateDesk.TokenSeconds.ToString(CultureInfo.InvariantCulture),
                ["businessType"] = grant.BusinessType,
                ["nonce"] = grant.Nonce,
            }, "")
            : (null, "authCode");
    }

    private (JsonObject? Answer, string Reason) Of(JsonObject asked, bool expired, Func<Holder, JsonObject> answer) =>
        !expired && desk.HolderOf(Text(asked, "ecToken")) is { } holder ? (answer(holder), "") : (null, "ecToken");

    private static JsonObject User(Holder holder) => new()
    {
        ["idNo"] = holder.IdNo,
        ["idType"] = holder.IdType,
        ["userName"] = holder.UserName,
        ["ecIndexNo"] = holder.EcIndexNo,
        ["insuOrg"] = holder.InsuOrg,
    };

    private static string Text(JsonObject asked, string name) =>
        asked[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";

    private JsonObject No(int code, string message) => new()
    {
        ["code"] = code,
        ["message"] = message,
        ["success"] = false,
        ["type"] = "error",
        ["appId"] = data.AppId,
    };
}
