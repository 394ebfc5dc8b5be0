using System.Text.Json.Nodes;
using Mingsuan.Modules.Tests.Line;

namespace Mingsuan.Modules.Tests.Evidence;

/// <summary>One visit whose batches are uploaded and settled as its lines say.</summary>
internal sealed class EvidenceWalk(LineHost host, LinePerson person, string id)
{
    private readonly Dictionary<string, JsonArray> batches = [];

    public string Id => id;

    public string PsnNo => person.PsnNo;

    public Task<Answer> UploadAsync(params JsonObject[] lines) => UploadAsync("B1", lines);

    public async Task<Answer> UploadAsync(string batch, params JsonObject[] lines)
    {
        var answer = await host.CallAsync("2204", new JsonObject { ["feedetail"] = new JsonArray([.. lines]) });
        batches[batch] = answer.ShouldSucceed().Output["result"]!.AsArray();
        return answer;
    }

    /// <summary>2206 or 2207 of a batch, with the amounts that its upload answered.</summary>
    public Task<Answer> AskAsync(string infno, string batch = "B1", Action<JsonObject>? change = null)
    {
        var data = new JsonObject
        {
            ["psn_no"] = person.PsnNo,
            ["mdtrt_cert_type"] = "01",
            ["mdtrt_cert_no"] = person.Token,
            ["med_type"] = "11",
            ["medfee_sumamt"] = Sum(batch, "det_item_fee_sumamt"),
            ["psn_setlway"] = "01",
            ["mdtrt_id"] = id,
            ["chrg_bchno"] = batch,
            ["insutype"] = "310",
            ["acct_used_flag"] = "0",
            ["fulamt_ownpay_amt"] = Sum(batch, "fulamt_ownpay_amt"),
            ["overlmt_selfpay"] = Sum(batch, "overlmt_amt"),
            ["preselfpay_amt"] = Sum(batch, "preselfpay_amt"),
            ["inscp_scp_amt"] = Sum(batch, "inscp_scp_amt"),
        };
        change?.Invoke(data);
        return host.CallAsync(infno, new JsonObject { ["data"] = data });
    }

    public async Task<string> SettledAsync(string batch = "B1") =>
        (string)(await AskAsync("2207", batch)).ShouldSucceed().Output["setlinfo"]!["setl_id"]!;

    public JsonObject Reversing(string setlId) => new()
    {
        ["data"] = new JsonObject { ["setl_id"] = setlId, ["mdtrt_id"] = id, ["psn_no"] = person.PsnNo },
    };

    private decimal Sum(string batch, string column) => batches[batch].Sum(line => (decimal)line![column]!);
}
