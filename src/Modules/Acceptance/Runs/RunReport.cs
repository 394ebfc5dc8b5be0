using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mingsuan.Acceptance.Judging;
using Mingsuan.Acceptance.Scenarios;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Time;
using Mingsuan.Platform.Trail;

namespace Mingsuan.Acceptance.Runs;

/// <summary>验收报告 — what a run came to, in one canonical form that is signed.</summary>
internal static class RunReport
{
    public static JsonObject Of(
        InstitutionFacts institution,
        AcceptanceRun run,
        ScenarioSet set,
        IReadOnlyList<JudgedStep> steps,
        IReadOnlyList<AcceptanceCall> calls,
        IReadOnlyList<AcceptanceEvidence> evidence) => new()
        {
            ["run"] = WireId.Encode(run.RunId),
            ["institution"] = new JsonObject { ["code"] = institution.Code, ["name"] = institution.Name },
            ["region"] = run.Region,
            ["scenarioSet"] = new JsonObject { ["version"] = run.SetVersion, ["digest"] = run.SetDigest },
            ["startedAt"] = BeijingTime.Text(run.StartedAt),
            ["finishedAt"] = BeijingTime.Text(run.FinishedAt!.Value),
            ["passed"] = run.Passed,
            ["scenarios"] = new JsonArray([.. set.Scenarios.Select(one => Scenario(one, run.Region, steps))]),
            ["evidence"] = new JsonArray([.. set.Evidence.Select(item =>
                Evidence(item, evidence.FirstOrDefault(row => row.Item == item.Id)))]),
            ["transcript"] = new JsonObject { ["calls"] = calls.Count, ["digest"] = Digest(calls) },
        };

    /// <summary>A scenario with its steps, as the state of a run and its report write it.</summary>
    public static JsonNode Scenario(
        Scenario scenario, string region, IReadOnlyList<JudgedStep> steps) => new JsonObject
        {
            ["id"] = scenario.Id,
            ["title"] = scenario.Title,
            ["module"] = scenario.Module,
            ["planned"] = scenario.Planned,
            ["rows"] = new JsonArray([.. scenario.Rows.Select(row => (JsonNode)row)]),
            ["clauses"] = Clauses(ScenarioSet.In(scenario.Clauses, region)),
            ["steps"] = new JsonArray([.. steps.Where(one => one.Scenario == scenario).Select(Step)]),
        };

    /// <summary>How many calls a report was made over, and its steps that the scenario set still has.</summary>
    public static (int Calls, IReadOnlyList<JudgedStep> Steps) Read(string report, ScenarioSet set)
    {
        var told = JsonNode.Parse(report)!;
        var judged = told["scenarios"]!.AsArray().SelectMany(one => one!["steps"]!.AsArray())
            .ToDictionary(one => (string)one!["id"]!, one => one!);
        return (
            (int)told["transcript"]!["calls"]!,
            [
                .. from scenario in set.Scenarios
                   from step in scenario.Steps
                   where judged.ContainsKey(step.Id)
                   let one = judged[step.Id]
                   select new JudgedStep(
                       scenario,
                       step,
                       new(Enum.Parse<StepState>((string)one["state"]!, ignoreCase: true), (string)one["reason"]!),
                       (string)one["text"]!),
            ]);
    }

    public static JsonArray Clauses(IEnumerable<ClauseName> clauses) => new([.. clauses.Select(one =>
        (JsonNode)new JsonObject { ["document"] = one.Document, ["clause"] = one.Clause })]);

    public static string Word(Enum value) => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static JsonNode Step(JudgedStep one) => new JsonObject
    {
        ["id"] = one.Step.Id,
        ["state"] = Word(one.Verdict.State),
        ["reason"] = one.Verdict.Reason,
        ["text"] = one.Text,
    };

    private static JsonNode Evidence(EvidenceItem item, AcceptanceEvidence? row) => new JsonObject
    {
        ["item"] = item.Id,
        ["form"] = row?.Form,
        ["name"] = row?.Name,
        ["digest"] = row?.Digest,
        ["cases"] = row?.Cases,
    };

    /// <summary>SM3 over every call in its order: each column framed, so that none runs into the next.</summary>
    private static string Digest(IReadOnlyList<AcceptanceCall> calls)
    {
        var whole = new JsonArray([.. calls.Select(call => (JsonNode)new JsonArray(
            call.Seq, call.Infno, call.MsgId, call.Person, call.Code, call.Fault, BeijingTime.Stamp(call.At),
            Sm3Of(call.Request), Sm3Of(call.Answer)))]);
        return Convert.ToHexStringLower(Sm3.Hash(CanonicalJson.Bytes(whole)));
    }

    private static string Sm3Of(string text) => Convert.ToHexStringLower(Sm3.Hash(Encoding.UTF8.GetBytes(text)));
}
