using System.Globalization;
using System.Text.Json.Nodes;
using Mingsuan.Policy.Primitives;

namespace Mingsuan.Policy.Tests.Generating;

/// <summary>
/// Claims as institutions send them: every modelled region and one that is not, both channels, all schemes, levels and
/// benefits, mixed lines; facts are absent now and then.
/// </summary>
internal static class ClaimDraws
{
    private static readonly string[] Regions =
        ["320600", "370800", "430900", "532300", "532300", "532300", "990100", "990100", "990200", "990101", "530100"];

    private static readonly string[] Services =
        ["110200001", "110200002", "110200002a", "110200005", "270800008", "S1", "健康讲座", "YZ-DAY"];

    private static readonly string[] Diagnoses =
        ["I10.x00x002", "E11.900", "J44.900", "U07.100", "I11.900", "Z00.000"];

    private static readonly string[] Levels = ["tertiary", "secondary", "primary", "unrated"];

    private static readonly string[] Grades = [.. Levels, "3A", "2B", "09", "11"];

    /// <summary>A claim that is likely to be settled, most parts of it present.</summary>
    public static Question Any(Draw draw)
    {
        var region = draw.One(Regions);
        var on = Day(draw, region);
        var json = new JsonObject { ["region"] = region, ["on"] = Text(on), ["insured"] = Insured(draw, region, on) };
        json["institution"] = Institution(draw, Laws.Of(region) == Laws.Shipped ? Grades : Levels);
        json["visit"] = Visit(draw, on);
        if (draw.Chance(60))
        {
            json["dispensedBy"] = draw.One("hospital", "pharmacy", "chronicPharmacy");
        }

        if (draw.Chance(10))
        {
            json["premium"] = draw.Chance(50);
        }

        var lines = new JsonArray();
        for (var i = draw.Int(1, 5); i > 0; i--)
        {
            lines.Add((JsonNode)Line(draw, lines.Count));
        }

        json["lines"] = lines;
        if (draw.Chance(50))
        {
            json["useAccount"] = draw.Chance(80);
        }

        return Question.Of(json);
    }

    public static JsonObject Line(Draw draw, int index)
    {
        var kind = draw.One("service", "drug", "drug", "drug", "delivery");
        var price = draw.Chance(10) ? draw.Int(1, 9_999_999) / 1_000_000m : draw.Yuan(3000);
        var quantity = draw.One(1m, 1m, 2m, 3m, 0.5m, 30m);
        var line = new JsonObject
        {
            ["id"] = $"{(char)('a' + index)}",
            ["kind"] = kind,
            ["code"] = kind == "service" ? draw.One(Services) : $"D{draw.Int(1, 3)}",
            ["class"] = draw.One("A", "A", "B", "C"),
            ["unitPrice"] = price.ToString(CultureInfo.InvariantCulture),
            ["quantity"] = quantity,
        };
        var copay = (string)line["class"]! == "B" ? 97 : 30;
        Maybe(draw, copay, line, "initialCopay", () => draw.One("0", "0.05", "0.1", "0.3333", "1"));
        Maybe(draw, 25, line, "ceiling", () => Number(price * draw.Int(50, 150) / 100m));
        Maybe(draw, 15, line, "publicReference", () => Number(price * draw.Int(50, 150) / 100m));
        Maybe(draw, 20, line, "amount", () => Number(Money.OfLine(price, quantity).Yuan));
        return line;
    }

    private static JsonObject Insured(Draw draw, string region, DateOnly on)
    {
        var insured = new JsonObject();
        Maybe(draw, 97, insured, "area", () => draw.Chance(90) ? region : "530100");
        Maybe(draw, 97, insured, "scheme", () => draw.One("employee", "employee", "resident"));
        Maybe(draw, 95, insured, "status", () => draw.One("working", "retired"));
        Maybe(draw, 20, insured, "entitlement", () => draw.One("active", "active", "arrears", "waiting", "suspended"));
        Maybe(draw, 70, insured, "accountBalance", () => Number(draw.Yuan(2000)));
        Maybe(draw, 30, insured, "twoDiseases", () => new JsonArray(draw.One("hypertension", "diabetes")));
        Maybe(draw, 40, insured, "chronic", () => new JsonArray(new JsonObject
        {
            ["code"] = draw.One("M03900", "M01600"),
            ["from"] = Text(on.AddDays(draw.Int(-900, 30))),
        }));
        Maybe(draw, 60, insured, "year", () => Year(draw));
        return insured;
    }

