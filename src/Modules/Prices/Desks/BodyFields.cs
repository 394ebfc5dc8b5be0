using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Mingsuan.Platform.Http;
using Mingsuan.Policy.Primitives;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Prices.Desks;

/// <summary>正文字段 — how this module's bodies and forms write amounts, days, words and answers.</summary>
internal static class BodyFields
{
    private const decimal Most = 10_000_000m;

    /// <summary>An amount in yuan with at most two decimals, above nothing; a fault otherwise.</summary>
    public static Money Amount(this WireReader input, string name)
    {
        var number = input.RequiredNumber(name);
        if (input.Fault is null && (number <= 0 || number > Most || decimal.Round(number, 2) != number))
        {
            input.Reject(name);
        }

        return input.Fault is null ? Money.FromYuan(number) : Money.Zero;
    }

    /// <summary>An amount, or none when there is none.</summary>
    public static Money? AmountIfAny(this WireReader input, string name) => input.Has(name) ? input.Amount(name) : null;

    /// <summary>A day that must be there.</summary>
    public static DateOnly RequiredDay(this WireReader input, string name)
    {
        _ = input.RequiredText(name, 10);
        return input.Day(name) ?? default;
    }

    /// <summary>A day, or none when there is none.</summary>
    public static DateOnly? DayIfAny(this WireReader input, string name) => input.Has(name) ? input.Day(name) : null;

    /// <summary>A word of a closed list in camel case.</summary>
    public static T Word<T>(this WireReader input, string name)
        where T : struct, Enum
    {
        var text = input.RequiredText(name, 30);
        foreach (var one in Enum.GetValues<T>())
        {
            if (Word(one) == text)
            {
                return one;
            }
        }

        input.Reject(name);
        return default;
    }

    /// <summary>A word of the list that must be there.</summary>
    public static string OneOf(this WireReader input, string name, IEnumerable<string> words)
    {
        var text = input.RequiredText(name, 30);
        if (!words.Contains(text))
        {
            input.Reject(name);
        }

        return text;
    }

    /// <summary>Yes or no.</summary>
    public static bool Flag(this WireReader input, string name) => input.OneOf(name, ["true", "false"]) == "true";

    /// <summary>The answers to named questions; anything but yes and no is a fault.</summary>
    public static IReadOnlyDictionary<string, bool> Answers(this WireReader input, JsonObject? body, string name)
    {
        var answers = new Dictionary<string, bool>(StringComparer.Ordinal);
        if (body?[name] is not JsonObject given)
        {
            input.Reject(name);
            return answers;
        }

        foreach (var (question, answer) in given)
        {
            switch (answer?.ToString())
            {
                case "true":
                    answers[question] = true;
                    break;
                case "false":
                    answers[question] = false;
                    break;
                default:
                    input.Reject(name + "." + question);
                    break;
            }
        }

        return answers;
    }

    public static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    /// <summary>A number of the query within bounds, or the usual one; none when it is no such number.</summary>
    public static int? Number(HttpContext context, string name, int usual, int most)
    {
        var text = context.Request.Query[name].ToString();
        return text.Length == 0 ? usual
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most
                ? number
                : null;
    }

    public static JsonArray List<T>(IEnumerable<T> rows, Func<T, JsonNode> json) => new([.. rows.Select(json)]);
}
