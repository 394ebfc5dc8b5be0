using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Modules.Tests.MoneyOverTime;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Registry;

/// <summary>A platform of its own, and officers who keep its register.</summary>
internal sealed class RegisterStage(MoneyStage desk) : IAsyncDisposable
{
    public const string Licences = "机构编码,许可种类,许可证号,发证机关,有效期起,有效期止\n";

    public MoneyStage Desk => desk;

    public LineHost Host => desk.Host;

    public static async Task<RegisterStage> OpenAsync(string database, PostgresServer server) =>
        new(await MoneyStage.OpenAsync(database, server));

    /// <summary>Uploads a file and gives the preview.</summary>
    public async Task<JsonNode> PreviewAsync(
        string kind, byte[] file, HttpStatusCode status = HttpStatusCode.OK, string token = MoneyStage.Officer)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, $"/api/v1/agency/registry/imports?kind={kind}&file=x.csv&document=doc-1")
        {
            Content = new ByteArrayContent(file),
        };
        request.Headers.Add("Idempotency-Key", Host.NextMsgId());
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await Host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(status, text);
        return JsonNode.Parse(text)!;
    }

    public Task<JsonNode> PreviewAsync(string kind, string text) => PreviewAsync(kind, Encoding.UTF8.GetBytes(text));

    public Task<JsonNode> CommitAsync(
        JsonNode preview, bool goodOnly = false, HttpStatusCode status = HttpStatusCode.OK) => desk.PostAsync(
        $"/registry/imports/{(string)preview["id"]!}/commit",
        new JsonObject { ["plan"] = (string)preview["plan"]!, ["goodOnly"] = goodOnly ? "true" : "false" },
        status);

    public async Task<JsonNode> SanctionAsync(
        string code, string act, int points = 0, HttpStatusCode status = HttpStatusCode.OK) => await desk.PostAsync(
        $"/registry/practitioners/{code}/sanctions",
        new JsonObject { ["act"] = act, ["points"] = points, ["reason"] = "r", ["document"] = "d" },
        status);

    /// <summary>What everybody may read.</summary>
    public async Task<JsonNode> PublicAsync(string path)
    {
        using var response = await Host.Client.GetAsync("/api/v1" + path, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return JsonNode.Parse(text)!;
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();
}
