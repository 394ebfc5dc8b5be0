namespace Mingsuan.Registry.Facts;

/// <summary>
/// 分时段登记的事实 — what held over a span of days, from whom we know it, and since when. Nothing is overwritten: what was
/// wrong or ended is withdrawn and stands beside what took its place, so that any day can be asked as it is known now,
/// and as it was known then. (ADR 0019)
/// </summary>
internal abstract class DatedFact
{
    public required Guid FactId { get; set; }

    public required DateOnly ValidFrom { get; set; }

    /// <summary>The last day, that day included; none while it is open.</summary>
    public DateOnly? ValidTo { get; set; }

    public required string Source { get; set; }

    /// <summary>When it was entered; none for the stock that the register began with.</summary>
    public DateTime? RecordedAt { get; set; }

    public string? RecordedBy { get; set; }

    /// <summary>When it ceased to be what the register says.</summary>
    public DateTime? WithdrawnAt { get; set; }

    public string? WithdrawnBy { get; set; }

    public int Version { get; set; }

    /// <summary>Whose chain commits to it.</summary>
    public abstract Guid Chain();

    /// <summary>What it says, by field; two facts that say the same are one fact.</summary>
    public abstract IReadOnlyDictionary<string, string?> Says();

    /// <summary>Whether the register says it, as far as it is known now.</summary>
    public bool Stands() => WithdrawnAt is null;

    /// <summary>Whether it stands and has a day in common with a span.</summary>
    public bool Meets(DateOnly from, DateOnly? to) =>
        Stands() && (to is null || ValidFrom <= to) && (ValidTo is null || from <= ValidTo);

    public bool Holds(DateOnly day) => Stands() && ValidFrom <= day && (ValidTo is null || day <= ValidTo);

    /// <summary>Whether it was in the register at a moment, and held on a day.</summary>
    public bool HeldAsKnown(DateOnly day, DateTime at) =>
        (RecordedAt is null || RecordedAt <= at) && (WithdrawnAt is null || at < WithdrawnAt)
        && ValidFrom <= day && (ValidTo is null || day <= ValidTo);

    public bool SaysSame(DatedFact other) => Says().OrderBy(one => one.Key, StringComparer.Ordinal)
        .SequenceEqual(other.Says().OrderBy(one => one.Key, StringComparer.Ordinal));

    /// <summary>The same, over a part of its days: a row of its own.</summary>
    public DatedFact Over(Guid id, DateOnly from, DateOnly? to)
    {
        var part = (DatedFact)MemberwiseClone();
        (part.FactId, part.ValidFrom, part.ValidTo, part.Version) = (id, from, to, 0);
        return part;
    }
}
