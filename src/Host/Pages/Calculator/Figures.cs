using System.Globalization;
using System.Text.Json.Nodes;
using Mingsuan.Ui.Figures;

namespace Mingsuan.Host.Pages.Calculator;

/// <summary>答复图示 — the parts of an answer's JSON as the figures of a page.</summary>
public static class Figures
{
    /// <summary>分 — the amount under a name, in fen; zero when there is none.</summary>
    public static long Fen(JsonNode? node, string name) =>
        Text(node, name) is { } text && decimal.TryParse(text, CultureInfo.InvariantCulture, out var yuan)
            ? (long)(yuan * 100m)
            : 0;

    public static string? Text(JsonNode? node, string name) =>
        node is JsonObject map && map[name] is JsonValue value ? value.ToString() : null;

    public static IReadOnlyList<string> Texts(JsonNode? node, string name) =>
        [.. Items(node, name).OfType<JsonValue>().Select(value => value.ToString())];

    public static IEnumerable<JsonNode?> Items(JsonNode? node, string name) =>
        node is JsonObject map && map[name] is JsonArray list ? list : [];

    /// <summary>条款 — the clauses that a part of the answer names.</summary>
    public static IReadOnlyList<ClauseLink> Clauses(JsonNode? node) =>
        [.. Items(node, "clauses").Select(Clause).OfType<ClauseLink>()];

    public static ClauseLink? Clause(JsonNode? node) => node is JsonObject clause
        ? new ClauseLink(Text(clause, "document")!, Text(clause, "article")!, Text(clause, "href")!)
        : null;

    /// <summary>步骤 — the steps that fit, as lines of a page.</summary>
    public static IReadOnlyList<StepLine> Steps(JsonNode? answer, Func<JsonObject, bool>? fits = null) =>
    [
        .. Items(answer, "steps").OfType<JsonObject>()
            .Where(step => fits is null || fits(step))
            .Select((step, index) => StepLine.OfFen(
                Text(step, "label")!,
                index == 0 && Fen(step, "before") == 0 ? null : Fen(step, "before"),
                Fen(step, "after"),
                Clause(step["clause"]),
                IsSample(step))),
    ];

    public static bool IsSample(JsonNode? step) => Text(step, "sample") == "true";

    public static bool AnySample(JsonNode? answer) => Items(answer, "steps").Any(IsSample);
}
