using System.Text;
using Mingsuan.Law;
using Mingsuan.Law.Comparing;

namespace Mingsuan.Policy.Bench;

/// <summary>
/// Claims decided again under a second library, one core: from the lines of a file to sums of differences, and the same
/// for claims that are read already. The draft pays another ratio, so that claims do change.
/// </summary>
internal static class WhatIfBench
{
    private const string LawVariable = "MINGSUAN_LAW";
    private const string Benefits = "532300-chuxiong/2020-01-01-sample-benefits.md";
    private const string Ratio = "ratio: [60, 60, 55, 50]";
    private const string DraftRatio = "ratio: [60, 60, 57, 50]";
    private const int Listed = 100;

    public static void Run(Report report)
    {
        var folder = Environment.GetEnvironmentVariable(LawVariable) ?? "law";
        var files = LawLibrary.ReadFiles(folder);
        var law = Load(files);
        var stream = new ClaimStream(law);
        var draft = Load(DraftOf(files));
        var lines = Encoding.UTF8.GetBytes(string.Join('\n', stream.Documents.Select(OneLine)) + "\n");
        Prove(law, draft, lines, stream.Documents.Length);

        var text = Measurement.Of(new FromLines(law, draft, lines, stream.Documents.Length).Batch);
        var read = Measurement.Of(new Prepared(law, draft, stream.Claims).Batch);
        report.Add("whatif.claims_per_second_core", text.PerSecond);
        report.Add("whatif.claim.bytes", text.Bytes);
        report.Add("whatif.prepared.claims_per_second_core", read.PerSecond);
        report.Add("whatif.prepared.claim.bytes", read.Bytes);
        report.Note($"whatif: from lines {PriceBench.Spread(text)}; prepared {PriceBench.Spread(read)}");
    }

    private static LawSnapshot Load(IReadOnlyDictionary<string, string> files) => LawLibrary.Load(files).Draft
        ?? throw new InvalidOperationException("The law library has errors.");

    private static Dictionary<string, string> DraftOf(IReadOnlyDictionary<string, string> files)
    {
        var draft = files.ToDictionary();
        var text = draft[Benefits].Replace(Ratio, DraftRatio, StringComparison.Ordinal);
        draft[Benefits] = text != draft[Benefits]
            ? text
            : throw new InvalidOperationException($"{Benefits} has no {Ratio} to be changed.");
        return draft;
    }

    private static string OneLine(string document) =>
        string.Concat(document.Split('\n').Select(line => line.Trim()));

    /// <summary>Some claims change and most do not, and sums and columns tell the same.</summary>
    private static void Prove(LawSnapshot law, LawSnapshot draft, byte[] lines, int count)
    {
        var found = Compare(law, draft, lines);
        var columns = found.ToJson()["columns"]!["hifp_pay"]!;
        if (found.Claims != count || found.Changed == 0 || found.Changed > count / 2 ||
            (string)columns["difference"]! != found.Fund.Difference.ToString() ||
            found.Fund.Difference + found.Account.Difference + found.Cash.Difference != Primitives.Money.Zero)
        {
            throw new InvalidOperationException($"The comparison is wrong: {found.ToJson()}");
        }
    }

    private static Differences Compare(LawSnapshot law, LawSnapshot draft, byte[] text)
    {
        var whatIf = new WhatIf(law, draft, Listed);
        var lines = new ByteLines(new MemoryStream(text));
        while (lines.TryRead(out var line))
        {
            whatIf.Add(line, lines.Number);
        }

        return whatIf.Found;
    }

    /// <summary>Goes round and round the file.</summary>
    private sealed class FromLines(LawSnapshot law, LawSnapshot draft, byte[] text, int count)
    {
        public long Batch(int operations)
        {
            var whatIf = new WhatIf(law, draft, Listed);
            var lines = new ByteLines(new MemoryStream(text));
            for (var i = 0; i < operations; i++)
            {
                if (!lines.TryRead(out var line))
                {
                    lines = new ByteLines(new MemoryStream(text));
                    lines.TryRead(out line);
                }

                whatIf.Add(line, (i % count) + 1);
            }

            return whatIf.Found.Fund.After.Fen + whatIf.Found.Changed;
        }
    }

    private sealed class Prepared(LawSnapshot law, LawSnapshot draft, Adjudication.Claim[] claims)
    {
        private readonly Adjudication.Claim[] drafted =
            [.. claims.Select(claim => claim with { Region = draft.Region(claim.Region.Code) })];

        public long Batch(int operations)
        {
            var whatIf = new WhatIf(law, draft, Listed);
            for (var i = 0; i < operations; i++)
            {
                var at = i % claims.Length;
                whatIf.Add(claims[at], drafted[at]);
            }

            return whatIf.Found.Fund.After.Fen + whatIf.Found.Changed;
        }
    }
}
