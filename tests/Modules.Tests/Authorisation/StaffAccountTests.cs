using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Modules.Tests.Verbs;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Identity;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Authorisation;

/// <summary>账户 — as an administrator makes them and as people sign in with them.</summary>
public sealed class StaffAccountTests(PostgresServer server)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1_111_111_109, "081804")]
    [InlineData(20_000_000_000, "353130")]
    public void A_one_time_code_is_that_of_the_standard(long seconds, string code)
    {
        var (secret, at) = ("12345678901234567890"u8.ToArray(), DateTimeOffset.FromUnixTimeSeconds(seconds));
        OneTimeCode.At(secret, OneTimeCode.StepOf(at)).ShouldBe(code);
        OneTimeCode.Fits(secret, code, at.AddSeconds(30)).ShouldBe(OneTimeCode.StepOf(at));
        OneTimeCode.Fits(secret, code, at.AddSeconds(90)).ShouldBeNull();
    }

    [Fact]
    public void A_secret_is_written_as_authenticator_apps_take_it() =>
        OneTimeCode.Base32("12345678901234567890"u8).ShouldBe("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");

    [Theory]
    [InlineData("532300", "532302", true)]
    [InlineData("532300", "532300", true)]
    [InlineData("532300", "530100", false)]
    [InlineData("530000", "532302", true)]
    [InlineData("532302", "532300", false)]
    [InlineData("430900,532302", "532302", true)]
    [InlineData("", "370800", true)]
    public void A_region_covers_what_lies_below_it(string regions, string area, bool covered) =>
        new Operator("x", "agency", regions).Covers(area).ShouldBe(covered);

    [Fact]
    public async Task An_account_is_made_once_kept_sealed_and_signs_in_with_two_factors()
    {
        var keys = Directory.CreateTempSubdirectory("mingsuan-staff-");
        string[] add = ["staff", "add", "普经办", "--role", "agency", "--regions", "532300", "--keys", keys.FullName];
        var made = await HostProcess.RunAsync(add);
        made.Exit.ShouldBe(0, made.Errors);
        (await HostProcess.RunAsync(add)).Exit.ShouldBe(1);
        var kept = await File.ReadAllTextAsync(Path.Combine(keys.FullName, StaffList.FileName), Stop);
        var (password, secret, token) = (Word(made.Out, "password"), Word(made.Out, "code"), Word(made.Out, "token"));
        foreach (var word in new[] { password, secret, token })
        {
            kept.ShouldNotContain(word);
        }

        using var platform = PlatformKeys.Open(keys.FullName);
        await using var host = await LineHost.StartAsync(
            DatabaseKinds.Sqlite,
            server,
            demo: true,
            replace: services => services.AddSingleton(StaffList.Read(keys, platform)));
        var address = host.Client.BaseAddress!;
        var code = OneTimeCode.At(Base32(secret), OneTimeCode.StepOf(host.Clock.GetUtcNow()));

        (await TryAsync(address, password, "000000")).ShouldBe(HttpStatusCode.OK);
        (await TryAsync(address, password, code)).ShouldBe(HttpStatusCode.Redirect);
        (await TryAsync(address, password, code)).ShouldBe(HttpStatusCode.OK, "a code is good once");
        (await TryAsync(address, "wrong", code)).ShouldBe(HttpStatusCode.BadRequest, "there is no second step");

        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/agency/settlements");
        request.Headers.Authorization = new("Bearer", token);
        using var answer = await host.Client.SendAsync(request, Stop);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);

        (await HostProcess.RunAsync("staff", "list", "--keys", keys.FullName)).Out.ShouldBe("普经办\tagency\t532300\n");
        (await HostProcess.RunAsync("staff", "remove", "普经办", "--keys", keys.FullName)).Exit.ShouldBe(0);
        (await HostProcess.RunAsync("staff", "list", "--keys", keys.FullName)).Out.ShouldBe("");
    }

    [Theory]
    [InlineData("--role", "minister")]
    [InlineData("--role", "hospital")]
    [InlineData("--role", "agency", "--institution", "H53230100002")]
    [InlineData("--role", "agency", "--regions", "5323")]
    public async Task An_account_that_makes_no_sense_is_not_made(params string[] wrong)
    {
        var keys = Directory.CreateTempSubdirectory("mingsuan-staff-");
        (await HostProcess.RunAsync(["staff", "add", "x", "--keys", keys.FullName, .. wrong])).Exit.ShouldBe(2);
        keys.GetFiles().ShouldBeEmpty();
    }

    [Fact]
    public async Task Out_of_reach_is_refused_and_not_listed()
    {
        await using var host = await LineHost.StartAsync(DatabaseKinds.Sqlite, server, demo: true);
        var far = (string)host.First(
            "institutions", one => ((string)one["admdvs"]!).StartsWith("43", StringComparison.Ordinal))["code"]!;
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/agency/institutions/{far}/closes");
        request.Headers.Authorization = new("Bearer", "demo-agency-2026");
        using var answer = await host.Client.SendAsync(request, Stop);
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await answer.Content.ReadAsStringAsync(Stop)).ShouldContain("E-SCOPE");

        using var browser = await StaffBrowser.SignedInAsync(
            host.Client.BaseAddress!, "agency", "demo-agency-2026");
        var page = await browser.Client.GetStringAsync("/agency/settlements", Stop);
        page.ShouldContain((string)host.Demo["institutions"]![0]!["code"]!);
        page.ShouldNotContain(far);
    }

    private static async Task<HttpStatusCode> TryAsync(Uri address, string password, string code) =>
        await StaffBrowser.TryAsync(address, "普经办", password, code);

    private static string Word(string printed, string name) => printed.Split('\n')
        .Single(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..].Trim();

    internal static byte[] Base32(string text)
    {
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bits = string.Concat(text.Select(one => Convert.ToString(alphabet.IndexOf(one), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Where(one => one.Length == 8).Select(one => Convert.ToByte(new string(one), 2))];
    }
}
