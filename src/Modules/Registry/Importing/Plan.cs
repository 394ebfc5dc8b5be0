using Mingsuan.Platform.Identity;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Registry.Facts;

namespace Mingsuan.Registry.Importing;

/// <summary>一处变化 — what a row would do to one line of facts.</summary>
internal sealed record PlannedChange(string What, DatedFact? Before, DatedFact After);

/// <summary>一行的计划 — what is wrong with a row, and what it would write.</summary>
internal sealed record RowPlan(RowValues Row, string Subject)
{
    public Registration? Registration { get; init; }

    /// <summary>参保人员 are not institutions' facts; their rows write by themselves.</summary>
    public InsuredChange? Insured { get; init; }

    public IReadOnlyList<PlannedChange> Changes { get; init; } = [];

    public bool Writes => Registration?.Writes == true || Insured is not null;
}

/// <summary>计划的条件 — who imports, from which document, and whether what stands in the way is corrected.</summary>
internal sealed class PlanContext(Operator officer, IdSource ids, string source, bool corrects)
{
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);

    public string Source => source;

    public Guid NextId() => ids.Next();

    public bool Covers(string area) => officer.Covers(area);

    /// <summary>Whether the file speaks of this for the first time.</summary>
    public bool IsFirst(string subject) => seen.Add(subject);

    /// <summary>Puts a fact into its line; a finding when it does not fit.</summary>
    public Rewrite Place(RowValues row, IEnumerable<DatedFact> line, DatedFact next)
    {
        if (corrects)
        {
            return Timeline.Correct(line, next, NextId);
        }

        if (Timeline.Append(line, next, NextId) is { } rewrite)
        {
            return rewrite;
        }

        row.Find("from", "overlap");
        return Rewrite.Nothing;
    }
}

/// <summary>一类行的读法 — what is already there for some rows, and what each of them would change.</summary>
internal interface IRowReader
{
    /// <summary>类别.</summary>
    string Kind { get; }

    /// <summary>Reads what the rows ask about, in a few questions for all of them, then plans each.</summary>
    Task<IReadOnlyList<RowPlan>> PlanAsync(
        MingsuanDb db, IReadOnlyList<RowValues> rows, PlanContext context, CancellationToken ct);
}

/// <summary>计划的拼装.</summary>
internal static class Planning
{
    /// <summary>The plan of facts about one subject; nothing is written where anything is wrong.</summary>
    public static RowPlan Of(
        RowValues row, string code, Guid chain, IReadOnlyList<object> named, params IReadOnlyList<Rewrite> facts)
    {
        var changes = facts.Where(one => one.Changes)
            .Select(one => Change(one)).ToList();
        return row.IsGood
            ? new(row, code) { Registration = new(chain, code, named, facts), Changes = changes }
            : new(row, code);
    }

    private static PlannedChange Change(Rewrite rewrite)
    {
        var (before, after) = (rewrite.Withdrawn.FirstOrDefault(), rewrite.Added[^1]);
        return new(before is null ? "new" : "change", before, after);
    }
}
