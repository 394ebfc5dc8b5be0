using System.Text;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Ids;
using Mingsuan.Simulator.Tests.Simulating;

namespace Mingsuan.Simulator.Tests.Fuzzing;

/// <summary>Signatures, keys, sealed bytes and ids that somebody tampered with: refused, and nothing more.</summary>
public sealed class CryptoFuzzTests(ITestOutputHelper output)
{
    private static readonly byte[] Data = Encoding.UTF8.GetBytes("the data that was signed");

    [Fact]
    public void No_spoilt_signature_verifies_and_none_does_harm()
    {
        using var key = Sm2PrivateKey.Generate();
        var raw = key.Sign(Data);
        var der = Sm2Signature.ToDer(raw);
        Fuzzing("signature").Run([raw, der], input =>
        {
            if (Sm2Signature.ToRaw(input) is { } read && !Sm2Signature.ToDer(read).AsSpan().SequenceEqual(input))
            {
                return "two DER forms of one signature";
            }

            // (r, s) and (r, n − s) are not interchangeable in SM2: only the signature itself verifies.
            return key.PublicKey.Verify(Data, input) && !input.AsSpan().SequenceEqual(raw)
                ? "a forgery verifies"
                : null;
        });
    }

    [Fact]
    public void A_spoilt_key_is_no_key()
    {
        using var key = Sm2PrivateKey.Generate();
        byte[][] seeds =
        [
            key.PublicKey.SubjectPublicKeyInfo,
            Encoding.UTF8.GetBytes(key.PublicKey.ExportPem()),
            Encoding.UTF8.GetBytes(key.ExportPem()),
            new byte[32],
        ];
        Fuzzing("key").Run(seeds, input =>
        {
            var text = Encoding.UTF8.GetString(input);
            using var info = Sm2PublicKey.TryImport(input);
            using var point = Sm2PublicKey.TryImportPoint(input);
            using var pem = Sm2PublicKey.TryImportPem(text);
            using var secret = Sm2PrivateKey.TryImportPem(text);
            using var number = Sm2PrivateKey.TryImportNumber(input);
            return secret is null || secret.PublicKey.Verify(Data, secret.Sign(Data))
                ? null
                : "a key that does not fit";
        });
    }

    [Fact]
    public void What_was_tampered_with_does_not_open()
    {
        var (key, nonce) = (new byte[SealedBytes.KeySize], new byte[SealedBytes.NonceSize]);
        var box = SealedBytes.Seal(key, nonce, Data, Data);
        var cbc = Sm4.EncryptCbc(key.AsSpan(0, Sm4.Size), nonce, Data);
        var ecb = Sm4.EncryptEcb(key.AsSpan(0, Sm4.Size), Data);
        Fuzzing("sealed").Run([box, cbc, ecb, []], input =>
        {
            _ = Sm4.DecryptCbc(key.AsSpan(0, Sm4.Size), nonce, input);
            _ = Sm4.DecryptEcb(key.AsSpan(0, Sm4.Size), input);
            return SealedBytes.Open(key, input, Data) is not null && !input.AsSpan().SequenceEqual(box)
                ? "opens"
                : null;
        });
    }

    [Fact]
    public void An_id_has_one_text_only()
    {
        var ids = new IdSource(new SimClock(Ground.Start), new Chance(3).Fill);
        byte[][] seeds = [.. Enumerable.Range(0, 4).Select(_ => Encoding.UTF8.GetBytes(WireId.Encode(ids.Next())))];
        Fuzzing("id").Run(seeds, input =>
        {
            var text = Encoding.UTF8.GetString(input);
            return WireId.TryDecode(text, out var id, out _) && WireId.Encode(id) != text
                ? "two texts of one id"
                : null;
        });
    }

    private Fuzz Fuzzing(string name) => new(name, output)
    {
        BaseBytes = 1 << 20,
        BytesPerByte = 200,
        Json = false,
        Inputs = 2_000,
    };
}
