using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mingsuan.Law.Texts;
using Mingsuan.Policy;
using Mingsuan.Policy.Prescribing;
using Mingsuan.Policy.Refusals;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Law.Exchange;

/// <summary>
/// 开方 — the questions <c>{ ask: prescribing, drugs, prescription, patient, … }</c>, <c>{ ask: drugKind, code }</c> and
/// <c>{ ask: recognition, target }</c>, and how a refusal to prescribe is worded.
/// </summary>
public static class Prescribings
{
    /// <summary>The answer; none where another question was asked.</summary>
    internal static JsonObject? Answer(JsonElement question, RegionView region, DateOnly on, FactSet facts) =>
        Members.Text(question, "ask") switch
        {
            "prescribing" => Print(region.Law, PrescribingLimits.Judge(new(region, on, facts, Drugs(question))
            {
                ValidDays = (int?)Members.Number(question, "validDays"),
            })),
            "drugKind" => new()
            {
                ["kinds"] = new JsonArray([.. PrescribingLimits
                    .KindsOf(region, on, Members.Text(question, "code") ?? throw new BadFactException("code", ""))
                    .Select(kind => (JsonNode)kind)]),
            },
            "recognition" => Print(region.Law, Recognition.Of(
                region, Members.Text(question, "target") ?? throw new BadFactException("target", ""), on)),
            _ => null,
        };

    /// <summary>What the sentence of a refusal names: limit, drug, what would change it, clause.</summary>
    public static Dictionary<string, string> Parameters(LawSnapshot law, PrescribingRefusal refusal)
    {
        var drug = refusal.Drug?.Code ?? "";
        return new()
        {
            ["most"] = refusal.Most?.ToString(CultureInfo.InvariantCulture) ?? "",
            ["drug"] = drug,
            ["why"] = refusal.Need is { } need ? Answers.Describe(need.Is) : drug,
            ["fact"] = (refusal.Missing ?? refusal.Need?.Is.Facts.FirstOrDefault()) is { } about
                ? Wording.Fact(FactVocabulary.Of(about).Path)
                : "",
            ["path"] = refusal.Missing is { } path ? FactVocabulary.Of(path).Path : "",
            ["clause"] = Cited(law, refusal.ClauseId),
        };
    }

    /// <summary>A clause in one line.</summary>
    public static string Cited(LawSnapshot law, int clause) =>
        $"{law.Clauses[clause].Document} {law.Clauses[clause].Article}";

    private static List<PrescribedDrug> Drugs(JsonElement question) =>
    [
        .. Members.List(question, "drugs").Select((one, at) => new PrescribedDrug(
            (at + 1).ToString(CultureInfo.InvariantCulture), Members.Text(one, "code") ?? "")
        {
            Form = Word(one, "form", Fact.DrugForm),
            Kinds = [.. Members.Texts(one, "kinds").Select(kind => Known(Fact.DrugKinds, "drugs.kinds", kind))],
            SupplyDays = Members.Number(one, "supplyDays"),
        }),
    ];

    private static string? Word(JsonElement one, string name, Fact fact) =>
        Members.Text(one, name) is { } word ? Known(fact, "drugs." + name, word) : null;

    private static string Known(Fact fact, string path, string word) =>
        FactVocabulary.IndexOf(fact, word) >= 0 ? word : throw new BadFactException(path, word);

    private static JsonObject Print(LawSnapshot law, PrescribingAnswer answer)
    {
        if (answer.Refusal is { } refusal)
        {
            var refused = Answers.Refused(
                refusal.Code,
                Parameters(law, refusal),
                Answers.Clauses(law, refusal.ClauseId),
                refusal.Missing is { } missing ? [FactVocabulary.Of(missing).Path] : null);
            refused["most"] = refusal.Most;
            refused["line"] = refusal.Drug?.Line;
            return refused;
        }

        var json = new JsonObject { ["decision"] = "kept" };
        foreach (var limit in answer.Kept)
        {
            json[JsonNamingPolicy.CamelCase.ConvertName(limit.Kind.ToString())] = limit.Most;
        }

        json["met"] = new JsonArray([.. answer.Met.Select(rule => (JsonNode)rule.Name)]);
        json["clauses"] = new JsonArray([.. Answers.Clauses(
            law, [.. answer.Kept.Select(one => one.ClauseId), .. answer.Met.Select(one => one.ClauseId)])]);
        return json;
    }

    private static JsonObject Print(LawSnapshot law, Recognition found) => found.IsRecognised
        ? new() { ["recognised"] = true, ["clause"] = Answers.Clause(law, found.ClauseId ?? -1) }
        : Answers.Refused(
            RefusalCode.PrescriptionArea,
            new Dictionary<string, string>(),
            Answers.Clauses(law, found.ClauseId ?? -1));
}
