using System.Text.Json.Nodes;
using Mingsuan.Contracts.Visits;
using Mingsuan.Platform.Http;
using Mingsuan.Policy.Primitives;
using Mingsuan.Settlement.Charging;

namespace Mingsuan.Settlement.Manual;

/// <summary>手工报销的录入 — what an officer reads off the papers.</summary>
internal sealed record ManualRequest(
    string PsnNo,
    string Insutype,
    string MedType,
    string Invono,
    string? MdtrtId,
    string? DiseCodg,
    VisitChannel Channel,
    DateOnly On,
    string Reason,
    IReadOnlyList<string> Diagnoses,
    IReadOnlyList<FeeInput> Lines,
    string? Fault)
{
    public const string Batch = "MANUAL";
    private const int MostLines = 500;
    private const int MostDiagnoses = 20;

    public static ManualRequest Read(JsonObject body)
    {
        var input = new WireReader(body);
        _ = input.RequiredText("serviceOn", 10);
        var channel = input.RequiredText("channel", 16);
        var psnNo = input.RequiredText("psn_no", 30);
        var diagnoses = (body["diagnoses"] as JsonArray)?.Select(one => one?.ToString() ?? "").ToList() ?? [];
        var lines = input.Objects("lines");
        var request = new ManualRequest(
            psnNo,
            input.RequiredText("insutype", 6),
            input.RequiredText("med_type", 6),
            input.RequiredText("invono", 20),
            input.Text("mdtrt_id", 30),
            input.Text("dise_codg", 30),
            channel == "internet" ? VisitChannel.Internet : VisitChannel.Offline,
            input.Day("serviceOn") ?? DateOnly.MinValue,
            input.RequiredText("reason", 500),
            diagnoses,
            [.. lines.Take(MostLines).Select(line => Line(line, psnNo))],
            null);
        var fault = input.Fault?.Field ?? true switch
        {
            _ when channel is not ("internet" or "offline") => "channel",
            _ when diagnoses.Count is 0 or > MostDiagnoses || !diagnoses.All(IsDiagnosis) => "diagnoses",
            _ when lines.Count is 0 or > MostLines => "lines",
            _ when request.Lines.DistinctBy(line => line.FeedetlSn).Count() != lines.Count => "feedetl_sn",
            _ when request.Lines.Any(line =>
                Math.Abs(line.Amount.Fen - Money.OfLine(line.Price, line.Count).Fen) > 1) => "det_item_fee_sumamt",
            _ => null,
        };
        return request with { Fault = fault };
    }

    /// <summary>No control character among it: a database may refuse to store one.</summary>
    private static bool IsDiagnosis(string code) => code.Length is > 0 and <= 20 && !code.Any(char.IsControl);

    private static FeeInput Line(WireReader line, string psnNo) => new(
        line.RequiredText("feedetl_sn", 30),
        "",
        psnNo,
        Batch,
        line.Text("dise_codg", 30),
        null,
        false,
        DateTime.UnixEpoch,
        line.RequiredText("med_list_codg", 50),
        line.Text("medins_list_codg", 150) ?? "",
        Wire.RequiredAmount(line, "det_item_fee_sumamt"),
        Wire.RequiredPositive(line, "cnt", 4),
        Wire.RequiredPositive(line, "pric", 6),
        line.Text("bilg_dr_codg", 30) ?? "",
        false,
        FeeInput.ServiceFactsOf(line));
}
