using System.Diagnostics.CodeAnalysis;

namespace Mingsuan.Platform.Ids;

/// <summary>对外标识的错误 — why a text is not a wire id.</summary>
public enum WireIdError
{
    /// <summary>It is one.</summary>
    None,

    /// <summary>It has not exactly 26 characters.</summary>
    Length,

    /// <summary>A character is outside the alphabet (digits and capitals without I, L, O, U).</summary>
    Character,

    /// <summary>It stands for more than 128 bits.</summary>
    Overflow,

    /// <summary>It decodes, but not to a UUID of version 7.</summary>
    NotVersion7,
}

/// <summary>
/// 对外标识 — a UUIDv7 as 26 characters of Crockford's base 32, which keeps the order of time and fits C(30). Strict:
/// an id has one text only, so small letters and look-alikes are refused rather than read.
/// </summary>
public static class WireId
{
    /// <summary>Length of the text.</summary>
    public const int Length = 26;

    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>The text of <paramref name="id"/>, which must be a UUIDv7.</summary>
    public static string Encode(Guid id)
    {
        if (!IsVersion7(id))
        {
            throw new ArgumentException("only a UUID of version 7 has a wire form", nameof(id));
        }

        return string.Create(Length, Number(id), static (text, number) =>
        {
            for (var i = Length - 1; i >= 0; i--)
            {
                text[i] = Alphabet[(int)(number & 31)];
                number >>= 5;
            }
        });
    }

    /// <summary>The id of a text known to be one; throws <see cref="FormatException"/> otherwise.</summary>
    public static Guid Decode(string text) =>
        TryDecode(text, out var id, out var error) ? id : throw new FormatException($"not a wire id: {error}");

    /// <summary>Reads a text from outside.</summary>
    public static bool TryDecode([NotNullWhen(true)] string? text, out Guid id, out WireIdError error)
    {
        id = default;
        error = text is { Length: Length } ? WireIdError.None : WireIdError.Length;
        if (error != WireIdError.None)
        {
            return false;
        }

        UInt128 number = 0;
        foreach (var character in text!)
        {
            var digit = Alphabet.IndexOf(character, StringComparison.Ordinal);
            if (digit < 0)
            {
                error = WireIdError.Character;
                return false;
            }

            number = unchecked(number << 5) | (uint)digit;
        }

        if (text[0] > '7')
        {
            error = WireIdError.Overflow;
            return false;
        }

        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, number);
        var decoded = new Guid(bytes, bigEndian: true);
        if (!IsVersion7(decoded))
        {
            error = WireIdError.NotVersion7;
            return false;
        }

        id = decoded;
        return true;
    }

    private static bool IsVersion7(Guid id) => id is { Version: 7, Variant: >= 8 and <= 11 };

    private static UInt128 Number(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }
}
