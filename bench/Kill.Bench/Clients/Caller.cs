using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mingsuan.Platform.Time;

namespace Mingsuan.Kill.Bench.Clients;

/// <summary>An answer: its output, or the code of what was refused.</summary>
public sealed record Answered(string? Refusal, JsonObject Output, string Text);

/// <summary>
/// One terminal of the hospital: it sends a message again, under the same number, until it is answered.
/// </summary>
public sealed class Caller(
    string name, Hospital hospital, Wire wire, Known known, Func<CancellationToken, Task> up, TimeProvider clock)
{
    private const string Path = "/fsi/api";
    private const int HttpOk = 200;
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(25);
    private static readonly string[] Reading = ["2206"];
    private int messages;
    private int sendings;

    public string NextMsgid() => string.Create(CultureInfo.InvariantCulture, $"{name}-{++messages:D8}");

    /// <summary>Sends until there is an answer other than "not available now".</summary>
    public async Task<Answered> AskAsync(string infno, string msgid, JsonObject input, CancellationToken ct)
    {
        while (true)
        {
            if (await TryAsync(infno, msgid, input, hangUp: false, ct) is { } answer)
            {
                return answer;
            }

            // A terminal takes breath before it tries again; whether the server is back shows the answer.
            await Task.Delay(Breath, ct);
        }
    }

    /// <summary>Sends once; null when the answer was lost or says that the platform is not available now.</summary>
    public async Task<Answered?> TryAsync(
        string infno, string msgid, JsonObject input, bool hangUp, CancellationToken ct)
    {
        await up(ct);
        var body = Encoding.UTF8.GetBytes(hospital.Message(infno, msgid, input).ToJsonString());
        var now = clock.GetUtcNow();
        var sentAt = BeijingTime.Stamp(now.UtcDateTime);
        var signature = Signature.Headers(now, string.Create(CultureInfo.InvariantCulture, $"{name}-{++sendings}"));
        try
        {
            var (status, text) = await wire.AskAsync("POST", Path, signature, body, hangUp, ct);
            return Read(infno, msgid, status, text, sentAt);
        }
        catch (AnswerLostException loss)
        {
            if (loss.Sent)
            {
                known.CountLost();
            }

            return null;
        }
    }

    private Answered? Read(string infno, string msgid, int status, string text, string sentAt)
    {
        var reply = Parse(text);
        if (status != HttpOk || reply is null)
        {
            known.Faults.Enqueue($"{infno} {msgid}: HTTP {status} {text}");
            return new("HTTP", [], text);
        }

        if (reply["infcode"]!.GetValue<int>() == 0)
        {
            if (string.CompareOrdinal((string)reply["respond_time"]!, sentAt) < 0)
            {
                known.CountRepeated();
            }

            Acknowledge(infno, msgid, reply);
            return new(null, reply["output"]!.AsObject(), text);
        }

        var code = ((string)reply["err_msg"]!).Split(']')[0].TrimStart('[');
        if (code == "E-UNAVAILABLE")
        {
            known.CountUnavailable();
            return null;
        }

        if (code == "E-INTERNAL")
        {
            known.Faults.Enqueue($"{infno} {msgid}: {text}");
        }

        return new(code, [], text);
    }

    // Whatever was acknowledged under a number must be acknowledged alike for ever.
    private void Acknowledge(string infno, string msgid, JsonObject reply)
    {
        if (Reading.Contains(infno))
        {
            return;
        }

        var output = reply["output"]!.ToJsonString();
        if (known.Acknowledged.GetOrAdd(msgid, output) != output)
        {
            known.Faults.Enqueue($"{infno} {msgid}: acknowledged twice and not alike: {output}");
        }
    }

    private static JsonObject? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
