using Mingsuan.Platform.Crypto;

namespace Mingsuan.Platform.Trail;

/// <summary>存证主体类别 — whose chain an entry belongs to.</summary>
public enum SubjectClass
{
    /// <summary>自然人 — one insured or practising person.</summary>
    Person = 1,

    /// <summary>机构 — one institution.</summary>
    Institution = 2,

    /// <summary>统筹区 — one region.</summary>
    Region = 3,

    /// <summary>访问日志批次 — not a chain: one batch of the access log, entered in the log as a leaf.</summary>
    Access = 4,
}

/// <summary>存证主体 — a sharding key and its class.</summary>
public readonly record struct TrailSubject
{
    private TrailSubject(SubjectClass @class, string key)
    {
        Class = @class;
        Key = key;
    }

    /// <summary>Whose chain.</summary>
    public SubjectClass Class { get; }

    /// <summary>The sharding key as text: a UUID in hyphenated hex, or the region's code.</summary>
    public string Key { get; }

    /// <summary>The sharding key of a person, an institution or a batch.</summary>
    public Guid Id => Guid.ParseExact(Key, "D");

    /// <summary>The chain of a person.</summary>
    public static TrailSubject Person(Guid id) => new(SubjectClass.Person, id.ToString("D"));

    /// <summary>The chain of an institution.</summary>
    public static TrailSubject Institution(Guid id) => new(SubjectClass.Institution, id.ToString("D"));

    /// <summary>The chain of a region.</summary>
    public static TrailSubject Region(string code) => new(SubjectClass.Region, code);

    internal static TrailSubject Access(Guid batch) => new(SubjectClass.Access, batch.ToString("D"));

    internal static TrailSubject Of(SubjectClass @class, string key) => new(@class, key);

    /// <inheritdoc />
    public override string ToString() => $"{Class}:{Key}";
}

/// <summary>
/// 存证条目 — one link of a subject's chain. Its hash covers every other field, and <see cref="Previous"/> the whole past.
/// </summary>
/// <param name="Subject">Whose chain.</param>
/// <param name="Seq">Place in the chain, from 1 without gaps.</param>
/// <param name="Kind">What happened, as a stable word.</param>
/// <param name="At">When, UTC in whole microseconds.</param>
/// <param name="Actor">Who did it.</param>
/// <param name="Commitment">Salted SM3 of the payload.</param>
/// <param name="PayloadRef">Where the payload lies.</param>
/// <param name="Previous">Hash of the entry before, or 32 zero bytes.</param>
/// <param name="Hash">SM3 of all of the above.</param>
public sealed record TrailEntry(
    TrailSubject Subject,
    long Seq,
    string Kind,
    DateTime At,
    string Actor,
    byte[] Commitment,
    Guid PayloadRef,
    byte[] Previous,
    byte[] Hash)
{
    /// <summary>What the first entry of a chain names as the one before.</summary>
    public static byte[] Genesis => new byte[Sm3.Size];

    /// <summary>The hash that the other fields demand.</summary>
    public byte[] ComputeHash() => new TrailDigest("mingsuan.trail.entry.v1")
        .Add((long)Subject.Class)
        .Add(Subject.Key)
        .Add(Seq)
        .Add(Kind)
        .Add(At)
        .Add(Actor)
        .Add(Commitment)
        .Add(PayloadRef)
        .Add(Previous)
        .Digest();

    /// <summary>The same entry carrying its own hash.</summary>
    public TrailEntry Sealed() => this with { Hash = ComputeHash() };
}

/// <summary>内容承诺 — SM3(salt ‖ canonical payload). Without the salt nobody can test a guess of the payload.</summary>
public static class Commitment
{
    /// <summary>Length of the salt in bytes.</summary>
    public const int SaltSize = 32;

    /// <summary>The commitment of salt and payload in one piece, the form in which they are stored together.</summary>
    public static byte[] Of(ReadOnlySpan<byte> saltAndPayload)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(saltAndPayload.Length, SaltSize, nameof(saltAndPayload));
        return Sm3.Hash(saltAndPayload);
    }
}
