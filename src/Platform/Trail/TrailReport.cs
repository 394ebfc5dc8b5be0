namespace Mingsuan.Platform.Trail;

/// <summary>存证断点 — one thing that does not hold. Codes are stable; texts are made at the edge.</summary>
/// <param name="Code">One of <see cref="TrailBreaks"/>.</param>
/// <param name="Table">Table where it shows.</param>
/// <param name="Key">Key of the row, its parts joined by a slash.</param>
/// <param name="Column">Column, where one can be named.</param>
/// <param name="Expected">What the proof demands, where that can be said.</param>
/// <param name="Found">What the table holds.</param>
public sealed record TrailBreak(
    string Code, string Table, string Key, string? Column = null, string? Expected = null, string? Found = null);

/// <summary>存证核验结果 — what was proven, and what was not.</summary>
/// <param name="Counts">What was looked at.</param>
/// <param name="Breaks">The breaks in the order found, at most as many as asked for.</param>
/// <param name="BreakCount">All breaks, those not listed included.</param>
/// <param name="Latest">The newest checkpoint, for whoever keeps it as a witness.</param>
/// <param name="Fingerprints">Keys that signed checkpoints, to be compared with the published one.</param>
public sealed record TrailReport(
    TrailCounts Counts,
    IReadOnlyList<TrailBreak> Breaks,
    long BreakCount,
    Checkpoint? Latest,
    IReadOnlyList<string> Fingerprints)
{
    /// <summary>True when everything holds.</summary>
    public bool Holds => BreakCount == 0;

    /// <summary>The first break.</summary>
    public TrailBreak? First => Breaks.Count > 0 ? Breaks[0] : null;
}

/// <summary>核验计数 — how much a verification covered.</summary>
public sealed record TrailCounts
{
    /// <summary>Chains.</summary>
    public long Subjects { get; internal set; }

    /// <summary>Entries.</summary>
    public long Entries { get; internal set; }

    /// <summary>Payloads opened and found equal to their commitment.</summary>
    public long Payloads { get; internal set; }

    /// <summary>Payloads that were shredded, or closed to a verifier without the master key.</summary>
    public long PayloadsUnread { get; internal set; }

    /// <summary>Leaves of the log.</summary>
    public long Leaves { get; internal set; }

    /// <summary>Checkpoints.</summary>
    public long Checkpoints { get; internal set; }

    /// <summary>未入检查点 — entries after the last leaf of their chain; not a failure.</summary>
    public long EntriesUncheckpointed { get; internal set; }

    /// <summary>Lines of the access log.</summary>
    public long AccessLines { get; internal set; }

    /// <summary>Access batches that no checkpoint took in yet; not a failure.</summary>
    public long BatchesUncheckpointed { get; internal set; }

    /// <summary>Stored records equal to their commitment.</summary>
    public long Records { get; internal set; }

    /// <summary>Stored records of persons whose payloads cannot be read.</summary>
    public long RecordsUnread { get; internal set; }
}

/// <summary>断点代码 — the stable codes of <see cref="TrailBreak"/>.</summary>
public static class TrailBreaks
{
    /// <summary>A place in a chain is missing or taken twice.</summary>
    public const string ChainGap = "T-CHAIN-GAP";

    /// <summary>An entry does not name the hash of the one before.</summary>
    public const string ChainLink = "T-CHAIN-LINK";

    /// <summary>An entry's hash is not that of its fields.</summary>
    public const string EntryHash = "T-ENTRY-HASH";

    /// <summary>A payload is not the one committed to.</summary>
    public const string Payload = "T-PAYLOAD";

    /// <summary>An entry's payload is gone.</summary>
    public const string PayloadMissing = "T-PAYLOAD-MISSING";

    /// <summary>A payload belongs to no entry.</summary>
    public const string PayloadOrphan = "T-PAYLOAD-ORPHAN";

    /// <summary>A data key does not open under the master key.</summary>
    public const string SubjectKey = "T-SUBJECT-KEY";

    /// <summary>A data key is gone and no entry records its shredding.</summary>
    public const string SubjectKeyMissing = "T-SUBJECT-KEY-MISSING";

    /// <summary>A checkpointed head is no longer in its chain.</summary>
    public const string HeadMissing = "T-HEAD-MISSING";

    /// <summary>A checkpointed head is another one now.</summary>
    public const string HeadChanged = "T-HEAD-CHANGED";

    /// <summary>A leaf is missing or taken twice.</summary>
    public const string LeafGap = "T-LEAF-GAP";

    /// <summary>A leaf lies beyond the last checkpoint.</summary>
    public const string LeafUnsigned = "T-LEAF-UNSIGNED";

    /// <summary>A checkpoint is missing, or the row of order is broken.</summary>
    public const string CheckpointGap = "T-CHECKPOINT-GAP";

    /// <summary>A checkpoint names a key that is not the pinned one, not registered, or not in use then.</summary>
    public const string CheckpointKey = "T-CHECKPOINT-KEY";

    /// <summary>A checkpoint's signature does not verify.</summary>
    public const string CheckpointSignature = "T-CHECKPOINT-SIGNATURE";

    /// <summary>The leaves do not give a checkpoint's root.</summary>
    public const string LogRoot = "T-LOG-ROOT";

    /// <summary>The leaves do not give the frontier kept beside a checkpoint.</summary>
    public const string LogFrontier = "T-LOG-FRONTIER";

    /// <summary>The log does not continue a checkpoint that a witness kept.</summary>
    public const string Witness = "T-WITNESS";

    /// <summary>A registered key's row is not signed by that key.</summary>
    public const string Key = "T-KEY";

    /// <summary>A batch of the access log is not the one digested.</summary>
    public const string AccessBatch = "T-ACCESS-BATCH";

    /// <summary>The lines of a batch are not the ones digested, or there is no such batch.</summary>
    public const string AccessLine = "T-ACCESS-LINE";

    /// <summary>A stored record differs from the latest payload that commits to it.</summary>
    public const string RecordChanged = "T-RECORD-CHANGED";

    /// <summary>A record that a payload commits to is gone.</summary>
    public const string RecordMissing = "T-RECORD-MISSING";

    /// <summary>No payload commits to a stored record.</summary>
    public const string RecordUnproven = "T-RECORD-UNPROVEN";

    /// <summary>A payload commits to a record of a table that nobody answers for.</summary>
    public const string RecordTable = "T-RECORD-TABLE";
}

/// <summary>Gathers what a verification finds.</summary>
internal sealed class TrailFindings(int mostListed)
{
    private readonly List<TrailBreak> breaks = [];

    internal TrailCounts Counts { get; } = new();

    internal long BreakCount { get; private set; }

    internal IReadOnlyList<TrailBreak> Breaks => breaks;

    internal void Add(
        string code, string table, string key, string? column = null, string? expected = null, string? found = null)
    {
        BreakCount++;
        if (breaks.Count < mostListed)
        {
            breaks.Add(new TrailBreak(code, table, key, column, expected, found));
        }
    }
}
