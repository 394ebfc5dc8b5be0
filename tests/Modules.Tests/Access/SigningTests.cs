using System.Text.Json.Nodes;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Access;

/// <summary>The gateway signing styles, as clients send them to one that takes signed calls only.</summary>
public sealed class SigningTests(PostgresServer server, ServeHosts hosts) : IClassFixture<ServeHosts>
{
    [Fact]
    public void The_client_signs_as_the_published_vector_says() =>
        AccessClientOf.XTif("1767225600", "s3cr3t", "8f14e45f-ceea-467f-a0e6-5d1f0a1b2c3d")
            .ShouldBe("ad67f027237045c88d336111b27b1d82df2844a7bc646d863262ce749616c76c");

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task An_x_tif_call_is_taken_once_and_its_replay_is_not(string database)
    {
        var client = await ClientAsync(database, "xTif");
        var headers = client.XTifHeaders();
        (await client.CallAsync("1101", client.Query(), headers)).ShouldSucceed();
        (await client.CallAsync("1101", client.Query(), headers)).ShouldRefuse("E-SIGN-REPLAY");

        headers = client.XTifHeaders();
        headers["x-tif-signature"] = headers["x-tif-signature"].ToUpperInvariant();
        (await client.CallAsync("1101", client.Query(), headers)).ShouldSucceed();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_captured_signature_carries_no_other_body(string database)
    {
        var client = await ClientAsync(database, "xTif");
        var headers = client.XTifHeaders();
        (await client.CallAsync("1101", client.Query(), headers)).ShouldSucceed();
        var card = new JsonObject { ["mdtrt_cert_type"] = "03", ["mdtrt_cert_no"] = "1" };
        var other = new JsonObject { ["data"] = card };
        (await client.CallAsync("1101", other, headers)).ShouldRefuse("E-SIGN-REPLAY");
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Of_many_at_once_with_one_nonce_one_is_taken(string database)
    {
        var client = await ClientAsync(database, "xTif");
        var headers = client.XTifHeaders();
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => client.CallAsync("1101", client.Query(), headers)));
        answers.Count(answer => answer.Infcode == 0).ShouldBe(1);
        answers.Count(answer => answer.ErrMsg.StartsWith("[E-SIGN-REPLAY]", StringComparison.Ordinal)).ShouldBe(5);
    }

    [Theory]
    [InlineData(-299, null)]
    [InlineData(299, null)]
    [InlineData(-301, "E-SIGN-TIME")]
    [InlineData(301, "E-SIGN-TIME")]
    public async Task A_signature_counts_within_the_window_either_way(int seconds, string? code)
    {
        var off = TimeSpan.FromSeconds(seconds);
        var client = await ClientAsync(DatabaseKinds.Sqlite, "xTif");
        Check(await client.CallAsync("1101", client.Query(), client.XTifHeaders(off: off)), code);
        await client.SetAsync(AccessClientOf.Signing("apiGateway"));
        Check(await client.CallAsync("1101", client.Query(), client.ApiHeaders("1101", off: off)), code);
    }

