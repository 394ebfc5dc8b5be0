using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Mingsuan.Browser.Tests;

/// <summary>The three questions over HTTP, asked by a program.</summary>
public sealed class LawApiTests(PagesServer server) : IClassFixture<PagesServer>
{
    private const string Pathology = """
        { "region": "430900", "on": "2020-07-01", "item": "270800008", "slides": 4, "intraoperativeFrozen": false,
          "institution": { "ownership": "public", "licences": ["telemedicine"] },
          "consulted": { "level": "tertiary", "title": "chief", "licences": ["telemedicine"] },
          "visit": { "consent": true }, "signedOpinion": true }
        """;

    [Fact]
    public async Task A_quote_is_answered_as_the_command_answers_it()
    {
        var (status, type, body) = await Post("quote", Encoding.UTF8.GetBytes(Pathology));

        status.ShouldBe(HttpStatusCode.OK);
        type.ShouldBe("application/json");
        body.GetProperty("amount").GetString().ShouldBe("460.00");
        body.GetProperty("steps")[1].GetProperty("clause").GetProperty("article").GetString().ShouldBe("附件 序号5");
    }

    [Fact]
    public async Task An_array_is_answered_by_an_array_and_a_refusal_is_an_answer()
    {
        var (status, _, body) = await Post("quote", Encoding.UTF8.GetBytes($"[{Pathology}, {{}}]"));

        status.ShouldBe(HttpStatusCode.OK);
        body[0].GetProperty("decision").GetString().ShouldBe("priced");
        body[1].GetProperty("code").GetString().ShouldBe("E-MISSING-FACT");
    }

    [Fact]
    public async Task A_deadline_is_counted_over_the_holidays()
    {
        var (_, _, body) = await Post("clock", Encoding.UTF8.GetBytes(
            """{ "document": "楚医保规〔2022〕3号", "step": "review", "from": "2022-09-26" }"""));

        body.GetProperty("due").GetString().ShouldBe("2022-10-13");
    }

    [Theory]
    [InlineData("quote", "{ \"region\": ")]
    [InlineData("adjudicate", "")]
    [InlineData("clock", "\"a word\"")]
    [InlineData("quote", "[1]")]
    [InlineData("quote", "{ \"item\": \"\\ud800\" }")]
    public async Task What_cannot_be_read_is_a_problem(string verb, string text)
    {
        var (status, type, body) = await Post(verb, Encoding.UTF8.GetBytes(text));

        status.ShouldBe(HttpStatusCode.BadRequest);
        type.ShouldBe("application/problem+json");
        body.GetProperty("status").GetInt32().ShouldBe(400);
    }

    [Fact]
    public async Task A_body_that_is_not_UTF_8_or_too_large_is_a_problem()
    {
        var (latin, _, _) = await Post("quote", [0x7b, 0x22, 0xb5, 0xd8, 0xc7, 0xf8, 0x22, 0x3a, 0x31, 0x7d]);
        var (large, _, _) = await Post("quote", new byte[(1 << 20) + 1]);

        latin.ShouldBe(HttpStatusCode.BadRequest);
        large.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    private async Task<(HttpStatusCode Status, string? Type, JsonElement Body)> Post(string verb, byte[] bytes)
    {
        var ct = TestContext.Current.CancellationToken;
        using var client = new HttpClient();
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await client.PostAsync(new Uri($"{server.Address}/api/v1/{verb}"), content, ct);
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(ct));
        return (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, body.RootElement.Clone());
    }
}
