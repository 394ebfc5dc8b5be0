using System.Text.Json.Nodes;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Policy.Tests.Generating;

/// <summary>
/// Price questions over every item of a library, in every area it names, with any facts of the vocabulary stated or
/// not. Which facts there are comes from the vocabulary itself, so a new one is drawn too.
/// </summary>
internal static class QuoteDraws
{
    private static readonly string[] Named = ["健康讲座", "远程影像诊断", "999900001", "线上首诊服务费"];

    public static Question Any(Draw draw) => Of(draw, draw.Chance(65) ? Laws.Shipped : Laws.Invented);

    public static Question Of(Draw draw, LawSnapshot law)
    {
        var items = law.ItemCodes.Order(StringComparer.Ordinal).ToList();
        var regions = law.Jurisdictions.Named.Keys.Where(code => code != "000000")
            .Order(StringComparer.Ordinal).ToList();
        var year = draw.One(law.Calendar.Years.Order().ToList());
        var json = new JsonObject
        {
            ["region"] = draw.One(regions),
            ["on"] = draw.Day(new DateOnly(year, 1, 1), new DateOnly(year, 12, 31)).ToString(
                "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            ["item"] = draw.Chance(93) ? draw.One(items) : draw.One(Named),
        };
        var share = draw.One(10, 50, 90);
        foreach (var fact in FactVocabulary.All.Where(one => one.Origin != FactOrigin.Derived))
        {
            if (draw.Chance(Likely(fact.Fact) ? 90 : share) && Value(draw, fact, items) is { } value)
            {
                State(json, fact.Path, value);
            }
        }

        if (json.ContainsKey("startedAt") && json.ContainsKey("endedAt"))
        {
            json.Remove("minutes");
        }

        return Question.Of(json);
    }

    /// <summary>Facts without which hardly anything has a price.</summary>
    private static bool Likely(Fact fact) =>
        fact is Fact.InstitutionOwnership or Fact.InstitutionLevel or Fact.InstitutionLicences or Fact.SignedOpinion
            or Fact.ConsultedLevel or Fact.ConsultedLicences or Fact.Slides or Fact.VisitKind;

    private static JsonNode? Value(Draw draw, FactDefinition fact, List<string> items) => fact.Type switch
    {
        FactType.Choice => draw.One(fact.Values),
        FactType.ChoiceSet => new JsonArray(draw.One(fact.Values), draw.One(fact.Values)),
        FactType.Flag => Agrees(fact.Fact) ? draw.Chance(85) : draw.Chance(15),
        FactType.Number => fact.Fact == Fact.Quantity
            ? draw.One(1, 1, 1, 2, 3)
            : draw.One(draw.Int(0, 8), draw.Int(20, 60)),
        FactType.Amount => draw.One("10", "60", "88", "100.50", "5000"),
        FactType.Moment => fact.Fact == Fact.StartedAt
            ? $"2021-03-0{draw.Int(1, 2)}T{draw.Int(10, 23)}:00:00"
            : $"2021-03-0{draw.Int(1, 4)}T{draw.Int(10, 23)}:30:00",
        FactType.Code => draw.One("physician", "A"),
        FactType.CodeSet => fact.Fact switch
        {
            Fact.With => draw.Chance(50) ? new JsonArray(draw.One(items)) : null,
            Fact.VisitSymptoms => new JsonArray("covid"),
            _ => new JsonArray(draw.One("I10.x00x002", "U07.100")),
        },
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static bool Agrees(Fact fact) =>
        fact is Fact.SignedOpinion or Fact.VisitConsent or Fact.VisitRealTime or Fact.SlideUpload
            or Fact.PublicNotice or Fact.Uninterrupted;

    private static void State(JsonObject json, string path, JsonNode value)
    {
        var names = path.Split('.');
        foreach (var name in names[..^1])
        {
            json[name] ??= new JsonObject();
            json = json[name]!.AsObject();
        }

        json[names[^1]] = value;
    }
}
