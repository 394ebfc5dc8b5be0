using System.Globalization;
using System.Text.Json.Nodes;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Texts;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Time;

namespace Mingsuan.Gateway.Envelopes;

/// <summary>响应信封 — every answer is HTTP 200; whether it succeeded stands in `infcode`.</summary>
internal sealed class Reply(IWording wording, IdSource ids, TimeProvider time)
{
    internal const int LongestMessage = 200;
    private const string UnknownRegion = "000000";

    /// <summary>A success with its output and warnings.</summary>
    public JsonObject Done(string? region, DateTime receivedAt, InfnoResult result)
    {
        var reply = Head(region, receivedAt, infcode: 0);
        reply["err_msg"] = "";
        reply["warn_msg"] = string.Join(' ', result.Warnings.Select(Sentence));
        reply["output"] = result.Output.DeepClone();
        return reply;
    }

    /// <summary>A failure: the refusal's code in brackets, then its sentence.</summary>
    public JsonObject Refused(string? region, DateTime receivedAt, Notice refusal)
    {
        var message = Sentence(refusal);
        var reply = Head(region, receivedAt, infcode: -1);
        reply["err_msg"] = message.Length <= LongestMessage ? message : message[..LongestMessage];
        reply["warn_msg"] = "";
        reply["output"] = new JsonObject();
        return reply;
    }

    /// <summary>The text that is sent.</summary>
    public static string Text(JsonObject reply) => reply.ToJsonString(WireJson.Options);

    private JsonObject Head(string? region, DateTime receivedAt, int infcode)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return new()
        {
            ["infcode"] = infcode,
            ["inf_refmsgid"] = ReferenceOf(region, receivedAt),
            ["refmsg_time"] = BeijingTime.Stamp(receivedAt),
            ["respond_time"] = BeijingTime.Stamp(now),
            ["enctype"] = "",
            ["signtype"] = "",
            ["cainfo"] = "",
        };
    }

    // Region (6), time (14), ten digits: from a random id, since no counter may be shared between nodes.
    private string ReferenceOf(string? region, DateTime receivedAt)
    {
        var bytes = ids.Next().ToByteArray(bigEndian: true);
        var random = System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(8));
        var place = region is { Length: 6 } ? region : UnknownRegion;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{place}{BeijingTime.Stamp(receivedAt)[..14]}{random % 10_000_000_000UL:D10}");
    }

    private string Sentence(Notice notice) =>
        "[" + notice.Code + "]" + wording.Sentence(notice.Code, notice.Parameters);
}