    [Fact]
    public async Task A_wrong_key_secret_or_signature_uses_up_no_nonce()
    {
        var client = await ClientAsync(DatabaseKinds.Sqlite, "xTif");
        var nonce = Guid.NewGuid().ToString();
        (await client.CallAsync("1101", client.Query(), client.XTifHeaders("another-secret-altogether", nonce: nonce)))
            .ShouldRefuse("E-SIGN-WRONG");
        (await client.CallAsync("1101", client.Query(), client.XTifHeaders(key: "someone", nonce: nonce)))
            .ShouldRefuse("E-SIGN-WRONG");
        var broken = client.XTifHeaders(nonce: nonce);
        broken["x-tif-signature"] = "zz" + broken["x-tif-signature"][2..];
        (await client.CallAsync("1101", client.Query(), broken)).ShouldRefuse("E-SIGN-WRONG");
        var partial = client.XTifHeaders(nonce: nonce);
        partial.Remove("x-tif-nonce");
        (await client.CallAsync("1101", client.Query(), partial)).ShouldRefuse("E-SIGN-MISSING");
        (await client.CallAsync("1101", client.Query(), null)).ShouldRefuse("E-SIGN-MISSING");

        (await client.CallAsync("1101", client.Query(), client.XTifHeaders(nonce: nonce))).ShouldSucceed();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task An_api_gateway_call_names_its_transaction(string database)
    {
        var client = await ClientAsync(database, "apiGateway");
        (await client.CallAsync("1101", client.Query(), client.ApiHeaders("1101"))).ShouldSucceed();
        (await client.CallAsync("1101", client.Query(), client.ApiHeaders("hsa-fsi-1101"))).ShouldSucceed();
        (await client.CallAsync("1101", client.Query(), client.ApiHeaders("2201"))).ShouldRefuse("E-SIGN-NAME");
        (await client.CallAsync("1101", client.Query(), client.ApiHeaders("1101", "not-the-secret-at-all")))
            .ShouldRefuse("E-SIGN-WRONG");
        var renamed = client.ApiHeaders("2201");
        renamed["_api_name"] = "1101";
        (await client.CallAsync("1101", client.Query(), renamed)).ShouldRefuse("E-SIGN-WRONG");
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_token_opens_for_its_time_and_its_institution(string database)
    {
        await using var host = await LineHost.StartAsync(database, server, demo: false);
        var client = new AccessClientOf(host);
        var other = new AccessClientOf(host, 1);
        await client.SetAsync(AccessClientOf.Signing("oAuth"));
        await other.SetAsync(AccessClientOf.Signing("oAuth", "second-client", "secret-of-the-second"));

        var headers = await client.TokenHeadersAsync();
        (await client.CallAsync("1101", client.Query(), headers)).ShouldSucceed();
        (await other.CallAsync("1101", other.Query(), headers)).ShouldRefuse("E-TOKEN");
        var bent = new Dictionary<string, string> { ["Authorization"] = headers["Authorization"][..^2] + "AA" };
        (await client.CallAsync("1101", client.Query(), bent)).ShouldRefuse("E-TOKEN");
        (await client.CallAsync("1101", client.Query(), null)).ShouldRefuse("E-SIGN-MISSING");

        client.Clock.Advance(TimeSpan.FromHours(2));
        (await client.CallAsync("1101", client.Query(), headers)).ShouldRefuse("E-TOKEN-EXPIRED");
        await client.SetAsync(AccessClientOf.Signing("oAuth", secret: "a-new-secret-for-all"));
        using var refused = await client.AskTokenAsync();
        ((int)refused.StatusCode).ShouldBe(401);
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task An_apikey_in_one_header_opens_for_its_institution(string database)
    {
        await using var host = await LineHost.StartAsync(database, server, demo: false);
        var client = new AccessClientOf(host);
        var other = new AccessClientOf(host, 1);
        static Dictionary<string, string> Key(string value) => new() { ["apikey"] = value };
        JsonObject Style(string secret) => new() { ["style"] = "apiKey", ["secret"] = secret };
        await client.SetAsync(Style(AccessClientOf.Secret));
        await other.SetAsync(Style("secret-of-the-second"));

        (await client.CallAsync("1101", client.Query(), Key(AccessClientOf.Secret))).ShouldSucceed();
        (await other.CallAsync("1101", other.Query(), Key("secret-of-the-second"))).ShouldSucceed();
        (await other.CallAsync("1101", other.Query(), Key(AccessClientOf.Secret))).ShouldRefuse("E-SIGN-WRONG");
        (await client.CallAsync("1101", client.Query(), Key(AccessClientOf.Secret[..^1]))).ShouldRefuse("E-SIGN-WRONG");
        (await client.CallAsync("1101", client.Query(), null)).ShouldRefuse("E-SIGN-MISSING")
            .ErrMsg.ShouldContain("apikey");
        (await client.CallAsync("1101", client.Query(), client.XTifHeaders())).ShouldRefuse("E-SIGN-MISSING");
        var change = await Should.ThrowAsync<InvalidDataException>(() => client.SetAsync(Style("too short")));
        change.Message.ShouldNotContain("too short");
    }

    [Theory]
    [InlineData("nobody", AccessClientOf.Secret, AccessClientOf.Password)]
    [InlineData(AccessClientOf.Paasid, "wrong", AccessClientOf.Password)]
    [InlineData(AccessClientOf.Paasid, AccessClientOf.Secret, "wrong")]
    public async Task No_token_for_a_wrong_client_secret_or_password(string id, string secret, string password)
    {
        var client = await ClientAsync(DatabaseKinds.Sqlite, "oAuth");
        using var response = await client.AskTokenAsync(id, secret, password);
        ((int)response.StatusCode).ShouldBe(401);
        (await hosts.On(DatabaseKinds.Sqlite, server)).Access.Has("E-TOKEN-CLIENT").ShouldBeTrue();
    }

    [Fact]
    public async Task One_institutions_signature_speaks_for_no_other_and_demo_asks_for_it_too()
    {
        await using var host = await LineHost.StartAsync(DatabaseKinds.Sqlite, server, demo: true);
        var client = new AccessClientOf(host);
        var other = new AccessClientOf(host, 1);
        await client.SetAsync(AccessClientOf.Signing("xTif"));
        await other.SetAsync(AccessClientOf.Signing("xTif", secret: "secret-of-the-second"));

        (await other.CallAsync("1101", other.Query(), client.XTifHeaders())).ShouldRefuse("E-SIGN-WRONG");
        (await client.CallAsync("1101", client.Query(), null)).ShouldRefuse("E-SIGN-MISSING");
        (await new AccessClientOf(host, 2).CallAsync("1101", client.Query(), null)).ShouldSucceed();
    }

    [Fact]
    public async Task A_clock_that_drifts_in_the_envelope_is_logged_and_not_refused()
    {
        await using var host = await LineHost.StartAsync(DatabaseKinds.Sqlite, server, demo: false);
        var client = new AccessClientOf(host);
        await client.SetAsync(AccessClientOf.Signing("xTif"));
        var message = client.Message("1101", client.Query());
        message["inf_time"] = "2026-11-20 07:00:00";
        (await client.PostAsync(message, client.XTifHeaders())).ShouldSucceed();

        var log = string.Concat(host.Data.GetFiles("*.log").Select(file =>
        {
            using var reader = new StreamReader(file.Open(FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            return reader.ReadToEnd();
        }));
        log.ShouldContain("off by -7200 s");
        log.ShouldNotContain(AccessClientOf.Secret);
    }

    private async Task<AccessClientOf> ClientAsync(string database, string style)
    {
        var client = new AccessClientOf(await hosts.On(database, server));
        await client.SetAsync(AccessClientOf.Signing(style));
        return client;
    }

    private static void Check(Answer answer, string? code)
    {
        if (code is null)
        {
            answer.ShouldSucceed();
        }
        else
        {
            answer.ShouldRefuse(code);
        }
    }
}
