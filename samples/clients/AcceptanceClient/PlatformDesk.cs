using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Mingsuan.AcceptanceClient;

/// <summary>The platform's side of a run: start, state, evidence, finish. Plain JSON with a token.</summary>
internal sealed class PlatformDesk(HttpClient http, ClientOptions options)
{
    private const string Runs = "/api/v1/hospital/acceptance/runs";

    public Task<JsonObject> StartAsync(string? publicKey) => SendAsync(HttpMethod.Post, Runs, new()
    {
        ["style"] = options.Style,
        ["publicKey"] = publicKey,
    });

    public Task<JsonObject> AccessAsync(string run) => SendAsync(HttpMethod.Get, $"{Runs}/{run}/access");

    public Task<JsonObject> FinishAsync(string run) => SendAsync(HttpMethod.Post, $"{Runs}/{run}/finish", []);

    public Task<JsonObject> ReportAsync(string run) => SendAsync(HttpMethod.Get, $"{Runs}/{run}/report");

    private async Task<JsonObject> SendAsync(HttpMethod method, string address, JsonObject? body = null)
    {
        using var request = new HttpRequestMessage(method, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Token);
        if (body is not null)
        {
            // The same key again would be the same request: a start that is sent twice starts one run.
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString("N")[..30]);
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        }

        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode
            ? JsonNode.Parse(text)!.AsObject()
            : throw new InvalidOperationException($"{method} {address}: {(int)response.StatusCode} {text}");
    }
}
