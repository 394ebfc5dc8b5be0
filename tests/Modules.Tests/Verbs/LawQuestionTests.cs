using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Verbs;

/// <summary>The questions of the command, asked over HTTP of the whole running platform.</summary>
public sealed class LawQuestionTests(PostgresServer server, LineHosts hosts)
{
    [Fact]
    public async Task A_quote_is_answered_with_its_clauses()
    {
        var answer = await AskAsync("quote", AskVerbTests.Pathology);

        ((string)answer["amount"]!).ShouldBe("460.00");
        answer["steps"]!.AsArray().ShouldAllBe(step => step!["clause"]!["article"] != null);
    }

    [Fact]
    public async Task A_claim_is_split_to_the_fen()
    {
        var answer = await AskAsync("adjudicate", AskVerbTests.FollowUp);

        ((string)answer["decision"]!).ShouldBe("settled");
        ((string)answer["hifp_pay"]!).ShouldBe("53.63");
        ((string)answer["act_pay_dedc"]!).ShouldBe("40.00");
    }

    [Fact]
    public async Task A_deadline_counts_working_days_only()
    {
        var answer = await AskAsync("clock", AskVerbTests.Review);

        ((string)answer["due"]!).ShouldBe("2022-10-13");
        answer["counted"]!.AsArray().Count.ShouldBe(10);
    }

    private async Task<JsonNode> AskAsync(string verb, string question)
    {
        var host = await hosts.On(DatabaseKinds.Sqlite, server);
        using var content = new StringContent(question, Encoding.UTF8, "application/json");
        using var response = await host.Client.PostAsync(
            "/api/v1/" + verb, content, TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }
}
