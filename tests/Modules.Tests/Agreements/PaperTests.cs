using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Testing;
using Mingsuan.Workbench.Files;

namespace Mingsuan.Modules.Tests.Agreements;

/// <summary>协议文本的 PDF — for both sides, and a clear word where it cannot be made. (JS-2-2)</summary>
public sealed class PaperTests(PostgresServer server)
{
    [Fact]
    public async Task Both_sides_take_the_signed_text_as_a_pdf_that_names_its_digest()
    {
        await using var stage = await AgreementStage.OpenAsync(DatabaseKinds.Sqlite, server);
        await stage.ConcludeAsync();
        var digest = (string)(await stage.GetAsync(stage.At))["draft"]!["digest"]!;

        foreach (var (path, token) in new[]
        {
            (stage.At, AgreementStage.Agency), (stage.Own, AgreementStage.Hospital),
        })
        {
            using var answer = await AskAsync(stage, path + "/pdf", token);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
            var text = Encoding.Latin1.GetString(
                await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
            text.ShouldStartWith("%PDF");
            text.ShouldContain("supplementary-agreement " + digest);
        }

        using var stranger = await AskAsync(stage, stage.Own + "/pdf", AgreementStage.Settling);
        stranger.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, "it is another hospital's");
    }

    [Theory]
    [InlineData("/nowhere/chromium", "E-PDF-NO-BROWSER")]
    [InlineData("/bin/false", "E-PDF-FAILED")]
    public async Task Without_a_browser_that_prints_the_answer_says_so(string program, string code)
    {
        await using var stage = await AgreementStage.OpenAsync(
            DatabaseKinds.Sqlite,
            server,
            services => services.AddSingleton(_ => new PdfPrinter(program, TimeSpan.FromSeconds(20))));
        await stage.ConcludeAsync();

        using var answer = await AskAsync(stage, stage.At + "/pdf", AgreementStage.Agency);

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        ((string)problem["code"]!).ShouldBe(code);
    }

    private static async Task<HttpResponseMessage> AskAsync(AgreementStage stage, string path, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1" + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await stage.Host.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
