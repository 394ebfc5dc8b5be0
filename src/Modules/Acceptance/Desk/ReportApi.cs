using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Mingsuan.Acceptance.Runs;
using Mingsuan.Acceptance.Scenarios;
using Mingsuan.Platform.Http;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Acceptance.Desk;

/// <summary>公开的验收接口 — the scenario set, the key of reports, and whether a report holds.</summary>
internal static class ReportApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/acceptance").DisableAntiforgery();
        group.MapGet("/scenarios", (ScenarioSet set) => Json(Set(set)));
        group.MapGet("/key", (ReportSigning signing) => Json(signing.Signer()));
        group.MapPost("/verify", async (HttpRequest request, ReportSigning signing, CancellationToken ct) =>
            await StaffDesk.BodyAsync(request, ct) is { } file
                ? Json(new JsonObject { ["holds"] = ReportSigning.Holds(file, signing.Public) })
                : Results.BadRequest());
    }

    private static JsonObject Set(ScenarioSet set) => new()
    {
        ["version"] = set.Version,
        ["digest"] = set.Digest,
        ["plannedBlocks"] = set.PlannedBlocks,
        ["scenarios"] = new JsonArray([.. set.Scenarios.Select(one => (JsonNode)new JsonObject
        {
            ["id"] = one.Id,
            ["title"] = one.Title,
            ["planned"] = one.Planned,
            ["rows"] = new JsonArray([.. one.Rows.Select(row => (JsonNode)row)]),
            ["clauses"] = Clauses(one.Clauses),
            ["steps"] = new JsonArray([.. one.Steps.Select(step => (JsonNode)new JsonObject
            {
                ["id"] = step.Id,
                ["person"] = step.Person,
                ["do"] = step.Do,
                ["fault"] = step.Fault?.Kind,
            })]),
        })]),
        ["evidence"] = new JsonArray([.. set.Evidence.Select(item => (JsonNode)new JsonObject
        {
            ["item"] = item.Id,
            ["title"] = item.Title,
            ["forms"] = new JsonArray([.. item.Forms.Keys.Select(form => (JsonNode)form)]),
            ["least"] = item.Least,
            ["clauses"] = Clauses(item.Clauses),
        })]),
    };

    /// <summary>By the beginning of a region's code.</summary>
    private static JsonObject Clauses(IReadOnlyDictionary<string, IReadOnlyList<ClauseName>> clauses) => new(
        clauses.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)RunReport.Clauses(pair.Value))));

    private static IResult Json(JsonObject json) =>
        Results.Text(json.ToJsonString(WireJson.Options), "application/json", Encoding.UTF8);
}
