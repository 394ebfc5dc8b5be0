using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mingsuan.Policy;
using Mingsuan.Policy.Clocks;
using Mingsuan.Policy.Provisions;
using Mingsuan.Policy.Refusals;

namespace Mingsuan.Law.Exchange;

/// <summary>期限 — the question and answer of <c>clock</c>.</summary>
public static class Clocks
{
    public static JsonObject Answer(LawSnapshot law, JsonElement question, ICollection<string>? ignored = null)
    {
        if (question.ValueKind != JsonValueKind.Object)
        {
            throw new BadQuestionException("a question is a JSON object");
        }

        foreach (var member in question.EnumerateObject())
        {
            if (Members.NameOf(member) is not ("document" or "step" or "from" or "situation"))
            {
                ignored?.Add(Members.NameOf(member));
            }
        }

        try
        {
            foreach (var required in new[] { "document", "step", "from" })
            {
                if (Members.Find(question, required) is null)
                {
                    return Answers.Missing(required);
                }
            }

            return Answer(
                law,
                Members.Text(question, "document")!,
                Members.Text(question, "step")!,
                Members.Event(question, "from")!.Value,
                Members.Text(question, "situation"));
        }
        catch (BadFactException bad)
        {
            return Answers.BadFact(bad);
        }
    }

    private static JsonObject Answer(LawSnapshot law, string document, string step, DateOnly from, string? situation)
    {
        bool Here(Provision one) => law.Clauses[one.ClauseId] is var clause &&
            (clause.Document == document || clause.DocumentId == document);
        if (law.All<Clock>().FirstOrDefault(one => one.Step == step && Here(one)) is { } clock)
        {
            return Print(law, Deadlines.Of(law, clock, from), document, step);
        }

        var reports = law.All<Report>().Where(one => one.Step == step && Here(one)).ToList();
        if (reports.Count == 0)
        {
            throw law.Clauses.Any(one => one.Document == document || one.DocumentId == document)
                ? new BadFactException("step", step)
                : new BadFactException("document", document);
        }

        var report = reports.FirstOrDefault(one => one.Effective.Contains(from)) ?? reports[0];
        return Print(law, Deadlines.Of(law, report, from, situation == report.Situation), document, step);
    }

    private static JsonObject Print(LawSnapshot law, Deadline deadline, string document, string step)
    {
        if (deadline.Code != RefusalCode.None)
        {
            var parameters = new Dictionary<string, string>
            {
                ["year"] = deadline.MissingYear.ToString(CultureInfo.InvariantCulture),
                ["document"] = document,
                ["item"] = step,
                ["name"] = step,
            };
            return Answers.Refused(deadline.Code, parameters, Answers.Clauses(law, deadline.ClauseId));
        }

        return new JsonObject
        {
            ["due"] = deadline.Time is { } time
                ? $"{Text(deadline.Due)}T{time.ToString("HH:mm:ss", CultureInfo.InvariantCulture)}+08:00"
                : Text(deadline.Due),
            ["counted"] = new JsonArray([.. deadline.Counted.Select(day => (JsonNode)Text(day))]),
            ["clause"] = Answers.Clause(law, deadline.ClauseId),
        };
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
