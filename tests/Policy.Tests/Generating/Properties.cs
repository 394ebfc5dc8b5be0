using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace Mingsuan.Policy.Tests.Generating;

/// <summary>
/// Runs a property over drawn cases. <c>MINGSUAN_CASES</c> asks for more of them; a failure prints its seed and size,
/// and <c>MINGSUAN_REPLAY=seed,gamma,size</c> draws exactly that case again.
/// </summary>
internal static class Properties
{
    private const int DefaultCases = 300;

    /// <summary>How many cases a whole run asks for; dear properties take a part of it.</summary>
    public static int Cases { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("MINGSUAN_CASES"), out var asked) ? asked : DefaultCases;

    /// <summary>Every case that <paramref name="draw"/> makes fulfils <paramref name="body"/>.</summary>
    public static void Hold<T>(
        Func<Draw, T> draw, Action<T> body, Func<T, IEnumerable<T>>? smaller = null, int? cases = null)
    {
        var drawn = Gen.Choose(0, int.MaxValue - 1).Select(seed => draw(new Draw(seed)));
        var arbitrary = smaller is null ? drawn.ToArbitrary() : Arb.From(drawn, smaller);
        var config = Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(cases ?? Cases);
        if (Replayed() is { } replay)
        {
            config = config.WithReplay(FSharpOption<Replay>.Some(replay));
        }

        Prop.ForAll(arbitrary, body).Check(config);
    }

    private static Replay? Replayed()
    {
        var parts = Environment.GetEnvironmentVariable("MINGSUAN_REPLAY")?.Split(',');
        if (parts is not { Length: 3 })
        {
            return null;
        }

        var culture = System.Globalization.CultureInfo.InvariantCulture;
        return new Replay(
            new Rnd(ulong.Parse(parts[0], culture), ulong.Parse(parts[1], culture)),
            FSharpOption<int>.Some(int.Parse(parts[2], culture)));
    }
}
