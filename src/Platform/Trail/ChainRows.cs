using System.IO.Compression;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Platform.Trail;

/// <summary>存证条目行 — what the three entry tables share; see <see cref="TrailEntry"/>.</summary>
public abstract class TrailEntryRow
{
    /// <summary>Place in the chain, from 1.</summary>
    public long Seq { get; set; }

    /// <summary>What happened.</summary>
    public string Kind { get; set; } = "";

    /// <summary>When, UTC.</summary>
    public DateTime At { get; set; }

    /// <summary>Who did it.</summary>
    public string Actor { get; set; } = "";

    /// <summary>Salted SM3 of the payload.</summary>
    public byte[] Commitment { get; set; } = [];

    /// <summary>Key of the payload row.</summary>
    public Guid PayloadRef { get; set; }

    /// <summary>Hash of the entry before.</summary>
    public byte[] Previous { get; set; } = [];

    /// <summary>Hash of this entry.</summary>
    public byte[] Hash { get; set; } = [];

    internal abstract TrailSubject Owner { get; }

    internal TrailEntry Entry() =>
        new(Owner, Seq, Kind, At, Actor, Commitment, PayloadRef, Previous, Hash);

    internal void Take(TrailEntry entry)
    {
        (Seq, Kind, At, Actor) = (entry.Seq, entry.Kind, entry.At, entry.Actor);
        (Commitment, PayloadRef) = (entry.Commitment, entry.PayloadRef);
        (Previous, Hash) = (entry.Previous, entry.Hash);
    }
}

/// <summary>存证内容行 — salt and canonical payload in one piece: sealed for persons, plain otherwise.</summary>
public abstract class TrailPayloadRow
{
    /// <summary>What the entry's reference names.</summary>
    public Guid PayloadId { get; set; }

    /// <summary>Salt ‖ payload, or that sealed.</summary>
    public byte[] Body { get; set; } = [];

    internal abstract TrailSubject Owner { get; }
}

/// <summary>自然人存证条目.</summary>
[TableClass(TableClass.Person)]
public sealed class TrailPersonEntry : TrailEntryRow
{
    /// <summary>The person.</summary>
    public Guid PersonId { get; set; }

    internal override TrailSubject Owner => TrailSubject.Person(PersonId);
}

/// <summary>自然人存证内容 — sealed under the person's data key of <see cref="Generation"/>.</summary>
[TableClass(TableClass.Person)]
public sealed class TrailPersonPayload : TrailPayloadRow
{
    /// <summary>The person.</summary>
    public Guid PersonId { get; set; }

    /// <summary>Which data key.</summary>
    public int Generation { get; set; }

    internal override TrailSubject Owner => TrailSubject.Person(PersonId);

    private const string Plain = "mingsuan.trail.payload.v1";
    private const string Packed = "mingsuan.trail.payload.v2";
    private const int MostBytes = 64 << 20;

    /// <summary>Seals the content, packed first: it is JSON, and most of what the platform stores.</summary>
    internal void Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> content)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            deflate.Write(content);
        }

        Body = SealedBytes.Seal(key, nonce, packed.GetBuffer().AsSpan(0, (int)packed.Length), Context(Packed));
    }

    /// <summary>
    /// The content, or null when it does not open under the key. What was sealed before contents were packed opens too:
    /// the seal itself tells which it is. Who made a file for `trail verify` held its keys, so what is packed in it is
    /// not trusted: broken or endless, it does not open.
    /// </summary>
    internal byte[]? Open(ReadOnlySpan<byte> key)
    {
        if (SealedBytes.Open(key, Body, Context(Packed)) is not { } packed)
        {
            return SealedBytes.Open(key, Body, Context(Plain));
        }

        using var deflate = new DeflateStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var content = new MemoryStream();
        try
        {
            var buffer = new byte[16 << 10];
            for (var read = deflate.Read(buffer); read > 0; read = deflate.Read(buffer))
            {
                content.Write(buffer.AsSpan(0, read));
                if (content.Length > MostBytes)
                {
                    return null;
                }
            }
        }
        catch (InvalidDataException)
        {
            return null;
        }

        return content.ToArray();
    }

    private byte[] Context(string form) => new TrailDigest(form)
        .Add(PersonId)
        .Add(PayloadId)
        .Add(Generation)
        .Written.ToArray();
}

/// <summary>
/// 主体数据密钥 — a person's data key under the platform's master key. Shredding empties <see cref="Wrapped"/>: payloads and
/// salts of that generation are gone, hashes and proofs stay.
/// </summary>
[TableClass(TableClass.Person)]
public sealed class TrailSubjectKey
{
    /// <summary>The person.</summary>
    public Guid PersonId { get; set; }

    /// <summary>Counts the person's keys from 1.</summary>
    public int Generation { get; set; }

    /// <summary>When made, UTC.</summary>
    public DateTime At { get; set; }

    /// <summary>The sealed key; null once shredded.</summary>
    public byte[]? Wrapped { get; set; }

    /// <summary>Whether these keys open it: others would read none of the person's records.</summary>
    public bool OpensUnder(PlatformKeys keys) => Wrapped is null || keys.Unwrap(Wrapped, Context()) is not null;

    internal byte[] Context() => new TrailDigest("mingsuan.trail.subject-key.v1")
        .Add(PersonId)
        .Add(Generation)
        .Add(At)
        .Written.ToArray();
}

/// <summary>机构存证条目.</summary>
[TableClass(TableClass.Institution)]
public sealed class TrailInstitutionEntry : TrailEntryRow
{
    /// <summary>The institution.</summary>
    public Guid InstId { get; set; }

    internal override TrailSubject Owner => TrailSubject.Institution(InstId);
}

/// <summary>机构存证内容.</summary>
[TableClass(TableClass.Institution)]
public sealed class TrailInstitutionPayload : TrailPayloadRow
{
    /// <summary>The institution.</summary>
    public Guid InstId { get; set; }

    internal override TrailSubject Owner => TrailSubject.Institution(InstId);
}

/// <summary>统筹区存证条目.</summary>
[TableClass(TableClass.Reference)]
public sealed class TrailRegionEntry : TrailEntryRow
{
    /// <summary>The region's code.</summary>
    public string RegionId { get; set; } = "";

    internal override TrailSubject Owner => TrailSubject.Region(RegionId);
}

/// <summary>统筹区存证内容.</summary>
[TableClass(TableClass.Reference)]
public sealed class TrailRegionPayload : TrailPayloadRow
{
    /// <summary>The region's code.</summary>
    public string RegionId { get; set; } = "";

    internal override TrailSubject Owner => TrailSubject.Region(RegionId);
}
