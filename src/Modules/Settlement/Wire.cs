using System.Text.Json.Nodes;
using Mingsuan.Platform.Http;
using Mingsuan.Policy.Primitives;

namespace Mingsuan.Settlement;

/// <summary>报文金额 — amounts as the national interface writes them: JSON numbers with two decimals, never null.</summary>
internal static class Wire
{
    private const decimal Most = 100_000_000m;

    /// <summary>0.00 gives every sum two decimals.</summary>
    public static JsonNode Amount(Money amount) => JsonValue.Create(amount.Yuan + 0.00m);

    /// <summary>
    /// An amount that must be there: not negative, at most two decimals, below a limit: a hundred million yuan when not
    /// said.
    /// </summary>
    public static Money RequiredAmount(WireReader input, string name, decimal limit = Most)
    {
        var number = input.RequiredNumber(name);
        if (number < 0 || number >= limit || decimal.Round(number, 2) != number)
        {
            input.Reject(name);
            return Money.Zero;
        }

        return Money.FromYuan(number);
    }

    /// <summary>A positive number with at most so many decimals.</summary>
    public static decimal RequiredPositive(WireReader input, string name, int decimals)
    {
        var number = input.RequiredNumber(name);
        if (number is <= 0 or >= Most || decimal.Round(number, decimals) != number)
        {
            input.Reject(name);
            return 1m;
        }

        return number;
    }
}
