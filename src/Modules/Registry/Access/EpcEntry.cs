using System.Globalization;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Crypto;

namespace Mingsuan.Registry.Access;

/// <summary>电子处方中心接入设置, as an operator's file says it. (nhsa §16)</summary>
internal sealed record EpcEntry
{
    private const int Longest = 100;

    public string? AppId { get; init; }

    public string? Secret { get; init; }

    /// <summary>The key of the calls' signatures; without it the one of the body.</summary>
    public string? PublicKey { get; init; }

    public EpcSignature Signature { get; init; }

    public EpcNumbers Numbers { get; init; }

    public override string ToString() => AppId ?? "";

    /// <summary>What is wrong with the entry, or nothing.</summary>
    public string? Fault(bool bodyHasKey)
    {
        // The first 16 characters of the id are the key that the message key is made with.
        if (!IsPlain(AppId) || !IsPlain(Secret))
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"epc needs an appId and a secret, each of {Sm4.Size} to {Longest} printable ASCII characters.");
        }

        if (PublicKey is not null && Sm2KeyText.Read(PublicKey) is null)
        {
            return "epc's publicKey is no SM2 public key.";
        }

        return Signature == EpcSignature.Strict && PublicKey is null && !bodyHasKey
            ? "strict signatures of epc need a publicKey."
            : null;
    }

    private static bool IsPlain(string? text) =>
        text is { Length: >= Sm4.Size and <= Longest } && text.All(sign => sign is > ' ' and <= '~');
}
