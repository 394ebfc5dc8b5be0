namespace Mingsuan.Platform.Time;

/// <summary>对外标识 — an identifier in Crockford base32: 26 characters, in the order of the ids themselves.</summary>
public static class WireId
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 26;

    /// <summary>The 26 characters of an id.</summary>
    public static string Write(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var value = new UInt128(
            System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes[..8]),
            System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));
        Span<char> text = stackalloc char[Length];
        for (var at = Length - 1; at >= 0; at--)
        {
            text[at] = Alphabet[(int)(ulong)(value & 31)];
            value >>= 5;
        }

        return new string(text);
    }

    /// <summary>Reads an id back; false for anything that no id is written as. Letter case does not matter.</summary>
    public static bool TryRead(string? text, out Guid id)
    {
        id = Guid.Empty;
        if (text is not { Length: Length })
        {
            return false;
        }

        UInt128 value = 0;
        for (var at = 0; at < Length; at++)
        {
            var digit = Alphabet.IndexOf(char.ToUpperInvariant(text[at]), StringComparison.Ordinal);
            if (digit < 0 || (at == 0 && digit > 7))
            {
                return false;
            }

            value = (value << 5) | (uint)digit;
        }

        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes[..8], (ulong)(value >> 64));
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], (ulong)(value & ulong.MaxValue));
        id = new Guid(bytes, bigEndian: true);
        return true;
    }
}
