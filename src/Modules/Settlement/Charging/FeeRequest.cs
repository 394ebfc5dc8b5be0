using System.Text.Json.Nodes;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Time;
using Mingsuan.Policy.Primitives;

namespace Mingsuan.Settlement.Charging;

/// <summary>2204 的一行 — as read from the message.</summary>
internal sealed record FeeInput(
    string FeedetlSn,
    string MdtrtId,
    string PsnNo,
    string ChrgBchno,
    string? DiseCodg,
    string? Rxno,
    bool ExternalPrescription,
    DateTime OccurredAt,
    string MedListCodg,
    string MedinsListCodg,
    Money Amount,
    decimal Count,
    decimal Price,
    string BillingDoctorCode,
    bool ApprovalDenied,
    JsonObject? Facts)
{
    private const string Denied = "2";

    public static FeeInput Read(WireReader line)
    {
        var input = new FeeInput(
            line.RequiredText("feedetl_sn", 30),
            line.RequiredText("mdtrt_id", 30),
            line.RequiredText("psn_no", 30),
            line.RequiredText("chrg_bchno", 30),
            line.Text("dise_codg", 30),
            line.Text("rxno", 30),
            line.Text("rx_circ_flag", 3) == "1",
            line.RequiredInstant("fee_ocur_time"),
            line.RequiredText("med_list_codg", 50),
            line.RequiredText("medins_list_codg", 150),
            Wire.RequiredAmount(line, "det_item_fee_sumamt"),
            Wire.RequiredPositive(line, "cnt", 4),
            Wire.RequiredPositive(line, "pric", 6),
            line.RequiredText("bilg_dr_codg", 30),
            line.Text("hosp_appr_flag", 3) == Denied,
            ServiceFactsOf(line));
        return input;
    }

    /// <summary>What a line states of its service; an extension that is a text is the institution's own.</summary>
    public static JsonObject? ServiceFactsOf(WireReader line) =>
        line.HasObject("exp_content") ? line.Object("exp_content", "expContent").Open("facts")
        : line.HasObject("expContent") ? line.Object("expContent").Open("facts")
        : null;
}

/// <summary>2204 的输入 — at least one line, all of one visit and one batch.</summary>
internal sealed record FeeRequest(IReadOnlyList<FeeInput> Lines, WireFault? Fault)
{
    private const int MostLines = 500;

    public static FeeRequest Read(InfnoCall call)
    {
        var input = new WireReader(call.Input);
        var found = input.Objects("feedetail");
        if (found.Count is 0 or > MostLines)
        {
            var code = found.Count == 0 ? WireFault.Missing : WireFault.Malformed;
            return new([], input.Fault ?? new WireFault(code, "feedetail"));
        }

        var lines = found.Select(FeeInput.Read).ToList();
        return new FeeRequest(lines, input.Fault ?? Disagreement(lines));
    }

    /// <summary>
    /// The first line whose fee lies in the future: later than the message's own time and than its arrival, as far as
    /// clocks agree, or after tomorrow by our clock, as a visit may not be. None when there is none.
    /// </summary>
    public FeeInput? ToCome(InfnoCall call)
    {
        var said = call.InfTime > call.ReceivedAt ? call.InfTime.Value : call.ReceivedAt;
        var tooLate = BeijingTime.StartOf(BeijingTime.Day(call.ReceivedAt).AddDays(2));
        return Lines.FirstOrDefault(line =>
            line.OccurredAt - said > InfnoCall.ClockTolerance || line.OccurredAt >= tooLate);
    }

    private static WireFault? Disagreement(List<FeeInput> lines)
    {
        for (var at = 0; at < lines.Count; at++)
        {
            var (line, first) = (lines[at], lines[0]);
            var wrong = line.MdtrtId != first.MdtrtId ? "mdtrt_id"
                : line.PsnNo != first.PsnNo ? "psn_no"
                : line.ChrgBchno != first.ChrgBchno ? "chrg_bchno"
                : line.DiseCodg != first.DiseCodg ? "dise_codg"
                : Math.Abs(line.Amount.Fen - Money.OfLine(line.Price, line.Count).Fen) > 1 ? "det_item_fee_sumamt"
                : lines.Take(at).Any(one => one.FeedetlSn == line.FeedetlSn) ? "feedetl_sn"
                : null;
            if (wrong is not null)
            {
                return new WireFault(WireFault.Malformed, $"feedetail[{at}].{wrong}");
            }
        }

        return null;
    }
}
