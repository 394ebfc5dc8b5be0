using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Mingsuan.AcceptanceClient;

/// <summary>The four ways of signing a call at the gateway; see docs/reference/national-interface.md.</summary>
internal sealed class GatewaySigning(HttpClient http, JsonObject access, TimeProvider clock)
{
    private const string Version = "1.0.0";

    private readonly JsonObject signing = access["signing"]!.AsObject();
    private string? bearer;

    /// <summary>Puts the headers on a request; <paramref name="wrong"/> spoils the secret, to see it refused.</summary>
    public async Task SignAsync(HttpRequestMessage request, string infno, bool wrong)
    {
        var (key, secret) = (Text("key"), Text("secret") + (wrong ? "x" : ""));
        switch (Text("style"))
        {
            case "xTif":
                var seconds = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
                var nonce = Guid.NewGuid().ToString();
                Add(request, "x-tif-paasid", key);
                Add(request, "x-tif-timestamp", seconds);
                Add(request, "x-tif-nonce", nonce);
                Add(request, "x-tif-signature", Convert.ToHexStringLower(
                    SHA256.HashData(Encoding.UTF8.GetBytes(seconds + secret + nonce + seconds))));
                break;
            case "apiGateway":
                var time = clock.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
                var text = $"_api_access_key={key}&_api_name={infno}&_api_timestamp={time}&_api_version={Version}";
                Add(request, "_api_access_key", key);
                Add(request, "_api_version", Version);
                Add(request, "_api_name", infno);
                Add(request, "_api_timestamp", time);
#pragma warning disable CA5350 // The gateway asks for it.
                Add(request, "_api_signature", Convert.ToBase64String(
                    HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text))));
#pragma warning restore CA5350
                break;
            case "oAuth":
                bearer ??= await TokenAsync(key);
                Add(request, "Authorization", "Bearer " + bearer + (wrong ? "x" : ""));
                break;
            default:
                Add(request, "apikey", secret);
                break;
        }
    }

    private async Task<string> TokenAsync(string client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, (string)access["tokenAddress"]!)
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "password",
                ["username"] = Text("user"),
                ["password"] = Text("password"),
                ["scope"] = "all",
            }),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(client + ":" + Text("secret"))));
        using var response = await http.SendAsync(request);
        return (string)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["access_token"]!;
    }

    private static void Add(HttpRequestMessage request, string name, string value) =>
        request.Headers.TryAddWithoutValidation(name, value);

    private string Text(string name) => (string)signing[name]!;
}
