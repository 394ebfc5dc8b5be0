using System.Text.Json.Nodes;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Prescriptions;
using Mingsuan.Contracts.Registry;
using Mingsuan.Contracts.Visits;
using Mingsuan.Policy.Adjudication;
using Mingsuan.Policy.Refusals;
using Mingsuan.Settlement.Charging;
using Mingsuan.Settlement.Rows;

namespace Mingsuan.Settlement.Settling;

/// <summary>
/// 结算佐证 — which records the platform has of a claim online: identity, medical record, prescription, purchase. They are
/// facts of the claim; which of them are needed, and which refusal follows, the law says. Of a strict institution what
/// the platform has not is not there; of a declaring one it says nothing, and its silence is a warning.
/// (楚医保规〔2022〕3号 第二十九条（一）; AMB-27; ADR 0026)
/// </summary>
internal sealed record ClaimRecords(VisitFacts Visit, SettleRequest Request, BoughtStanding Centre)
{
    private const string Drug = "drug";
    private const string ECertificate = "01";

    private static readonly Dictionary<string, string> Media = new(StringComparer.Ordinal)
    {
        [ECertificate] = "eCertificate",
        ["02"] = "idCard",
        ["03"] = "socialSecurityCard",
    };

    private bool IsStrict => Visit.Evidence == EvidenceSetting.Strict;

    /// <summary>The charged drugs that name a prescription.</summary>
    public static IReadOnlyList<BoughtDrug> Bought(IReadOnlyList<FeeLine> lines) =>
    [
        .. lines.Where(line => line is { Kind: Drug, Rxno: not null })
            .Select(line => new BoughtDrug(line.Rxno!, line.ItemCode, line.CountTenThousandths)),
    ];

    /// <summary>Puts the records into a claim, as facts of the claim and of its lines.</summary>
    public void State(JsonObject claim, IReadOnlyList<FeeLine> lines)
    {
        if (Visit.Channel != VisitChannel.Internet)
        {
            return;
        }

        claim["identity"] = Identity();
        var records = new JsonObject();
        Say(records, "medical", IsStrict ? Visit.HasRecord : Visit.Diagnoses.Count > 0);
        claim["records"] = records;
        foreach (var (line, json) in lines.Zip((JsonArray)claim["lines"]!))
        {
            if (line.Kind == Drug)
            {
                json!["facts"] = new JsonObject { ["records"] = OfDrug(line) };
            }
        }
    }

    /// <summary>
    /// What a declaring institution left unsaid and the law would ask of a strict one: each record by its name.
    /// </summary>
    public IReadOnlyList<Notice> Lacking(
        JsonObject claim, IReadOnlyList<FeeLine> lines, Func<JsonObject, ClaimDecision> decide)
    {
        if (Visit.Channel != VisitChannel.Internet || IsStrict)
        {
            return [];
        }

        var lacking = new List<Notice>();
        if (Visit.CertType != ECertificate)
        {
            Ask(claim, one => one["identity"]!["verified"] = Media.GetValueOrDefault(Visit.CertType));
        }

        if (lines.Index().FirstOrDefault(one => one.Item is { Kind: Drug, Rxno: null }) is { Item: not null } drug)
        {
            Ask(claim, one => one["lines"]![drug.Index]!["facts"]!["records"]!["prescription"] = false);
        }

        return lacking;

        void Ask(JsonObject asked, Action<JsonObject> without)
        {
            var bare = asked.DeepClone().AsObject();
            without(bare);
            var decision = decide(bare);
            if (!decision.IsSettled && decision.Refusal is RefusalCode.NotUploaded or RefusalCode.Identity)
            {
                lacking.Add(LineRefusal.Lacking(decision));
            }
        }
    }

    /// <summary>
    /// By which medium the visit was opened, and which one is shown now. A certificate's token is optional in a
    /// settlement: without one it shows nothing, while a card says what it is by its type alone.
    /// </summary>
    private JsonObject Identity()
    {
        var identity = new JsonObject();
        if (Media.GetValueOrDefault(Visit.CertType) is { } verified && (IsStrict || Visit.CertType == ECertificate))
        {
            identity["verified"] = verified;
        }

        if (Media.GetValueOrDefault(Request.CertType) is { } medium &&
            (Request.CertNo is not null || Request.CertType != ECertificate))
        {
            identity["medium"] = medium;
        }

        return identity;
    }

    private JsonObject OfDrug(FeeLine line)
    {
        var records = new JsonObject();
        if (line.Rxno is { } rxno && Centre.Known.GetValueOrDefault(rxno) is { } known)
        {
            (records["prescription"], records["signed"], records["reviewed"]) =
                (known.Uploaded || !IsStrict, known.Signed, known.Reviewed);
            Say(records, "purchase", known.TakenHere);
        }
        else
        {
            Say(records, "prescription", false);
            Say(records, "purchase", false);
        }

        return records;
    }

    private void Say(JsonObject records, string name, bool so)
    {
        if (so || IsStrict)
        {
            records[name] = so;
        }
    }
}
