using System.Text.Json.Nodes;
using Mingsuan.Law.Texts;
using Mingsuan.Platform.Ids;
using Mingsuan.Prescriptions.Books;
using Mingsuan.Prescriptions.Life;

namespace Mingsuan.Prescriptions.Querying;

/// <summary>处方状态码 — how the interface writes where a prescription stands. (nhsa §15.8)</summary>
internal static class RxStatus
{
    /// <summary>审核状态: 通过.</summary>
    public const string Passed = "1";

    /// <summary>The number and the state, as an upload and a revocation answer them.</summary>
    public static JsonObject Json(RxDone done) => State(
        new JsonObject { ["hiRxno"] = WireId.Encode(done.Dossier!.Id) }, done);

    /// <summary>Adds 处方状态.</summary>
    public static JsonObject State(JsonObject json, RxDone done)
    {
        Named(json, "rxStas", done.State switch
        {
            RxState.Checked or RxState.Signed or RxState.Reviewed or RxState.SentBack => "0",
            RxState.Circulating or RxState.Held or RxState.Closed => "1",
            RxState.Expired => "2",
            RxState.Revoked => "3",
            _ => "4",
        });
        return json;
    }

    /// <summary>Adds 使用状态.</summary>
    public static JsonObject Used(JsonObject json, RxDone done)
    {
        var rx = done.Dossier!.Rx!;
        Named(json, "rxUsedStas", rx.Stored == RxState.Closed ? "3"
            : rx.Stored == RxState.Held || !rx.IsUntouched ? "2"
            : "1");
        return json;
    }

    /// <summary>Adds 审核状态.</summary>
    public static JsonObject Reviewed(JsonObject json, Reviewed? review)
    {
        Named(json, "rxChkStas", review switch { null => "0", { Passed: true } => Passed, _ => "2" });
        return json;
    }

    /// <summary>A code with its name beside it.</summary>
    public static string NameOf(string dictionary, string code) => Wording.Word(dictionary, code);

    private static void Named(JsonObject json, string dictionary, string code)
    {
        json[dictionary + "Codg"] = code;
        json[dictionary + "Name"] = NameOf(dictionary, code);
    }
}
