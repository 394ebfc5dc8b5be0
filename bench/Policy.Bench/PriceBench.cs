using System.Diagnostics;
using Mingsuan.Policy.Pricing;

namespace Mingsuan.Policy.Bench;

/// <summary>A price decision over a table of 10,000 rows, with and without steps; the same on a rival.</summary>
internal static class PriceBench
{
    public static void Run(Report report)
    {
        var started = Stopwatch.GetTimestamp();
        var table = new PriceTable();
        var taken = Stopwatch.GetElapsedTime(started).TotalSeconds;
        BenchCommand.Progress($"{table.Rows.Count} rows read, checked and compiled in {taken:0.0} s");
        Prove(table);

        var unexplained = Measurement.Of(new Unexplained(table.Questions).Batch);
        var explained = Measurement.Of(new Explained(table.Questions).Batch);
        var rival = ZenRival.Run(table);
        report.Add("price.unexplained.ns", unexplained.Nanoseconds);
        report.Add("price.unexplained.bytes", unexplained.Bytes);
        report.Add("price.explained.ns", explained.Nanoseconds);
        report.Add("price.explained.bytes", explained.Bytes);
        report.Add("price.rival.ns", rival?.Table);
        report.Add("price.rival.indexed.ns", rival?.Indexed);
        report.Add("price.rival.ratio", rival?.Table / unexplained.Nanoseconds);
        report.Add("price.rival.indexed.ratio", rival?.Indexed / unexplained.Nanoseconds);
        report.Note($"price: unexplained {Spread(unexplained)}; explained {Spread(explained)}");
        report.Note(rival is null
            ? $"price: the rival {ZenRival.Name} is missing, since it could not be installed or started"
            : $"price: the rival is {rival.About}");
    }

    public static string Spread(Measurement one) => $"{one.Fastest:0}–{one.Slowest:0} ns over the rounds";

    /// <summary>Every row answers with its price, with and without steps, before anything is timed.</summary>
    private static void Prove(PriceTable table)
    {
        var kept = new List<Step>();
        for (var i = 0; i < table.Questions.Length; i++)
        {
            var none = default(NoSteps);
            var steps = new StepList(kept);
            var wanted = table.Rows[PriceTable.Order[i]].Price;
            var plain = Pricer.Price(table.Questions[i], ref none);
            var told = Pricer.Price(table.Questions[i], ref steps);
            if (!plain.IsPriced || plain.Amount != wanted || told.Amount != wanted || kept.Count != i + 1)
            {
                throw new InvalidOperationException($"Row {PriceTable.Order[i]} is not priced as the table says.");
            }
        }
    }

    private sealed class Unexplained(PriceQuestion[] questions)
    {
        public long Batch(int operations)
        {
            var steps = default(NoSteps);
            var sum = 0L;
            var next = 0;
            for (var i = 0; i < operations; i++)
            {
                sum += Pricer.Price(questions[next], ref steps).Amount.Fen;
                next = next + 1 == questions.Length ? 0 : next + 1;
            }

            return sum;
        }
    }

    private sealed class Explained(PriceQuestion[] questions)
    {
        private readonly List<Step> kept = [];

        public long Batch(int operations)
        {
            var steps = new StepList(kept);
            var sum = 0L;
            var next = 0;
            for (var i = 0; i < operations; i++)
            {
                kept.Clear();
                sum += Pricer.Price(questions[next], ref steps).Amount.Fen + kept.Count;
                next = next + 1 == questions.Length ? 0 : next + 1;
            }

            return sum;
        }
    }
}
