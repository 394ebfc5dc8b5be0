using System.Formats.Asn1;

namespace Mingsuan.Platform.Crypto;

/// <summary>SM2 签名值 — converts between DER (OpenSSL) and r‖s of 64 bytes (the national interfaces).</summary>
public static class Sm2Signature
{
    /// <summary>Length of r‖s in bytes.</summary>
    public const int RawSize = 64;

    private const int Half = RawSize / 2;

    /// <summary>DER of r‖s.</summary>
    public static byte[] ToDer(ReadOnlySpan<byte> raw)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(raw.Length, RawSize, nameof(raw));
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteIntegerUnsigned(Trimmed(raw[..Half]));
            writer.WriteIntegerUnsigned(Trimmed(raw[Half..]));
        }

        return writer.Encode();
    }

    /// <summary>r‖s of DER, or null when the bytes are not the DER of two numbers of at most 256 bits.</summary>
    public static byte[]? ToRaw(ReadOnlyMemory<byte> der)
    {
        try
        {
            var reader = new AsnReader(der, AsnEncodingRules.DER);
            var sequence = reader.ReadSequence();
            reader.ThrowIfNotEmpty();
            var raw = new byte[RawSize];
            var complete = Place(sequence.ReadIntegerBytes().Span, raw.AsSpan(0, Half))
                && Place(sequence.ReadIntegerBytes().Span, raw.AsSpan(Half));
            sequence.ThrowIfNotEmpty();
            return complete ? raw : null;
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    private static ReadOnlySpan<byte> Trimmed(ReadOnlySpan<byte> number)
    {
        var start = 0;
        while (start < number.Length - 1 && number[start] == 0)
        {
            start++;
        }

        return number[start..];
    }

    private static bool Place(ReadOnlySpan<byte> number, Span<byte> target)
    {
        var negative = (number[0] & 0x80) != 0;
        var significant = Trimmed(number);
        if (negative || significant.Length > target.Length)
        {
            return false;
        }

        significant.CopyTo(target[(target.Length - significant.Length)..]);
        return true;
    }
}
