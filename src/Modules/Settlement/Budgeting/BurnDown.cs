using Mingsuan.Policy.Primitives;

namespace Mingsuan.Settlement.Budgeting;

/// <summary>一日支出 — what the funds paid on a posting day.</summary>
internal sealed record DaySpend(DateOnly Day, Money Offline, Money Internet)
{
    public Money All => Offline + Internet;
}

/// <summary>指标 — a figure from a day on.</summary>
internal sealed record BudgetFigure(DateOnly EffectiveOn, Money Amount);

/// <summary>一日进度 — the day's spending and all of the year up to it.</summary>
internal sealed record BurnPoint(DaySpend Spend, Money Cumulative);

/// <summary>预警 — a line that the year's spending has reached, and the day on which it first did.</summary>
internal sealed record BudgetWarning(int Threshold, DateOnly ReachedOn);

/// <summary>
/// 执行进度 — the year's spending day by day against the figure in force, what it will come to at the year's end, and the
/// warning lines it has reached. It tells and never refuses: no settlement asks it. (CX-24, AMB-26)
/// </summary>
/// <remarks>
/// The forecast is plain: the mean of the last <see cref="Window"/> days (or of the days so far, when fewer) goes on
/// every day until the year's end, rounded half-up to the fen once.
/// </remarks>
internal sealed record BurnDown
{
    public const int Window = 28;
    private const int Whole = 10_000;

    public required DateOnly AsOf { get; init; }

    /// <summary>The figure in force, or none before the first one.</summary>
    public required Money? Figure { get; init; }

    public required IReadOnlyList<BurnPoint> Days { get; init; }

    public required Money Offline { get; init; }

    public required Money Internet { get; init; }

    public required Money Forecast { get; init; }

    /// <summary>The day on which the figure is used up at the present pace, when that is within the year.</summary>
    public required DateOnly? ExhaustedOn { get; init; }

    /// <summary>预警线 in ten-thousandths of the figure.</summary>
    public required IReadOnlyList<int> Thresholds { get; init; }

    /// <summary>Those of the lines that are reached.</summary>
    public required IReadOnlyList<BudgetWarning> Warnings { get; init; }

    public Money Used => Offline + Internet;

    /// <summary>By how much the figure is passed; nothing when it is not.</summary>
    public Money Over => Figure is { } figure ? Money.Max(Used - figure, Money.Zero) : Money.Zero;

    /// <summary>执行率 in ten-thousandths, rounded half-up.</summary>
    public long? Rate => Figure is { } figure && figure > Money.Zero
        ? decimal.ToInt64(decimal.Round((decimal)Used.Fen * Whole / figure.Fen, 0, MidpointRounding.AwayFromZero))
        : null;

    public static BurnDown Of(
        int year,
        DateOnly asOf,
        IEnumerable<BudgetFigure> figures,
        IEnumerable<DaySpend> spends,
        IReadOnlyList<int> thresholds)
    {
        var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        var on = asOf < last ? asOf : last;
        var figure = figures.Where(one => one.EffectiveOn <= on).Select(one => (Money?)one.Amount).LastOrDefault();
        var days = Points(spends.Where(one => one.Day >= first && one.Day <= on));
        var offline = days.Aggregate(Money.Zero, (sum, one) => sum + one.Spend.Offline);
        var internet = days.Aggregate(Money.Zero, (sum, one) => sum + one.Spend.Internet);
        var used = offline + internet;
        var span = Math.Clamp(on.DayNumber - first.DayNumber + 1, 1, Window);
        var recent = days.Where(one => one.Spend.Day > on.AddDays(-span))
            .Aggregate(Money.Zero, (sum, one) => sum + one.Spend.All);
        var left = on < first ? 0 : last.DayNumber - on.DayNumber;
        return new BurnDown
        {
            AsOf = on,
            Figure = figure,
            Days = days,
            Offline = offline,
            Internet = internet,
            Forecast = used + new Money(Share(recent.Fen * (decimal)left, span)),
            ExhaustedOn = Exhausted(figure, used, recent, span, on, last),
            Thresholds = thresholds,
            Warnings = figure is { } amount ? Reached(amount, used, days, thresholds) : [],
        };
    }

    private static List<BurnPoint> Points(IEnumerable<DaySpend> spends)
    {
        var (points, sum) = (new List<BurnPoint>(), Money.Zero);
        foreach (var day in spends.GroupBy(one => one.Day).OrderBy(group => group.Key))
        {
            var spend = day.Aggregate((a, b) => new(a.Day, a.Offline + b.Offline, a.Internet + b.Internet));
            sum += spend.All;
            points.Add(new(spend, sum));
        }

        return points;
    }

    private static DateOnly? Exhausted(
        Money? figure, Money used, Money recent, int span, DateOnly on, DateOnly last)
    {
        if (figure is not { } amount || used >= amount || recent <= Money.Zero)
        {
            return null;
        }

        var days = decimal.Ceiling((amount - used).Fen * (decimal)span / recent.Fen);
        return days <= last.DayNumber - on.DayNumber ? on.AddDays(decimal.ToInt32(days)) : null;
    }

    private static List<BudgetWarning> Reached(
        Money figure, Money used, List<BurnPoint> days, IReadOnlyList<int> thresholds)
    {
        bool Reaches(Money spent, int line) => (decimal)spent.Fen * Whole >= (decimal)figure.Fen * line;
        return
        [
            .. thresholds.Where(line => days.Count > 0 && Reaches(used, line)).Select(line =>
                new BudgetWarning(line, days.First(one => Reaches(one.Cumulative, line)).Spend.Day)),
        ];
    }

    private static long Share(decimal product, int parts) =>
        decimal.ToInt64(decimal.Round(product / parts, 0, MidpointRounding.AwayFromZero));
}
