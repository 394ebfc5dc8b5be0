using System.Text.Json.Nodes;
using Mingsuan.Law.Compiling;
using Mingsuan.Law.Exchange;
using Mingsuan.Law.Reading;
using Mingsuan.Policy.Clauses;

namespace Mingsuan.Settlement.Receipts;

/// <summary>
/// 收据的条款 — the clauses that a receipt names, each once, with the words that the library has of them; rows, steps and
/// reasons point at their place.
/// </summary>
internal sealed class ReceiptClauses(LawLoad load)
{
    private readonly List<int> places = [];

    private IReadOnlyList<Clause> All => load.Snapshot!.Clauses;

    /// <summary>The decision as <c>adjudicate</c> answers it; each clause says where its words stand.</summary>
    public JsonObject Decision(ExplainedClaim explained)
    {
        places.AddRange(explained.Law.Clauses);
        var decision = explained.Answer.DeepClone().AsObject();
        foreach (var part in Items(decision, "steps"))
        {
            Point(part["clause"]);
        }

        foreach (var part in Items(decision, "why").Concat(Items(decision, "refusedLines")))
        {
            // What would change it is an offer to the hospital, not a part of what was settled.
            part.Remove("wouldPayIf");
            foreach (var clause in Items(part, "clauses"))
            {
                Point(clause);
            }
        }

        return decision;
    }

    /// <summary>The library's digest, the rows, and the words of every clause; asked after the decision.</summary>
    public JsonObject Law(string library, ExplainedRules rules) => new()
    {
        ["library"] = library,
        ["rows"] = rules.Rows.DeepClone(),
        ["clauses"] = new JsonArray([.. places.Select(id => (JsonNode)Words(id))]),
    };

    private void Point(JsonNode? clause)
    {
        if (clause is not JsonObject named)
        {
            return;
        }

        var href = (string?)named["href"];
        var id = All.Index().First(one => Href(one.Item) == href).Index;
        if (!places.Contains(id))
        {
            places.Add(id);
        }

        named["at"] = places.IndexOf(id);
    }

    private JsonObject Words(int id)
    {
        var clause = All[id];
        return new JsonObject
        {
            ["document"] = clause.Document,
            ["title"] = clause.Title,
            ["article"] = clause.Article,
            ["href"] = Href(clause),
            ["text"] = Printed(clause)?.Prose.Trim() ?? "",
            ["sample"] = clause.Sample,
        };
    }

    private LawClause? Printed(Clause clause) => load.Documents
        .FirstOrDefault(document => document.Id == clause.DocumentId)?.Clauses
        .FirstOrDefault(one => one.Anchor == clause.Anchor);

    private static string Href(Clause clause) => $"/law/{clause.DocumentId}#{clause.Anchor}";

    private static IEnumerable<JsonObject> Items(JsonObject json, string name) =>
        (json[name] as JsonArray)?.OfType<JsonObject>() ?? [];
}
