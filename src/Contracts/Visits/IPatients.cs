using Mingsuan.Contracts.Ids;

namespace Mingsuan.Contracts.Visits;

/// <summary>就医关系 — whether a person is an institution's patient: on this ground it may ask about the person.</summary>
public interface IPatients
{
    /// <summary>Whether the person has a visit at the institution that was not cancelled.</summary>
    Task<bool> IsPatientAsync(PersonId person, InstitutionId institution, CancellationToken ct);
}
