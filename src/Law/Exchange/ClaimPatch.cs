using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mingsuan.Policy.Adjudication;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Law.Exchange;

/// <summary>
/// Changes of a claim as a JSON Merge Patch (RFC 7396) over the claim's own JSON: merge it and ask again.
/// </summary>
internal static class ClaimPatch
{
    public static JsonObject Of(JsonElement question, Claim claim, IReadOnlyList<ClaimChange> changes)
    {
        var patch = new JsonObject();
        foreach (var change in changes)
        {
            Add(patch, question, claim, change);
        }

        return patch;
    }

    private static void Add(JsonObject patch, JsonElement question, Claim claim, ClaimChange change)
    {
        var on = Text(claim.On);
        switch (change)
        {
            case ClaimChange.OfFact { Fact: Fact.InsuredLocal }:
                Set(patch, "insured.area", claim.Region.PoolingArea);
                break;
            case ClaimChange.OfFact { Fact: Fact.AgreementMain or Fact.AgreementSupplementary } agreement:
                var which = agreement.Fact == Fact.AgreementMain ? "main" : "supplementary";
                Set(patch, $"institution.agreement.{which}", new JsonObject
                {
                    ["state"] = "inForce",
                    ["from"] = on,
                    ["to"] = null,
                });
                break;
            case ClaimChange.OfFact fact:
                Set(patch, FactVocabulary.Of(fact.Fact).Path, Value(fact));
                break;
            case ClaimChange.OfCodes codes:
                Set(patch, FactVocabulary.Of(codes.Fact).Path, new JsonArray(codes.Code));
                break;
            case ClaimChange.OfLastOffline last:
                Set(patch, "visit.lastOffline", new JsonObject
                {
                    ["on"] = Text(last.Visit.On),
                    ["diagnosis"] = new JsonArray([.. last.Visit.Diagnoses.Select(one => (JsonNode)one)]),
                });
                break;
            case ClaimChange.OfRegistration registration:
                Set(patch, "insured.chronic", new JsonArray(new JsonObject
                {
                    ["code"] = registration.Registration.Code,
                    ["from"] = Text(registration.Registration.Period.From),
                }));
                break;
            case ClaimChange.OfUnitPrice price:
                Lines(patch, question, price);
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static void Lines(JsonObject patch, JsonElement question, ClaimChange.OfUnitPrice price)
    {
        var lines = patch["lines"] as JsonArray ??
            [.. Members.List(question, "lines").Select(Line)];
        var line = (JsonObject)lines[price.Line]!;
        line["unitPrice"] = price.UnitPrice.ToString(CultureInfo.InvariantCulture);
        line.Remove("amount");
        patch["lines"] = lines;
    }

    /// <summary>
    /// A line as it was stated; of a member stated twice the last holds, as it does when a claim is read.
    /// </summary>
    private static JsonNode Line(JsonElement stated)
    {
        using var whole = JsonDocument.Parse(Members.Whole(stated, "lines"));
        var line = new JsonObject();
        foreach (var member in whole.RootElement.EnumerateObject())
        {
            line[member.Name] = JsonNode.Parse(member.Value.GetRawText());
        }

        return line;
    }

    private static JsonNode Value(ClaimChange.OfFact change)
    {
        var definition = FactVocabulary.Of(change.Fact);
        return definition.Type switch
        {
            FactType.Flag => change.Value == 1,
            FactType.ChoiceSet => new JsonArray(
                definition.Values[System.Numerics.BitOperations.TrailingZeroCount(change.Value)]),
            _ => definition.Values[(int)change.Value],
        };
    }

    private static void Set(JsonObject patch, string path, JsonNode? value)
    {
        var names = path.Split('.');
        var current = patch;
        foreach (var name in names[..^1])
        {
            if (current[name] is not JsonObject next)
            {
                next = [];
                current[name] = next;
            }

            current = next;
        }

        current[names[^1]] = value;
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
