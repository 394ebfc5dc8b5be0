using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mingsuan.Policy;
using Mingsuan.Policy.Provisions;
using Mingsuan.Policy.Reviewing;

namespace Mingsuan.Law.Exchange;

/// <summary>
/// 审核 — the question and answer of review examples: short claims, each laid over what they share, and consultations
/// (<c>{ claim: {…}, claims: [ {…}, … ], consultations: [ { person, hospital, on } ] }</c>).
/// </summary>
public static class Reviews
{
    public static JsonObject Answer(LawSnapshot law, JsonElement question)
    {
        try
        {
            var shared = Members.Find(question, "claim") is { } claim ? Object(claim, "claim") : [];
            shared["region"] = Members.Text(question, "region");
            var claims = Members.List(question, "claims")
                .Select((one, index) => Claim(law, Reading.JsonOfYaml.Merge(shared, Object(one, "claims")), index))
                .ToList();
            var consultations = Members.List(question, "consultations").Select(Consultation).ToList();
            return Print(law, Reviewer.Review(claims, consultations, law));
        }
        catch (BadFactException bad)
        {
            return Answers.BadFact(bad);
        }
    }

    private static ReviewedClaim Claim(LawSnapshot law, JsonObject written, int index)
    {
        var began = Text(written, "began") is { } text
            && DateTime.TryParseExact(
                text, "yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
            ? moment
            : throw new BadFactException("claims.began", Text(written, "began") ?? "");
        var on = DateOnly.FromDateTime(began);
        written["on"] = on.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var element = JsonSerializer.SerializeToElement(written);
        var claim = ClaimReader.Read(law, element);
        var number = (index + 1).ToString(CultureInfo.InvariantCulture);
        return new ReviewedClaim
        {
            Settlement = number,
            Visit = Members.Text(element, "visit.id") ?? number,
            Reversed = Members.Flag(element, "reversed") ?? false,
            Area = Members.Text(element, "region")!,
            On = on,
            Began = began,
            Person = Members.Text(element, "person") ?? "",
            Institution = Members.Text(element, "hospital") ?? "",
            Doctor = Members.Text(element, "doctor"),
            Department = Members.Text(element, "department"),
            Diagnoses = claim.Diagnoses,
            Facts = claim.Facts,
        };
    }

    private static ReviewedConsultation Consultation(JsonElement one, int index) => new(
        (index + 1).ToString(CultureInfo.InvariantCulture),
        Members.Text(one, "person") ?? "",
        Members.Text(one, "hospital") ?? "",
        Members.Event(one, "on") ?? throw new BadFactException("consultations.on", ""));

    private static JsonObject Print(LawSnapshot law, IReadOnlyList<Finding> findings) => new()
    {
        ["found"] = Names(findings),
        ["question"] = Names(findings.Where(one => one.Rule.Disposition == Disposition.Question)),
        ["refuse"] = Names(findings.Where(one => one.Rule.Disposition == Disposition.Refuse)),
        ["clauses"] = new JsonArray(
            [.. Answers.Clauses(law, [.. findings.Select(one => one.Rule.ClauseId)])]),
    };

    private static JsonArray Names(IEnumerable<Finding> findings) =>
        new([.. findings.Select(one => (JsonNode)one.Rule.Name)]);

    private static JsonObject Object(JsonElement element, string path) =>
        JsonNode.Parse(element.GetRawText()) as JsonObject ?? throw new BadFactException(path, element.GetRawText());

    private static string? Text(JsonObject written, string name) =>
        written[name] is JsonValue value ? value.ToString() : null;
}
