using System.Text.Json;
using Mingsuan.Policy.Provisions;

namespace Mingsuan.Prescriptions.Checking;

/// <summary>
/// 处方有效期 of an area, at most, in days; a convention in law until the library has a rule of prescribing.
/// </summary>
internal sealed record ValiditySheet(string Jurisdiction, string Source, bool Convention, int MostDays);

/// <summary>
/// 处方有效期簿 — the sheets by area, the most local first. They are data: no area and no figure is in the code.
/// </summary>
internal sealed class ValidityBook(IReadOnlyList<ValiditySheet> sheets)
{
    private const string Resource = "Mingsuan.Prescriptions.validity.json";

    /// <summary>The sheets that the program carries with it.</summary>
    public static ValidityBook Shipped()
    {
        using var stream = typeof(ValidityBook).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException("The validity of prescriptions is not in the assembly.");
        return new(JsonSerializer.Deserialize<List<ValiditySheet>>(stream, JsonSerializerOptions.Web)!);
    }

    /// <summary>The sheet for a region: its own, or that of the nearest area above it.</summary>
    public ValiditySheet For(Jurisdictions areas, string region)
    {
        for (var area = region; ; area = areas.ParentOf(area))
        {
            if (sheets.FirstOrDefault(one => one.Jurisdiction == area) is { } found)
            {
                return found;
            }

            if (areas.DepthOf(area) == 0)
            {
                throw new InvalidDataException("There is no validity of prescriptions for the whole nation.");
            }
        }
    }
}
