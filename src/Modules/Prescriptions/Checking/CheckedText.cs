using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Time;
using Mingsuan.Prescriptions.Life;
using Mingsuan.Prescriptions.Signing;

namespace Mingsuan.Prescriptions.Checking;

/// <summary>
/// 处方正文 — the text of a prescription in one form, whose digest is what everybody signs. It keeps nothing that proved
/// who the patient is.
/// </summary>
internal sealed class CheckedText
{
    private const string Internet = "02";
    private const string Token = "01";
    private const string Card = "03";
    private const string Herb = "13";
    private const int TenThousandths = 10_000;

    private static readonly string[] Kinds = ["11", "12", Herb];
    private static readonly string[] Ways = ["01", Internet];
    private static readonly string[] Circumstances = ["stable", "assessed", "guardian", "specialist"];
    private static readonly string[] Approvals = ["0", "1", "2"];

    /// <summary>Herbs: their count is that of doses, not of drugs.</summary>
    private static readonly string[] HerbTypes = ["2", "4", "6", "9"];

    private readonly JsonObject json;

    private CheckedText(JsonObject json, WireFault? fault, string certType, string? credential) =>
        (this.json, Fault, CredentialType, Credential) = (json, fault, certType, credential);

    /// <summary>The first field that is missing or cannot be what is meant.</summary>
    public WireFault? Fault { get; }

    /// <summary>就诊凭证类型.</summary>
    public string CredentialType { get; }

    /// <summary>就诊凭证编号, or the token.</summary>
    public string? Credential { get; }

    /// <summary>互联网医院问诊.</summary>
    public bool IsInternet => Root("bizTypeCode") == Internet;

    /// <summary>长期处方.</summary>
    public bool IsLong => Root("longRxFlag") == "1";

    /// <summary>续方.</summary>
    public bool IsRenewal => Root("rxCotnFlag") == "1";

    public DateTime PrescribedAt => WireTime.Read(Root("prscTime"))!.Value;

    public DateTime ValidUntil => WireTime.Read(Root("valiEndTime"))!.Value;

    public int ValidDays => (int)(decimal)json["valiDays"]!;

    public IReadOnlyList<JsonObject> Drugs => [.. json["rxdrugdetail"]!.AsArray().Select(one => one!.AsObject())];

    public IReadOnlyList<JsonObject> Diagnoses => [.. json["diseinfo"]!.AsArray().Select(one => one!.AsObject())];

    public IReadOnlyList<RxLine> Lines =>
    [
        .. Drugs.Select((one, at) => new RxLine(
            (at + 1).ToString(CultureInfo.InvariantCulture),
            (string)one["medListCodg"]!,
            (long)((decimal)one["drugCnt"]! * TenThousandths))),
    ];

    /// <summary>As it is stored.</summary>
    public string Stored => WireJson.Canonical(json);

    public string Digest => Convert.ToHexStringLower(Sm3.Hash(Encoding.UTF8.GetBytes(Stored)));

    /// <summary>A field of the prescription itself; empty when it is not stated.</summary>
    public string Root(string name) => TextOf(json[name]);

    /// <summary>A field of the visit; empty when it is not stated.</summary>
    public string Visit(string name) => TextOf(json["mdtrtinfo"]![name]);

    /// <summary>情形 — whether the visit's extension says so, says not, or says nothing.</summary>
    public bool? Says(string circumstance) =>
        json["mdtrtinfo"]!["extras"]?[circumstance] is { } said ? (string)said! == "1" : null;

    /// <summary>The value as it stands, or none.</summary>
    public JsonNode? Node(string name) => json[name]?.DeepClone();

    /// <summary>The value of the visit as it stands, or none.</summary>
    public JsonNode? VisitNode(string name) => json["mdtrtinfo"]![name]?.DeepClone();

    /// <summary>The text as it was stored.</summary>
    public static CheckedText Of(string stored) => new(JsonNode.Parse(stored)!.AsObject(), null, "", null);

    /// <summary>Reads a call's data; the fault says what is wrong with it.</summary>
    public static CheckedText Read(JsonObject data)
    {
        var input = new WireReader(data);
        var certType = (input.Text("mdtrtCertType", 3) ?? "").PadLeft(2, '0');
        RxField.Read(input, CheckedFields.Credential);
        var json = RxField.Read(input, CheckedFields.Root);
        Proof(input, certType, Text(json, "bizTypeCode"));
        var details = input.Objects("rxdrugdetail");
        Counts(input, json, details);
        json["rxdrugdetail"] = new JsonArray([.. details.Select(Drug)]);
        json["mdtrtinfo"] = VisitOf(data, input);
        var diagnoses = input.Objects("diseinfo");
        if (diagnoses.Count == 0)
        {
            input.RequiredText("diseinfo", 1);
        }

        json["diseinfo"] = new JsonArray([.. diagnoses.Select(
            one => (JsonNode)RxField.Read(one, CheckedFields.Diagnosis))]);
        var credential = certType == Token
            ? input.Text("ecToken", 64)
            : input.Text("mdtrtCertNo", 50);
        return new(json, input.Fault, certType, credential);
    }

