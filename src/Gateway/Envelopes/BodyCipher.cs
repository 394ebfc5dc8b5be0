using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Crypto;

namespace Mingsuan.Gateway.Envelopes;

/// <summary>
/// 包体加密与签名 — opens an enciphered input, checks the institution's signature over its plain text, and enciphers the
/// output. (nhsa §1.6)
/// </summary>
internal static class BodyCipher
{
    private const string Sm4Name = "SM4";
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The envelope with its input in the clear, or what stands against it.</summary>
    public static (Envelope? Opened, Notice? Refusal) Open(AccessSettings set, Envelope envelope, string raw)
    {
        var (input, plain, refusal) = Input(set, envelope);
        if (refusal is not null)
        {
            return (null, refusal);
        }

        if (set.PublicKey is { } key && !IsSigned(key, envelope.CaInfo, plain ?? RawInput(raw)))
        {
            return (null, Notice.Of("E-CAINFO"));
        }

        return (envelope with { Input = input! }, null);
    }

    /// <summary>The output of a success, enciphered when the institution has a key.</summary>
    public static void Seal(AccessSettings set, JsonObject reply, byte[] output)
    {
        if (set.BodyKey is { } key)
        {
            reply["output"] = Convert.ToBase64String(Sm4.EncryptEcb(key.Bytes.Span, output));
            reply["enctype"] = Sm4Name;
        }
    }

    private static (JsonObject? Input, byte[]? Plain, Notice? Refusal) Input(AccessSettings set, Envelope envelope)
    {
        if (envelope.EncType is not { } type)
        {
            var text = envelope.InputText is { } sent ? Encoding.UTF8.GetBytes(sent) : null;
            return set.BodyKey is null ? (envelope.Input, text, null) : (null, null, Notice.Of("E-ENC-REQUIRED"));
        }

        if (!type.Equals(Sm4Name, StringComparison.OrdinalIgnoreCase))
        {
            return (null, null, Notice.Of("E-ENC-TYPE", ("type", type)));
        }

        if (set.BodyKey is not { } key)
        {
            return (null, null, Notice.Of("E-ENC-NO-KEY"));
        }

        // One code for whatever is wrong inside: which step failed would help only an attacker.
        var plain = Decipher(key, envelope.InputText);
        return plain is not null && Tree(plain) is { } input
            ? (input, plain, null)
            : (null, null, Notice.Of("E-ENC-BODY"));
    }

    private static byte[]? Decipher(AccessSecret key, string? text)
    {
        var bytes = new byte[text?.Length ?? 0];
        return Convert.TryFromBase64String(text ?? "", bytes, out var written) && written > 0
            ? Sm4.DecryptEcb(key.Bytes.Span, bytes.AsSpan(0, written))
            : null;
    }

    private static JsonObject? Tree(byte[] plain)
    {
        try
        {
            return MessageBody.Tree(Utf8.GetString(plain));
        }
        catch (Exception failure) when (MessageBody.IsUnreadable(failure))
        {
            return null;
        }
    }

    private static bool IsSigned(byte[] publicKey, string? cainfo, byte[] plain)
    {
        var signature = new byte[cainfo?.Length ?? 0];
        if (!Convert.TryFromBase64String(cainfo ?? "", signature, out var written))
        {
            return false;
        }

        using var key = Sm2PublicKey.TryImport(publicKey)
            ?? throw new CryptoFailureException("a stored public key cannot be read");
        return key.Verify(plain, signature.AsSpan(0, written));
    }

    // The signature is over the text as the client wrote it, spaces and all.
    private static byte[] RawInput(string raw)
    {
        using var document = JsonDocument.Parse(
            raw, new() { AllowTrailingCommas = true, MaxDepth = MessageBody.Depth });
        foreach (var member in document.RootElement.EnumerateObject())
        {
            if (member.Name.Equals("input", StringComparison.OrdinalIgnoreCase))
            {
                return Encoding.UTF8.GetBytes(member.Value.GetRawText());
            }
        }

        return [];
    }
}
