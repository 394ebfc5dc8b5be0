using System.Text.Json;
using System.Text.Json.Nodes;
using Mingsuan.Law.Texts;
using Mingsuan.Policy;
using Mingsuan.Policy.Pricing;
using Mingsuan.Policy.Provisions;
using Mingsuan.Policy.Refusals;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Law.Exchange;

/// <summary>
/// 询价 — the question and answer of <c>quote</c>, as every caller uses it: command, page, HTTP, example.
/// </summary>
public static class Quotes
{
    /// <summary>
    /// Answers one question. Throws <see cref="BadQuestionException"/> when it is not a JSON object; everything else is
    /// an answer. Members that nothing reads are added to <paramref name="ignored"/>.
    /// </summary>
    public static JsonObject Answer(LawSnapshot law, JsonElement question, ICollection<string>? ignored = null)
    {
        if (question.ValueKind != JsonValueKind.Object)
        {
            throw new BadQuestionException("a question is a JSON object");
        }

        Ignored.Note(question, ignored);
        try
        {
            foreach (var required in new[] { "region", "on", "item" })
            {
                if (Members.Find(question, required) is null)
                {
                    return Answers.Missing(required);
                }
            }

            return Answer(law, Read(law, question));
        }
        catch (BadFactException bad)
        {
            return Answers.BadFact(bad);
        }
    }

    /// <summary>The question as the core takes it.</summary>
    public static PriceQuestion Read(LawSnapshot law, JsonElement question)
    {
        var on = Members.Event(question, "on")!.Value;
        var region = law.Region(Area(law, question, "region")!);
        var facts = FactReader.Read(question, region, on);
        if (facts.Has(Fact.Quantity) && facts[Fact.Quantity] <= 0)
        {
            throw new BadFactException("quantity", Members.Text(question, "quantity")!);
        }

        return new PriceQuestion(region, on, Members.Text(question, "item")!, facts);
    }

    /// <summary>Six digits, or an agency branch outside the national code that the library names.</summary>
    internal static string? Area(LawSnapshot law, JsonElement question, string path) =>
        Members.Text(question, path) is not { } area ? null :
        (area.Length == 6 && area.All(char.IsAsciiDigit)) || law.Jurisdictions.Named.ContainsKey(area) ? area :
        throw new BadFactException(path, area);

    private static JsonObject Answer(LawSnapshot law, PriceQuestion question)
    {
        var list = new List<Step>();
        var steps = new StepList(list);
        var answer = Pricer.Price(question, ref steps);
        if (!answer.IsPriced)
        {
            return Refused(law, question, answer);
        }

        return new JsonObject
        {
            ["decision"] = "priced",
            ["amount"] = answer.Amount.ToString(),
            ["unit"] = answer.Item?.Unit,
            ["item"] = question.Item,
            ["name"] = answer.Item?.Name,
            ["category"] = answer.Item?.Category,
            ["premium"] = answer.Item?.Premium ?? false,
            ["steps"] = Answers.Steps(law, list),
        };
    }

    private static JsonObject Refused(LawSnapshot law, PriceQuestion question, PriceAnswer answer)
    {
        var missing = Answers.MissingPath(answer);
        var remedy = answer.By switch
        {
            RetiredItem retired => Answers.Replaced(retired),
            UnlistedItem { MissingDocument: { } document } => Wording.Of(
                "remedies.missing-document", new Dictionary<string, string> { ["document"] = document }),
            _ => Answers.RemedyOf(Needs(question, answer), answer.Code, question.Facts),
        };
        var json = Answers.Refused(
            answer.Code,
            Answers.Parameters(question.Item, answer),
            Answers.Clauses(law, answer.ClauseId),
            missing is null ? [] : [missing],
            remedy);
        json["item"] = question.Item;
        if (answer.Item is { } item)
        {
            json["name"] = item.Name;
        }

        if (answer.Code == RefusalCode.TrialEnded && answer.Amount.Fen > 0)
        {
            json["lastPrice"] = answer.Amount.ToString();
        }

        return json;
    }

    private static IEnumerable<Need> Needs(PriceQuestion question, PriceAnswer answer) =>
        question.Region.Admissions
            .Where(admission => admission.Effective.Contains(question.On))
            .SelectMany(admission => admission.Needs)
            .Concat(answer.Item?.Needs ?? []);
}
