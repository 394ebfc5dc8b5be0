using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mingsuan.Policy;
using Mingsuan.Policy.Adjudication;
using Mingsuan.Policy.Pricing;
using Mingsuan.Policy.Provisions;
using Mingsuan.Policy.Refusals;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Law.Exchange;

/// <summary>
/// 可复算的答复 — the answer, and the law's rows from which whoever holds the facts can compute every amount of it again;
/// <see cref="Clauses"/> are the clauses that the rows name, by their place in the snapshot.
/// </summary>
public sealed record ExplainedClaim(JsonObject Answer, ExplainedRules Law);

/// <summary>选用的规定 — rows in a small closed vocabulary; a row's <c>clause</c> is an index into the clauses.</summary>
public sealed record ExplainedRules(JsonArray Rows, IReadOnlyList<int> Clauses);

/// <summary>
/// 规定的数据 — the chosen rules as rows of data. The words and members are those of docs/reference/receipt.md; what is not
/// said in a row (half-up rounding, the largest remainder) is the arithmetic that every claim shares.
/// </summary>
internal sealed class ChosenRules(LawSnapshot law, Claim claim, ClaimDecision decision)
{
    private readonly JsonArray rows = [];
    private readonly List<int> clauses = [];

    public ExplainedRules Of(JsonElement question, IEnumerable<ChosenRule> chosen)
    {
        var stated = Members.List(question, "lines");
        foreach (var (index, line) in decision.Lines.Index())
        {
            Line(index, line, stated[index]);
        }

        foreach (var (rule, line, cost) in chosen)
        {
            Rule(rule, line, cost);
        }

        if (Claims.DialectOf(claim) is { FundTotalIncludesAccount: true } dialect)
        {
            Add("fundTotalWithAccount", dialect.ClauseId);
        }

        return new(rows, clauses);
    }

    /// <summary>What becomes of a line as a whole, and what of it the library says in the question's place.</summary>
    private void Line(int index, LineDecision line, JsonElement stated)
    {
        if (line.IsOutside)
        {
            Add("outside", SourceOf(CostKind.Delivery), ("line", index));
            return;
        }

        if (line.IsRefused || line.Code != RefusalCode.None)
        {
            Add(
                line.IsRefused ? "refusedLine" : "fundZero",
                line.ClauseId,
                ("line", index),
                ("code", line.Code.Printed()));
        }

        var entry = ClaimReader.EntryOf(claim.Region, claim.On, line.Line.Code);
        var unstated = Members.Find(stated, "class") is null ||
            (Members.Find(stated, "initialCopay") is null && line.Line.InitialCopay is not null);
        if (unstated && line.Line.Class is { } known)
        {
            Add(
                "class",
                entry?.ClauseId ?? Priced(line.Line.Code),
                ("line", index),
                ("class", known.ToString()),
                ("initialCopay", line.Line.InitialCopay is { } copay ? Text(copay) : null));
        }
    }

    private void Rule(Provision rule, int line, CostKind? cost)
    {
        switch (rule)
        {
            case PaymentStandard standard:
                Add(
                    "ceiling",
                    rule.ClauseId,
                    ("line", line),
                    ("base", Word(standard.Base)),
                    ("excess", Word(standard.Excess)));
                break;
            case PaymentSource source:
                Add(
                    "account",
                    rule.ClauseId,
                    ("line", line),
                    ("cost", Word(cost!.Value)),
                    ("pays", source.Account));
                break;
            case RatioFloor floor:
                Add("ratioFloor", rule.ClauseId, ("atLeast", Text(floor.AtLeast)));
                break;
            case Benefit benefit:
                Benefit(benefit);
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>待遇行 as the rows of its parts, in the order in which they are applied.</summary>
    private void Benefit(Benefit row)
    {
        var id = row.ClauseId;
        if (row.FixedSum is { } sum)
        {
            Add("fixedSum", id, ("fund", Column(row.Fund)), ("amount", sum.ToString()));
        }
        else
        {
            Add("ratio", id, ("fund", Column(row.Fund)), ("ratio", Text(row.Ratio)), ("order", Word(row.Order)));
            Add(
                "deductible",
                id,
                ("amount", row.Deductible.ToString()),
                ("per", Word(row.DeductiblePer)),
                ("level", claim.Facts.Word(Fact.InstitutionLevel)),
                ("yearTotal", row.DeductibleYearTotal?.ToString()));
        }

        if (row.VisitLimit is { } visit)
        {
            Add("visitLimit", id, ("amount", visit.ToString()));
        }

        if (row.YearLimit is { } year)
        {
            Add("yearLimit", id, ("amount", year.ToString()));
        }
    }

    private void Add(string rule, int clauseId, params (string Name, JsonNode? Value)[] members)
    {
        var row = new JsonObject { ["rule"] = rule };
        foreach (var (name, value) in members)
        {
            row[name] = value;
        }

        row["clause"] = Place(clauseId);
        rows.Add((JsonNode)row);
    }

    private int? Place(int clauseId)
    {
        if (clauseId < 0)
        {
            return null;
        }

        var at = clauses.IndexOf(clauseId);
        if (at < 0)
        {
            at = clauses.Count;
            clauses.Add(clauseId);
        }

        return at;
    }

    private int SourceOf(CostKind cost) => claim.Region.Sources.FirstOrDefault(one =>
        one.Effective.Contains(claim.On) && one.Costs.Contains(cost) &&
        one.When.Evaluate(claim.Facts, out _) == Truth.Yes)?.ClauseId ?? -1;

    private int Priced(string code)
    {
        foreach (var item in law.ItemsOf(code))
        {
            if (claim.Region.Reaches(item.Jurisdiction) && item.Effective.Contains(claim.On))
            {
                return item.ClauseId;
            }
        }

        return -1;
    }

    private static string Column(Fund fund) => Word(fund) + "_pay";

    private static string Word<T>(T word)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(word.ToString());

    private static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}
