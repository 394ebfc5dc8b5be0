using System.Text.Json.Nodes;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Texts;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Prescriptions.Tracing;

/// <summary>
/// 3505 商品销售, 3506 商品销售退货 — one line; a refusal is one of the transaction, so that nobody takes it for done.
/// </summary>
internal sealed class MoveGoods(string infno, bool isReturn, GoodsDesk desk, Operations operations) : IInfno
{
    public string Infno => infno;

    public bool Writes => true;

    public async Task<InfnoResult> HandleAsync(InfnoCall call, CancellationToken ct)
    {
        var root = new WireReader(call.Input);
        var input = GoodsInput.Read(root.Object("selinfo", "data"), isReturn);
        if ((input.Fault ?? root.Fault) is { } fault)
        {
            return InfnoResult.Refused(fault.Code, ("field", fault.Field));
        }

        return await operations.RunAsync(
            Infno,
            async (_, token) =>
            {
                var done = (await desk.MoveAsync(call, [input], isReturn, token))[0];
                var result = done.Refusal is { } refusal
                    ? InfnoResult.Refused(refusal)
                    : InfnoResult.Done(new JsonObject { ["result"] = GoodsResult.Of(null, null) });
                return result with { Person = done.Person };
            },
            ct);
    }
}

/// <summary>3505A 商品销售（批量） — an answer for each line; of a line that is refused nothing is written.</summary>
internal sealed class SellMany(GoodsDesk desk, Operations operations, IWording wording) : IInfno
{
    private const int MostLines = 200;
    private const string Node = "selinfoDetail";

    public string Infno => "3505A";

    public bool Writes => true;

    public async Task<InfnoResult> HandleAsync(InfnoCall call, CancellationToken ct)
    {
        var root = new WireReader(call.Input);
        var lines = root.Objects(Node);
        if (lines.Count is 0 or > MostLines)
        {
            return InfnoResult.Refused(lines.Count == 0 ? WireFault.Missing : WireFault.Malformed, ("field", Node));
        }

        var inputs = lines.Select(line => GoodsInput.Read(line, isReturn: false)).ToList();
        if (inputs.TrueForAll(input => input.Fault is not null))
        {
            return Answer(inputs, [.. inputs.Select(input => FaultOf(input)!)]);
        }

        return await operations.RunAsync(
            Infno,
            async (_, token) =>
            {
                var done = await desk.MoveAsync(call, inputs, isReturn: false, token);
                var people = done.Select(one => one.Person).OfType<Contracts.Ids.PersonId>().Distinct().ToList();
                return Answer(inputs, [.. done.Select(one => one.Refusal)]) with
                {
                    Person = people.Count == 1 ? people[0] : null,
                };
            },
            ct);
    }

    private static Notice? FaultOf(GoodsInput input) =>
        input.Fault is { } fault ? Notice.Of(fault.Code, ("field", fault.Field)) : null;

    private InfnoResult Answer(IReadOnlyList<GoodsInput> inputs, IReadOnlyList<Notice?> refusals) =>
        InfnoResult.Done(new JsonObject
        {
            ["result"] = new JsonArray([.. inputs.Zip(refusals, (input, refusal) =>
                (JsonNode)GoodsResult.Of(input, refusal, wording))]),
        });
}

/// <summary>业务处理结果 — `retRslt` 1 done, 0 not; the second of the two levels that a client looks at.</summary>
internal static class GoodsResult
{
    private const string Done = "1";
    private const string Refused = "0";

    public static JsonObject Of(GoodsInput? input, Notice? refusal, IWording? wording = null)
    {
        var result = new JsonObject
        {
            ["retRslt"] = refusal is null ? Done : Refused,
            ["msgRslt"] = refusal is null
                ? ""
                : $"[{refusal.Code}] {wording!.Sentence(refusal.Code, refusal.Parameters)}",
        };
        if (input is not null)
        {
            result["fixmedins_bchno"] = input.Bchno;
            result["med_list_codg"] = input.ItemCode;
            result["rtal_docno"] = input.Document;
        }

        return result;
    }
}

/// <summary>3507 商品信息删除 — of a sale that was entered by mistake, on the same day. (nhsa §11)</summary>
internal sealed class DeleteGoods(GoodsDesk desk, Operations operations) : IInfno
{
    private const string Sale = "4";

    public string Infno => "3507";

    public bool Writes => true;

    public async Task<InfnoResult> HandleAsync(InfnoCall call, CancellationToken ct)
    {
        var input = new WireReader(call.Input).Object("data");
        var (bchno, kind) = (input.RequiredText("fixmedins_bchno", 30), input.RequiredText("inv_data_type", 3));
        if (input.Fault is { } fault)
        {
            return InfnoResult.Refused(fault.Code, ("field", fault.Field));
        }

        if (kind != Sale)
        {
            return InfnoResult.Refused("E-TRACE-DELETE-KIND", ("kind", kind));
        }

        return await operations.RunAsync(
            Infno,
            async (_, token) =>
            {
                var done = await desk.WithdrawAsync(call, bchno, token);
                return (done.Refusal is { } refusal ? InfnoResult.Refused(refusal) : InfnoResult.Done()) with
                {
                    Person = done.Person,
                };
            },
            ct);
    }
}
