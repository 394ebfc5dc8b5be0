using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Acceptance.Judging;
using Mingsuan.Acceptance.Scenarios;
using Mingsuan.Contracts.Acceptance;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Registry;
using Mingsuan.Contracts.Settlement;
using Mingsuan.Contracts.Visits;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Acceptance.Runs;

/// <summary>听证 — reads a run's transcript, asks the test database what became of it, and judges each step.</summary>
internal sealed class Hearing(ITestArea area, ScenarioSet set, FixtureSet fixtures)
{
    /// <summary>The run's calls in their order.</summary>
    public static Task<List<AcceptanceCall>> CallsAsync(MingsuanDb db, AcceptanceRun run, CancellationToken ct) =>
        db.Set<AcceptanceCall>().AsNoTracking()
            .Where(row => row.InstId == run.InstId && row.RunId == run.RunId)
            .OrderBy(row => row.Seq)
            .ToListAsync(ct);

    /// <summary>How each step stands.</summary>
    public async Task<IReadOnlyList<JudgedStep>> JudgeAsync(
        AcceptanceRun run, IReadOnlyList<AcceptanceCall> rows, CancellationToken ct)
    {
        var (cast, figures) = (Cast.Read(run.Cast), fixtures.In(run.Region)!);
        var calls = rows.Select(Of).ToList();
        var facts = calls.Count == 0 ? AreaFacts.Nothing : await FactsAsync(cast, calls, ct);
        var codes = figures.Catalogue.Select(row => Heard.Text(row!["code"])!).ToList();
        var evident = new Evident(calls, facts, figures.Expect, codes, cast.SignedAnswers);
        return
        [
            .. from scenario in set.Scenarios
               from step in scenario.Steps
               let verdict = Judge.Of(step, evident)
               select new JudgedStep(scenario, step, verdict, set.Reasons[verdict.Reason]),
        ];
    }

    /// <summary>What was heard, read from what was kept.</summary>
    internal static Heard Of(AcceptanceCall row)
    {
        var (request, answer) = (Tree(row.Request), Tree(row.Answer));
        return new()
        {
            Seq = row.Seq,
            Infno = row.Infno,
            MsgId = row.MsgId,
            Person = row.Person,
            Code = row.Code,
            Fault = row.Fault,
            Warnings = Heard.Text(answer["warn_msg"]) ?? "",
            Input = InputOf(request),
            Output = answer["output"] as JsonObject ?? [],
        };
    }

    /// <summary>The input of a request, also where it is a text that holds JSON.</summary>
    internal static JsonObject InputOf(JsonObject request) => request["input"] switch
    {
        JsonObject input => input,
        JsonValue text when Heard.Text(text) is { Length: > 0 } written => Tree(written),
        _ => [],
    };

    /// <summary>
    /// A JSON object, whatever the letter case of its names; empty when it is none, when a name stands twice, or when a
    /// text in it cannot be read.
    /// </summary>
    internal static JsonObject Tree(string text)
    {
        try
        {
            if (JsonNode.Parse(text, new() { PropertyNameCaseInsensitive = true }) is not JsonObject tree)
            {
                return [];
            }

            Read(tree);
            return tree;
        }
        catch (Exception broken) when (broken is JsonException or ArgumentException or InvalidOperationException)
        {
            return [];
        }
    }

    /// <summary>A node reads its parts only when asked, and only then finds them broken.</summary>
    private static void Read(JsonNode? node)
    {
        foreach (var part in node switch
        {
            JsonObject members => members.Select(member => member.Value),
            JsonArray items => items,
            _ => [],
        })
        {
            Read(part);
        }

        _ = node is JsonValue ? Heard.Text(node) : null;
    }

    private async Task<AreaFacts> FactsAsync(Cast cast, IReadOnlyList<Heard> calls, CancellationToken ct)
    {
        var services = await area.OpenAsync(ct);
        await using var scope = services.CreateAsyncScope();
        var (charges, visits) = (
            scope.ServiceProvider.GetRequiredService<IChargeBook>(),
            scope.ServiceProvider.GetRequiredService<IVisitBook>());
        var (stands, channels) = (new Dictionary<string, bool>(), new Dictionary<string, string>());
        foreach (var call in calls.Where(call => call.Succeeded && call.Infno is "2201" or "2207" or "2207A"))
        {
            if (!WireId.TryDecode(call.Told("psn_no"), out var person, out _))
            {
                continue;
            }

            if (call.Infno == "2201" && WireId.TryDecode(call.Told("mdtrt_id"), out var visit, out _))
            {
                var found = await visits.FindAsync(new(person), new(visit), ct);
                channels[call.Told("mdtrt_id")!] = JsonNamingPolicy.CamelCase.ConvertName($"{found?.Channel}");
            }
            else if (WireId.TryDecode(call.Told("setl_id"), out var settlement, out _))
            {
                var found = await charges.FindAsync(new(person), new SettlementId(settlement), ct);
                stands[call.Told("setl_id")!] = found?.Stands == true;
            }
        }

        var own = calls.SelectMany(OwnCodes).Where(code => code.Length > 0).Distinct().ToList();
        var mapped = await scope.ServiceProvider.GetRequiredService<ICatalogueMappings>()
            .FindAsync(new(cast.AreaInst), own, cast.Today, ct);
        return new(stands, channels, mapped.ByOwnCode);
    }

    private static IEnumerable<string> OwnCodes(Heard call) => call.Infno switch
    {
        "2204" => call.Rows("feedetail").Select(row => Heard.Text(row["medins_list_codg"]) ?? ""),
        "3301" => call.Rows("data").Concat(call.Rows("catalogcompin"))
            .Select(row => Heard.Text(row["fixmedins_hilist_id"] ?? row["fixmedinsHilistId"]) ?? ""),
        _ => [],
    };
}

/// <summary>一步的判定 — with its scenario, and the sentence that says why.</summary>
internal sealed record JudgedStep(Scenario Scenario, Step Step, Verdict Verdict, string Text);
