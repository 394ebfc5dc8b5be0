using System.Diagnostics;
using System.Globalization;
using Mingsuan.Simulator.Tests.Simulating;
using Mingsuan.Testing;

namespace Mingsuan.Simulator.Tests.Fuzzing;

/// <summary>
/// 模糊测试 — first every input that once did harm, then so many fresh ones. An input must be answered without an escape,
/// in time, and within memory that its length bounds. MINGSUAN_FUZZ_SECONDS=N plays as many as the time allows,
/// MINGSUAN_SEED=S begins elsewhere.
/// </summary>
internal sealed class Fuzz(string name, ITestOutputHelper output)
{
    /// <summary>How many fresh inputs are played when nobody says for how long.</summary>
    public required int Inputs { get; init; }

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private byte[] playing = [];
    private long since;

    /// <summary>Bytes that an answer may allocate whatever came in.</summary>
    public required long BaseBytes { get; init; }

    /// <summary>Bytes that an answer may allocate for each byte that came in.</summary>
    public required long BytesPerByte { get; init; }

    /// <summary>Whether the inputs are messages of JSON, to be changed as such.</summary>
    public bool Json { get; init; } = true;

    /// <summary>Words that the readers know.</summary>
    public IReadOnlyList<string> Words { get; init; } = ["{", "}", "[", "]", ",", ":", "\"", "\\u", "null", "1e", "\0"];

    /// <summary>Plays; the target says what is wrong with its answer, or null.</summary>
    public void Run(IReadOnlyList<byte[]> seeds, Func<byte[], string?> target)
    {
        Exception? fault = null;
        var played = 0;
        var thread = new Thread(
            () =>
            {
                try
                {
                    played = Play(seeds, target);
                }
                catch (Exception failure)
                {
                    fault = failure;
                }
            },
            16 << 20);
        thread.IsBackground = true;
        Volatile.Write(ref since, Stopwatch.GetTimestamp());
        thread.Start();
        while (!thread.Join(TimeSpan.FromMilliseconds(200)))
        {
            if (Stopwatch.GetElapsedTime(Volatile.Read(ref since)) > Deadline)
            {
                Assert.Fail($"{name}: no answer within {Deadline.TotalSeconds} s to {Kept(playing)}");
            }
        }

        if (fault is not null)
        {
            throw new ShouldAssertException($"{name}: {Kept(playing)}\n{fault}", fault);
        }

        output.WriteLine($"{name}: {played} inputs");
    }

    private int Play(IReadOnlyList<byte[]> seeds, Func<byte[], string?> target)
    {
        var corpus = Corpus().ToList();
        foreach (var input in (byte[][])[.. corpus, .. seeds])
        {
            One(input, target);
        }

        var draws = new Chance(Number("MINGSUAN_SEED", 1));
        var mutator = new Mutator(draws, [.. seeds, .. corpus], Words);
        var time = TimeSpan.FromSeconds(Number("MINGSUAN_FUZZ_SECONDS", 0));
        var watch = Stopwatch.StartNew();
        var played = 0;
        for (; time == TimeSpan.Zero ? played < Inputs : watch.Elapsed < time; played++)
        {
            One(mutator.Next(Json), target);
        }

        return played;
    }

    private void One(byte[] input, Func<byte[], string?> target)
    {
        playing = input;
        Volatile.Write(ref since, Stopwatch.GetTimestamp());
        var before = GC.GetAllocatedBytesForCurrentThread();
        var wrong = target(input);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        wrong.ShouldBeNull();
        allocated.ShouldBeLessThan(BaseBytes + (BytesPerByte * input.Length), "bytes allocated for " + input.Length);
    }

    private IEnumerable<byte[]> Corpus()
    {
        var folder = RepositoryRoot.At(Path.Combine("tests", "Simulator.Tests", "corpus", name));
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)
            : [];
    }

    /// <summary>Keeps an input that did harm, so that it can be put into the corpus.</summary>
    private string Kept(byte[] input)
    {
        var file = Path.Combine(Path.GetTempPath(), $"mingsuan-fuzz-{name}-{Guid.NewGuid():N}");
        File.WriteAllBytes(file, input);
        return $"input of {input.Length} bytes, kept in {file}";
    }

    private static ulong Number(string variable, ulong otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
            ? ulong.Parse(text, CultureInfo.InvariantCulture)
            : otherwise;
}
