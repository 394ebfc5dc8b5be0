using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Platform.Crypto;
using Mingsuan.PrescriptionShell;
using Mingsuan.Registry;

namespace Mingsuan.Modules.Tests.Epc;

/// <summary>An institution's system that calls the e-prescription centre with the sample client.</summary>
public sealed class EpcCaller : IDisposable
{
    public const string AppId = "43AF047BBA47FC8A1AE8EFB232BDBBCB";
    public const string Secret = "4117E877F5FA0A0188891283E4B617D5";

    private EpcCaller(LineHost host, Sm2PublicKey platform)
    {
        Host = host;
        Platform = platform;
    }

    public LineHost Host { get; }

    public Sm2PublicKey Platform { get; }

    public Sm2PrivateKey Key { get; } = Sm2PrivateKey.Generate();

    public string Code => InstitutionOf(Host, 0);

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static string InstitutionOf(LineHost host, int at) => (string)host.Demo["institutions"]![at]!["code"]!;

    /// <summary>A caller whose institution is set with the strict mode, and either form of numbers.</summary>
    public static async Task<EpcCaller> OfAsync(LineHost host, string signature = "strict", string numbers = "either")
    {
        var facts = JsonNode.Parse(await host.Client.GetStringAsync("/api/v1/interface/key/epc", Stop))!;
        var key = Sm2PublicKey.TryImportPoint(Convert.FromHexString((string)facts["publicKey"]!)).ShouldNotBeNull();
        var caller = new EpcCaller(host, key);
        await caller.SetAsync(signature, numbers);
        return caller;
    }

    public Task<IReadOnlyList<string>> SetAsync(string signature, string numbers) =>
        SetAsync(Host, new JsonObject { ["institution"] = Code, ["epc"] = Entry(signature, numbers) });

    public static async Task<IReadOnlyList<string>> SetAsync(LineHost host, params JsonNode[] entries)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await RegistryModule.SetAccessAsync(
            scope.ServiceProvider, new JsonArray([.. entries]).ToJsonString(), Stop);
    }

    public JsonObject Entry(string signature, string numbers) => new()
    {
        ["appId"] = AppId,
        ["secret"] = Secret,
        ["publicKey"] = Key.PublicKey.Point[2..],
        ["signature"] = signature,
        ["numbers"] = numbers,
    };

    public ShellClient Client(string appId = AppId, string secret = Secret, bool numbersAsText = true) =>
        new(new(appId, secret, Key, Platform)) { NumbersAsText = numbersAsText };

    /// <summary>The platform's wall clock, as most clients write it.</summary>
    public string Now(TimeSpan off = default) => (Host.Clock.GetUtcNow() + off).ToOffset(TimeSpan.FromHours(8))
        .ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);

    public JsonObject Sealed(JsonObject? data = null) => Client().Seal(data ?? Data(), Now());

    public static JsonObject Data() => new()
    {
        ["hospRxno"] = "RX-1",
        ["patnName"] = "测试甲",
        ["rxDrugCnt"] = 2,
        ["rxdrugdetail"] = new JsonArray(new JsonObject { ["drugCnt"] = 1.50m, ["otcFlag"] = "" }),
    };

    public async Task<ShellAnswer> PostAsync(
        JsonObject outer, string method = "testEcho", string path = ShellClient.Base, string secret = Secret) =>
        Client(secret: secret).Open(await TextAsync(Encoding.UTF8.GetBytes(outer.ToJsonString()), method, path));

    public async Task<string> TextAsync(byte[] body, string method = "testEcho", string path = ShellClient.Base)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/json");
        using var response = await Host.Client.PostAsync(new Uri(path + method, UriKind.Relative), content, Stop);
        ((int)response.StatusCode).ShouldBe(200);
        return await response.Content.ReadAsStringAsync(Stop);
    }

    public void Dispose()
    {
        Key.Dispose();
        Platform.Dispose();
    }
}

/// <summary>What an answer of the shell should be.</summary>
internal static class ShellAnswers
{
    public static ShellAnswer ShouldSucceed(this ShellAnswer answer)
    {
        answer.Code.ShouldBe(0, answer.Message);
        answer.Verified.ShouldBeTrue();
        return answer;
    }

    public static ShellAnswer ShouldRefuse(this ShellAnswer answer, string code)
    {
        answer.Code.ShouldBe(-1, answer.Message);
        answer.Message.ShouldStartWith(code + ": ");
        answer.Message.Length.ShouldBeGreaterThan(code.Length + 6);
        answer.Data.ShouldBeNull();
        return answer;
    }
}
