using System.Globalization;
using System.Text.Json.Nodes;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;

namespace Mingsuan.Patient.ECertificate;

/// <summary>
/// 认证结果 — who signs in; or the refusal, and whom of the register the certificate named all the same.
/// </summary>
internal sealed record Identified(PersonFacts? Person, Notice? Refusal, PersonId? Named = null)
{
    public static Identified Refuse(Notice refusal, PersonId? named = null) => new(null, refusal, named);
}

/// <summary>
/// 电子凭证认证 — from what a patient authorised to the person of the register: certificate number and name must be the
/// register's. (CX-15-3)
/// </summary>
internal sealed class CertificateIdentity(CertificateClient client, IPersonDirectory persons)
{
    /// <summary>线上身份认证, among the codes of what a certificate is asked for.</summary>
    public const string SignIn = "03131";

    /// <summary>The person who authorised, or the refusal.</summary>
    public async Task<Identified> WhoAsync(string authCode, string nonce, CancellationToken ct)
    {
        var token = await client.CallAsync(
            "token", new() { ["authCode"] = authCode, ["businessType"] = SignIn }, ct);
        if (token.Refusal is not null)
        {
            return Identified.Refuse(token.Refusal);
        }

        var isGood = int.TryParse(
            token.Text("expiresIn"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0;
        if (!isGood || token.Text("nonce") != nonce || token.Text("businessType") != SignIn)
        {
            return Identified.Refuse(Notice.Of(CertificateClient.BadAnswer));
        }

        var user = await client.CallAsync("user", new() { ["ecToken"] = token.Text("ecToken") }, ct);
        return user.Refusal is not null ? Identified.Refuse(user.Refusal) : await MatchAsync(HolderOf(user), ct);
    }

    internal static PresentedHolder HolderOf(CertificateAnswer answer) =>
        new(answer.Text("idType"), answer.Text("idNo"), answer.Text("userName"));

    private async Task<Identified> MatchAsync(PresentedHolder holder, CancellationToken ct)
    {
        var known = await persons.ByCertificateAsync(holder.CertType, holder.Certno, name: null, ct);
        return known is null ? Identified.Refuse(Notice.Of("E-ECERT-UNKNOWN"))
            : known.Name != holder.Name ? Identified.Refuse(Notice.Of("E-IDENTITY"), known.Id)
            : new(known, null);
    }
}

/// <summary>
/// 出示的令牌 — a token issued by the e-certificate that the register has no copy of. It is asked inside a transaction of
/// the national interface, so once only, and not for what cannot be a token.
/// </summary>
internal sealed class PresentedTokens(CertificateClient client) : IPresentedTokens
{
    private const int Length = 40;

    public async Task<PresentedHolder?> FindAsync(string token, CancellationToken ct)
    {
        if (token.Length != Length || !token.All(char.IsAsciiHexDigitUpper) || client.Settings is null)
        {
            return null;
        }

        var answer = await client.CallAsync("verify", new JsonObject { ["ecToken"] = token }, ct, attempts: 1);
        return answer.Refusal is null ? CertificateIdentity.HolderOf(answer) : null;
    }
}
