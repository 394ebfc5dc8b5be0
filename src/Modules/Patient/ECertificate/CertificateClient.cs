using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Platform.Ids;

namespace Mingsuan.Patient.ECertificate;

/// <summary>对端应答 — the data in the clear, or why there is none.</summary>
internal sealed record CertificateAnswer(JsonObject? Data, Notice? Refusal)
{
    public static CertificateAnswer Refuse(string code) => new(null, Notice.Of(code));

    public string Text(string name) =>
        Data?[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";
}

/// <summary>
/// 电子凭证客户端 — calls the e-certificate through its shell. Each call has a number of its own, which the answer must
/// name; a call without an answer is made once more under the same number, which the peer answers as the first. Neither
/// codes nor tokens are logged.
/// </summary>
internal sealed partial class CertificateClient(
    CertificateFile file, IdSource ids, TimeProvider clock, ILogger<CertificateClient> log) : IDisposable
{
    public const string NotConnected = "E-ECERT-NOT-CONNECTED";
    public const string NoAnswer = "E-ECERT-UNAVAILABLE";
    public const string BadAnswer = "E-ECERT-ANSWER";
    public const string Refused = "E-ECERT-REFUSED";

    private const string Number = "outBizNo";
    private const int Attempts = 2;
    private const int MostBytes = 65_536;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false })
    {
        Timeout = Patience,
        MaxResponseContentBufferSize = MostBytes,
    };

    /// <summary>Whether there is a peer, and where a patient authorises with it.</summary>
    public CertificateSettings? Settings => file.Current()?.Settings;

    /// <summary>Calls a method.</summary>
    public async Task<CertificateAnswer> CallAsync(
        string method, JsonObject data, CancellationToken ct, int attempts = Attempts)
    {
        if (file.Current() is not var (settings, shell))
        {
            return CertificateAnswer.Refuse(NotConnected);
        }

        var number = WireId.Encode(ids.Next());
        data[Number] = number;
        var body = shell.Seal(data, clock.GetUtcNow().UtcDateTime).ToJsonString();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return Read(method, shell.Open, await PostAsync($"{settings.Address}/ec/{method}", body, ct), number);
            }
            catch (Exception failure) when (IsOutage(failure) && !ct.IsCancellationRequested)
            {
                Unanswered(log, method, attempt, failure.GetType().Name);
                if (attempt >= attempts)
                {
                    return CertificateAnswer.Refuse(NoAnswer);
                }
            }
        }
    }

    public void Dispose() => http.Dispose();

    private static bool IsOutage(Exception failure) =>
        failure is HttpRequestException or OperationCanceledException or IOException;

    private async Task<JsonObject?> PostAsync(string address, string body, CancellationToken ct)
    {
        using var content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using var answer = await http.PostAsync(new Uri(address), content, ct);
        var text = await answer.Content.ReadAsStringAsync(ct);
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A refusal needs no signature: it opens nothing.</summary>
    private CertificateAnswer Read(
        string method, Func<JsonObject, JsonObject?> open, JsonObject? outer, string number)
    {
        if (outer?["code"] is JsonValue code && code.ToString() is not "0")
        {
            Declined(log, method, code.ToString());
            return CertificateAnswer.Refuse(Refused);
        }

        var answer = new CertificateAnswer(outer is null ? null : open(outer), null);
        if (answer.Data is not null && answer.Text(Number) == number)
        {
            return answer;
        }

        Unbelievable(log, method);
        return CertificateAnswer.Refuse(BadAnswer);
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The e-certificate's {Method} had no answer at attempt {Attempt}: {Reason}")]
    private static partial void Unanswered(ILogger log, string method, int attempt, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The e-certificate's {Method} was refused with {Code}")]
    private static partial void Declined(ILogger log, string method, string code);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The e-certificate's {Method} gave an answer that is not the peer's to this call")]
    private static partial void Unbelievable(ILogger log, string method);
}
