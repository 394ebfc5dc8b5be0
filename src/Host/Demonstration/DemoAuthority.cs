using System.Numerics;
using System.Text;
using Mingsuan.Platform.Certificates;
using Mingsuan.Platform.Crypto;

namespace Mingsuan.Host.Demonstration;

/// <summary>
/// 演示签发机构 — issues the demonstration's certificates with a key that anybody can make, as the demonstration's other keys
/// are: it proves nothing, and only a demonstration trusts it.
/// </summary>
internal static class DemoAuthority
{
    private const int SerialBytes = 8;
    private static readonly DateTime From = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime To = new(2049, 12, 31, 0, 0, 0, DateTimeKind.Utc);

    private static readonly Lazy<CertificateAuthority> Authority = new(() => new(
        "Mingsuan demonstration, proves nothing", Sm2PrivateKey.TryImportNumber(DigestOf("authority"))!, From, To));

    /// <summary>What an installation trusts: its folder, and in a demonstration this authority too.</summary>
    public static TrustFolder Trust(string folder, bool isDemo, ILogger<TrustFolder> log) => new(folder, log)
    {
        OwnAnchors = isDemo ? [Authority.Value.Certificate] : [],
        OwnLists = isDemo ? [RevocationList.TryRead(Authority.Value.List(From, To))!] : [],
    };

    /// <summary>The certificate of a practitioner's registered key.</summary>
    public static byte[] CertificateOf(string practitioner, string point)
    {
        using var key = Sm2PublicKey.TryImportPoint(Convert.FromHexString(point))
            ?? throw new InvalidDataException($"The signing key of {practitioner} is no SM2 point.");
        var serial = new BigInteger(DigestOf(practitioner).AsSpan(0, SerialBytes), isUnsigned: true);
        return Authority.Value.Issue(serial, practitioner, key, From, To).Der;
    }

    private static byte[] DigestOf(string name) => Sm3.Hash(Encoding.UTF8.GetBytes("mingsuan demo key " + name));
}
