using System.Globalization;
using System.Text.Json;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.PublicService;
using Mingsuan.Contracts.Registry;
using Mingsuan.Contracts.Settlement;
using Mingsuan.Contracts.Visits;
using Mingsuan.Law;
using Mingsuan.Law.Exchange;
using Mingsuan.Platform.Identity;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Time;
using Mingsuan.Policy;
using Mingsuan.Policy.Reviewing;
using Mingsuan.Policy.Vocabulary;
using Mingsuan.Workbench;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Review.Findings;

/// <summary>
/// 审核台 — gathers the settlements that stand within an officer's reach, with their visits and the consultations beside
/// them, and lets the rules of the law library find. Nothing is kept: the same question finds the same as long as the
/// settlements stand and the law is the same.
/// </summary>
internal sealed class ReviewDesk(
    IInstitutionDirectory institutions,
    ISettledHistory settled,
    IVisitHistory visits,
    IConsultationRegister consultations,
    IPersonDirectory persons,
    LawInForce law)
{
    /// <summary>So many settlements are reviewed at once, at most.</summary>
    public const int MostClaims = 10_000;

    /// <summary>So many findings are shown with their visits, at most.</summary>
    public const int MostShown = 200;

    /// <summary>The findings, or why they are not looked for.</summary>
    public async Task<(ReviewAnswer? Answer, Notice? Refusal)> FindAsync(
        Operator officer, ReviewQuestion question, CancellationToken ct)
    {
        if (question.Area is { } area && !officer.Covers(area))
        {
            return (null, Notice.Of("E-AREA-SCOPE", ("area", area)));
        }

        var snapshot = law.Current;
        var within = await WithinAsync(officer, question, snapshot, ct);
        if (await settled.StandingAsync([.. within.Keys], question.From, question.To, MostClaims, ct) is not { } claims)
        {
            return (null, Notice.Of(
                "E-REVIEW-SIZE", ("limit", MostClaims.ToString(CultureInfo.InvariantCulture))));
        }

        var known = await visits.OfAsync([.. claims.Select(one => new VisitOf(one.Person, one.Visit))], ct);
        var beside = await consultations.OfAsync([.. within.Keys], question.From, question.To, ct);
        var history = claims.Where(one => known.ContainsKey(one.Visit))
            .Select(one => Reviewed(snapshot, one, within[one.Institution], known[one.Visit])).ToList();
        var findings = Reviewer.Review(
            history,
            [.. beside.Select(one => new ReviewedConsultation(
                one.Number, WireId.Encode(one.Person.Value), within[one.Institution].Code, one.On))],
            snapshot);
        var wanted = findings.Where(one => question.Rule is null || one.Rule.Name == question.Rule).ToList();
        var names = officer.Role != StaffRoles.HealthCommission;
        var shown = await ShownAsync(snapshot, wanted.Take(MostShown), claims, within, known, names, ct);
        return (new ReviewAnswer(claims.Count, wanted.Count, shown), null);
    }

    /// <summary>The institutions of the area, as they stood at either end of the span: one may have ended.</summary>
    private async Task<Dictionary<InstitutionId, InstitutionFacts>> WithinAsync(
        Operator officer, ReviewQuestion question, LawSnapshot snapshot, CancellationToken ct)
    {
        var found = new Dictionary<InstitutionId, InstitutionFacts>();
        foreach (var day in new[] { question.From, question.To })
        {
            foreach (var one in await institutions.ListAsync(day, ct))
            {
                if (StaffDesk.MayReach(officer, one) && (question.Area is null
                    || snapshot.Jurisdictions.AreaAndAbove(one.Admdvs).Contains(question.Area)))
                {
                    found[one.Id] = one;
                }
            }
        }

        return found;
    }

    private static ReviewedClaim Reviewed(
        LawSnapshot snapshot, SettledClaim one, InstitutionFacts institution, PastVisit visit)
    {
        using var document = JsonDocument.Parse(one.Facts);
        var claim = Claims.Read(snapshot, document.RootElement);
        if (!claim.Facts.Has(Fact.VisitKind) && visit.FirstVisit == false)
        {
            // Declared not to be a first visit, in whichever channel.
            claim.Facts.SetChoice(Fact.VisitKind, "followUp");
        }

        return new ReviewedClaim
        {
            Settlement = WireId.Encode(one.Settlement.Value),
            Visit = WireId.Encode(one.Visit.Value),
            Area = institution.Admdvs,
            On = one.On,
            Began = BeijingTime.WallClock(visit.BeganAt),
            Person = WireId.Encode(one.Person.Value),
            Institution = institution.Code,
            Doctor = visit.DoctorCode,
            Department = visit.DepartmentCode,
            Diagnoses = claim.Diagnoses,
            Facts = claim.Facts,
        };
    }

    private async Task<IReadOnlyList<ShownFinding>> ShownAsync(
        LawSnapshot snapshot,
        IEnumerable<Finding> findings,
        IReadOnlyList<SettledClaim> claims,
        Dictionary<InstitutionId, InstitutionFacts> within,
        IReadOnlyDictionary<VisitId, PastVisit> known,
        bool names,
        CancellationToken ct)
    {
        var bySettlement = claims.ToDictionary(one => WireId.Encode(one.Settlement.Value), StringComparer.Ordinal);
        var people = new Dictionary<PersonId, PersonFacts?>();
        var shown = new List<ShownFinding>();
        foreach (var finding in findings)
        {
            var found = new List<ShownVisit>();
            foreach (var visit in finding.Claims.GroupBy(one => one.Visit, StringComparer.Ordinal))
            {
                var (first, of) = (visit.First(), visit.Select(one => bySettlement[one.Settlement]).ToList());
                var person = of[0].Person;
                if (names && !people.ContainsKey(person))
                {
                    people[person] = await persons.FindAsync(person, ct);
                }

                found.Add(new ShownVisit(
                    of[0].Visit,
                    within[of[0].Institution],
                    person,
                    people.GetValueOrDefault(person),
                    known[of[0].Visit],
                    first.Facts.Word(Fact.VisitKind),
                    first.Diagnoses,
                    of));
            }

            shown.Add(new ShownFinding(
                finding.Rule,
                snapshot.Clauses[finding.Rule.ClauseId],
                finding.Shared,
                finding.Consultations,
                found));
        }

        return shown;
    }
}
