using System.Text.Json;
using System.Text.Json.Nodes;
using Mingsuan.Law.Texts;
using Mingsuan.Policy;
using Mingsuan.Policy.Pricing;
using Mingsuan.Policy.Provisions;
using Mingsuan.Policy.Refusals;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Law.Exchange;

/// <summary>What answers share: refusals, clauses and steps as JSON, in words from the one catalogue.</summary>
public static class Answers
{
    /// <summary>A refusal: code, sentence, what would change it, missing facts, clauses.</summary>
    public static JsonObject Refused(
        RefusalCode code,
        IReadOnlyDictionary<string, string> parameters,
        IEnumerable<JsonObject> clauses,
        IEnumerable<string>? missing = null,
        string? remedy = null)
    {
        var printed = code.Printed();
        return new JsonObject
        {
            ["decision"] = "refused",
            ["code"] = printed,
            ["message"] = Wording.Of($"refusals.{printed}.message", parameters),
            ["remedy"] = remedy ?? Wording.Of($"refusals.{printed}.remedy", parameters),
            ["missing"] = new JsonArray([.. (missing ?? []).Select(one => (JsonNode)one)]),
            ["clauses"] = new JsonArray([.. clauses]),
        };
    }

    public static JsonObject BadFact(BadFactException bad) => Refused(
        RefusalCode.BadFacts,
        new Dictionary<string, string>
        {
            ["fact"] = Wording.Fact(bad.Path),
            ["path"] = bad.Path,
            ["found"] = bad.Found,
        },
        [],
        [bad.Path]);

    public static JsonObject Missing(string path) => Refused(
        RefusalCode.MissingFact,
        new Dictionary<string, string> { ["fact"] = Wording.Fact(path), ["path"] = path },
        [],
        [path]);

    /// <summary>What to charge instead of a retired item.</summary>
    internal static string Replaced(RetiredItem retired) => Wording.Of(
        "remedies.replaced",
        new Dictionary<string, string>
        {
            ["replacedBy"] = string.Join(Wording.Of("punctuation.comma"), retired.ReplacedBy),
        });

    /// <summary>What the sentence of a refusal by price list or admission names.</summary>
    public static Dictionary<string, string> Parameters(string item, PriceAnswer answer)
    {
        var missing = MissingPath(answer);
        return new()
        {
            ["item"] = item,
            ["name"] = answer.Item?.Name ?? item,
            ["fact"] = answer.IsPriced ? "" : Wording.Fact(FactVocabulary.Of(answer.Missing).Path),
            ["path"] = missing ?? "",
            ["found"] = Wording.Of("remedies.disagrees"),
            ["trialUntil"] = answer.Item?.TrialUntil is { } last
                ? Wording.Of(
                    "remedies.trial-until",
                    new Dictionary<string, string>
                    {
                        ["trialUntil"] = last.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
                    })
                : "",
            ["last"] = answer.Amount.Fen > 0
                ? Wording.Of(
                    "remedies.last-price",
                    new Dictionary<string, string> { ["lastPrice"] = answer.Amount.ToString() })
                : "",
        };
    }

    /// <summary>The path of the fact that is missing, or that disagrees with the others.</summary>
    public static string? MissingPath(PriceAnswer answer) =>
        answer.Code is RefusalCode.MissingFact or RefusalCode.BadFacts ? FactVocabulary.Of(answer.Missing).Path : null;

    /// <summary>The clause as the interfaces print it; null for no clause.</summary>
    public static JsonObject? Clause(LawSnapshot law, int clauseId)
    {
        if (clauseId < 0)
        {
            return null;
        }

        var clause = law.Clauses[clauseId];
        return new JsonObject
        {
            ["document"] = clause.Document,
            ["article"] = clause.Article,
            ["href"] = $"/law/{clause.DocumentId}#{clause.Anchor}",
        };
    }

    public static IEnumerable<JsonObject> Clauses(LawSnapshot law, params int[] clauseIds) =>
        clauseIds.Distinct().Select(id => Clause(law, id)).OfType<JsonObject>();

    public static JsonArray Steps(LawSnapshot law, IEnumerable<Step> steps, Func<int, string?>? line = null) =>
        new([.. steps.Select(step => (JsonNode)Step(law, step, line))]);

    private static JsonObject Step(LawSnapshot law, Step step, Func<int, string?>? line)
    {
        var json = new JsonObject
        {
            ["label"] = Wording.Of($"steps.{step.Label}"),
            ["kind"] = JsonNamingPolicy.CamelCase.ConvertName(step.Label.ToString()),
            ["before"] = step.Before.ToString(),
            ["after"] = step.After.ToString(),
            ["clause"] = Clause(law, step.ClauseId),
            ["sample"] = step.ClauseId >= 0 && law.Clauses[step.ClauseId].Sample,
        };
        if (step.Line >= 0 && line?.Invoke(step.Line) is { } id)
        {
            json["line"] = id;
        }

        return json;
    }

    /// <summary>What would have to be so, in words, for the needs that fail with this code.</summary>
    internal static string? RemedyOf(IEnumerable<Need> needs, RefusalCode code, FactSet facts)
    {
        var wanted = needs
            .Where(need => need.Else == code && need.Check(facts, out _) == Truth.No)
            .Select(need => Describe(need.Is))
            .Distinct()
            .ToList();
        return wanted.Count == 0
            ? null
            : Wording.Of("remedies.needs", new Dictionary<string, string>
            {
                ["needs"] = string.Join(Wording.Of("punctuation.and"), wanted),
            });
    }

    /// <summary>A condition in words: which fact must be what.</summary>
    public static string Describe(Condition condition) => string.Join(
        Wording.Of("punctuation.or"),
        condition.Alternatives.Select(all => string.Join(Wording.Of("punctuation.and"), all.Select(Describe))));

    private static string Describe(FactTest test)
    {
        var definition = FactVocabulary.Of(test.Fact);
        return Wording.Of("remedies.fact", new Dictionary<string, string>
        {
            ["fact"] = Wording.Fact(definition.Path),
            ["value"] = Value(test, definition),
        });
    }

    private static string Value(FactTest test, FactDefinition definition)
    {
        if (test.Kind == TestKind.CodeIn)
        {
            return string.Join(Wording.Of("punctuation.comma"), test.Codes);
        }

        if (test.Kind == TestKind.AnyOf)
        {
            return string.Join(
                Wording.Of("punctuation.comma"),
                definition.Values
                    .Where((_, index) => (test.Low & (1L << index)) != 0)
                    .Select(word => Wording.Word(definition.Path, word)));
        }

        return definition.Type == FactType.Flag
            ? Wording.Of(test.Low == 1 ? "words.yes" : "words.no")
            : Range(test, definition);
    }

    private static string Range(FactTest test, FactDefinition definition)
    {
        var scale = definition.Type == FactType.Number ? FactSet.NumberScale : 100m;
        var low = test.Low == long.MinValue + 1 ? null : Decimal(test.Low / scale);
        var high = test.High == long.MaxValue ? null : Decimal(test.High / scale);
        return (low, high) switch
        {
            ({ } only, { } same) when only == same => only,
            ({ } from, null) => Wording.Of("remedies.from", new Dictionary<string, string> { ["from"] = from }),
            (null, { } to) => Wording.Of("remedies.to", new Dictionary<string, string> { ["to"] = to }),
            _ => $"{low}–{high}",
        };
    }

    private static string Decimal(decimal value) =>
        value.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture);
}
