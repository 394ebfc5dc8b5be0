using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Registry;
using Mingsuan.Contracts.Settlement;
using Mingsuan.Contracts.Visits;
using Mingsuan.Policy;
using Mingsuan.Policy.Clauses;
using Mingsuan.Policy.Provisions;
using Mingsuan.Policy.Reviewing;

namespace Mingsuan.Review.Findings;

/// <summary>审核结果 — how many settlements were looked at, and the first findings with their visits.</summary>
/// <param name="Reviewed">How many settlements were looked at.</param>
/// <param name="Unread">How many were not: their facts do not read any more, or their visit is not there.</param>
/// <param name="Found">All findings, of which <paramref name="Shown"/> are the first.</param>
internal sealed record ReviewAnswer(int Reviewed, int Unread, int Found, IReadOnlyList<ShownFinding> Shown);

/// <summary>一项命中 — the rule with its clause, and the visits that together are the finding.</summary>
/// <param name="VisitCount">All its visits, of which <paramref name="Visits"/> are the first.</param>
internal sealed record ShownFinding(
    ReviewRule Rule,
    Clause Clause,
    IReadOnlyList<SharedValue> Shared,
    IReadOnlyList<string> Consultations,
    int VisitCount,
    IReadOnlyList<ShownVisit> Visits);

/// <summary>命中的就诊 — with its settlements.</summary>
internal sealed record ShownVisit(
    VisitId Id,
    InstitutionFacts Institution,
    PersonId PersonId,
    PersonFacts? Person,
    PastVisit Visit,
    string? Kind,
    IReadOnlyList<string> Diagnoses,
    IReadOnlyList<SettledClaim> Settlements);
