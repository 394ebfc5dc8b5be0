using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Mingsuan.Platform.Crypto;

namespace Mingsuan.Platform.Trail;

/// <summary>
/// 存证摘要 — SM3 over a domain and fields, each preceded by its length, so that no two field lists give the same bytes
/// and a digest of one kind is never one of another.
/// </summary>
internal sealed class TrailDigest
{
    private readonly ArrayBufferWriter<byte> bytes = new(256);

    internal TrailDigest(string domain) => Add(domain);

    internal ReadOnlySpan<byte> Written => bytes.WrittenSpan;

    internal TrailDigest Add(string field)
    {
        var length = Encoding.UTF8.GetByteCount(field);
        AddLength(length);
        Encoding.UTF8.GetBytes(field, bytes.GetSpan(length));
        bytes.Advance(length);
        return this;
    }

    internal TrailDigest Add(ReadOnlySpan<byte> field)
    {
        AddLength(field.Length);
        bytes.Write(field);
        return this;
    }

    internal TrailDigest Add(long field)
    {
        AddLength(sizeof(long));
        BinaryPrimitives.WriteInt64BigEndian(bytes.GetSpan(sizeof(long)), field);
        bytes.Advance(sizeof(long));
        return this;
    }

    internal TrailDigest Add(DateTime field) => Add(TrailTime.Text(field));

    internal TrailDigest Add(Guid field)
    {
        Span<byte> text = stackalloc byte[16];
        field.TryWriteBytes(text, bigEndian: true, out _);
        return Add(text);
    }

    internal byte[] Digest() => Sm3.Hash(bytes.WrittenSpan);

    private void AddLength(int length)
    {
        BinaryPrimitives.WriteInt32BigEndian(bytes.GetSpan(sizeof(int)), length);
        bytes.Advance(sizeof(int));
    }
}
