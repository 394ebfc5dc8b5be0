using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Acceptance.Area;
using Mingsuan.Acceptance.Scenarios;
using Mingsuan.Contracts.Acceptance;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Time;

namespace Mingsuan.Acceptance.Runs;

/// <summary>运行的说明 — a run as answers and pages write it.</summary>
internal sealed class RunTelling(RunBook book, ITestArea area, ScenarioSet set, FixtureSet fixtures)
{
    /// <summary>One line of a list.</summary>
    public static JsonObject Summary(AcceptanceRun run) => new()
    {
        ["run"] = WireId.Encode(run.RunId),
        ["state"] = RunReport.Word(run.State),
        ["scenarioSet"] = new JsonObject { ["version"] = run.SetVersion, ["digest"] = run.SetDigest },
        ["startedAt"] = BeijingTime.Text(run.StartedAt),
        ["startedBy"] = run.StartedBy,
        ["finishedAt"] = run.FinishedAt is { } finished ? BeijingTime.Text(finished) : null,
        ["passed"] = run.State == RunState.Open ? null : run.Passed,
        ["digest"] = run.Digest,
        ["decidedBy"] = run.DecidedBy,
        ["decidedAt"] = run.DecidedAt is { } decided ? BeijingTime.Text(decided) : null,
        ["reason"] = run.Reason,
    };

    public static JsonObject Evidence(AcceptanceEvidence row) => new()
    {
        ["item"] = row.Item,
        ["filing"] = row.Filing,
        ["form"] = row.Form,
        ["name"] = row.Name,
        ["digest"] = row.Digest,
        ["cases"] = row.Cases,
        ["state"] = RunReport.Word(row.State),
        ["filedBy"] = row.FiledBy,
        ["judgedBy"] = row.JudgedBy,
        ["reason"] = row.Reason,
    };

    /// <summary>依据 — the clauses of a region, or of every region that has some, as one line.</summary>
    public static string Basis(
        ScenarioSet set, IReadOnlyDictionary<string, IReadOnlyList<ClauseName>> clauses, string? region = null)
    {
        var named = region is null ? clauses.Values.SelectMany(some => some) : ScenarioSet.In(clauses, region);
        var texts = named.Select(one => one.Document + " " + one.Clause).Distinct().ToList();
        return texts.Count == 0 ? set.WithoutClause : string.Join(" · ", texts);
    }

    /// <summary>How a run stands, step by step.</summary>
    public async Task<JsonObject> StateAsync(AcceptanceRun run, CancellationToken ct)
    {
        var (calls, steps) = await book.StandAsync(run, ct);
        var told = Summary(run);
        told["region"] = run.Region;
        told["calls"] = calls;
        told["scenarios"] = run.Report is { } report
            ? JsonNode.Parse(report)!["scenarios"]!.DeepClone()
            : new JsonArray([.. set.Scenarios.Select(one => RunReport.Scenario(one, run.Region, steps))]);
        told["evidence"] = new JsonArray(
            [.. (await book.EvidenceAsync(run, ct)).Select(row => (JsonNode)Evidence(row))]);
        return told;
    }

    /// <summary>接入资料 — where the run's calls go, as whom they are signed, who comes, and what is charged.</summary>
    public async Task<JsonObject> AccessAsync(AcceptanceRun run, CancellationToken ct)
    {
        var (cast, figures) = (Cast.Read(run.Cast), fixtures.In(run.Region)!);
        var secrets = await SecretsAsync(cast, ct);
        return new()
        {
            ["run"] = WireId.Encode(run.RunId),
            ["base"] = TestAreaDoor.Address + "/api",
            ["tokenAddress"] = TestAreaDoor.Address + "/auth/oauth/token",
            ["region"] = run.Region,
            ["today"] = Day(cast.Today),
            ["institution"] = Member(cast.Institution),
            ["doctor"] = Member(cast.Doctor),
            ["pharmacist"] = Member(cast.Pharmacist),
            ["department"] = new JsonObject
            {
                ["code"] = cast.Department.Code,
                ["name"] = cast.Department.Name,
                ["caty"] = cast.Department.Caty,
            },
            ["signing"] = new JsonObject
            {
                ["style"] = cast.Signing.Style,
                ["key"] = cast.Signing.Key,
                ["secret"] = secrets.Secret,
                ["user"] = cast.Signing.User,
                ["password"] = secrets.Password,
            },
            ["signedAnswers"] = cast.SignedAnswers,
            ["answerKey"] = await area.AnswerKeyAsync(ct),
            ["insutype"] = figures.Insutype,
            ["medType"] = figures.MedType,
            ["diagnosis"] = new JsonObject { ["code"] = figures.Diagnosis.Code, ["name"] = figures.Diagnosis.Name },
            ["catalogue"] = new JsonArray([.. figures.Catalogue.Select(row => (JsonNode)new JsonObject
            {
                ["code"] = row!["code"]!.DeepClone(),
                ["name"] = row["name"]!.DeepClone(),
                ["kind"] = row["kind"]!.DeepClone(),
            })]),
            ["lines"] = new JsonArray([.. figures.Lines.Select(line => (JsonNode)new JsonObject
            {
                ["code"] = line.Code,
                ["price"] = line.Price,
                ["count"] = line.Count,
            })]),
            ["people"] = new JsonArray([.. cast.People.Select(Person)]),
        };
    }

    private async Task<CastSecrets> SecretsAsync(Cast cast, CancellationToken ct)
    {
        await using var scope = (await area.OpenAsync(ct)).CreateAsyncScope();
        var settings = await scope.ServiceProvider.GetRequiredService<IInstitutionAccess>()
            .FindAsync(new(cast.AreaInst), ct);
        return new(Text(settings.Secret)!, Text(settings.Password));
    }

    private static string? Text(AccessSecret? secret) =>
        secret is null ? null : Encoding.UTF8.GetString(secret.Bytes.Span);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static JsonObject Member(CastMember member) => new() { ["code"] = member.Code, ["name"] = member.Name };

    private JsonNode Person(CastPerson person) => new JsonObject
    {
        ["id"] = person.Id,
        ["token"] = person.Token,
        ["name"] = person.ShownName,
        ["certno"] = person.ShownCertno,
        ["lastOffline"] = person.LastOffline is { } last ? Day(last) : null,
        ["steps"] = new JsonArray(
            [.. set.Steps.Where(step => step.Person == person.Id).Select(step => (JsonNode)step.Id)]),
    };
}
