using System.Security.Cryptography;
using Mingsuan.Platform.Ids;

namespace Mingsuan.Platform.Crypto;

/// <summary>平台密钥 — the master key that wraps data keys, and the SM2 key that signs checkpoints.</summary>
public sealed class PlatformKeys : IDisposable
{
    private const string MasterFile = "platform.master.key";
    private const string SigningFile = "platform.sm2.pem";

    private readonly byte[] master;

    /// <summary>Keys already in hand.</summary>
    public PlatformKeys(ReadOnlySpan<byte> masterKey, Sm2PrivateKey signing)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(masterKey.Length, SealedBytes.KeySize, nameof(masterKey));
        master = masterKey.ToArray();
        Signing = signing;
    }

    /// <summary>签名密钥 — signs checkpoints.</summary>
    public Sm2PrivateKey Signing { get; }

    /// <summary>
    /// Reads the keys of a folder, making them where both are absent (readable by their owner only). One file
    /// without the other is refused: a new master key beside old data would read nothing.
    /// </summary>
    public static PlatformKeys OpenOrCreate(string folder, RandomFill random)
    {
        if (!AreIn(folder))
        {
            Directory.CreateDirectory(folder);
            var fresh = new byte[SealedBytes.KeySize];
            random(fresh);
            using var key = Sm2PrivateKey.Generate();
            WritePrivate(Path.Combine(folder, SigningFile), key.ExportPem());
            WritePrivate(Path.Combine(folder, MasterFile), Convert.ToHexStringLower(fresh));
        }

        return Open(folder);
    }

    /// <summary>Whether the folder holds platform keys, or what is left of them.</summary>
    public static bool AreIn(string folder) =>
        File.Exists(Path.Combine(folder, MasterFile)) || File.Exists(Path.Combine(folder, SigningFile));

    /// <summary>Reads the keys of a folder that has them, and makes none.</summary>
    public static PlatformKeys Open(string folder)
    {
        var (masterPath, signingPath) = (Path.Combine(folder, MasterFile), Path.Combine(folder, SigningFile));
        var signing = Sm2PrivateKey.TryImportPem(Read(signingPath))
            ?? throw new CryptoFailureException($"{SigningFile} holds no SM2 private key");
        var text = Read(masterPath).Trim();
        return text.Length == SealedBytes.KeySize * 2 && text.All(char.IsAsciiHexDigit)
            ? new PlatformKeys(Convert.FromHexString(text), signing)
            : throw new CryptoFailureException($"{MasterFile} holds no key of {SealedBytes.KeySize} bytes in hex");
    }

    /// <summary>封装 — seals a data key under the master key, bound to what it is for.</summary>
    public byte[] Wrap(ReadOnlySpan<byte> dataKey, ReadOnlySpan<byte> context, RandomFill random)
    {
        var nonce = new byte[SealedBytes.NonceSize];
        random(nonce);
        return SealedBytes.Seal(master, nonce, dataKey, context);
    }

    /// <summary>解封 — the data key, or null when it was not wrapped by this master key for this context.</summary>
    public byte[]? Unwrap(ReadOnlySpan<byte> wrapped, ReadOnlySpan<byte> context) =>
        SealedBytes.Open(master, wrapped, context);

    /// <summary>
    /// 派生签名密钥 — an SM2 key for one purpose, always the same for this master key: what is signed under it can pass for
    /// nothing else that the platform signs.
    /// </summary>
    public Sm2PrivateKey Derive(ReadOnlySpan<byte> purpose)
    {
        for (byte attempt = 0; ; attempt++)
        {
            var number = HmacSm3.Compute(master, purpose, [attempt], default);
            var key = Sm2PrivateKey.TryImportNumber(number);
            CryptographicOperations.ZeroMemory(number);
            if (key is not null)
            {
                return key;
            }
        }
    }

    /// <summary>
    /// 派生码 — 32 bytes that only this master key can make for a subject, always the same; for one purpose.
    /// </summary>
    public byte[] DeriveCode(ReadOnlySpan<byte> purpose, ReadOnlySpan<byte> subject)
    {
        var key = HmacSm3.Compute(master, purpose);
        var code = HmacSm3.Compute(key, subject);
        CryptographicOperations.ZeroMemory(key);
        return code;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(master);
        Signing.Dispose();
    }

    private static string Read(string path) => File.Exists(path)
        ? File.ReadAllText(path)
        : throw new CryptoFailureException($"{Path.GetFileName(path)} is missing beside the other platform key");

    private static void WritePrivate(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var writer = new StreamWriter(path, options);
        writer.Write(text);
    }
}
