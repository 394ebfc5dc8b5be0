using System.Text.Json;
using Mingsuan.Platform.Crypto;

namespace Mingsuan.Patient.ECertificate;

/// <summary>电子凭证对接设置 — where the e-certificate is, and what both sides agreed on.</summary>
internal sealed record CertificateSettings
{
    /// <summary>对端地址, without a slash at the end.</summary>
    public required string Address { get; init; }

    public required string AppId { get; init; }

    public required string AppSecret { get; init; }

    /// <summary>平台私钥 — PKCS#8 PEM.</summary>
    public required string PrivateKey { get; init; }

    /// <summary>对端公钥 — the point in hex.</summary>
    public required string PeerKey { get; init; }

    /// <summary>回跳地址 — where the peer sends the patient back, one for each name under which browsers know us.</summary>
    public required IReadOnlyList<string> ReturnTo { get; init; }

    /// <summary>The address to come back to for a browser that asked under a name.</summary>
    public string ReturnFor(string host) =>
        ReturnTo.FirstOrDefault(address => new Uri(address).Authority == host) ?? ReturnTo[0];

    /// <summary>The shell as the platform holds it.</summary>
    public NationalShell Shell() => new(new(
        AppId,
        AppSecret,
        Sm2PrivateKey.TryImportPem(PrivateKey) ?? throw new InvalidDataException("privateKey is no SM2 key."),
        Sm2PublicKey.TryImportPoint(Convert.FromHexString(PeerKey))
            ?? throw new InvalidDataException("peerKey is no SM2 point.")));
}

/// <summary>
/// 电子凭证对接文件 — <c>ecert.json</c> in the folder of the keys; read again when it has changed, so that a peer may be
/// connected while the platform runs. Without it the e-certificate is not connected.
/// </summary>
internal sealed class CertificateFile(DirectoryInfo keys)
{
    private readonly string path = Path.Combine(keys.FullName, "ecert.json");
    private readonly Lock gate = new();
    private (DateTime Written, CertificateSettings Settings, NationalShell Shell)? read;

    /// <summary>The settings and the shell, or none.</summary>
    public (CertificateSettings Settings, NationalShell Shell)? Current()
    {
        lock (gate)
        {
            if (!File.Exists(path))
            {
                read = null;
                return null;
            }

            var written = File.GetLastWriteTimeUtc(path);
            if (read?.Written != written)
            {
                var settings = JsonSerializer.Deserialize<CertificateSettings>(
                    File.ReadAllText(path), JsonSerializerOptions.Web)!;
                read = (written, settings, settings.Shell());
            }

            return (read!.Value.Settings, read.Value.Shell);
        }
    }
}
