using System.Text;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Platform.Trail;

/// <summary>日志叶 — a chain's head, or an access batch, as it entered the one append-only log.</summary>
[TableClass(TableClass.Local)]
public sealed class TrailLeaf
{
    /// <summary>Place in the log, from 0.</summary>
    public long LeafIndex { get; set; }

    /// <summary>Whose head.</summary>
    public SubjectClass SubjectClass { get; set; }

    /// <summary>Key of the subject.</summary>
    public required string Subject { get; set; }

    /// <summary>Length of the chain then (lines of an access batch).</summary>
    public long Seq { get; set; }

    /// <summary>Hash of the head.</summary>
    public required byte[] HeadHash { get; set; }

    /// <summary>Its hash in the tree.</summary>
    internal byte[] Hash() => MerkleLog.Leaf(new TrailDigest("mingsuan.trail.leaf.v1")
        .Add((long)SubjectClass)
        .Add(Subject)
        .Add(Seq)
        .Add(HeadHash)
        .Written);
}

/// <summary>检查点行 — see <see cref="Checkpoint"/>.</summary>
[TableClass(TableClass.Local)]
public sealed class TrailCheckpointRow
{
    /// <summary>Counts from 1.</summary>
    public long Number { get; set; }

    /// <summary>Leaves in the log.</summary>
    public long Size { get; set; }

    /// <summary>Root over them.</summary>
    public required byte[] Root { get; set; }

    /// <summary>When signed, UTC.</summary>
    public DateTime At { get; set; }

    /// <summary>Which key signed.</summary>
    public required string KeyFingerprint { get; set; }

    /// <summary>The signature, r‖s.</summary>
    public required byte[] Signature { get; set; }

    /// <summary>The log's frontier, from which the next checkpoint continues without reading the log.</summary>
    public required byte[] Frontier { get; set; }

    internal Checkpoint Checkpoint() => new(Number, Size, Root, At, KeyFingerprint, Signature);

    internal static TrailCheckpointRow Of(Checkpoint checkpoint, MerkleFrontier frontier) => new()
    {
        Number = checkpoint.Number,
        Size = checkpoint.Size,
        Root = checkpoint.Root,
        At = checkpoint.At,
        KeyFingerprint = checkpoint.KeyFingerprint,
        Signature = checkpoint.Signature,
        Frontier = frontier.Write(),
    };
}

/// <summary>平台公钥 — a key that signed checkpoints; the row carries its own signature over its dates.</summary>
[TableClass(TableClass.Local)]
public sealed class TrailKey
{
    /// <summary>SM3 of <see cref="PublicKey"/>, hex.</summary>
    public required string Fingerprint { get; set; }

    /// <summary>DER SubjectPublicKeyInfo.</summary>
    public required byte[] PublicKey { get; set; }

    /// <summary>First instant, UTC.</summary>
    public DateTime ValidFrom { get; set; }

    /// <summary>Last instant, UTC; null while in use.</summary>
    public DateTime? ValidTo { get; set; }

    /// <summary>SM2 by this very key, r‖s.</summary>
    public required byte[] Signature { get; set; }

    internal static TrailKey Of(Sm2PrivateKey key, DateTime from)
    {
        var row = new TrailKey
        {
            Fingerprint = key.PublicKey.Fingerprint,
            PublicKey = key.PublicKey.SubjectPublicKeyInfo,
            ValidFrom = from,
            Signature = [],
        };
        row.Signature = key.Sign(row.Text());
        return row;
    }

    /// <summary>停用 — ends the key's use; its own signature binds the date.</summary>
    internal void Retire(Sm2PrivateKey key, DateTime to)
    {
        ValidTo = to;
        Signature = key.Sign(Text());
    }

    internal byte[] Text() => Encoding.UTF8.GetBytes(
        $"mingsuan.trail.key.v1\n{Fingerprint}\n{TrailTime.Text(ValidFrom)}\n" +
        $"{(ValidTo is { } end ? TrailTime.Text(end) : "-")}\n");
}

/// <summary>访问日志批次 — what the next checkpoint takes in of the access log.</summary>
[TableClass(TableClass.Local)]
public sealed class AccessBatch
{
    /// <summary>The batch.</summary>
    public Guid BatchId { get; set; }

    /// <summary>When written, UTC.</summary>
    public DateTime At { get; set; }

    /// <summary>Count of its lines.</summary>
    public long Lines { get; set; }

    /// <summary>SM3 over its lines.</summary>
    public required byte[] LinesDigest { get; set; }

    /// <summary>SM3 over the fields above; what the log's leaf holds.</summary>
    public required byte[] Digest { get; set; }

    internal byte[] ComputeDigest() => new TrailDigest("mingsuan.trail.access-batch.v1")
        .Add(BatchId)
        .Add(At)
        .Add(Lines)
        .Add(LinesDigest)
        .Digest();

    internal static byte[] DigestOf(Guid batch, IEnumerable<AccessLine> lines)
    {
        var digest = new TrailDigest("mingsuan.trail.access-lines.v1").Add(batch);
        foreach (var line in lines)
        {
            digest.Add(line.Line).Add(line.At).Add(line.Actor).Add((long)line.SubjectClass).Add(line.Subject)
                .Add(line.Action).Add(line.Target).Add(line.Outcome);
        }

        return digest.Digest();
    }
}

/// <summary>访问日志行 — one read of a person's record, or one refused or failed attempt.</summary>
[TableClass(TableClass.Local)]
public sealed class AccessLine
{
    /// <summary>The batch.</summary>
    public Guid BatchId { get; set; }

    /// <summary>Place in the batch, from 1.</summary>
    public long Line { get; set; }

    /// <summary>When, UTC.</summary>
    public DateTime At { get; set; }

    /// <summary>Who.</summary>
    public required string Actor { get; set; }

    /// <summary>Whose record; 0 when none is known.</summary>
    public SubjectClass SubjectClass { get; set; }

    /// <summary>Key of the subject, or empty.</summary>
    public required string Subject { get; set; }

    /// <summary>What was tried.</summary>
    public required string Action { get; set; }

    /// <summary>On what.</summary>
    public required string Target { get; set; }

    /// <summary>Code of the outcome.</summary>
    public required string Outcome { get; set; }
}
