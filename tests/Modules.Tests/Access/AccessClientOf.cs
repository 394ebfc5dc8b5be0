using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Registry;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Access;

/// <summary>A hospital's system that signs its calls; it computes all itself, from the interface's text.</summary>
public sealed class AccessClientOf(LineHost host, int institution = 0)
{
    public const string Secret = "s3cr3t-of-the-first-hospital";
    public const string Password = "pass-word-of-the-user";
    public const string Paasid = "app-of-the-first";

    public string Code => (string)host.Demo["institutions"]![institution]!["code"]!;

    public FakeClock Clock => (FakeClock)host.Services.GetRequiredService<TimeProvider>();

    /// <summary>Sets the institution's access as an operator's file would.</summary>
    public async Task<IReadOnlyList<string>> SetAsync(
        JsonObject? signing = null, JsonObject? body = null, JsonObject? dialect = null)
    {
        var entry = new JsonObject { ["institution"] = Code };
        foreach (var (name, part) in new[] { ("signing", signing), ("body", body), ("dialect", dialect) })
        {
            if (part is not null)
            {
                entry[name] = part;
            }
        }

        await using var scope = host.Services.CreateAsyncScope();
        return await RegistryModule.SetAccessAsync(
            scope.ServiceProvider, new JsonArray(entry).ToJsonString(), TestContext.Current.CancellationToken);
    }

    public static JsonObject Signing(string style, string key = Paasid, string secret = Secret) => new()
    {
        ["style"] = style,
        ["key"] = key,
        ["secret"] = secret,
        ["user"] = "his",
        ["password"] = Password,
    };

    public static string XTif(string timestamp, string secret, string nonce) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(timestamp + secret + nonce + timestamp)));

    public string Seconds(TimeSpan off = default) =>
        (Clock.GetUtcNow() + off).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    public Dictionary<string, string> XTifHeaders(
        string secret = Secret, string key = Paasid, TimeSpan off = default, string? nonce = null)
    {
        var timestamp = Seconds(off);
        nonce ??= Guid.NewGuid().ToString();
        return new()
        {
            ["x-tif-paasid"] = key,
            ["x-tif-timestamp"] = timestamp,
            ["x-tif-nonce"] = nonce,
            ["x-tif-signature"] = XTif(timestamp, secret, nonce),
        };
    }

    public Dictionary<string, string> ApiHeaders(string name, string secret = Secret, TimeSpan off = default)
    {
        var timestamp = (Clock.GetUtcNow() + off).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var text = $"_api_access_key={Paasid}&_api_name={name}&_api_timestamp={timestamp}&_api_version=1.0.0";
        return new()
        {
            ["_api_access_key"] = Paasid,
            ["_api_version"] = "1.0.0",
            ["_api_name"] = name,
            ["_api_timestamp"] = timestamp,
            ["_api_signature"] = Convert.ToBase64String(
                HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text))),
        };
    }

    public async Task<HttpResponseMessage> AskTokenAsync(
        string client = Paasid, string secret = Secret, string? password = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/auth/oauth/token")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "password",
                ["username"] = "his",
                ["password"] = password ?? Password,
                ["scope"] = "all",
            }),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(client + ":" + secret)));
        return await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async Task<Dictionary<string, string>> TokenHeadersAsync()
    {
        using var response = await AskTokenAsync();
        var answer = JsonNode.Parse(
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        ((int)response.StatusCode).ShouldBe(200, answer.ToJsonString());
        return new() { ["Authorization"] = "Bearer " + (string)answer["access_token"]! };
    }

    public JsonObject Message(string infno, JsonNode? input)
    {
        var message = host.Message(infno, input);
        message["fixmedins_code"] = Code;
        return message;
    }

    public Task<Answer> CallAsync(string infno, JsonNode? input, Dictionary<string, string>? headers) =>
        PostAsync(Message(infno, input), headers);

    public async Task<Answer> PostAsync(JsonObject message, Dictionary<string, string>? headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/fsi/api")
        {
            Content = new StringContent(message.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        foreach (var (name, value) in headers ?? [])
        {
            request.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue();
        }

        using var response = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        ((int)response.StatusCode).ShouldBe(200);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new(text, JsonNode.Parse(text)!.AsObject());
    }

    public JsonObject Query() => new()
    {
        ["data"] = new JsonObject
        {
            ["mdtrt_cert_type"] = "02",
            ["mdtrt_cert_no"] = LinePerson.First(host).Certno,
        },
    };
}
