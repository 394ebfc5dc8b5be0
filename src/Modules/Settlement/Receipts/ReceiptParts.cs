using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Time;
using Mingsuan.Platform.Trail;
using Mingsuan.Settlement.Rows;
using Mingsuan.Settlement.Searching;
using Mingsuan.Workbench.Files;

namespace Mingsuan.Settlement.Receipts;

/// <summary>收据的数据 — who, where and when, and the proof, as docs/reference/receipt.md writes them.</summary>
internal static class ReceiptParts
{
    public static JsonObject Settlement(
        SettlementRow row,
        PersonFacts person,
        InstitutionFacts? institution,
        IReadOnlyDictionary<string, string> names,
        bool masked) => new()
        {
            ["id"] = WireId.Encode(row.SettlementId),
            ["uuid"] = row.SettlementId.ToString("D"),
            ["psnNo"] = person.PsnNo,
            ["name"] = masked ? Masking.Name(person.Name) : person.Name,
            ["certno"] = Masking.Certificate(person.Certno),
            ["institution"] = institution?.Code,
            ["institutionName"] = institution?.Name,
            ["serviceOn"] = row.ServiceOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["settledAt"] = BeijingTime.Text(row.SettledAt),
            ["channel"] = row.Channel,
            ["insutype"] = row.Insutype,
            ["medType"] = row.MedType,
            ["route"] = row.Route,
            ["state"] = SettlementOutput.State(row),
            ["sign"] = row.Reverses is null ? 1 : -1,
            ["names"] = new JsonObject(names.Select(one => KeyValuePair.Create(one.Key, (JsonNode?)one.Value))),
        };

    /// <summary>No proof, since it would tell whoever fetched the file of others.</summary>
    public static JsonObject Withheld() => new() { ["state"] = "withheld" };

    /// <summary>
    /// The proof: none when no payload that commits to the settlement can be read any more, waiting while no checkpoint
    /// has taken it in.
    /// </summary>
    public static JsonObject Proof(TrailProof? proof, DateTimeOffset now)
    {
        if (proof is null)
        {
            return new JsonObject { ["state"] = "none" };
        }

        var json = new JsonObject
        {
            ["state"] = proof.Log is null ? "waiting" : "proven",
            ["subject"] = proof.Subject.Key,
            ["payloads"] = new JsonArray([.. proof.Payloads.Select(one => (JsonNode)new JsonObject
            {
                ["seq"] = one.Seq,
                ["salt"] = Hex(one.SaltAndText.AsSpan(0, Commitment.SaltSize)),
                ["text"] = Encoding.UTF8.GetString(one.SaltAndText.AsSpan(Commitment.SaltSize)),
            })]),
            ["entries"] = new JsonArray([.. proof.Links.Select(one => (JsonNode)Entry(one))]),
        };
        if (proof.Log is not { } log)
        {
            json["next"] = BeijingTime.Text((now + CheckpointJob.Interval).UtcDateTime);
            return json;
        }

        json["leaf"] = new JsonObject { ["index"] = log.Index, ["seq"] = log.Seq, ["head"] = Hex(log.Head) };
        json["path"] = new JsonArray([.. log.Path.Select(hash => (JsonNode)Hex(hash))]);
        json["checkpoint"] = Checkpoint(log.Checkpoint);
        json["key"] = Key(log.Key);
        return json;
    }

    private static JsonObject Entry(TrailEntry entry) => new()
    {
        ["seq"] = entry.Seq,
        ["kind"] = entry.Kind,
        ["at"] = TrailTime.Text(entry.At),
        ["actor"] = entry.Actor,
        ["commitment"] = Hex(entry.Commitment),
        ["payload"] = entry.PayloadRef.ToString("D"),
        ["previous"] = Hex(entry.Previous),
        ["hash"] = Hex(entry.Hash),
    };

    private static JsonObject Checkpoint(Checkpoint checkpoint) => new()
    {
        ["number"] = checkpoint.Number,
        ["size"] = checkpoint.Size,
        ["root"] = Hex(checkpoint.Root),
        ["at"] = TrailTime.Text(checkpoint.At),
        ["key"] = checkpoint.KeyFingerprint,
        ["signature"] = Hex(checkpoint.Signature),
    };

    private static JsonObject Key(TrailKeyFacts key) => new()
    {
        ["fingerprint"] = key.Fingerprint,
        ["publicKey"] = Hex(key.PublicKey),
        ["from"] = TrailTime.Text(key.ValidFrom),
        ["to"] = key.ValidTo is { } to ? TrailTime.Text(to) : null,
        ["signature"] = Hex(key.Signature),
    };

    private static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);
}
