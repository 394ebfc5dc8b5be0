using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Mingsuan.Host.Metrics;

/// <summary>一条指标序列 — what one instrument came to under one set of labels.</summary>
internal sealed class Series(string labels, bool timed)
{
    private static readonly double[] Bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
    private readonly Lock guard = new();
    private readonly long[] buckets = new long[timed ? Bounds.Length : 0];
    private long count;
    private double sum;

    public void Add(double value)
    {
        lock (guard)
        {
            count++;
            sum += value;
            for (var at = 0; at < buckets.Length; at++)
            {
                buckets[at] += value <= Bounds[at] ? 1 : 0;
            }
        }
    }

    public void Set(double value)
    {
        lock (guard)
        {
            sum = value;
        }
    }

    public void Write(StringBuilder page, string name)
    {
        lock (guard)
        {
            if (!timed)
            {
                Line(page, name, labels, sum);
                return;
            }

            var comma = labels.Length == 0 ? "" : ",";
            for (var at = 0; at < buckets.Length; at++)
            {
                Line(page, name + "_bucket", $"{labels}{comma}le=\"{Number(Bounds[at])}\"", buckets[at]);
            }

            Line(page, name + "_bucket", $"{labels}{comma}le=\"+Inf\"", count);
            Line(page, name + "_sum", labels, sum);
            Line(page, name + "_count", labels, count);
        }
    }

    internal static void Line(StringBuilder page, string name, string labels, double value)
    {
        page.Append(name);
        if (labels.Length > 0)
        {
            page.Append('{').Append(labels).Append('}');
        }

        page.Append(' ').Append(Number(value)).Append('\n');
    }

    /// <summary>Labels as the text format writes them.</summary>
    internal static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in tags)
        {
            text.Append(text.Length == 0 ? "" : ",").Append(name).Append("=\"")
                .Append(Escaped(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")).Append('"');
        }

        return text.ToString();
    }

    internal static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Escaped(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
