using System.Globalization;
using System.Text;
using Mingsuan.Platform.Crypto;

namespace Mingsuan.Platform.Trail;

/// <summary>
/// 检查点 — the platform's signature under size and root of the log at a time. Whoever keeps one can hold us to it.
/// </summary>
/// <param name="Number">Counts checkpoints from 1 without gaps.</param>
/// <param name="Size">Leaves in the log.</param>
/// <param name="Root">Root over them.</param>
/// <param name="At">When signed, UTC.</param>
/// <param name="KeyFingerprint">SM3 of the signing key's SubjectPublicKeyInfo, hex.</param>
/// <param name="Signature">SM2 over <see cref="Text"/>, r‖s.</param>
public sealed record Checkpoint(
    long Number, long Size, byte[] Root, DateTime At, string KeyFingerprint, byte[] Signature)
{
    /// <summary>The text that is signed.</summary>
    public string Text() => string.Create(
        CultureInfo.InvariantCulture,
        $"mingsuan.trail.checkpoint.v1\n{Number}\n{Size}\n{Hex(Root)}\n{TrailTime.Text(At)}\n{KeyFingerprint}\n");

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    /// <summary>Signs a new checkpoint.</summary>
    public static Checkpoint Sign(long number, long size, byte[] root, DateTime at, Sm2PrivateKey key)
    {
        var plain = new Checkpoint(number, size, root, TrailTime.Whole(at), key.PublicKey.Fingerprint, []);
        return plain with { Signature = key.Sign(Encoding.UTF8.GetBytes(plain.Text())) };
    }

    /// <summary>True when this key signed it.</summary>
    public bool IsSignedBy(Sm2PublicKey key) =>
        key.Fingerprint == KeyFingerprint && key.Verify(Encoding.UTF8.GetBytes(Text()), Signature);
}
