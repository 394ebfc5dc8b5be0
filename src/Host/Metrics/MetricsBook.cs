using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;
using Mingsuan.Platform.Metering;

namespace Mingsuan.Host.Metrics;

/// <summary>
/// 指标簿 — keeps what the platform's instruments measure and writes it in the Prometheus text format. An instrument has
/// at most <see cref="MostSeries"/> series; whatever would be one more is counted as overflow.
/// </summary>
public sealed class MetricsBook : IDisposable
{
    /// <summary>Most series of one instrument.</summary>
    public const int MostSeries = 500;

    private const string Overflow = "overflow=\"true\"";

    private readonly MeterListener listener = new();
    private readonly ConcurrentDictionary<Instrument, Book> books = new();

    /// <summary>Listens to the meters of this process's platform, and to no other's beside it.</summary>
    public MetricsBook(IMeterFactory factory)
    {
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Meter.Name == PlatformMeters.Name && ReferenceEquals(instrument.Meter.Scope, factory))
            {
                books.TryAdd(instrument, new Book(instrument));
                listening.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.Start();
    }

    /// <summary>Writes every instrument with what it came to.</summary>
    public void Write(StringBuilder page)
    {
        listener.RecordObservableInstruments();
        foreach (var book in books.Values.OrderBy(book => book.Name, StringComparer.Ordinal))
        {
            book.Write(page);
        }
    }

    /// <inheritdoc />
    public void Dispose() => listener.Dispose();

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (books.TryGetValue(instrument, out var book))
        {
            book.Take(value, tags);
        }
    }

    private sealed class Book(Instrument instrument)
    {
        private readonly ConcurrentDictionary<string, Series> series = new(StringComparer.Ordinal);
        private readonly bool timed = instrument is Histogram<double>;
        private readonly bool counts = instrument is Counter<long>;

        public string Name { get; } = instrument.Name.Replace('.', '_')
            + (instrument is Histogram<double> ? "_seconds" : instrument is Counter<long> ? "_total" : "");

        public void Take(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var labels = Series.Labels(tags);
            if (!series.TryGetValue(labels, out var one))
            {
                labels = series.Count < MostSeries ? labels : Overflow;
                one = series.GetOrAdd(labels, key => new Series(key, timed));
            }

            if (instrument.IsObservable)
            {
                one.Set(value);
            }
            else
            {
                one.Add(value);
            }
        }

        public void Write(StringBuilder page)
        {
            page.Append("# HELP ").Append(Name).Append(' ').Append(instrument.Description).Append('\n')
                .Append("# TYPE ").Append(Name).Append(timed ? " histogram\n" : counts ? " counter\n" : " gauge\n");
            foreach (var (_, one) in series.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                one.Write(page, Name);
            }
        }
    }
}
