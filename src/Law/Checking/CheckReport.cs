using System.Text.Json.Nodes;
using Mingsuan.Law.Compiling;
using Mingsuan.Law.Reading;

namespace Mingsuan.Law.Checking;

/// <summary>检查报告 — what <c>law check --json</c> prints.</summary>
public static class CheckReport
{
    public static JsonObject Json(LawLoad load) => new()
    {
        ["documents"] = new JsonArray([.. load.Documents.Select(Document)]),
        ["clauseCoverage"] = Coverage(load.Documents),
        ["examples"] = new JsonObject
        {
            ["passed"] = load.Examples.Count(one => one.Passed),
            ["failed"] = load.Examples.Count(one => !one.Passed),
        },
        ["obligations"] = new JsonArray([.. load.Obligations.Select(one => (JsonNode)Obligation(load, one))]),
        ["diagnostics"] = new JsonArray([.. load.Diagnostics.Select(one => (JsonNode)Diagnostic(one))]),
    };

    /// <summary>Covered clauses ÷ all clauses; 1 for a library without clauses.</summary>
    public static decimal Coverage(IEnumerable<LawDocument> documents)
    {
        var clauses = documents.SelectMany(one => one.Clauses).ToList();
        return clauses.Count == 0 ? 1m : (decimal)clauses.Count(one => one.IsCovered) / clauses.Count;
    }

    private static JsonNode Document(LawDocument document) => new JsonObject
    {
        ["id"] = document.Id,
        ["number"] = document.Front.Number,
        ["jurisdiction"] = document.Front.Jurisdiction,
        ["clauses"] = document.Clauses.Count,
        ["covered"] = document.Clauses.Count(one => one.IsCovered),
    };

    private static JsonObject Obligation(LawLoad load, LawObligation one)
    {
        var feature = load.Parts.Features.FirstOrDefault(each => each.Name == one.Feature);
        return new JsonObject
        {
            ["document"] = one.Document.Front.Number,
            ["clause"] = one.Clause.Article,
            ["row"] = one.Row,
            ["feature"] = one.Feature,
            ["state"] = feature?.State == FeatureState.Fulfilled ? "fulfilled" : "planned",
            ["tests"] = new JsonArray([.. (feature?.Tests ?? []).Select(test => (JsonNode)test.Name)]),
        };
    }

    private static JsonObject Diagnostic(Diagnostic one) => new()
    {
        ["code"] = one.Code,
        ["severity"] = one.Severity.ToString().ToLowerInvariant(),
        ["file"] = one.File,
        ["line"] = one.Line,
        ["clause"] = one.Clause,
        ["message"] = DiagnosticTexts.Chinese(one),
    };
}
