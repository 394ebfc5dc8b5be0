using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Paging;

namespace Mingsuan.Contracts.Prescriptions;

/// <summary>本人处方 — what a person may read of their own prescriptions, and may do. (NHC-8, GJ-5)</summary>
public interface IPersonPrescriptions
{
    /// <summary>The person's prescriptions, the newest first; of one visit when it is named.</summary>
    Task<IReadOnlyList<PersonPrescription>> PageAsync(
        PersonId person, VisitId? visit, Place? after, int limit, CancellationToken ct);

    /// <summary>One of them by 医保处方编号; none when that person has no such prescription.</summary>
    Task<PersonPrescription?> FindAsync(PersonId person, string hiRxno, CancellationToken ct);

    /// <summary>取药码 — while the prescription can be taken or is held; else the refusal.</summary>
    Task<(string? Code, Notice? Refusal)> CodeAsync(PersonId person, string hiRxno, CancellationToken ct);

    /// <summary>收回 — takes it back from the pharmacy that holds it; the refusal, or none.</summary>
    Task<Notice?> ReleaseAsync(PersonId person, string hiRxno, CancellationToken ct);
}

/// <summary>本人的一张处方.</summary>
public sealed record PersonPrescription
{
    /// <summary>医保处方编号.</summary>
    public required string HiRxno { get; init; }

    /// <summary>Where it stands in the list.</summary>
    public required Place Place { get; init; }

    /// <summary>处方状态, as the published moves name it.</summary>
    public required string State { get; init; }

    /// <summary>The state in words.</summary>
    public required string StateName { get; init; }

    /// <summary>开方时间 (UTC).</summary>
    public required DateTime PrescribedAt { get; init; }

    /// <summary>有效截止时间 (UTC).</summary>
    public required DateTime ValidUntil { get; init; }

    /// <summary>开方机构.</summary>
    public required InstitutionId Institution { get; init; }

    public required VisitId Visit { get; init; }

    /// <summary>开方医师.</summary>
    public required string Doctor { get; init; }

    /// <summary>诊断名称.</summary>
    public required IReadOnlyList<string> Diagnoses { get; init; }

    /// <summary>药品.</summary>
    public required IReadOnlyList<PrescribedDrug> Drugs { get; init; }

    /// <summary>占用药店, while it is held.</summary>
    public InstitutionId? Holder { get; init; }

    /// <summary>待撤销 — revoked by its doctor while it is held.</summary>
    public required bool IsToBeRevoked { get; init; }

    /// <summary>Whether the access code can be shown.</summary>
    public required bool HasCode { get; init; }

    /// <summary>Whether the patient may take it back.</summary>
    public required bool MayRelease { get; init; }
}

/// <summary>一种药 — amounts in the dispensing unit.</summary>
public sealed record PrescribedDrug(
    string Name, string Specification, string Unit, string Usage, decimal Amount, decimal Dispensed)
{
    /// <summary>还可取.</summary>
    public decimal Left => Amount - Dispensed;
}
