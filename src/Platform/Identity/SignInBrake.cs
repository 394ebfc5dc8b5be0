using System.Text;
using Mingsuan.Platform.Crypto;

namespace Mingsuan.Platform.Identity;

/// <summary>尝试来源 — on whose count a wrong attempt is put, and how many are free.</summary>
public sealed record SignInSource(string Key, int Free, bool ForgivenByRight);

/// <summary>一次尝试的结果 — who it is, or how long to wait before the next attempt is looked at.</summary>
public readonly record struct SignInResult(Operator? Who, TimeSpan Wait);

/// <summary>
/// 登录限速 — slows whoever guesses. After some wrong attempts a source waits one second, then two, four, … and five
/// minutes at most; a quarter of an hour without one forgives. While a source waits, attempts are neither looked at
/// nor counted, so no one can lengthen another's pause by trying on; the same wrong word sent again is no new guess.
/// </summary>
/// <remarks>
/// Counts are kept in this process only and at most for <see cref="MostSources"/> sources: several processes allow so
/// many times more, and a restart forgets.
/// </remarks>
public sealed class SignInBrake(TimeProvider clock)
{
    /// <summary>The longest pause.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private const int MostSources = 10_000;
    private const int MostWords = 64;
    private static readonly TimeSpan Forgives = TimeSpan.FromMinutes(15);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Tally> counts = new(StringComparer.Ordinal);

    /// <summary>
    /// Looks at a word unless one of the sources has to wait. One attempt is looked at after the other: many at the
    /// same moment are as many as one by one.
    /// </summary>
    public SignInResult Attempt(IReadOnlyList<SignInSource> sources, string word, Func<Operator?> look)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            var until = sources.Max(source => counts.TryGetValue(source.Key, out var count) ? count.Until : now);
            if (until > now)
            {
                return new(null, until - now);
            }

            if (look() is not { } who)
            {
                Count(sources, word, now);
                return default;
            }

            foreach (var source in sources.Where(source => source.ForgivenByRight))
            {
                counts.Remove(source.Key);
            }

            return new(who, TimeSpan.Zero);
        }
    }

    private void Count(IReadOnlyList<SignInSource> sources, string word, DateTimeOffset now)
    {
        var digest = Convert.ToHexStringLower(Sm3.Hash(Encoding.UTF8.GetBytes(word)));
        foreach (var source in sources)
        {
            if (!counts.TryGetValue(source.Key, out var count) || now - count.Last > Forgives)
            {
                MakeRoom(now);
                counts[source.Key] = count = new();
            }

            if (!count.Words.Contains(digest))
            {
                count.Add(digest, source.Free, now);
            }
        }
    }

    private void MakeRoom(DateTimeOffset now)
    {
        if (counts.Count < MostSources)
        {
            return;
        }

        foreach (var (key, _) in counts.Where(one => now - one.Value.Last > Forgives).ToList())
        {
            counts.Remove(key);
        }

        if (counts.Count >= MostSources)
        {
            counts.Remove(counts.MinBy(one => one.Value.Last).Key);
        }
    }

    private sealed class Tally
    {
        private int wrong;

        /// <summary>Digests of what was tried.</summary>
        public HashSet<string> Words { get; } = new(StringComparer.Ordinal);

        public DateTimeOffset Last { get; private set; }

        public DateTimeOffset Until { get; private set; }

        public void Add(string digest, int free, DateTimeOffset now)
        {
            if (Words.Count < MostWords)
            {
                Words.Add(digest);
            }

            wrong++;
            Last = now;
            if (wrong >= free)
            {
                var pause = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(wrong - free, 30)));
                Until = now + (pause < LongestPause ? pause : LongestPause);
            }
        }
    }
}
