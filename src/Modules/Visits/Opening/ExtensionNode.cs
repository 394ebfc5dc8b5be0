using System.Text.Json.Nodes;
using Mingsuan.Contracts.Visits;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Time;

namespace Mingsuan.Visits.Opening;

/// <summary>扩展节点 — what an institution adds to 2201 and 2203 under `exp_content` (or `expContent`).</summary>
internal sealed record ExtensionNode(VisitChannel? Channel, DeclaredEvidence Evidence)
{
    private const int MostSymptoms = 10;
    private const int LongestText = 2_000;

    private static readonly string[] RecordParts =
        ["complaint", "present_illness", "past_history", "allergies", "examination", "treatment", "advice"];

    /// <summary>症状 that the doctor confirms.</summary>
    public IReadOnlyList<string>? Symptoms { get; init; }

    /// <summary>门诊电子病历的各部分, as far as they are given.</summary>
    public IReadOnlyDictionary<string, string>? Record { get; init; }

    /// <summary>复诊凭证 other than the platform's own settlements.</summary>
    public StatedProof? Proof { get; init; }

    /// <summary>转线下.</summary>
    public TurnedOffline? Turned { get; init; }

    /// <summary>Reads the node of an object, or of its parent; a channel that is no channel is a fault.</summary>
    public static ExtensionNode Read(params WireReader[] holders) => Read(Of, holders);

    /// <summary>The node of 2203, which also tells what was found and done.</summary>
    public static ExtensionNode ReadFindings(params WireReader[] holders) => Read(WithFindings, holders);

    private static ExtensionNode Read(Func<WireReader, ExtensionNode> of, WireReader[] holders)
    {
        foreach (var holder in holders)
        {
            foreach (var name in new[] { "exp_content", "expContent" })
            {
                if (holder.HasObject(name))
                {
                    return of(holder.Object(name));
                }
            }
        }

        return new(null, DeclaredEvidence.Nothing);
    }

    private static ExtensionNode Of(WireReader node) => new(
        ChannelOf(node),
        new(Flag(node, "consent"), Flag(node, "real_time"), Flag(node, "first_visit")));

    private static ExtensionNode WithFindings(WireReader node) => Of(node) with
    {
        Symptoms = SymptomsOf(node),
        Record = node.HasObject("record") ? RecordOf(node.Object("record")) : null,
        Proof = node.HasObject("last_offline") ? ProofOf(node.Object("last_offline")) : null,
        Turned = node.HasObject("turned_offline") ? TurnedOf(node.Object("turned_offline")) : null,
    };

    /// <summary>Words of no closed list: which ones count is said by the law. (AMB-12)</summary>
    private static IReadOnlyList<string>? SymptomsOf(WireReader node)
    {
        if (node.Array("symptoms") is not { } array)
        {
            return null;
        }

        List<string?> words = [.. array.Select(one =>
            one is JsonValue value && value.TryGetValue<string>(out var word) &&
            word.Length is > 0 and <= 20 && word.All(char.IsAsciiLetterOrDigit) ? word : null)];
        if (words.Count > MostSymptoms || words.Contains(null))
        {
            node.Reject("symptoms");
            return null;
        }

        return [.. words.Select(word => word!).Distinct()];
    }

    private static Dictionary<string, string> RecordOf(WireReader node)
    {
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in RecordParts)
        {
            if (node.Text(name, LongestText) is { } text)
            {
                parts[name] = text;
            }
        }

        return parts;
    }

    /// <summary>本院病历, or what the patient brought and the doctor confirmed. (AMB-28)</summary>
    private static StatedProof ProofOf(WireReader node)
    {
        var on = BeijingTime.Day(node.RequiredInstant("on"));
        var diagnosis = node.RequiredText("diagnosis", 20);
        var source = node.RequiredText("source", 20);
        if (source is not ("" or StatedProof.OwnRecord or StatedProof.Patient))
        {
            node.Reject("source");
        }

        return new(on, diagnosis, source);
    }

    private static TurnedOffline TurnedOf(WireReader node) =>
        new(node.RequiredText("reason", 200), node.RequiredText("destination", 100));

    private static VisitChannel? ChannelOf(WireReader node)
    {
        switch (node.Text("visit_channel", 20)?.ToLowerInvariant())
        {
            case null:
                return null;
            case "internet":
                return VisitChannel.Internet;
            case "offline":
                return VisitChannel.Offline;
            default:
                node.Reject("visit_channel");
                return null;
        }
    }

    private static bool? Flag(WireReader node, string name)
    {
        switch (node.Text(name, 10)?.ToLowerInvariant())
        {
            case null:
                return null;
            case "1" or "true":
                return true;
            case "0" or "false":
                return false;
            default:
                node.Reject(name);
                return null;
        }
    }
}
