using System.Text;
using System.Text.Json.Nodes;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Crypto;

namespace Mingsuan.Gateway.Epc;

/// <summary>验签结果 — the form in which a signature holds, or the code of what is wrong with it.</summary>
internal readonly record struct EpcVerdict(EpcForm? Form, string? Fault);

/// <summary>处方中心验签 — tries the forms of the signed text that the institution may use. (nhsa §16.2)</summary>
internal static class EpcSignatures
{
    public static EpcVerdict Verify(EpcSettings set, EpcShell shell, JsonObject data)
    {
        if (set.PublicKey is not { } known)
        {
            return new(null, "E-EPC-NO-KEY");
        }

        if (shell.SignData is not { } given)
        {
            return new(null, "E-EPC-SIGN-MISSING");
        }

        var signature = new byte[given.Length];
        if (!Convert.TryFromBase64String(given, signature, out var written) || written != Sm2Signature.RawSize)
        {
            return new(null, "E-EPC-SIGN");
        }

        using var key = Sm2PublicKey.TryImport(known)
            ?? throw new CryptoFailureException("a stored public key cannot be read");
        var tried = new HashSet<string>(StringComparer.Ordinal);
        foreach (var form in EpcForm.Of(set.Numbers))
        {
            var text = EpcSignedText.Of(shell.Outer, data, form, set.AppSecret.Bytes.Span);
            if (tried.Add(text) && key.Verify(Encoding.UTF8.GetBytes(text), signature.AsSpan(0, written)))
            {
                return new(form, null);
            }
        }

        return new(null, "E-EPC-SIGN");
    }
}
