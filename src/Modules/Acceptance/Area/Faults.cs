using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Mingsuan.Acceptance.Judging;
using Mingsuan.Acceptance.Runs;
using Mingsuan.Acceptance.Scenarios;
using Mingsuan.Contracts.Acceptance;
using Mingsuan.Platform.Http;

namespace Mingsuan.Acceptance.Area;

/// <summary>故障 — what the test area does wrong on purpose, as the scenario set says.</summary>
internal sealed class Faults(ScenarioSet set, ITestArea area)
{
    private const decimal OneFen = 0.01m;

    /// <summary>The fault that a person's scenario has for a transaction, or none.</summary>
    public Fault? Due(string infno, string? person) => person is null ? null : set.Steps
        .FirstOrDefault(step => step.Person == person && step.Fault is { } fault
            && (infno == fault.Infno || infno == fault.Infno + "A"))?.Fault;

    /// <summary>The answer with a wrong amount under a right signature, or with a wrong signature.</summary>
    public async Task<byte[]> SpoilAsync(AcceptanceCall heard, byte[] answer, CancellationToken ct)
    {
        var reply = JsonNode.Parse(answer)!.AsObject();
        var signed = Heard.Text(reply["cainfo"]) is { Length: > 0 } signature ? signature : null;
        if (heard.Fault == Judge.Altered)
        {
            Alter(reply, Due(heard.Infno, heard.Person)!.Field!);
            if (signed is not null)
            {
                var output = Encoding.UTF8.GetBytes(reply["output"]!.ToJsonString(WireJson.Options));
                reply["cainfo"] = await area.SignAsync(output, ct);
            }
        }
        else if (signed is not null)
        {
            var bytes = Convert.FromBase64String(signed);
            bytes[^1] ^= 1;
            reply["cainfo"] = Convert.ToBase64String(bytes);
        }

        return Encoding.UTF8.GetBytes(reply.ToJsonString(WireJson.Options));
    }

    private static void Alter(JsonObject reply, string field)
    {
        var node = reply["output"]!.AsObject().Select(pair => pair.Value).OfType<JsonObject>()
            .First(one => one.ContainsKey(field));
        var amount = decimal.Parse(Heard.Text(node[field])!, CultureInfo.InvariantCulture);
        node[field] = amount + OneFen;
    }
}
