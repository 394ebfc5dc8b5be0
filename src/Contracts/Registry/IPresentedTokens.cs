namespace Mingsuan.Contracts.Registry;

/// <summary>出示的令牌 — asks the e-certificate whose token it is that the register does not know. (CX-15-3)</summary>
public interface IPresentedTokens
{
    /// <summary>Whose it is; none when nobody vouches for it, or nobody can be asked.</summary>
    Task<PresentedHolder?> FindAsync(string token, CancellationToken ct);
}

/// <summary>持证人 as the e-certificate names them; the register has to know the same.</summary>
public sealed record PresentedHolder(string CertType, string Certno, string Name);
