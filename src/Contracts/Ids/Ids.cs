namespace Mingsuan.Contracts.Ids;

/// <summary>参保人标识 — an insured person.</summary>
public readonly record struct PersonId(Guid Value);

/// <summary>机构标识 — a designated institution or pharmacy.</summary>
public readonly record struct InstitutionId(Guid Value);

/// <summary>医师药师标识 — a practitioner.</summary>
public readonly record struct PractitionerId(Guid Value);

/// <summary>就诊标识 — a visit; on the wire its 26 characters are `mdtrt_id`.</summary>
public readonly record struct VisitId(Guid Value);

/// <summary>结算标识 — a settlement; on the wire its 26 characters are `setl_id`.</summary>
public readonly record struct SettlementId(Guid Value);
