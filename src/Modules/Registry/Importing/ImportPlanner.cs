using System.Globalization;
using System.Runtime.CompilerServices;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Registry.Importing;

/// <summary>
/// 导入计划 — reads a file's rows, a few hundred at a time, and plans each by what the register says now. Preview and
/// commit both come from here, so they cannot differ.
/// </summary>
internal sealed class ImportPlanner(IEnumerable<IRowReader> readers)
{
    /// <summary>How many rows are asked about together.</summary>
    public const int Chunk = 200;

    /// <summary>
    /// How many rows a file has below its heading; one that cannot be taken is found before any planning.
    /// </summary>
    public static int Count(byte[] content)
    {
        var rows = -1;
        foreach (var _ in TableReader.Rows(content))
        {
            rows++;
            if (rows > TableReader.MostRows)
            {
                throw new UnreadableTableException(TableReader.TooLarge);
            }
        }

        return rows < 0 ? throw new UnreadableTableException(TableReader.Unreadable) : rows;
    }

    public async IAsyncEnumerable<IReadOnlyList<RowPlan>> PlanAsync(
        MingsuanDb db,
        ImportKind kind,
        byte[] content,
        PlanContext context,
        [EnumeratorCancellation] CancellationToken ct)
    {
        var reader = Reader(kind);
        foreach (var rows in Read(kind, content).Chunk(Chunk))
        {
            yield return await reader.PlanAsync(db, rows, context, ct);
        }
    }

    /// <summary>The plans of rows that were read before.</summary>
    public Task<IReadOnlyList<RowPlan>> PlanAsync(
        MingsuanDb db, ImportKind kind, IReadOnlyList<RowValues> rows, PlanContext context, CancellationToken ct) =>
        Reader(kind).PlanAsync(db, rows, context, ct);

    /// <summary>The plan of one row that did not come from a file.</summary>
    public async Task<RowPlan> PlanAsync(
        MingsuanDb db, ImportKind kind, RowValues row, PlanContext context, CancellationToken ct) =>
        (await PlanAsync(db, kind, [row], context, ct))[0];

    private IRowReader Reader(ImportKind kind) => readers.First(one => one.Kind == kind.Name);

    private static IEnumerable<RowValues> Read(ImportKind kind, byte[] content)
    {
        string[]? heading = null;
        var number = 0;
        foreach (var cells in TableReader.Rows(content))
        {
            number++;
            if (heading is null)
            {
                heading = Heading(kind, cells);
                continue;
            }

            yield return Row(kind, heading, cells, number);
        }
    }

    private static RowValues Row(ImportKind kind, string[] heading, IReadOnlyList<string> cells, int number)
    {
        var row = new RowValues(number, kind, name =>
        {
            var at = Array.IndexOf(heading, name);
            return at >= 0 && at < cells.Count ? cells[at] : "";
        });
        if (cells.Skip(heading.Length).Any(cell => cell.Length > 0))
        {
            row.Find(kind.Fields[0].Name, "columns");
        }

        return row;
    }

    /// <summary>The fields of the columns, by Chinese or English heading; every needed one must be there.</summary>
    private static string[] Heading(ImportKind kind, IReadOnlyList<string> cells)
    {
        var found = cells.Select(cell => kind.Fields.FirstOrDefault(one => one.Header == cell
            || string.Equals(one.Name, cell, StringComparison.OrdinalIgnoreCase))?.Name ?? "").ToArray();
        var lacks = kind.Fields.FirstOrDefault(one => !one.Optional && !found.Contains(one.Name));
        var twice = found.Where(name => name.Length > 0).GroupBy(name => name).FirstOrDefault(one => one.Count() > 1);
        return lacks is null && twice is null
            ? found
            : throw new UnreadableHeadingException(lacks?.Header ?? kind.Field(twice!.Key)!.Header);
    }

    /// <summary>
    /// Everything that a row would do or be refused for, as one line: what the plan's digest is made of.
    /// </summary>
    public static string Line(RowPlan plan)
    {
        var changes = plan.Changes.Select(one =>
            $"{one.What}:{Text(one.Before)}>{Text(one.After)}");
        var findings = plan.Row.Findings.Select(one => $"{one.Field}!{one.Code}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{plan.Row.Number}|{plan.Subject}|{string.Join(';', findings)}|{string.Join(';', changes)}"
            + $"|{plan.Insured?.Line()}\n");
    }

    private static string Text(Facts.DatedFact? fact) => fact is null
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $"{fact.GetType().Name}/{fact.ValidFrom:O}/{fact.ValidTo:O}/")
            + string.Join(',', fact.Says().OrderBy(one => one.Key, StringComparer.Ordinal)
                .Select(one => $"{one.Key}={one.Value}"));
}

/// <summary>表头不对 — a needed column is missing, or one stands twice.</summary>
internal sealed class UnreadableHeadingException(string header) : Exception(header)
{
    public string Header { get; } = header;
}
