using System.Globalization;
using System.Text.Json.Nodes;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Time;

namespace Mingsuan.Prescriptions.Checking;

/// <summary>
/// 字段 — one field of the interface as its table states it: `name*` is required; `c20` a text of at most 20, `n16.4` a
/// number of at most 16 digits, 4 of them after the point, `d` an instant.
/// </summary>
internal sealed record RxField(string Name, bool IsRequired, char Kind, int Length, int Scale)
{
    /// <summary>The fields of a table, one text each: `hospRxno* c40`.</summary>
    public static IReadOnlyList<RxField> Of(params string[] table) => [.. table.Select(One)];

    /// <summary>
    /// Reads the fields into one form: texts trimmed, numbers plain, instants in Beijing time. What is not in the table
    /// is no part of it; every fault stays with the reader.
    /// </summary>
    public static JsonObject Read(WireReader input, IReadOnlyList<RxField> table)
    {
        var read = new JsonObject();
        foreach (var field in table)
        {
            if (field.Value(input) is { } value)
            {
                read[field.Name] = value;
            }
        }

        return read;
    }

    private static RxField One(string text)
    {
        var parts = text.Split(' ');
        var (name, form) = (parts[0].TrimEnd('*'), parts[1]);
        var sizes = form[1..].Split('.');
        return new(
            name,
            parts[0].EndsWith('*'),
            form[0],
            sizes[0].Length == 0 ? 0 : int.Parse(sizes[0], CultureInfo.InvariantCulture),
            sizes.Length > 1 ? int.Parse(sizes[1], CultureInfo.InvariantCulture) : 0);
    }

    private JsonNode? Value(WireReader input) => Kind switch
    {
        'c' => IsRequired ? input.RequiredText(Name, Length) : input.Text(Name, Length),
        'n' => Number(input),
        _ => (IsRequired ? input.RequiredInstant(Name) : input.Instant(Name)) is { } instant
            ? BeijingTime.Text(instant)
            : null,
    };

    private JsonNode? Number(WireReader input)
    {
        var found = IsRequired ? input.RequiredNumber(Name) : input.Number(Name);
        if (found is not { } number)
        {
            return null;
        }

        // Within 28 digits a decimal's power of ten is exact.
        var most = 1m;
        for (var digit = Scale; digit < Length; digit++)
        {
            most *= 10;
        }

        if (number < 0 || number >= most || decimal.Round(number, Scale) != number)
        {
            input.Reject(Name);
        }

        return number / 1.0000000000000000000000000000m;
    }
}
