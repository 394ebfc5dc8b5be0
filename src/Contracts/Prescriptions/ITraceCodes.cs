using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Infnos;

namespace Mingsuan.Contracts.Prescriptions;

/// <summary>
/// 药品追溯码 — what a settlement asks about the codes that it names: may they be used, keep them for it, give them back.
/// </summary>
public interface ITraceCodes
{
    /// <summary>What stands against each of the codes; nothing is kept.</summary>
    Task<IReadOnlyList<Notice>> CheckAsync(TraceReservation asked, CancellationToken ct);

    /// <summary>
    /// Keeps the codes for a settlement, inside its operation and under the person's lock; all of them, or none and
    /// why not.
    /// </summary>
    Task<Notice?> ReserveAsync(TraceReservation asked, CancellationToken ct);

    /// <summary>
    /// Gives back what a settlement kept and nobody handed out, inside the reversal's operation and under the person's
    /// lock. What was handed out stays sold.
    /// </summary>
    Task ReleaseAsync(PersonId person, SettlementId settlement, string actor, CancellationToken ct);
}

/// <summary>占用追溯码 — for whom, where, and for which settlement; none yet of one that is only tried.</summary>
public sealed record TraceReservation(
    InstitutionId Institution,
    PersonId Person,
    SettlementId? Settlement,
    string Actor,
    IReadOnlyList<ScannedCode> Codes);

/// <summary>扫到的追溯码 — one code of one line.</summary>
public sealed record ScannedCode(string Code, bool IsSplit, string FeedetlSn, string ItemCode)
{
    private const int Shortest = 10;
    private const int Longest = 30;

    /// <summary>The one form of a code: letters and digits, the letters large; none when it is no code.</summary>
    public static string? Normal(string text)
    {
        var code = text.Trim().ToUpperInvariant();
        return code.Length is >= Shortest and <= Longest && code.All(char.IsAsciiLetterOrDigit) ? code : null;
    }
}
