using Mingsuan.Contracts.Visits;
using Mingsuan.Platform.Http;

namespace Mingsuan.Visits.Opening;

/// <summary>扩展节点 — what an institution adds to 2201 and 2203 under `exp_content` (or `expContent`).</summary>
internal sealed record ExtensionNode(VisitChannel? Channel, DeclaredEvidence Evidence)
{
    /// <summary>Reads the node of an object, or of its parent; a channel that is no channel is a fault.</summary>
    public static ExtensionNode Read(params WireReader[] holders)
    {
        foreach (var holder in holders)
        {
            foreach (var name in new[] { "exp_content", "expContent" })
            {
                if (holder.HasObject(name))
                {
                    return Of(holder.Object(name));
                }
            }
        }

        return new(null, DeclaredEvidence.Nothing);
    }

    private static ExtensionNode Of(WireReader node) => new(
        ChannelOf(node),
        new(Flag(node, "consent"), Flag(node, "real_time"), Flag(node, "first_visit")));

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
