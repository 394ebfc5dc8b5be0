using System.Text;
using System.Text.Json.Nodes;
using Mingsuan.Platform.Crypto;

namespace Mingsuan.PrescriptionShell;

/// <summary>What an institution has agreed on with the e-prescription centre.</summary>
public sealed record ShellIdentity(string AppId, string AppSecret, Sm2PrivateKey Key, Sm2PublicKey Platform);

/// <summary>An answer: code, message, the data in the clear, and whether the platform's signature holds.</summary>
public sealed record ShellAnswer(int Code, string Message, JsonObject? Data, bool Verified);

/// <summary>
/// The institution's half of the e-prescription centre's shell: enciphers and signs a call, opens an answer. See
/// docs/reference/e-prescription.md.
/// </summary>
public sealed class ShellClient(ShellIdentity identity)
{
    /// <summary>The path of a method.</summary>
    public const string Base = "/epc/api/fixmedins/";

    /// <summary>Whether numbers inside the data are signed as texts, as the official kit does.</summary>
    public bool NumbersAsText { get; init; } = true;

    /// <summary>What goes as `version`; some clients send none.</summary>
    public string? Version { get; init; } = "2.0.1";

    /// <summary>The message key: 16 characters of the hex of the secret under the id, taken as text.</summary>
    public byte[] MessageKey()
    {
        var first = Encoding.ASCII.GetBytes(identity.AppId[..Sm4.Size]);
        var enciphered = Sm4.EncryptEcb(first, Encoding.ASCII.GetBytes(identity.AppSecret));
        return Encoding.ASCII.GetBytes(Convert.ToHexString(enciphered)[..Sm4.Size]);
    }

    /// <summary>A call as it is sent.</summary>
    public JsonObject Seal(JsonObject data, string timestamp)
    {
        var outer = new JsonObject
        {
            ["appId"] = identity.AppId,
            ["encType"] = "SM4",
            ["signType"] = "SM2",
            ["timestamp"] = timestamp,
            ["transType"] = "",
        };
        if (Version is not null)
        {
            outer["version"] = Version;
        }

        var text = SignedText.Of(outer, data, identity.AppSecret, NumbersAsText);
        var plain = Encoding.UTF8.GetBytes(data.ToJsonString());
        outer["signData"] = Convert.ToBase64String(identity.Key.Sign(Encoding.UTF8.GetBytes(text)));
        outer["encData"] = Convert.ToHexString(Sm4.EncryptEcb(MessageKey(), plain));
        return outer;
    }

    /// <summary>An answer as it came; only a success carries data and a signature.</summary>
    public ShellAnswer Open(string answer)
    {
        var outer = JsonNode.Parse(answer)!.AsObject();
        var (code, message) = ((int)outer["code"]!, (string)outer["message"]!);
        if ((string?)outer["encData"] is not { } sealedData)
        {
            return new(code, message, null, Verified: false);
        }

        var plain = Sm4.DecryptEcb(MessageKey(), Convert.FromHexString(sealedData))
            ?? throw new InvalidDataException("The answer does not open: another secret?");
        var data = JsonNode.Parse(plain)!.AsObject();
        var signature = Convert.FromBase64String((string?)outer["signData"] ?? "");
        var verified = new[] { NumbersAsText, !NumbersAsText }.Any(form => identity.Platform.Verify(
            Encoding.UTF8.GetBytes(SignedText.Of(outer, data, identity.AppSecret, form)), signature));
        return new(code, message, data, verified);
    }

    /// <summary>Calls a method.</summary>
    public async Task<ShellAnswer> CallAsync(
        HttpClient http, string method, JsonObject data, DateTimeOffset now, CancellationToken ct)
    {
        var timestamp = now.ToOffset(TimeSpan.FromHours(8))
            .ToString("yyyyMMddHHmmss", System.Globalization.CultureInfo.InvariantCulture);
        using var content = new StringContent(
            Seal(data, timestamp).ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri(Base + method, UriKind.Relative), content, ct);
        return Open(await answer.Content.ReadAsStringAsync(ct));
    }
}
