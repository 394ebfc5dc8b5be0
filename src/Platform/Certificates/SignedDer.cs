using System.Formats.Asn1;
using System.Security.Cryptography;
using Mingsuan.Platform.Crypto;

namespace Mingsuan.Platform.Certificates;

/// <summary>签名结构 — what certificates and revocation lists share: a body, how it is signed, the signature.</summary>
internal sealed class SignedDer
{
    private readonly ReadOnlyMemory<byte> body;
    private readonly ReadOnlyMemory<byte> algorithm;
    private readonly byte[] signature;

    private SignedDer(ReadOnlyMemory<byte> body, ReadOnlyMemory<byte> algorithm, byte[] signature) =>
        (this.body, this.algorithm, this.signature) = (body, algorithm, signature);

    /// <summary>Reads it; null when it is signed in another way.</summary>
    public static SignedDer? TryRead(byte[] der)
    {
        var outer = new AsnReader(der, AsnEncodingRules.DER);
        var parts = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        var body = parts.ReadEncodedValue();
        var algorithm = parts.ReadEncodedValue();
        var raw = Sm2Signature.ToRaw(parts.ReadBitString(out var unused));
        parts.ThrowIfNotEmpty();
        var named = new AsnReader(algorithm, AsnEncodingRules.DER).ReadSequence().ReadObjectIdentifier();
        return raw is null || unused != 0 || named != Sm2Certificate.Algorithm ? null : new(body, algorithm, raw);
    }

    /// <summary>The parts of the body.</summary>
    public AsnReader Body() => new AsnReader(body, AsnEncodingRules.DER).ReadSequence();

    /// <summary>Whether the body names the algorithm that the signature is of.</summary>
    public bool IsOf(ReadOnlyMemory<byte> named) => named.Span.SequenceEqual(algorithm.Span);

    /// <summary>Whether a certificate's key signed it.</summary>
    public bool IsSignedBy(Sm2Certificate issuer)
    {
        using var key = Sm2PublicKey.TryImport(issuer.PublicKey);
        return key?.Verify(body.Span, signature) == true;
    }

    /// <summary>A time in either form, UTC.</summary>
    public static DateTime Time(AsnReader reader) =>
        (reader.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime) ? reader.ReadUtcTime() : reader.ReadGeneralizedTime())
            .UtcDateTime;

    /// <summary>The next extension of a list.</summary>
    public static (string Name, bool IsCritical, byte[] Value) Extension(AsnReader all)
    {
        var one = all.ReadSequence();
        var name = one.ReadObjectIdentifier();
        var isCritical = one.PeekTag().HasSameClassAndValue(Asn1Tag.Boolean) && one.ReadBoolean();
        return (name, isCritical, one.ReadOctetString());
    }
}

/// <summary>PEM 文本 — the blocks of a label in a text.</summary>
internal static class PemText
{
    public static IEnumerable<byte[]> Blocks(string text, string label)
    {
        var blocks = new List<byte[]>();
        var rest = text.AsSpan();
        while (PemEncoding.TryFind(rest, out var found))
        {
            if (rest[found.Label].SequenceEqual(label))
            {
                blocks.Add(Convert.FromBase64String(rest[found.Base64Data].ToString()));
            }

            rest = rest[found.Location.End..];
        }

        return blocks;
    }
}