    /// <summary>The visit, with what its extension says of circumstances that limits hang on.</summary>
    private static JsonObject VisitOf(JsonObject data, WireReader input)
    {
        var visit = RxField.Read(input.Object("mdtrtinfo"), CheckedFields.Visit);
        var sent = data.FirstOrDefault(one => one.Key.Equals("mdtrtinfo", StringComparison.OrdinalIgnoreCase)).Value;
        var info = (sent is JsonArray { Count: 1 } single ? single[0] : sent) as JsonObject;
        if (info is not null && Extras.IsBroken(info))
        {
            input.Reject("mdtrtinfo.extras");
        }

        var said = new JsonObject();
        foreach (var name in Circumstances)
        {
            if (info is null || Extras.Of(info, name) is not { } word)
            {
                continue;
            }

            if (word is not ("0" or "1"))
            {
                input.Reject("mdtrtinfo.extras." + name);
            }

            said[name] = word;
        }

        if (said.Count > 0)
        {
            visit["extras"] = said;
        }

        return visit;
    }

    private static void Proof(WireReader input, string certType, string way)
    {
        if (certType == Token)
        {
            input.RequiredText("ecToken", 64);
            if (way == Internet)
            {
                input.RequiredText("authNo", 100);
            }
        }
        else
        {
            input.RequiredText("mdtrtCertNo", 50);
        }

        if (certType == Card)
        {
            input.RequiredText("cardSn", 32);
        }
    }

    private static void Counts(WireReader input, JsonObject json, IReadOnlyList<WireReader> details)
    {
        if (details.Count == 0)
        {
            input.RequiredText("rxdrugdetail", 1);
        }

        Among(input, json, "bizTypeCode", Ways);
        var isHerbal = HerbTypes.Contains(Text(json, "rxTypeCode"));
        foreach (var name in isHerbal
            ? ["rxUsedWayCodg", "rxUsedWayName", "rxFrquCodg", "rxFrquName", "rxDosunt"]
            : Array.Empty<string>())
        {
            input.RequiredText(name, 40);
        }

        if (isHerbal)
        {
            input.RequiredNumber("rxDoscnt");
        }
        else if (json["rxDrugCnt"] is { } count && (decimal)count != details.Count)
        {
            input.Reject("rxDrugCnt");
        }

        if (input.Fault is null && Times(json) is { } wrong)
        {
            input.Reject(wrong);
        }
    }

    /// <summary>有效截止时间 is the prescription's time and its days, or earlier; days are whole.</summary>
    private static string? Times(JsonObject json)
    {
        var days = (decimal)json["valiDays"]!;
        if (days is < 1 or > 1000)
        {
            return "valiDays";
        }

        var from = WireTime.Read(Text(json, "prscTime"))!.Value;
        var until = WireTime.Read(Text(json, "valiEndTime"))!.Value;
        return until > from && until <= from.AddDays((int)days) ? null : "valiEndTime";
    }

    private static JsonNode Drug(WireReader input)
    {
        var drug = RxField.Read(input, CheckedFields.Drug);
        Among(input, drug, "rxItemTypeCode", Kinds);
        Among(input, drug, "hospApprFlag", Approvals);
        var kind = Text(drug, "rxItemTypeCode");
        if (kind == Herb)
        {
            input.RequiredText("tcmdrugTypeCode", 30);
        }
        else if (kind.Length > 0)
        {
            input.RequiredText("medcWayCodg", 10);
            input.RequiredText("medcWayDscr", 100);
            input.RequiredText("sinDosunt", 20);
            input.RequiredNumber("sinDoscnt");
            input.RequiredText("usedFrquCodg", 10);
            input.RequiredText("usedFrquName", 30);
        }

        if (Text(drug, "hospApprFlag") == Approvals[2] && input.RequiredText("selfPayRea", 6) == "6")
        {
            input.RequiredText("realDscr", 1000);
        }

        if (drug["drugCnt"] is { } count && (decimal)count == 0)
        {
            input.Reject("drugCnt");
        }

        return drug;
    }

    private static void Among(WireReader input, JsonObject read, string name, string[] words)
    {
        if (Text(read, name) is { Length: > 0 } word && !words.Contains(word))
        {
            input.Reject(name);
        }
    }

    private static string Text(JsonObject read, string name) => TextOf(read[name]);

    private static string TextOf(JsonNode? node) => node switch
    {
        null => "",
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => node.ToJsonString(),
    };
}
