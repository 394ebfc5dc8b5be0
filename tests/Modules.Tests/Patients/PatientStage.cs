using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Host.Demonstration;
using Mingsuan.Host.Trail;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Modules.Tests.Prescriptions;
using Mingsuan.Platform.Crypto;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Patients;

/// <summary>One such platform for each kind of database.</summary>
public sealed class PatientStages : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<Task<PatientStage>>> stages = new();

    internal Task<PatientStage> On(string kind, PostgresServer server) =>
        stages.GetOrAdd(kind, name => new(() => PatientStage.OpenAsync(name, server))).Value;

    public async ValueTask DisposeAsync()
    {
        foreach (var stage in stages.Values)
        {
            await (await stage.Value).DisposeAsync();
        }
    }
}

/// <summary>
/// A platform with pharmacies, the sandbox as a process of its own on loopback, and phones without a screen.
/// </summary>
internal sealed class PatientStage(RxStage rx, DemoSandbox sandbox) : IAsyncDisposable
{
    private readonly HttpClient control = new() { BaseAddress = new Uri(sandbox.Address) };

    public RxStage Rx => rx;

    public LineHost Host => rx.Host;

    public static async Task<PatientStage> OpenAsync(string database, PostgresServer server)
    {
        var rx = await RxStage.OpenAsync(database, server);
        var address = rx.Host.Client.BaseAddress!.GetLeftPart(UriPartial.Authority);
        var sandbox = await DemoSandbox.StartAsync(rx.Host.Data, rx.Host.Data, [address], CancellationToken.None);
        await sandbox!.ConnectAsync(CancellationToken.None);
        return new(rx, sandbox);
    }

    public HttpClient Phone() => new(new HttpClientHandler { AllowAutoRedirect = false, UseProxy = false })
    {
        BaseAddress = Host.Client.BaseAddress,
    };

    /// <summary>A phone on which a person of the demonstration has signed in.</summary>
    public async Task<HttpClient> SignedInAsync(int person)
    {
        var phone = Phone();
        (await SignInAsync(phone, person)).ShouldBe("/patient");
        return phone;
    }

    /// <summary>Goes to the e-certificate, authorises and comes back; where the platform leads then.</summary>
    public async Task<string> SignInAsync(HttpClient phone, int person, Func<string, string>? onTheWay = null)
    {
        var back = new Uri(await AuthoriseAsync(await StartAsync(phone), person));
        return await GoAsync(phone, (onTheWay ?? (path => path))(back.PathAndQuery));
    }

    /// <summary>Where the platform sends a phone to authorise.</summary>
    public static async Task<string> StartAsync(HttpClient phone) => await GoAsync(phone, "/patient/login/start");

    /// <summary>Chooses a person and gives the PIN on the peer's page; where the peer sends the phone.</summary>
    public async Task<string> AuthoriseAsync(string page, int person, string? pin = null)
    {
        using var elsewhere = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseProxy = false });
        (await elsewhere.GetStringAsync(page, Stop)).ShouldContain((string)Insured(person)["name"]!);
        var fields = QueryHelpers.ParseQuery(new Uri(page).Query)
            .Select(one => KeyValuePair.Create(one.Key, one.Value.ToString()))
            .Append(new("holder", person.ToString(CultureInfo.InvariantCulture)))
            .Append(new("pin", pin ?? (string)Insured(person)["eCertPin"]!));
        using var answer = await elsewhere.PostAsync(
            sandbox.Address + "/ec/authorize", new FormUrlEncodedContent(fields), Stop);
        return answer.Headers.Location?.ToString() ?? await answer.Content.ReadAsStringAsync(Stop);
    }

    public JsonNode Insured(int person) => Host.Demo["insured"]![person]!;

    public async Task FaultAsync(string method, string fault, int times = 1)
    {
        using var done = await control.PostAsJsonAsync(
            "/control/faults", new { method, fault, times }, TestContext.Current.CancellationToken);
        done.IsSuccessStatusCode.ShouldBeTrue();
    }

    public async Task<int> CallsAsync(string method) =>
        (int?)(await control.GetFromJsonAsync<JsonObject>("/control/calls", Stop))![method] ?? 0;

    /// <summary>A token that the peer issues while everything runs, as an app on the phone would get it.</summary>
    public async Task<string> IssuedTokenAsync(int person)
    {
        using var phone = Phone();
        var back = new Uri(await AuthoriseAsync(await StartAsync(phone), person));
        var settings = JsonNode.Parse(await File.ReadAllTextAsync(
            Path.Combine(Host.Data.FullName, "ecert.json"), Stop))!;
        var shell = new NationalShell(new(
            (string)settings["appId"]!,
            (string)settings["appSecret"]!,
            Sm2PrivateKey.TryImportPem((string)settings["privateKey"]!)!,
            Sm2PublicKey.TryImportPoint(Convert.FromHexString((string)settings["peerKey"]!))!));
        var asked = shell.Seal(
            new()
            {
                ["authCode"] = QueryHelpers.ParseQuery(back.Query)["authCode"].ToString(),
                ["businessType"] = "03131",
                ["outBizNo"] = "app-1",
            },
            Host.Clock.GetUtcNow().UtcDateTime);
        using var answer = await control.PostAsync(
            "/ec/token", new StringContent(asked.ToJsonString(), Encoding.UTF8, "application/json"), Stop);
        var outer = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Stop))!.AsObject();
        return (string)shell.Open(outer)!["ecToken"]!;
    }

    public static async Task<JsonObject> GetAsync(HttpClient phone, string path) =>
        (await phone.GetFromJsonAsync<JsonObject>("/api/v1/patient" + path, Stop))!;

    public static async Task<(int Status, string? Code)> AskAsync(
        HttpClient phone, HttpMethod method, string path, string? key = null)
    {
        using var request = new HttpRequestMessage(method, "/api/v1/patient" + path);
        if (method == HttpMethod.Post)
        {
            request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString("N")[..30]);
        }

        using var answer = await phone.SendAsync(request, Stop);
        var text = await answer.Content.ReadAsStringAsync(Stop);
        return ((int)answer.StatusCode, answer.IsSuccessStatusCode ? null : (string?)JsonNode.Parse(text)!["code"]);
    }

    /// <summary>Where a phone is led from an address.</summary>
    public static async Task<string> GoAsync(HttpClient phone, string path)
    {
        using var answer = await phone.GetAsync(path, Stop);
        return answer.Headers.Location?.ToString() ?? ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>What was noted so far is stored.</summary>
    public Task WriteLogAsync() =>
        Host.Services.GetRequiredService<TrailKeeper>().RunOnceAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        control.Dispose();
        await sandbox.DisposeAsync();
        await rx.DisposeAsync();
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
}
