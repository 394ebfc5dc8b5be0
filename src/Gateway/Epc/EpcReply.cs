using System.Text;
using System.Text.Json.Nodes;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Contracts.Texts;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Time;

namespace Mingsuan.Gateway.Epc;

/// <summary>
/// 处方中心响应外层 — every answer is HTTP 200; whether it succeeded stands in `code`, why not in `message`. Only a success
/// is enciphered and signed: a refusal tells nothing of a person. (nhsa §15.1)
/// </summary>
internal sealed class EpcReply(EpcAnswerKey key, IWording wording, TimeProvider time)
{
    private const int LongestMessage = 200;
    private const string DoneText = "EPC-DONE";

    /// <summary>A success, enciphered and signed in the form of the call.</summary>
    public string Done(EpcSettings set, EpcForm form, JsonObject output, Notice? warning)
    {
        var reply = Head(set.AppId, 0, warning is null ? Word(DoneText) : Sentence(warning));
        reply["encType"] = "SM4";
        reply["signType"] = "SM2";

        // What is signed is read from what is sent: a number has the digits that the client will see.
        var plain = output.ToJsonString(WireJson.Options);
        var text = EpcSignedText.Of(reply, JsonNode.Parse(plain)!.AsObject(), form, set.AppSecret.Bytes.Span);
        reply["signData"] = key.Sign(Encoding.UTF8.GetBytes(text));
        reply["encData"] = EpcCipher.Seal(set, plain);
        return reply.ToJsonString(WireJson.Options);
    }

    /// <summary>A success in the clear, for the unsigned calls of a demonstration.</summary>
    public string InClear(string appId, JsonObject output, Notice? warning)
    {
        var reply = Head(appId, 0, warning is null ? Word(DoneText) : Sentence(warning));
        reply["data"] = output.DeepClone();
        return reply.ToJsonString(WireJson.Options);
    }

    /// <summary>A refusal: its code, then its sentence.</summary>
    public string Refused(string? appId, Notice refusal) =>
        Head(appId ?? "", -1, Sentence(refusal)).ToJsonString(WireJson.Options);

    private JsonObject Head(string appId, int code, string message) => new()
    {
        ["code"] = code,
        ["message"] = message,
        ["success"] = code == 0,
        ["type"] = code == 0 ? "success" : "error",
        ["appId"] = appId,
        ["timestamp"] = BeijingTime.Stamp(time.GetUtcNow().UtcDateTime)[..14],
    };

    private string Word(string name) => wording.Sentence(name, new Dictionary<string, string>());

    private string Sentence(Notice notice)
    {
        var text = notice.Code + ": " + wording.Sentence(notice.Code, notice.Parameters);
        return text.Length <= LongestMessage ? text : text[..LongestMessage];
    }
}
