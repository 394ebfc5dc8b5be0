using Mingsuan.Policy.Primitives;

namespace Mingsuan.Settlement.Reconciling;

/// <summary>差异原因 — why a settlement is not alike on both sides.</summary>
internal enum BreakCause
{
    /// <summary>Alike.</summary>
    None,

    /// <summary>Recorded here, not stated.</summary>
    MissingThere,

    /// <summary>Stated, not recorded here.</summary>
    MissingHere,

    /// <summary>On both sides with another amount.</summary>
    AmountDiffers,

    /// <summary>Reversed here; there it stands.</summary>
    ReversedHereOnly,

    /// <summary>Stated as reversed; here it stands.</summary>
    ReversedThereOnly,

    /// <summary>Recorded here under another clearing type, scheme or agency.</summary>
    OtherClearing,

    /// <summary>Recorded here outside the days of the statement.</summary>
    OtherDay,

    /// <summary>Recorded here for another person or visit.</summary>
    OtherPerson,

    /// <summary>Stated twice.</summary>
    StatedTwice,

    /// <summary>The line cannot be read.</summary>
    Unreadable,
}

/// <summary>一行申报 — a settlement or a refund as the institution has it.</summary>
internal sealed record StatedLine(
    int Place, string SetlId, string MdtrtId, string PsnNo, Money Fee, Money Fund, Money Account, bool Refund)
{
    /// <summary>A line that cannot be read.</summary>
    public bool Unreadable { get; init; }
}

/// <summary>一行记录 — a settlement or a reversal as it is recorded.</summary>
internal sealed record KnownLine(
    string SetlId,
    string MdtrtId,
    string PsnNo,
    string Msgid,
    Money Fee,
    Money Fund,
    Money Account,
    string? Reverses,
    string? ReversedBy,
    bool InPeriod,
    bool InClearing)
{
    public bool Counts => InPeriod && InClearing;
}

/// <summary>一行比对 — the two sides of one settlement, one of which may be absent.</summary>
internal sealed record MatchedLine(BreakCause Cause, StatedLine? Stated, KnownLine? Known);

/// <summary>
/// 明细比对 — pairs what an institution states with what is recorded and names each difference. A refund may be stated by
/// the number of the reversal or by that of what it reverses; a settlement and its reversal that both are not stated
/// come to nothing and are alike.
/// </summary>
internal static class Matching
{
    /// <summary>Every stated line once, then what of the known lines in question was not stated.</summary>
    public static IReadOnlyList<MatchedLine> Match(
        IReadOnlyList<StatedLine> stated, IReadOnlyList<KnownLine> known)
    {
        var byId = known.ToDictionary(line => line.SetlId, StringComparer.Ordinal);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var matched = new List<MatchedLine>(stated.Count);
        foreach (var line in stated)
        {
            matched.Add(line.Unreadable
                ? new(BreakCause.Unreadable, line, null)
                : Pair(line, byId, taken));
        }

        foreach (var line in known.Where(line => line.Counts && !taken.Contains(line.SetlId)))
        {
            matched.Add(new(Unstated(line, byId, taken), null, line));
        }

        return matched;
    }

    private static MatchedLine Pair(StatedLine line, Dictionary<string, KnownLine> known, HashSet<string> taken)
    {
        if (!known.TryGetValue(line.SetlId, out var found))
        {
            return new(BreakCause.MissingHere, line, null);
        }

        if (line.Refund && found.Reverses is null)
        {
            if (found.ReversedBy is not { } reversal || !known.TryGetValue(reversal, out var opposite))
            {
                return new(BreakCause.ReversedThereOnly, line, found);
            }

            found = opposite;
        }

        return !taken.Add(found.SetlId)
            ? new(BreakCause.StatedTwice, line, found)
            : new(Compare(line, found), line, found);
    }

    private static BreakCause Compare(StatedLine line, KnownLine found) => true switch
    {
        _ when line.PsnNo != found.PsnNo || line.MdtrtId != found.MdtrtId => BreakCause.OtherPerson,
        _ when !found.InClearing => BreakCause.OtherClearing,
        _ when !found.InPeriod => BreakCause.OtherDay,
        _ when !line.Refund && found.Reverses is not null => BreakCause.ReversedHereOnly,
        _ when line.Fee != found.Fee || line.Fund != found.Fund || line.Account != found.Account =>
            BreakCause.AmountDiffers,
        _ => BreakCause.None,
    };

    private static BreakCause Unstated(
        KnownLine line, Dictionary<string, KnownLine> known, HashSet<string> taken)
    {
        if ((line.Reverses ?? line.ReversedBy) is not { } other ||
            !known.TryGetValue(other, out var counterpart) || !counterpart.Counts)
        {
            return BreakCause.MissingThere;
        }

        return taken.Contains(other)
            ? line.Reverses is null ? BreakCause.MissingThere : BreakCause.ReversedHereOnly
            : BreakCause.None;
    }
}
