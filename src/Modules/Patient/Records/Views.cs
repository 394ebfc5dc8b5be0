using Mingsuan.Contracts.Prescriptions;
using Mingsuan.Contracts.Registry;
using Mingsuan.Contracts.Settlement;
using Mingsuan.Contracts.Visits;
using Mingsuan.Policy.Primitives;

namespace Mingsuan.Patient.Records;

/// <summary>首页所见.</summary>
internal sealed record HomeView(
    PersonFacts Person,
    EnrolmentFacts? Enrolment,
    EntitlementState State,
    Money Balance,
    IReadOnlyList<PersonPrescription> Waiting);

/// <summary>一次就诊 with its place's name, its charges and its prescriptions.</summary>
internal sealed record VisitView(
    VisitRecord Visit,
    string Place,
    IReadOnlyList<SettledSummary> Charges,
    IReadOnlyList<PersonPrescription> Prescriptions);

/// <summary>一张处方 with the names of who wrote it and who holds it.</summary>
internal sealed record PrescriptionView(PersonPrescription Rx, string Place, string? Holder);

/// <summary>一笔结算; whole where one was asked for.</summary>
internal sealed record SettlementView(SettledSummary Summary, SettledWhole? Whole, string Place);

/// <summary>一次访问 in words.</summary>
/// <param name="At">When (UTC).</param>
/// <param name="Who">Which institution, or the person's own self.</param>
/// <param name="Role">In which role; none where nobody knows.</param>
/// <param name="What">What was done, in words.</param>
/// <param name="Code">Its code.</param>
/// <param name="Outcome">`ok`, or the code of the refusal.</param>
internal sealed record AccessView(DateTime At, string Who, string? Role, string What, string Code, string Outcome)
{
    /// <summary>Whether something was given out or done.</summary>
    public bool Succeeded => Outcome is "ok" or "replayed";
}
