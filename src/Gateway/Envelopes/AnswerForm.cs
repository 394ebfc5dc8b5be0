using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Http;

namespace Mingsuan.Gateway.Envelopes;

/// <summary>
/// 输出方言 — writes an answer as an institution reads it: the form of `infcode`, the names of output nodes, the
/// signature, the cipher. What is stored for a repeated message is the answer before this, so that a replay follows the
/// settings of its day.
/// </summary>
internal sealed class AnswerForm(AnswerKey key)
{
    /// <summary>The text that is sent.</summary>
    public string Text(JsonObject reply, AccessSettings set)
    {
        if (set.Nodes == NodeNaming.Camel && reply["output"] is { } output)
        {
            reply["output"] = Renamed(output);
        }

        if (IsProtected(set) && reply["infcode"]?.GetValue<int>() == 0 && reply["output"] is { } plain)
        {
            var text = Encoding.UTF8.GetBytes(plain.ToJsonString(WireJson.Options));
            key.Sign(set, reply, text);
            BodyCipher.Seal(set, reply, text);
        }

        if (set.Infcode == InfcodeForm.Text)
        {
            reply["infcode"] = reply["infcode"]!.GetValue<int>().ToString(CultureInfo.InvariantCulture);
        }

        return Reply.Text(reply);
    }

    private static bool IsProtected(AccessSettings set) => set.PublicKey is not null || set.BodyKey is not null;

    /// <summary>mdtrt_id as mdtrtId.</summary>
    private static string Camel(string name)
    {
        var text = new StringBuilder(name.Length);
        var raise = false;
        foreach (var sign in name)
        {
            if (sign == '_' && text.Length > 0)
            {
                raise = true;
                continue;
            }

            text.Append(raise ? char.ToUpperInvariant(sign) : sign);
            raise = false;
        }

        return text.ToString();
    }

    private static JsonNode? Renamed(JsonNode? node) => node switch
    {
        JsonObject fields => new JsonObject(
            fields.Select(field => KeyValuePair.Create(Camel(field.Key), Renamed(field.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Renamed)]),
        _ => node?.DeepClone(),
    };
}
