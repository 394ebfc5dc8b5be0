using System.Globalization;
using Mingsuan.Agreements.Terms;
using Mingsuan.Policy.Primitives;

namespace Mingsuan.Agreements.Appraising;

/// <summary>一项得分 — the value measured and the points it is worth, in hundredths.</summary>
internal sealed record IndicatorScore(Indicator Indicator, decimal Value, int Points);

/// <summary>
/// 协议考核 — one score over both channels; the deduction follows from the scheme's deposit and bands. No figure of it is
/// in
/// any document, so the scheme is data. (CX-20)
/// </summary>
internal sealed record Appraisal(
    IReadOnlyList<IndicatorScore> Scores, int Score, Money Base, Money Deposit, Money Deduction)
{
    private const int Hundred = 100;
    private const decimal Whole = 10_000m;

    /// <summary>The keys of the indicators for which no value was given.</summary>
    public static IReadOnlyList<string> Missing(
        AppraisalScheme scheme, IReadOnlyDictionary<string, decimal> values) =>
        [.. scheme.Indicators.Select(one => one.Key).Where(key => !values.ContainsKey(key))];

    /// <summary>
    /// Points of an indicator: all of its weight when the target is met, else in proportion; rounded half-up once to
    /// the
    /// hundredth. The deduction is a share of the deposit, each rounded once to the fen.
    /// </summary>
    public static Appraisal Of(AppraisalScheme scheme, IReadOnlyDictionary<string, decimal> values, Money @base)
    {
        var scores = scheme.Indicators
            .Select(one => new IndicatorScore(one, values[one.Key], Points(one, values[one.Key]))).ToList();
        var total = scores.Sum(one => one.Points);
        var band = scheme.Bands.OrderByDescending(one => one.From).First(one => total >= one.From * Hundred);
        var deposit = @base.Times(scheme.DepositTenThousandths / Whole);
        return new Appraisal(scores, total, @base, deposit, deposit.Times(band.ShareTenThousandths / Whole));
    }

    private static int Points(Indicator indicator, decimal value)
    {
        var target = decimal.Parse(indicator.Target, CultureInfo.InvariantCulture);
        var share = indicator.Kind == TargetKind.AtLeast
            ? target == 0 ? 1m : value / target
            : value == 0 ? 1m : target / value;
        return decimal.ToInt32(decimal.Round(
            indicator.Weight * Hundred * Math.Clamp(share, 0m, 1m), 0, MidpointRounding.AwayFromZero));
    }
}
