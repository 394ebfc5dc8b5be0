using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Mingsuan.Migrations;
using Mingsuan.Modules.Tests.Verbs;
using Mingsuan.Platform.Persistence;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Access;

/// <summary>The way of an operator: migrate, load the registry, set the access, serve; then a signed call.</summary>
public sealed class ServeProcessTests
{
    private const string Code = "H53230100002";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_served_platform_takes_signed_calls_and_no_other()
    {
        using var file = new SqliteFile();
        var database = "sqlite:" + file.Path;
        await Schema.MigrateAsync(DatabaseChoice.Parse(database), Stop);
        var loaded = await HostProcess.RunAsync(
            "registry", "import", "--database", database, RepositoryRoot.At("samples", "demo"));
        loaded.Exit.ShouldBe(0, loaded.Errors);
        var again = await HostProcess.RunAsync(
            "registry", "import", "--database", database, RepositoryRoot.At("samples", "demo"));
        again.Exit.ShouldBe(1);

        var access = new JsonArray(new JsonObject
        {
            ["institution"] = Code,
            ["signing"] = AccessClientOf.Signing("xTif"),
        });
        var set = await HostProcess.AskAsync(access.ToJsonString(), "registry", "access", "--database", database);
        set.Exit.ShouldBe(0, set.Errors);
        set.Out.ShouldContain(Code);
        (set.Out + set.Errors).ShouldNotContain(AccessClientOf.Secret);
        (await File.ReadAllBytesAsync(file.Path, Stop)).AsSpan()
            .IndexOf(System.Text.Encoding.UTF8.GetBytes(AccessClientOf.Secret)).ShouldBe(-1);

        await ServeAsync(database, async client =>
        {
            (await CallAsync(client, signed: true)).ShouldBe("0");
            (await CallAsync(client, signed: false)).ShouldBe("-1");
        });
    }

    [Theory]
    [InlineData("""[{"institution":"H00000000000"}]""", "no such institution")]
    [InlineData("""[{"institution":"H53230100002","signing":{"style":"xTif","key":"k","secret":"short"}}]""", "16")]
    [InlineData("""[{"institution":"H53230100002","signing":{"style":"fax"}}]""", "signing.style")]
    [InlineData("""[{"institution":"H53230100002","sining":{}}]""", "sining")]
    [InlineData("""[{"institution":"H53230100002","body":{"publicKey":"04ab"}}]""", "SM2")]
    [InlineData("[]", "nothing")]
    public async Task A_file_that_cannot_be_sets_nothing_and_says_why(string file, string reason)
    {
        using var sqlite = new SqliteFile();
        var database = "sqlite:" + sqlite.Path;
        await Schema.MigrateAsync(DatabaseChoice.Parse(database), Stop);
        (await HostProcess.RunAsync(
            "registry", "import", "--database", database, RepositoryRoot.At("samples", "demo"))).Exit.ShouldBe(0);
        var refused = await HostProcess.AskAsync(file, "registry", "access", "--database", database);
        refused.Exit.ShouldBe(2, refused.Errors);
        refused.Errors.ShouldContain(reason);
        refused.Out.ShouldBeEmpty();
    }

    private static async Task ServeAsync(string database, Func<HttpClient, Task> work)
    {
        var port = FreePort();
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["MINGSUAN_LAW"] = RepositoryRoot.At("law");
        start.Environment.Remove("MINGSUAN_KEYS");
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "Mingsuan.Host.dll"),
            "serve", "--database", database, "--urls", $"http://127.0.0.1:{port}",
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(Stop);
        var errors = process.StandardError.ReadToEndAsync(Stop);
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        try
        {
            await ReadyAsync(process, client);
            await work(client);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }

        (await output + await errors).ShouldNotContain(AccessClientOf.Secret);
    }

    private static async Task ReadyAsync(Process process, HttpClient client)
    {
        for (var turn = 0; ; turn++)
        {
            process.HasExited.ShouldBeFalse("the platform ended before it was ready");
            try
            {
                if ((await client.GetAsync("/health/ready", Stop)).IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException) when (turn < 300)
            {
                // It is not listening yet.
            }

            await Task.Delay(100, Stop);
        }
    }

    private static async Task<string> CallAsync(HttpClient client, bool signed)
    {
        var message = new JsonObject
        {
            ["infno"] = "1201",
            ["msgid"] = Guid.NewGuid().ToString("N")[..30],
            ["mdtrtarea_admvs"] = "532300",
            ["opter_type"] = "1",
            ["opter"] = "1001",
            ["fixmedins_code"] = Code,
            ["input"] = new JsonObject { ["medinsinfo"] = new JsonObject { ["fixmedins_type"] = "1" } },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/fsi/api/1201")
        {
            Content = new StringContent(message.ToJsonString(), System.Text.Encoding.UTF8, "application/json"),
        };
        if (signed)
        {
            var timestamp = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            var nonce = Guid.NewGuid().ToString();
            request.Headers.Add("x-tif-paasid", AccessClientOf.Paasid);
            request.Headers.Add("x-tif-timestamp", timestamp);
            request.Headers.Add("x-tif-nonce", nonce);
            request.Headers.Add(
                "x-tif-signature", AccessClientOf.XTif(timestamp, AccessClientOf.Secret, nonce));
        }

        using var response = await client.SendAsync(request, Stop);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(Stop))!["infcode"]!.ToString();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
