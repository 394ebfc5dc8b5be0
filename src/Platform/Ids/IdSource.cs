using System.Buffers.Binary;

namespace Mingsuan.Platform.Ids;

/// <summary>
/// 随机来源 — fills a span with random bytes. Production gives the system's generator; a simulator gives a seed's.
/// </summary>
public delegate void RandomFill(Span<byte> destination);

/// <summary>
/// 标识来源 — makes UUIDv7 from the injected clock and randomness. No order is promised within a millisecond.
/// </summary>
public sealed class IdSource(TimeProvider clock, RandomFill random)
{
    /// <summary>A new id.</summary>
    public Guid Next()
    {
        Span<byte> bytes = stackalloc byte[16];
        random(bytes[6..]);
        var milliseconds = clock.GetUtcNow().ToUnixTimeMilliseconds();
        Span<byte> time = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(time, milliseconds);
        time[2..].CopyTo(bytes);
        bytes[6] = (byte)(0x70 | (bytes[6] & 0x0F));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new Guid(bytes, bigEndian: true);
    }
}
