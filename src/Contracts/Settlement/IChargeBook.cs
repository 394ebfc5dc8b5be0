using Mingsuan.Contracts.Ids;

namespace Mingsuan.Contracts.Settlement;

/// <summary>收费簿 — what other modules may ask about the charges of a visit.</summary>
public interface IChargeBook
{
    /// <summary>Whether a visit has lines that no settlement took, or a settlement that was not reversed.</summary>
    Task<bool> HasChargesAsync(PersonId person, VisitId visit, CancellationToken ct);

    /// <summary>A settlement of a person, or none.</summary>
    Task<ChargedVisit?> FindAsync(PersonId person, SettlementId settlement, CancellationToken ct);
}

/// <summary>已结算就诊 — where a settlement was made, for which visit, and whether it still stands.</summary>
public sealed record ChargedVisit(InstitutionId Institution, VisitId Visit, bool Stands);
