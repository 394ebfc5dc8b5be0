using System.Text.Json.Nodes;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Time;
using Mingsuan.Prescriptions.Books;
using Mingsuan.Prescriptions.Checking;
using Mingsuan.Prescriptions.Life;

namespace Mingsuan.Prescriptions.Pharmacy;

/// <summary>处方的 JSON — as a pharmacy sees it.</summary>
internal static class RxJson
{
    private const decimal TenThousandths = 10_000m;

    private static readonly string[] OfDrug =
    [
        "drugGenname", "drugProdname", "drugDosform", "drugSpec", "prdrName", "drugDosunt", "medcWayDscr", "sinDoscnt",
        "sinDosunt", "usedFrquName", "medcDays", "tcmherbFoote",
    ];

    /// <summary>Where it stands, and what is left.</summary>
    public static JsonObject Standing(RxDone done)
    {
        var rx = done.Dossier!.Rx!;
        return new JsonObject
        {
            ["hiRxno"] = WireId.Encode(done.Dossier.Id),
            ["state"] = RxWords.Key(done.State),
            ["stateName"] = RxWords.Of(done.State),
            ["validUntil"] = BeijingTime.Text(rx.ValidUntil),
            ["toBeRevoked"] = rx.IsToBeRevoked,
            ["lines"] = new JsonArray([.. rx.Lines.Select(line => (JsonNode)Line(rx, line))]),
        };
    }

    /// <summary>All that is needed to check it and to hand it out.</summary>
    public static JsonObject Whole(RxDone done)
    {
        var text = CheckedText.Of(done.Dossier!.Row!.Text.Plain);
        var json = Standing(done);
        json["institution"] = text.Visit("fixmedinsName");
        json["prescribedAt"] = text.Root("prscTime");
        json["doctor"] = text.Visit("prscDrName");
        json["pharmacist"] = done.Dossier.Rx!.Pharmacist;
        json["patient"] = new JsonObject
        {
            ["name"] = text.Visit("patnName"),
            ["sex"] = text.Visit("gend"),
            ["age"] = text.VisitNode("patnAge"),
            ["allergies"] = text.Visit("algsHis"),
        };
        json["diagnoses"] = new JsonArray(
            [.. text.Diagnoses.Select(one => one["diagName"]!.DeepClone())]);
        foreach (var (at, drug) in text.Drugs.Index())
        {
            foreach (var name in OfDrug)
            {
                json["lines"]![at]![name] = drug[name]?.DeepClone();
            }
        }

        return json;
    }

    private static JsonObject Line(Prescription rx, RxLine line) => new()
    {
        ["line"] = line.Line,
        ["code"] = line.Code,
        ["amount"] = line.Amount / TenThousandths,
        ["dispensed"] = rx.Given.GetValueOrDefault(line.Line) / TenThousandths,
        ["left"] = rx.Left(line.Line) / TenThousandths,
    };
}
