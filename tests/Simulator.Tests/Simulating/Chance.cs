using System.Buffers.Binary;

namespace Mingsuan.Simulator.Tests.Simulating;

/// <summary>Draws that follow from one seed, alike on every machine and every version of the runtime.</summary>
internal sealed class Chance(ulong seed)
{
    private ulong state = seed;

    public ulong Next()
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15;
            var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }

    /// <summary>A source of its own, so that more draws here leave the draws there as they are.</summary>
    public Chance Fork() => new(Next());

    /// <summary>A whole number from 0 to one below <paramref name="limit"/>.</summary>
    public int Below(int limit) => (int)(Next() % (ulong)limit);

    public int Between(int low, int high) => low + Below(high - low + 1);

    public bool Percent(int share) => Below(100) < share;

    public T One<T>(params IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    /// <summary>Short mostly, long sometimes.</summary>
    public TimeSpan Wait(int mostMilliseconds) =>
        TimeSpan.FromMilliseconds(1 + Below(Percent(75) ? 1 + (mostMilliseconds / 20) : mostMilliseconds));

    public void Fill(Span<byte> destination)
    {
        Span<byte> word = stackalloc byte[8];
        while (destination.Length > 0)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(word, Next());
            var some = Math.Min(word.Length, destination.Length);
            word[..some].CopyTo(destination);
            destination = destination[some..];
        }
    }
}
