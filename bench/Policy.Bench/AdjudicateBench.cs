using System.Text.Json;
using Mingsuan.Law;
using Mingsuan.Policy.Adjudication;
using Mingsuan.Policy.Pricing;
using Mingsuan.Policy.Primitives;

namespace Mingsuan.Policy.Bench;

/// <summary>Five-line claims a second, one thread: prepared ones without steps, and from JSON to JSON.</summary>
internal static class AdjudicateBench
{
    private const string LawVariable = "MINGSUAN_LAW";

    public static void Run(Report report)
    {
        var folder = Environment.GetEnvironmentVariable(LawVariable) ?? "law";
        var law = LawLibrary.Load(folder).Snapshot
            ?? throw new InvalidOperationException($"The law library in {folder} has errors.");
        var stream = new ClaimStream(law);
        Prove(stream);

        var prepared = Measurement.Of(new Prepared(stream.Claims).Batch);
        var json = Measurement.Of(new FromJson(law, stream.Documents).Batch);
        report.Add("adjudicate.claims_per_second", prepared.PerSecond);
        report.Add("adjudicate.claim.bytes", prepared.Bytes);
        report.Add("adjudicate.json.claims_per_second", json.PerSecond);
        report.Add("adjudicate.json.claim.bytes", json.Bytes);
        report.Note($"adjudicate: prepared {PriceBench.Spread(prepared)}; from JSON {PriceBench.Spread(json)}");
    }

    /// <summary>Every claim settles, the fund pays, no line is refused, and lines add up.</summary>
    private static void Prove(ClaimStream stream)
    {
        foreach (var claim in stream.Claims)
        {
            var steps = default(NoSteps);
            var decision = Adjudicator.Decide(claim, ref steps);
            var lines = decision.Lines.Aggregate(Money.Zero, (sum, line) => sum + line.Columns.FundTotal);
            if (!decision.IsSettled || decision.Total.FundTotal <= Money.Zero || lines != decision.Total.FundTotal ||
                decision.Lines.Any(line => line.IsRefused) || decision.Delivery != new Money(800))
            {
                throw new InvalidOperationException(
                    $"A claim of the stream did not settle: {decision.Refusal}, {decision.Total.FundTotal}, " +
                    string.Join(", ", decision.Lines.Select(line => line.Code)));
            }
        }
    }

    private sealed class Prepared(Claim[] claims)
    {
        public long Batch(int operations)
        {
            var steps = default(NoSteps);
            var sum = 0L;
            for (var i = 0; i < operations; i++)
            {
                sum += Adjudicator.Decide(claims[i % claims.Length], ref steps).Total.FundTotal.Fen;
            }

            return sum;
        }
    }

    private sealed class FromJson(LawSnapshot law, string[] documents)
    {
        public long Batch(int operations)
        {
            var sum = 0L;
            for (var i = 0; i < operations; i++)
            {
                using var question = JsonDocument.Parse(documents[i % documents.Length]);
                sum += Mingsuan.Law.Exchange.Claims.Answer(law, question.RootElement).ToJsonString().Length;
            }

            return sum;
        }
    }
}