    private static JsonObject Year(Draw draw)
    {
        var year = new JsonObject
        {
            ["deductibleUsed"] = draw.One(0, 0, draw.Int(0, 900)),
            ["fundPaid"] = Number(draw.One(0, draw.Yuan(600), draw.Yuan(12000))),
        };
        Maybe(draw, 40, year, "byLevel", () => new JsonObject
        {
            ["secondary"] = draw.Int(0, 300),
            ["tertiary"] = new JsonObject { ["deductibleUsed"] = draw.Int(0, 300) },
        });
        return year;
    }

    private static JsonObject Institution(Draw draw, string[] levels)
    {
        var institution = new JsonObject();
        Maybe(draw, 90, institution, "ownership", () => draw.One("public", "public", "private"));
        Maybe(draw, 40, institution, "businessNature", () => draw.One("nonProfit", "nonProfit", "forProfit"));
        Maybe(draw, 97, institution, "level", () => draw.One(levels));
        Maybe(draw, 90, institution, "licences", () => new JsonArray(draw.One("internetHospital", "internetCare")));
        Maybe(draw, 90, institution, "agreement", () => draw.Chance(8) ? null : new JsonObject
        {
            ["main"] = Agreement(draw),
            ["supplementary"] = Agreement(draw),
        });
        return institution;
    }

    private static JsonObject? Agreement(Draw draw) => draw.Chance(5) ? null : new JsonObject
    {
        ["from"] = draw.Chance(95) ? "2019-01-01" : "2025-01-01",
        ["state"] = draw.Chance(90) ? "inForce" : draw.One("suspended", "terminated"),
    };

    private static JsonObject Visit(Draw draw, DateOnly on)
    {
        var diagnosis = draw.One(Diagnoses);
        var visit = new JsonObject();
        Maybe(draw, 90, visit, "channel", () => draw.One("internet", "offline"));
        Maybe(draw, 85, visit, "kind", () => draw.One("followUp", "followUp", "followUp", "first"));
        Maybe(draw, 40, visit, "benefit", () => draw.One("ordinary", "chronic", "twoDiseases"));
        Maybe(draw, 40, visit, "diseaseCode", () => draw.One("M03900", "M01600", "M05300"));
        Maybe(draw, 85, visit, "diagnosis", () => new JsonArray(diagnosis));
        Maybe(draw, 80, visit, "lastOffline", () => new JsonObject
        {
            ["on"] = Text(on.AddDays(-draw.Int(0, 110))),
            ["diagnosis"] = new JsonArray(draw.Chance(85) ? diagnosis : draw.One(Diagnoses)),
        });
        Maybe(draw, 60, visit, "consent", () => draw.Chance(90));
        Maybe(draw, 60, visit, "realTime", () => draw.Chance(90));
        Maybe(draw, 30, visit, "symptoms", () => new JsonArray("covid"));
        return visit;
    }

    private static DateOnly Day(Draw draw, string region) => region.StartsWith("99", StringComparison.Ordinal)
        ? draw.Day(new DateOnly(2021, 1, 1), new DateOnly(2022, 6, 30))
        : draw.Day(new DateOnly(2020, 1, 20), new DateOnly(2024, 12, 31));

    private static void Maybe(Draw draw, int percent, JsonObject json, string name, Func<JsonNode?> value)
    {
        if (draw.Chance(percent))
        {
            json[name] = value();
        }
    }

    private static string Number(decimal value) =>
        decimal.Round(value, 2).ToString("0.00", CultureInfo.InvariantCulture);

    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
