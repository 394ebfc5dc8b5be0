using Mingsuan.Contracts.Ids;

namespace Mingsuan.Contracts.PublicService;

/// <summary>咨询登记 — what a review may ask about consultations of insured persons.</summary>
public interface IConsultationRegister
{
    /// <summary>
    /// The consultations put to some institutions in a span of legal days (inclusive) whose asker is known to be an
    /// insured person.
    /// </summary>
    Task<IReadOnlyList<NamedConsultation>> OfAsync(
        IReadOnlyCollection<InstitutionId> institutions, DateOnly first, DateOnly last, CancellationToken ct);
}

/// <summary>记名咨询 — its number, who asked whom, and the legal day.</summary>
public sealed record NamedConsultation(string Number, PersonId Person, InstitutionId Institution, DateOnly On);
