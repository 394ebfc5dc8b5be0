using System.Net;
using System.Net.Http.Headers;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.MoneyOverTime;

/// <summary>令牌猜测 — the agency's questions slow a guesser down by where the guesses come from.</summary>
public sealed class TokenGuessingTests(PostgresServer server)
{
    [Fact]
    public async Task Guesses_from_one_address_wait_and_another_address_does_not()
    {
        await using var host = await LineHost.StartAsync(DatabaseKinds.Sqlite, server, demo: true);
        for (var guess = 0; guess < 20; guess++)
        {
            (await AskAsync(host, $"guess {guess}", "203.0.113.7")).Code.ShouldBe(HttpStatusCode.Unauthorized);
        }

        var (code, after, text) = await AskAsync(host, MoneyStage.Officer, "203.0.113.7");
        code.ShouldBe(HttpStatusCode.TooManyRequests);
        after.ShouldBe(TimeSpan.FromSeconds(1));
        text.ShouldContain("E-SIGN-IN-PAUSE");
        (await AskAsync(host, MoneyStage.Officer, "198.51.100.1")).Code.ShouldBe(HttpStatusCode.OK);
        (await AskAsync(host, MoneyStage.Officer, "203.0.113.7, 198.51.100.1")).Code.ShouldBe(HttpStatusCode.OK);
        (await AskAsync(host, MoneyStage.Officer, "198.51.100.1, 203.0.113.7")).Code
            .ShouldBe(HttpStatusCode.TooManyRequests, "the proxy names the caller last");
        (await AskAsync(host, MoneyStage.Officer, "203.0.113.7:50123")).Code
            .ShouldBe(HttpStatusCode.TooManyRequests, "a port makes no other caller");
        host.Access.Has("E-SIGN-IN-PAUSE").ShouldBeTrue();

        host.Clock.Advance(TimeSpan.FromSeconds(1));
        (await AskAsync(host, MoneyStage.Officer, "203.0.113.7")).Code.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_program_with_an_old_token_keeps_nobody_out()
    {
        await using var host = await LineHost.StartAsync(DatabaseKinds.Sqlite, server, demo: true);
        for (var again = 0; again < 60; again++)
        {
            (await AskAsync(host, "an old token", "203.0.113.7")).Code.ShouldBe(HttpStatusCode.Unauthorized);
            (await AskAsync(host, "", "203.0.113.7")).Code.ShouldBe(HttpStatusCode.Unauthorized);
        }

        (await AskAsync(host, MoneyStage.Officer, "203.0.113.7")).Code.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<(HttpStatusCode Code, TimeSpan? After, string Text)> AskAsync(
        LineHost host, string token, string spokenFor)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/agency/settlements");
        request.Headers.Add("X-Forwarded-For", spokenFor);
        if (token.Length > 0)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        using var response = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return (
            response.StatusCode,
            response.Headers.RetryAfter?.Delta,
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
