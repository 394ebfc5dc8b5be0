namespace Mingsuan.Registry.Facts;

/// <summary>
/// 一次改写 — which facts are withdrawn and which take their place; nothing of both when all is so already.
/// </summary>
internal sealed record Rewrite(IReadOnlyList<DatedFact> Withdrawn, IReadOnlyList<DatedFact> Added)
{
    public static Rewrite Nothing { get; } = new([], []);

    public bool Changes => Added.Count > 0 || Withdrawn.Count > 0;
}

/// <summary>
/// 时间轴 — how a fact is put among those of one line (an institution's standing, one kind of licence, one person's
/// practice at one place). No day ever has two.
/// </summary>
internal static class Timeline
{
    /// <summary>
    /// 续登 — from its first day on the new fact holds; what was open until then ends the day before. None when another
    /// fact with a stated end, or one that begins later, stands in the way: that is a correction.
    /// </summary>
    public static Rewrite? Append(IEnumerable<DatedFact> line, DatedFact next, Func<Guid> ids)
    {
        var met = Met(line, next);
        if (IsSaid(met, next))
        {
            return Rewrite.Nothing;
        }

        return met.TrueForAll(one => one.ValidTo is null && one.ValidFrom < next.ValidFrom)
            ? new([.. met], [.. met.Select(one => Before(one, next, ids)), next])
            : null;
    }

    /// <summary>更正 — over its days the new fact holds; what stood there is cut down to the days around it.</summary>
    public static Rewrite Correct(IEnumerable<DatedFact> line, DatedFact next, Func<Guid> ids)
    {
        var met = Met(line, next);
        if (IsSaid(met, next))
        {
            return Rewrite.Nothing;
        }

        var added = new List<DatedFact>();
        foreach (var one in met)
        {
            if (one.ValidFrom < next.ValidFrom)
            {
                added.Add(Before(one, next, ids));
            }

            if (next.ValidTo is { } last && (one.ValidTo is null || one.ValidTo > last))
            {
                added.Add(one.Over(ids(), last.AddDays(1), one.ValidTo));
            }
        }

        return new([.. met], [.. added, next]);
    }

    private static List<DatedFact> Met(IEnumerable<DatedFact> line, DatedFact next) =>
        [.. line.Where(one => one.Meets(next.ValidFrom, next.ValidTo)).OrderBy(one => one.ValidFrom)];

    /// <summary>One fact already says it, over all these days and to the same end.</summary>
    private static bool IsSaid(List<DatedFact> met, DatedFact next) =>
        met is [var only] && only.ValidFrom <= next.ValidFrom && only.ValidTo == next.ValidTo && only.SaysSame(next);

    private static DatedFact Before(DatedFact one, DatedFact next, Func<Guid> ids) =>
        one.Over(ids(), one.ValidFrom, next.ValidFrom.AddDays(-1));
}
