using System.Text.Json;
using System.Text.Json.Nodes;
using Mingsuan.Policy;
using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Provisions;
using Mingsuan.Policy.Refusals;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Law.Exchange;

/// <summary>
/// 查规定 — which rule of a kind holds for a region on a day in a case: the ground that amounts do not show
/// (<c>{ ask: dialect | benefit | clock | catalogue | grade, region, on, … }</c>), and what may be prescribed.
/// </summary>
public static class LookUps
{
    public static JsonObject Answer(LawSnapshot law, JsonElement question)
    {
        try
        {
            var on = Members.Event(question, "on") ?? throw new BadFactException("on", "");
            var region = law.Region(
                Quotes.Area(law, question, "region") ?? throw new BadFactException("region", ""));
            var facts = FactReader.Read(question, region, on);
            if (Prescribings.Answer(question, region, on, facts) is { } prescribing)
            {
                return prescribing;
            }

            var code = Members.Text(question, "code");
            Provision? found = Members.Text(question, "ask") switch
            {
                "dialect" => First(region.Dialects, on, facts),
                "benefit" => First(region.Benefits.Where(one => one.DiseaseCode == code), on, facts),
                "unregistered" => First(region.Unregistered, on, facts),
                "proposal" => First(region.ProposalQuestions.Where(one => one.Name == code), on, facts),
                "catalogue" => First(region.Catalogue.Where(one => one.Code == code), on, facts),
                "disease" => First(region.Diseases.Where(one => one.Code == code), on, facts),
                "clock" => First(law.All<Clock>().Where(
                    one => region.Reaches(one.Jurisdiction) && one.Step == Members.Text(question, "step")), on, facts),
                var other => throw new BadFactException("ask", other ?? ""),
            };
            var name = code ?? Members.Text(question, "ask")!;
            return found is null
                ? Answers.Refused(
                    RefusalCode.NotApplicable, new Dictionary<string, string> { ["item"] = name, ["name"] = name }, [])
                : Print(law, found);
        }
        catch (BadFactException bad)
        {
            return Answers.BadFact(bad);
        }
    }

    private static T? First<T>(IEnumerable<T> rules, DateOnly on, FactSet facts)
        where T : Provision => rules.FirstOrDefault(
            one => one.Effective.Contains(on) && one.When.Evaluate(facts, out _) == Truth.Yes);

    private static JsonObject Print(LawSnapshot law, Provision rule)
    {
        JsonObject json = rule switch
        {
            Dialect one => new()
            {
                ["fundTotalIncludesAccount"] = one.FundTotalIncludesAccount,
                ["reversalLastFirst"] = one.ReversalLastFirst,
            },
            Benefit one => new()
            {
                ["pool"] = one.Pool,
                ["pays"] = one.Pays,
                ["fund"] = Camel(one.Fund.ToString()),
                ["ratio"] = Percent(one.Ratio),
                ["deductible"] = one.Deductible.ToString(),
                ["deductiblePer"] = Camel(one.DeductiblePer.ToString()),
                ["deductibleYearTotal"] = one.DeductibleYearTotal?.ToString(),
                ["fixedSum"] = one.FixedSum?.ToString(),
                ["visitLimit"] = one.VisitLimit?.ToString(),
                ["yearLimit"] = one.YearLimit?.ToString(),
                ["order"] = Camel(one.Order.ToString()),
                ["yearStarts"] = $"{one.YearStartMonth:00}-{one.YearStartDay:00}",
            },
            ProposalQuestion one => new() { ["question"] = one.Question, ["mustHold"] = one.MustHold },
            Unregistered one => new() { ["unregistered"] = one.AsOrdinary ? "ordinary" : "none" },
            CatalogueEntry one => new()
            {
                ["name"] = one.Name,
                ["kind"] = one.Kind,
                ["class"] = one.Class,
                ["initialCopay"] = Percent(one.InitialCopay),
                ["ceiling"] = one.Ceiling?.ToString(),
            },
            Disease one => new()
            {
                ["name"] = one.Name,
                ["diagnoses"] = new JsonArray([.. one.Diagnoses.Select(code => (JsonNode)code)]),
            },
            Clock one => new()
            {
                ["workingDays"] = one.WorkingDays,
                ["months"] = one.Months,
                ["rolls"] = one.Rolls,
                ["firstDayAfter"] = one.FirstDayAfter,
                ["lapse"] = Camel(one.Lapse.ToString()),
            },
            _ => [],
        };
        json["clause"] = Answers.Clause(law, rule.ClauseId);
        return json;
    }

    private static string Camel(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    private static string Percent(decimal ratio) =>
        (ratio * 100m).ToString("0.####", System.Globalization.CultureInfo.InvariantCulture);
}
