namespace Mingsuan.Policy.Primitives;

/// <summary>
/// 分摊 — splits a total over weights so that the parts sum exactly to the total: each part gets the whole
/// fen of its share, and the fen left over go to the largest remainders, ties in line order.
/// </summary>
public static class Allotment
{
    /// <summary>
    /// Splits <paramref name="total"/> (0 ≤ total) by <paramref name="weights"/> (each ≥ 0). No part exceeds its
    /// weight when total ≤ Σ weights. With all weights zero the total must be zero.
    /// </summary>
    public static void Split(Money total, ReadOnlySpan<Money> weights, Span<Money> parts)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(total.Fen);
        long sum = 0;
        foreach (var weight in weights)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(weight.Fen);
            sum += weight.Fen;
        }

        parts[..weights.Length].Clear();
        if (total.Fen == 0)
        {
            return;
        }

        if (sum == 0)
        {
            throw new ArgumentException("A positive total needs a positive weight.", nameof(weights));
        }

        Span<Int128> remainders = weights.Length <= 64 ? stackalloc Int128[weights.Length] : new Int128[weights.Length];
        var left = total.Fen;
        for (var i = 0; i < weights.Length; i++)
        {
            var product = (Int128)total.Fen * weights[i].Fen;
            var part = (long)(product / sum);
            remainders[i] = product % sum;
            parts[i] = new Money(part);
            left -= part;
        }

        for (; left > 0; left--)
        {
            var best = 0;
            for (var i = 1; i < weights.Length; i++)
            {
                if (remainders[i] > remainders[best])
                {
                    best = i;
                }
            }

            parts[best] += new Money(1);
            remainders[best] = -1;
        }
    }
}
