using System.Security.Cryptography;

namespace Mingsuan.Sandbox.ECertificate;

/// <summary>授权 — what a patient allowed: good once, for one call, for a few minutes.</summary>
internal sealed class Grant(Holder holder, string nonce, string businessType, DateTimeOffset until)
{
    public Holder Holder => holder;

    public string Nonce => nonce;

    public string BusinessType => businessType;

    public DateTimeOffset Until => until;

    /// <summary>业务流水 — of the call that used it; the same call asked again is answered again.</summary>
    public string? UsedBy { get; set; }

    public IssuedToken? Token { get; set; }
}

/// <summary>已签发令牌.</summary>
internal sealed record IssuedToken(string EcToken, string AuthNo, Holder Holder, DateTimeOffset Until);

/// <summary>电子凭证柜台 — lets holders authorise, and turns what they allowed into tokens.</summary>
internal sealed class CertificateDesk(ECertificateData data, TimeProvider clock)
{
    /// <summary>How long a token is good, in seconds.</summary>
    public const int TokenSeconds = 1_800;

    private const int TokenBytes = 20;
    private const int FreeGuesses = 5;
    private static readonly TimeSpan CodeLasts = TimeSpan.FromMinutes(5);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Grant> grants = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IssuedToken> tokens = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> wrong = new(StringComparer.Ordinal);

    /// <summary>The code given out last: what a doubled answer carries again.</summary>
    private string lastCode = "";

    /// <summary>A one-time code for a holder who knows the PIN; none when it is wrong, or was too often.</summary>
    public string? Authorise(Holder holder, string pin, string nonce, string businessType)
    {
        lock (gate)
        {
            var tries = wrong.GetValueOrDefault(holder.IdNo);
            if (tries >= FreeGuesses || pin != holder.Pin)
            {
                wrong[holder.IdNo] = tries + 1;
                return null;
            }

            wrong.Remove(holder.IdNo);
            var code = Random();
            grants[code] = new(holder, nonce, businessType, clock.GetUtcNow() + CodeLasts);
            return code;
        }
    }

    /// <summary>The code as it is sent on; doubled, it is the one that was sent before.</summary>
    public string Sent(string code, bool again)
    {
        lock (gate)
        {
            var sent = again && lastCode.Length > 0 ? lastCode : code;
            lastCode = code;
            return sent;
        }
    }

    /// <summary>The token for a code; none when there is none, it has run out, or another call used it.</summary>
    public (Grant Grant, IssuedToken Token)? Redeem(string code, string outBizNo, string businessType, bool expired)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            if (!grants.TryGetValue(code, out var grant) || expired || grant.Until < now
                || grant.BusinessType != businessType || (grant.UsedBy is { } by && by != outBizNo))
            {
                return null;
            }

            grant.UsedBy = outBizNo;
            grant.Token ??= new(Random(), Random(), grant.Holder, now + TimeSpan.FromSeconds(TokenSeconds));
            tokens[grant.Token.EcToken] = grant.Token;
            return (grant, grant.Token);
        }
    }

    /// <summary>Whose token it is: issued here and still good, or the one that the holder always has.</summary>
    public Holder? HolderOf(string ecToken)
    {
        lock (gate)
        {
            return tokens.TryGetValue(ecToken, out var issued)
                ? issued.Until >= clock.GetUtcNow() ? issued.Holder : null
                : data.Holders.FirstOrDefault(one => one.EcToken == ecToken);
        }
    }

    private static string Random() => Convert.ToHexString(RandomNumberGenerator.GetBytes(TokenBytes));
}
