using System.Globalization;

namespace Mingsuan.Registry.Importing;

/// <summary>一处问题 — in which field, which kind; a warning does not stand in the way.</summary>
internal sealed record RowFinding(string Field, string Code, bool Warning = false);

/// <summary>一行 — the values of one row by field, read and checked against the kind of file.</summary>
internal sealed class RowValues
{
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateOnly> days = new(StringComparer.Ordinal);
    private readonly Func<string, string> cell;

    public RowValues(int number, ImportKind kind, Func<string, string> cell)
    {
        Number = number;
        this.cell = cell;
        foreach (var field in kind.Fields)
        {
            Read(field, cell(field.Name));
        }

        if (To < From && days.ContainsKey("from"))
        {
            Find("to", "order");
        }
    }

    /// <summary>As a spreadsheet program numbers it: the heading is row 1.</summary>
    public int Number { get; }

    public List<RowFinding> Findings { get; } = [];

    /// <summary>As it was written, before any reading.</summary>
    public string Cell(string name) => cell(name);

    public bool IsGood => Findings.TrueForAll(one => one.Warning);

    public DateOnly From => days.GetValueOrDefault("from");

    public DateOnly? To => Day("to");

    public string Text(string name) => values.GetValueOrDefault(name, "");

    public string? Maybe(string name) => values.GetValueOrDefault(name);

    public bool Flag(string name) => Text(name) == "true";

    public DateOnly? Day(string name) => days.TryGetValue(name, out var day) ? day : null;

    public void Find(string field, string code, bool warning = false) => Findings.Add(new(field, code, warning));

    /// <summary>Checks a code's form: a verified form refuses, an unverified one warns.</summary>
    public void CheckCode(string field, string codeKind)
    {
        if (Maybe(field) is { } code && ImportKinds.Shipped.Codes.TryGetValue(codeKind, out var form)
            && !form.Form.IsMatch(code))
        {
            Find(field, form.Verified ? "code" : "code-unverified", warning: !form.Verified);
        }
    }

    private void Read(ImportField field, string cell)
    {
        if (cell.Length == 0)
        {
            if (!field.Optional)
            {
                Find(field.Name, "missing");
            }
        }
        else if (cell.Length > field.Limit || cell.Any(char.IsControl))
        {
            Find(field.Name, "long");
        }
        else if (field.Day)
        {
            ReadDay(field.Name, cell);
        }
        else if (field.Words.Count > 0)
        {
            ReadWord(field, cell);
        }
        else if (field.Form is { } form && !form.IsMatch(cell))
        {
            Find(field.Name, "form");
        }
        else
        {
            values[field.Name] = cell;
            if (field.Code is { } code)
            {
                CheckCode(field.Name, code);
            }
        }
    }

    private void ReadDay(string name, string cell)
    {
        if (DateOnly.TryParseExact(cell, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            || Serial(cell, out day))
        {
            days[name] = day;
        }
        else
        {
            Find(name, "day");
        }
    }

    /// <summary>A day as a workbook counts it, from the end of 1899.</summary>
    private static bool Serial(string cell, out DateOnly day)
    {
        var counted = int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var days)
            && days is > 1 and < 200_000;
        day = counted ? new DateOnly(1899, 12, 30).AddDays(days) : default;
        return counted;
    }

    private void ReadWord(ImportField field, string cell)
    {
        var word = field.Words.GetValueOrDefault(cell)
            ?? field.Words.Values.FirstOrDefault(one => string.Equals(one, cell, StringComparison.OrdinalIgnoreCase));
        if (word is null)
        {
            Find(field.Name, "word");
        }
        else
        {
            values[field.Name] = word;
        }
    }
}
