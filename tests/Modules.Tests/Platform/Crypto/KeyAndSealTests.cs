using System.Security.Cryptography;
using Mingsuan.Platform.Crypto;

namespace Mingsuan.Modules.Tests.Platform.Crypto;

/// <summary>密钥与密封 — keys survive their files, seals survive nothing.</summary>
public sealed class KeyAndSealTests
{
    private static readonly byte[] Key = Enumerable.Range(0, 32).Select(n => (byte)n).ToArray();
    private static readonly byte[] Nonce = Enumerable.Range(100, 16).Select(n => (byte)n).ToArray();

    [Fact]
    public void A_key_read_back_from_pem_signs_for_the_same_fingerprint()
    {
        using var key = Sm2PrivateKey.Generate();
        using var again = Sm2PrivateKey.TryImportPem("preamble\n" + key.ExportPem()).ShouldNotBeNull();
        using var known = Sm2PublicKey.TryImportPem(key.PublicKey.ExportPem()).ShouldNotBeNull();

        again.PublicKey.Fingerprint.ShouldBe(key.PublicKey.Fingerprint);
        known.Fingerprint.ShouldBe(Convert.ToHexStringLower(Sm3.Hash(known.SubjectPublicKeyInfo)));
        known.Verify("text"u8, again.Sign("text"u8)).ShouldBeTrue();
        known.Verify([], again.Sign([])).ShouldBeTrue();
        using var stranger = Sm2PrivateKey.Generate();
        known.Verify("text"u8, stranger.Sign("text"u8)).ShouldBeFalse();
    }

    [Fact]
    public void What_is_no_sm2_key_is_refused_and_leaves_no_error_behind()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Sm2PrivateKey.TryImportPem(other.ExportPkcs8PrivateKeyPem()).ShouldBeNull();
        Sm2PublicKey.TryImportPem(other.ExportSubjectPublicKeyInfoPem()).ShouldBeNull();
        Sm2PublicKey.TryImportPem("nothing").ShouldBeNull();
        Sm2PublicKey.TryImport([]).ShouldBeNull();
        Sm2PublicKey.TryImportPoint(new byte[64]).ShouldBeNull();
        Sm2PrivateKey.TryImportNumber(new byte[32]).ShouldBeNull();
        Sm2PrivateKey.TryImportNumber(Enumerable.Repeat((byte)255, 32).ToArray()).ShouldBeNull("beyond the order");

        using var key = Sm2PrivateKey.Generate();
        Sm2PublicKey.TryImport([.. key.PublicKey.SubjectPublicKeyInfo, 0]).ShouldBeNull();
        key.PublicKey.Verify("x"u8, key.Sign("x"u8)).ShouldBeTrue();
        key.PublicKey.Verify("x"u8, new byte[63]).ShouldBeFalse();
    }

    [Fact]
    public void A_signature_keeps_its_value_between_der_and_raw()
    {
        foreach (var lead in new byte[] { 0x00, 0x01, 0x7F, 0x80, 0xFF })
        {
            var raw = Enumerable.Repeat(lead, 64).ToArray();
            Sm2Signature.ToRaw(Sm2Signature.ToDer(raw)).ShouldBe(raw);
        }

        Sm2Signature.ToRaw(new byte[] { 1, 2, 3 }).ShouldBeNull();
        Sm2Signature.ToRaw(new byte[] { 0x30, 6, 2, 1, 0x81, 2, 1, 1 }).ShouldBeNull("a negative number");
        byte[] tail = [.. Sm2Signature.ToDer(new byte[64]), 0];
        Sm2Signature.ToRaw(tail).ShouldBeNull("a tail");
    }

    [Fact]
    public void A_seal_opens_only_whole_and_in_its_own_context()
    {
        foreach (var length in new[] { 0, 1, 15, 16, 17, 1000 })
        {
            var plain = Enumerable.Range(0, length).Select(n => unchecked((byte)n)).ToArray();
            var box = SealedBytes.Seal(Key, Nonce, plain, "context"u8);
            SealedBytes.Open(Key, box, "context"u8).ShouldBe(plain);
            SealedBytes.Open(Key, box, "contexT"u8).ShouldBeNull();
            SealedBytes.Open(Key, box[..^1], "context"u8).ShouldBeNull();
            SealedBytes.Open([.. Key[1..], 0], box, "context"u8).ShouldBeNull();
        }

        var sealedBox = SealedBytes.Seal(Key, Nonce, "seventeen letters"u8, default);
        for (var i = 0; i < sealedBox.Length; i++)
        {
            var changed = sealedBox.ToArray();
            changed[i] ^= 0x40;
            SealedBytes.Open(Key, changed, default).ShouldBeNull($"byte {i}");
        }
    }

    [Fact]
    public void Cbc_with_a_wrong_key_gives_no_text_that_was_meant()
    {
        var iv = new byte[16];
        var box = Sm4.EncryptCbc(Key.AsSpan(0, 16), iv, "a text longer than one block"u8);

        Sm4.DecryptCbc(Key.AsSpan(0, 16), iv, box).ShouldBe("a text longer than one block"u8.ToArray());
        Sm4.DecryptCbc(Key.AsSpan(0, 16), iv, box.AsSpan(0, 31)).ShouldBeNull();
        Should.Throw<ArgumentException>(() => Sm4.EncryptCbc(Key, iv, [1]));
    }

    [Fact]
    public void Platform_keys_are_made_once_and_half_of_them_is_refused()
    {
        var folder = Directory.CreateTempSubdirectory("mingsuan-keys-");
        try
        {
            using var made = PlatformKeys.OpenOrCreate(folder.FullName, RandomNumberGenerator.Fill);
            using var again = PlatformKeys.OpenOrCreate(folder.FullName, RandomNumberGenerator.Fill);
            again.Signing.PublicKey.Fingerprint.ShouldBe(made.Signing.PublicKey.Fingerprint);
            var wrapped = made.Wrap(Key, "one"u8, RandomNumberGenerator.Fill);
            again.Unwrap(wrapped, "one"u8).ShouldBe(Key);
            again.Unwrap(wrapped, "two"u8).ShouldBeNull();

            var master = folder.GetFiles("*.key").Single();
            master.UnixFileMode.ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.WriteAllText(master.FullName, "short");
            Should.Throw<CryptoFailureException>(() => PlatformKeys.OpenOrCreate(folder.FullName, _ => { }));
            master.Delete();
            Should.Throw<CryptoFailureException>(() => PlatformKeys.OpenOrCreate(folder.FullName, _ => { }));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Many_threads_may_hash_and_sign_at_once()
    {
        using var key = Sm2PrivateKey.Generate();
        var expected = Sm3.Hash("abc"u8);

        Parallel.For(0, 200, _ =>
        {
            Sm3.Hash("abc"u8).ShouldBe(expected);
            key.PublicKey.Verify("abc"u8, key.Sign("abc"u8)).ShouldBeTrue();
        });
    }
}
