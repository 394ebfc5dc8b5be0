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
using Mingsuan.Policy.Adjudication;
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

    /// <summary>So many visits of one finding are shown, at most.</summary>
    public const int MostVisits = 20;

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

        var placed = await PlacedAsync(claims, within, officer, question, snapshot, ct);
        var (history, looked) = await HistoryAsync(placed, snapshot, ct);
        var beside = await consultations.OfAsync([.. within.Keys], question.From, question.To, ct);
        var findings = Reviewer.Review(
            history,
            [.. beside.Select(one => new ReviewedConsultation(
                one.Number, WireId.Encode(one.Person.Value), within[one.Institution][0].Code, one.On))],
            snapshot);
        var wanted = findings.Where(one => question.Rule is null || one.Rule.Name == question.Rule).ToList();
        var names = officer.Role != StaffRoles.HealthCommission;
        var shown = await ShownAsync(snapshot, wanted.Take(MostShown), looked, names, ct);
        return (new ReviewAnswer(history.Count, placed.Count - history.Count, wanted.Count, shown), null);
    }

    private static bool IsWithin(
        InstitutionFacts institution, Operator officer, ReviewQuestion question, LawSnapshot snapshot) =>
        StaffDesk.MayReach(officer, institution) && (question.Area is null
            || snapshot.Jurisdictions.AreaAndAbove(institution.Admdvs).Contains(question.Area));

    /// <summary>The institutions of the area, as they stood at either end of the span: one may have ended.</summary>
    private async Task<Dictionary<InstitutionId, List<InstitutionFacts>>> WithinAsync(
        Operator officer, ReviewQuestion question, LawSnapshot snapshot, CancellationToken ct)
    {
        var found = new Dictionary<InstitutionId, List<InstitutionFacts>>();
        foreach (var day in new[] { question.From, question.To })
        {
            foreach (var one in await institutions.ListAsync(day, ct))
            {
                if (IsWithin(one, officer, question, snapshot))
                {
                    (found.TryGetValue(one.Id, out var ends) ? ends : found[one.Id] = []).Add(one);
                }
            }
        }

        return found;
    }

    /// <summary>
    /// Each settlement with its institution as it stood on the day of service, without those of a day on which it stood
    /// outside the area. The register is only asked where neither end of the span tells.
    /// </summary>
    private async Task<List<(SettledClaim Claim, InstitutionFacts Institution)>> PlacedAsync(
        IReadOnlyList<SettledClaim> claims,
        Dictionary<InstitutionId, List<InstitutionFacts>> within,
        Operator officer,
        ReviewQuestion question,
        LawSnapshot snapshot,
        CancellationToken ct)
    {
        var placed = new List<(SettledClaim Claim, InstitutionFacts Institution)>();

        // The directory keeps the institution that it was asked for last.
        foreach (var claim in claims.OrderBy(one => one.Institution.Value))
        {
            var ends = within[claim.Institution];
            var then = ends.Find(one => one.Span.Holds(claim.On))
                ?? await institutions.FindAsync(claim.Institution, claim.On, ct)
                ?? ends[^1];
            if (IsWithin(then, officer, question, snapshot))
            {
                placed.Add((claim, then));
            }
        }

        return placed;
    }

    /// <summary>
    /// The history that is reviewed, and by settlement what it was made of; what does not read any more, or has no
    /// visit, is left out.
    /// </summary>
    private async Task<(List<ReviewedClaim> History, Dictionary<string, Looked> Looked)> HistoryAsync(
        List<(SettledClaim Claim, InstitutionFacts Institution)> placed, LawSnapshot snapshot, CancellationToken ct)
    {
        var known = await visits.OfAsync(
            [.. placed.Select(one => new VisitOf(one.Claim.Person, one.Claim.Visit))], ct);
        var (history, looked) = (new List<ReviewedClaim>(), new Dictionary<string, Looked>(StringComparer.Ordinal));
        foreach (var (claim, institution) in placed)
        {
            if (known.TryGetValue(claim.Visit, out var visit)
                && Reviewed(snapshot, claim, institution, visit) is { } reviewed)
            {
                history.Add(reviewed);
                looked[reviewed.Settlement] = new(claim, institution, visit);
            }
        }

        return (history, looked);
    }

    /// <summary>A settlement as rules compare it; none when its facts do not read any more.</summary>
    private static ReviewedClaim? Reviewed(
        LawSnapshot snapshot, SettledClaim one, InstitutionFacts institution, PastVisit visit)
    {
        if (Read(snapshot, one.Facts) is not { } claim)
        {
            return null;
        }

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

    private static Claim? Read(LawSnapshot snapshot, string facts)
    {
        try
        {
            using var document = JsonDocument.Parse(facts);
            return Claims.Read(snapshot, document.RootElement);
        }
        catch (Exception unread) when (unread is BadFactException or JsonException)
        {
            return null;
        }
    }

    private async Task<IReadOnlyList<ShownFinding>> ShownAsync(
        LawSnapshot snapshot,
        IEnumerable<Finding> findings,
        Dictionary<string, Looked> looked,
        bool names,
        CancellationToken ct)
    {
        var people = new Dictionary<PersonId, PersonFacts?>();
        var shown = new List<ShownFinding>();
        foreach (var finding in findings)
        {
            var all = finding.Claims.GroupBy(one => one.Visit, StringComparer.Ordinal).ToList();
            var found = new List<ShownVisit>();
            foreach (var visit in all.Take(MostVisits))
            {
                var (first, of) = (visit.First(), visit.Select(one => looked[one.Settlement]).ToList());
                var person = of[0].Claim.Person;
                if (names && !people.ContainsKey(person))
                {
                    people[person] = await persons.FindAsync(person, ct);
                }

                found.Add(new ShownVisit(
                    of[0].Claim.Visit,
                    of[0].Institution,
                    person,
                    people.GetValueOrDefault(person),
                    of[0].Visit,
                    first.Facts.Word(Fact.VisitKind),
                    first.Diagnoses,
                    [.. of.Select(one => one.Claim)]));
            }

            shown.Add(new ShownFinding(
                finding.Rule,
                snapshot.Clauses[finding.Rule.ClauseId],
                finding.Shared,
                finding.Consultations,
                all.Count,
                found));
        }

        return shown;
    }

    /// <summary>一笔审过的结算 — with its institution as it stood on the day, and its visit.</summary>
    private sealed record Looked(SettledClaim Claim, InstitutionFacts Institution, PastVisit Visit);
}
