using System.Text.Json;
using Microsoft.Extensions.Logging;
using Mingsuan.Platform.Crypto;

namespace Mingsuan.Patient.ECertificate;

/// <summary>电子凭证对接设置 — where the e-certificate is, and what both sides agreed on.</summary>
internal sealed record CertificateSettings
{
    /// <summary>So much of <see cref="AppId"/> is a key of SM4. (nhsa §16)</summary>
    private const int LeastAppId = 16;

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

    /// <summary>
    /// The shell as the platform holds it. Throws <see cref="InvalidDataException"/> or <see cref="FormatException"/>
    /// where a setting cannot be one; a member that the file gives as null is none.
    /// </summary>
    public NationalShell Shell()
    {
        Check(IsWeb(Address) && !Address.EndsWith('/'), "address is no address of a peer.");
        Check(ReturnTo is { Count: > 0 } && ReturnTo.All(IsWeb), "returnTo holds what is no address.");
        Check(AppId?.Length >= LeastAppId, "appId is too short.");
        Check(AppSecret?.Length > 0, "appSecret is empty.");
        return new(new(
            AppId!,
            AppSecret!,
            Sm2PrivateKey.TryImportPem(PrivateKey) ?? throw new InvalidDataException("privateKey is no SM2 key."),
            Sm2PublicKey.TryImportPoint(Convert.FromHexString(PeerKey ?? ""))
                ?? throw new InvalidDataException("peerKey is no SM2 point.")));
    }

    private static bool IsWeb(string? address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) &&
        (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);

    private static void Check(bool holds, string complaint)
    {
        if (!holds)
        {
            throw new InvalidDataException(complaint);
        }
    }
}

/// <summary>
/// 电子凭证对接文件 — <c>ecert.json</c> in the folder of the keys; read again when it has changed, so that a peer may be
/// connected while the platform runs. Without it, and while it cannot be read, the e-certificate is not connected.
/// </summary>
internal sealed partial class CertificateFile(DirectoryInfo keys, ILogger<CertificateFile> log)
{
    private readonly string path = Path.Combine(keys.FullName, "ecert.json");
    private readonly Lock gate = new();
    private (DateTime Written, CertificateSettings Settings, NationalShell Shell)? read;

    /// <summary>When the file was written of which the log has been told that it is bad.</summary>
    private DateTime? complained;

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
                read = Read(written);
            }

            return read is var (_, settings, shell) ? (settings, shell) : null;
        }
    }

    /// <summary>A bad file is tried again each time: somebody may be in the middle of writing it.</summary>
    private (DateTime Written, CertificateSettings Settings, NationalShell Shell)? Read(DateTime written)
    {
        try
        {
            var settings = JsonSerializer.Deserialize<CertificateSettings>(
                File.ReadAllText(path), JsonSerializerOptions.Web)
                ?? throw new InvalidDataException("The file is empty.");
            return (written, settings, settings.Shell());
        }
        catch (Exception bad) when (bad is JsonException or InvalidDataException or FormatException
            or IOException or UnauthorizedAccessException)
        {
            if (complained != written)
            {
                complained = written;
                Unusable(log, path, bad.Message);
            }

            return null;
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The e-certificate is not connected: {Path} cannot be used: {Reason}")]
    private static partial void Unusable(ILogger log, string path, string reason);
}
