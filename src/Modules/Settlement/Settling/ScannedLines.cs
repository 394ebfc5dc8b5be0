using System.Globalization;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Prescriptions;
using Mingsuan.Platform.Http;
using Mingsuan.Settlement.Rows;

namespace Mingsuan.Settlement.Settling;

/// <summary>追溯码一行 of `drug_trac_info` — a code, and the line or the item that it belongs to. (nhsa §5.6)</summary>
internal sealed record ScannedLine(string? FeedetlSn, string? MedListCodg, string Code, bool IsSplit)
{
    private const string Node = "drug_trac_info";
    private const string CodeField = "drug_trac_codg";

    /// <summary>Beside the claim, within it, or within the lines where a client repeats them.</summary>
    public static IReadOnlyList<ScannedLine> Read(WireReader root, WireReader claim)
    {
        var scanned = new List<ScannedLine>();
        foreach (var holder in new[] { root, claim })
        {
            scanned.AddRange(holder.Objects(Node, CodeField).Select(one => ReadOne(one, null)).OfType<ScannedLine>());
        }

        var besides = scanned.Select(one => one.Code).ToHashSet(StringComparer.Ordinal);
        foreach (var line in root.Objects("feedetail"))
        {
            // A client may say the same codes beside the claim and in its lines.
            var sn = line.Text("feedetl_sn", 30);
            scanned.AddRange(line.Objects(Node, CodeField).Select(one => ReadOne(one, sn)).OfType<ScannedLine>()
                .Where(one => !besides.Contains(one.Code)));
        }

        return scanned;
    }

    private static ScannedLine? ReadOne(WireReader one, string? feedetlSn)
    {
        var (sn, item) = (one.Text("feedetl_sn", 30) ?? feedetlSn, one.Text("med_list_codg", 50));
        var isSplit = one.Text("trdn_flag", 3) == "1";
        if (one.Text(CodeField, 30) is not { } text)
        {
            return null;
        }

        if (ScannedCode.Normal(text) is not { } code)
        {
            one.Reject(CodeField);
            return null;
        }

        return new(sn, item, code, isSplit);
    }
}

/// <summary>追溯码与明细 — each code at the line of the batch that it belongs to, or what is wrong with one.</summary>
internal sealed record ScannedLines(IReadOnlyList<ScannedCode> Codes, Notice? Refusal)
{
    private const string Drug = "drug";
    private const long WholeUnit = 10_000;

    public static ScannedLines Match(IReadOnlyList<ScannedLine> scanned, IReadOnlyList<FeeLine> lines)
    {
        var codes = new List<ScannedCode>();
        var boxes = new Dictionary<FeeLine, int>();
        foreach (var one in scanned)
        {
            var fits = lines.Where(line => line.Kind == Drug && Belongs(one, line)).ToList();
            if (fits.Count == 0)
            {
                return Refuse("E-TRACE-LINE", ("code", one.Code), ("line", one.FeedetlSn ?? one.MedListCodg ?? ""));
            }

            if (one.IsSplit)
            {
                codes.Add(new(one.Code, true, fits[0].FeedetlSn, fits[0].MedListCodg));
                continue;
            }

            if (codes.Exists(other => other.Code == one.Code))
            {
                return Refuse("E-TRACE-TWICE", ("code", one.Code));
            }

            // An item that stands in several lines fills one after the other.
            if (fits.Find(line => boxes.GetValueOrDefault(line) < Boxes(line)) is not { } place)
            {
                var most = fits.Sum(Boxes).ToString(CultureInfo.InvariantCulture);
                return Refuse("E-TRACE-COUNT", ("line", fits[0].FeedetlSn), ("most", most));
            }

            boxes[place] = boxes.GetValueOrDefault(place) + 1;
            codes.Add(new(one.Code, false, place.FeedetlSn, place.MedListCodg));
        }

        return new(codes, null);
    }

    /// <summary>What is asked for a settlement; none yet where it is only tried.</summary>
    public TraceReservation Of(InfnoCall call, OpenClaim claim, SettlementId? settlement) => new(
        call.Institution.Id,
        claim.Person.Id,
        settlement,
        $"{call.Institution.Code}/{call.Opter.No}",
        Codes);

    private static bool Belongs(ScannedLine one, FeeLine line) =>
        (one.FeedetlSn ?? one.MedListCodg) is not null &&
        (one.FeedetlSn is null || one.FeedetlSn == line.FeedetlSn) &&
        (one.MedListCodg is null || one.MedListCodg == line.MedListCodg);

    private static long Boxes(FeeLine line) => (line.CountTenThousandths + WholeUnit - 1) / WholeUnit;

    private static ScannedLines Refuse(string code, params (string Name, string Value)[] parameters) =>
        new([], Notice.Of(code, parameters));
}
