using System.Globalization;
using Mingsuan.Policy.Primitives;
using Mingsuan.Settlement.Budgeting;
using Mingsuan.Ui.Forms;

namespace Mingsuan.Settlement.Pages;

/// <summary>
/// 总额表单 — a proposed figure as it was typed: amounts with or without thousands marks, warning lines in per cent.
/// </summary>
internal sealed record BudgetForm
{
    private const int Percents = 100;
    private static readonly char[] Marks = [',', '，', '、', ' ', '%', '％'];

    public string? Amount { get; init; }

    public string? EffectiveOn { get; init; }

    public string? Document { get; init; }

    public string? Reason { get; init; }

    public string? Thresholds { get; init; }

    /// <summary>The names of the fields that cannot be read, in the order of the form.</summary>
    public IReadOnlyList<string> Faults() =>
    [
        .. new (string Name, bool Sound)[]
        {
            ("amount", Yuan() is not null),
            ("effectiveOn", Day() is not null),
            ("document", IsText(Document, BudgetChange.LongestDocument)),
            ("reason", IsText(Reason, BudgetChange.LongestReason)),
            ("thresholds", Lines() is not null),
        }.Where(field => !field.Sound).Select(field => field.Name),
    ];

    /// <summary>What is proposed; only without a fault.</summary>
    public BudgetChange Change(int year) =>
        new(year, Money.FromYuan(Yuan()!.Value), Day()!.Value, Document!.Trim(), Reason!.Trim(), Lines()!);

    private decimal? Yuan() => decimal.TryParse(
        Amount?.Trim(),
        NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands,
        CultureInfo.InvariantCulture,
        out var yuan) && yuan is > 0 and < BudgetChange.Limit && decimal.Round(yuan, 2) == yuan
        ? yuan
        : null;

    private DateOnly? Day() => DateOnly.TryParseExact(
        EffectiveOn?.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        ? day
        : null;

    private static bool IsText(string? text, int limit) =>
        text?.Trim() is { Length: > 0 } sound && sound.Length <= limit && !sound.Any(char.IsControl);

    /// <summary>None at all is a choice, too: the usual lines.</summary>
    private List<int>? Lines()
    {
        var lines = (Thresholds ?? "").Split(Marks, StringSplitOptions.RemoveEmptyEntries).Select(text =>
            decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
                ? BudgetChange.Threshold(percent / Percents)
                : null).ToList();
        return lines.Count > BudgetChange.MostThresholds || lines.Contains(null)
            ? null
            : lines.ConvertAll(line => line!.Value);
    }
}
