using System.Text.Json.Nodes;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Prescriptions;
using Mingsuan.Contracts.Registry;
using Mingsuan.Contracts.Visits;
using Mingsuan.Platform.Time;

namespace Mingsuan.Prescriptions.Querying;

/// <summary>电子处方信息查询. (nhsa §15.5)</summary>
internal sealed class QueryDetail(
    QueryDesk desk, IInstitutionDirectory institutions, IPractitionerDirectory practitioners, IVisitBook visits)
    : IEpcMethod
{
    private static readonly string[] Stated =
    [
        "prscTime", "rxDrugCnt", "rxUsedWayCodg", "rxUsedWayName", "rxFrquCodg", "rxFrquName", "rxDosunt", "rxDoscnt",
        "rxDrordDscr", "valiDays", "valiEndTime", "maxReptCnt", "reptdCnt", "minInrvDays", "longRxFlag",
    ];

    private static readonly string[] OfVisit =
    [
        "medType", "iptOtpNo", "otpIptFlag", "patnName", "patnAge", "patnHgt", "patnWt", "gend", "gesoVal", "nwbFlag",
        "nwbAge", "suckPrdFlag", "algsHis", "prscDeptName", "prscDrName", "mdtrtTime", "diseCodg", "diseName",
        "spDiseFlag", "maindiagCode", "maindiagName", "diseCondDscr", "fstdiagFlag",
    ];

    /// <summary>What a reader of a prescription has no business with: what it costs.</summary>
    private static readonly string[] NotShown = ["drugPric", "drugSumamt"];

    public string Name => "hospRxDetlQuery";

    public async Task<EpcResult> HandleAsync(EpcCall call, CancellationToken ct)
    {
        var (found, refusal) = await desk.FindAsync(call, Name, mayBeAnothers: true, ct);
        if (found is null)
        {
            return new(null, refusal);
        }

        var (dossier, text) = (found.Done.Dossier!, found.Text);
        var from = new InstitutionId(dossier.Row!.InstId);
        var institution = await institutions.FindAsync(from, BeijingTime.Day(text.PrescribedAt), ct);
        var json = RxStatus.Used(RxStatus.Json(found.Done), found.Done);
        json["fixmedinsCode"] = text.Visit("fixmedinsCode");
        json["fixmedinsName"] = institution?.Name ?? text.Visit("fixmedinsName");
        foreach (var name in Stated)
        {
            json[name] = text.Node(name);
        }

        json["reptFlag"] = text.Root("reptFlag") is { Length: > 0 } repeated ? repeated : "0";
        Named(json, text, "rxTypeCode", "rxTypeName", "rxType");
        Named(json, text, "bizTypeCode", "bizTypeName", "bizType");
        Named(json, text, "rxExraAttrCode", "rxExraAttrName", "rxExraAttr");
        json["rxDetlList"] = new JsonArray([.. text.Drugs.Index().Select(
            one => (JsonNode)Drug(one.Item, dossier.Rx!, dossier.Rx!.Lines[one.Index].Line))]);
        json["rxOtpinfo"] = await VisitAsync(found, from, ct);
        json["rxDiseList"] = new JsonArray([.. text.Diagnoses.Select(one => one.DeepClone())]);
        return EpcResult.Of(json);
    }

    private static void Named(
        JsonObject json, Checking.CheckedText text, string code, string name, string dictionary)
    {
        if (text.Root(code) is { Length: > 0 } word)
        {
            json[code] = word;
            json[name] = RxStatus.NameOf(dictionary, word);
        }
    }

    private static JsonObject Drug(JsonObject drug, Life.Prescription rx, string line)
    {
        var shown = drug.DeepClone().AsObject();
        foreach (var name in NotShown)
        {
            shown.Remove(name);
        }

        shown["drugProdname"] ??= shown["drugGenname"]!.DeepClone();
        shown["takeDrugFlag"] = rx.Left(line) == 0 ? "1" : "0";
        return shown;
    }

    private async Task<JsonObject> VisitAsync(FoundRx found, InstitutionId from, CancellationToken ct)
    {
        var json = new JsonObject();
        foreach (var name in OfVisit)
        {
            json[name] = found.Text.VisitNode(name);
        }

        var dossier = found.Done.Dossier!;
        var visit = await visits.FindAsync(found.Person.Id, new VisitId(dossier.Row!.VisitId), ct);
        json["insutype"] = visit?.Insutype ?? "";
        var dated = dossier.Review;
        var pharmacist = dated?.Event is Life.Reviewed review
            ? await practitioners.FindAsync(review.Pharmacist, from, BeijingTime.Day(dated.At), ct)
            : null;
        json["pharName"] = pharmacist?.Name ?? "";
        json["pharChkTime"] = dated is null ? "" : BeijingTime.Text(dated.At);
        return json;
    }
}
