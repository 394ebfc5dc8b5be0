using System.Globalization;

namespace Mingsuan.Ui.Figures;

/// <summary>
/// 图框 — where a day and an amount of a year lie on a drawing. Exact arithmetic, one decimal on the page.
/// </summary>
public sealed class ChartFrame
{
    private const int Steps = 4;
    private static readonly decimal[] Round = [1m, 2m, 2.5m, 5m, 10m];
    private readonly DateOnly first;
    private readonly DateOnly last;
    private readonly decimal top;

    /// <summary>The frame of a year whose largest amount is given; narrow for a phone.</summary>
    public ChartFrame(int year, long mostFen, bool narrow)
    {
        (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        (Width, Height, Left) = narrow ? (360, 280, 46) : (880, 340, 64);
        Step = RoundStep(Math.Max(mostFen, Steps) * 1.06m / Steps);
        top = Step * Steps;
    }

    public int Width { get; }

    public int Height { get; }

    public int Left { get; }

    public int Right => Width - 12;

    public int Top => 18;

    public int Bottom => Height - 30;

    /// <summary>刻度 — the amount between two lines of the grid, in fen.</summary>
    public decimal Step { get; }

    /// <summary>The amounts of the grid, from zero up, in fen.</summary>
    public IEnumerable<decimal> Grid => Enumerable.Range(0, Steps + 1).Select(step => Step * step);

    /// <summary>Whether amounts are written in ten thousand yuan.</summary>
    public bool InTenThousands => Step >= 1_000_000m;

    /// <summary>A day before the year or after it lies on its edge.</summary>
    public string X(DateOnly day) => Text(Left + (
        (Math.Clamp(day.DayNumber, first.DayNumber, last.DayNumber) - first.DayNumber) * (decimal)(Right - Left) /
        (last.DayNumber - first.DayNumber)));

    public string Y(decimal fen) => Text(Bottom - (fen * (Bottom - Top) / top));

    public string Amount(decimal fen) =>
        (fen / (InTenThousands ? 1_000_000m : 100m)).ToString("#,##0.##", CultureInfo.InvariantCulture);

    /// <summary>The outline of sums that stand still between days.</summary>
    public string Outline(IEnumerable<ChartPoint> points, DateOnly until)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"M{Left} {Y(0)}");
        foreach (var point in points)
        {
            path += $"H{X(point.Day)}V{Y(point.Fen)}";
        }

        return path + $"H{X(until)}";
    }

    private static decimal RoundStep(decimal least)
    {
        var size = 1m;
        while (size * 10m <= least)
        {
            size *= 10m;
        }

        return Round.Select(factor => factor * size).First(step => step >= least);
    }

    private static string Text(decimal place) => place.ToString("0.#", CultureInfo.InvariantCulture);
}
