using System.Globalization;
using System.Text.Json.Nodes;
using Mingsuan.Ui.Figures;

namespace Mingsuan.Settlement.Searching;

/// <summary>计算过程 — the parts of a remade decision's JSON as the figures of a page.</summary>
internal static class Calculation
{
    /// <summary>The amount under a name, in fen; zero when there is none.</summary>
    public static long Fen(JsonNode? node, string name) =>
        decimal.TryParse(Text(node, name), CultureInfo.InvariantCulture, out var yuan) ? (long)(yuan * 100m) : 0;

    public static string? Text(JsonNode? node, string name) =>
        node is JsonObject map && map[name] is JsonValue value ? value.ToString() : null;

    public static IEnumerable<JsonObject> Items(JsonNode? node, string name) =>
        node is JsonObject map && map[name] is JsonArray list ? list.OfType<JsonObject>() : [];

    /// <summary>The clauses that a part of the decision names.</summary>
    public static IReadOnlyList<ClauseLink> Clauses(JsonNode? node) => [.. Items(node, "clauses").Select(Clause)];

    /// <summary>The steps of one line, or those of the whole claim; each leads to its clause.</summary>
    public static IReadOnlyList<StepLine> Steps(JsonNode? decision, string? line) =>
    [
        .. Items(decision, "steps").Where(step => Text(step, "line") == line).Select((step, place) =>
            StepLine.OfFen(
                Text(step, "label")!,
                place == 0 && Fen(step, "before") == 0 ? null : Fen(step, "before"),
                Fen(step, "after"),
                step["clause"] is JsonObject clause ? Clause(clause) : null,
                Text(step, "sample") == "true")),
    ];

    private static ClauseLink Clause(JsonObject clause) =>
        new(Text(clause, "document")!, Text(clause, "article")!, Text(clause, "href")!);
}
