using System.Text.Json.Nodes;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Contracts.Visits;
using Mingsuan.Law;
using Mingsuan.Law.Exchange;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Time;
using Mingsuan.Policy;
using Mingsuan.Policy.Prescribing;
using Mingsuan.Policy.Refusals;
using Mingsuan.Policy.Vocabulary;
using Mingsuan.Prescriptions.Books;

namespace Mingsuan.Prescriptions.Checking;

/// <summary>就诊人 and the visit.</summary>
internal sealed record Patient(PersonFacts Person, VisitFacts Visit)
{
    /// <summary>复诊凭证 — whether anything proves an earlier visit offline; none where nothing needs to.</summary>
    public bool? FollowUpProven { get; init; }
}

/// <summary>待判处方 — a text, where, for whom and by whom it is written.</summary>
internal sealed record Written(InstitutionFacts At, Patient Patient, PractitionerFacts Doctor, CheckedText Text);

/// <summary>开方裁定 — the refusal, or the validity in days that the law allows at most.</summary>
internal sealed record PrescribingVerdict(Notice? Refusal, int? MostDays);

/// <summary>
/// 开方限制核对 — whether a text may be prescribed by the law in force: asked at the pre-check, and again by the same code
/// when its doctor signs and when it is uploaded.
/// </summary>
internal sealed class PrescribingCheck(LawInForce law, IPersonDirectory persons, IVisitBook visits)
{
    private const int ProofYears = 2;

    /// <summary>麻精一、精二 as the type of a prescription says.</summary>
    private static readonly Dictionary<string, string[]> KindsOfType = new(StringComparer.Ordinal)
    {
        ["7"] = ["narcotic", "psychotropicFirst"],
        ["8"] = ["psychotropicSecond"],
    };

    private static readonly Dictionary<string, string> Forms = new(StringComparer.Ordinal)
    {
        ["11"] = "western",
        ["12"] = "patent",
        ["13"] = "herb",
    };

    private static readonly string[] EmergencyTypes = ["3", "4"];

    /// <summary>Whether it may be prescribed on a day.</summary>
    public PrescribingVerdict Judge(Written written, DateOnly on)
    {
        if (written.Patient.Visit.TurnedOffline)
        {
            return new(Notice.Of("E-RX-TURNED-OFFLINE"), null);
        }

        var region = law.Current.Region(written.At.Admdvs);
        var answer = PrescribingLimits.Judge(new(region, on, Facts(written, region, on), Drugs(written.Text))
        {
            ValidDays = written.Text.ValidDays,
        });
        return answer.Refusal is { } refusal
            ? new(Worded(region.Law, refusal), null)
            : new(null, answer.Kept.FirstOrDefault(one => one.Kind == LimitKind.LongestValidDays)?.Most);
    }

    /// <summary>Whether a stored text may still be prescribed today: the visit stands, and so do the limits.</summary>
    public async Task<PrescribingVerdict> AgainAsync(
        InstitutionFacts at, RxDossier dossier, PractitionerFacts doctor, DateTime now, CancellationToken ct)
    {
        var id = new PersonId(dossier.Person);
        var person = await persons.FindAsync(id, ct);
        var visit = await visits.FindAsync(id, new VisitId(dossier.Row!.VisitId), ct);
        return person is null || visit is null or { State: VisitState.Cancelled }
            ? new(Notice.Of("E-VISIT-CLOSED"), null)
            : Judge(
                new(at, await PatientAsync(person, visit, ct), doctor, CheckedText.Of(dossier.Row.Text.Plain)),
                BeijingTime.Day(now));
    }

    /// <summary>
    /// The patient of a visit: a follow-up online is proven by an earlier visit offline that the platform has, or by
    /// what the institution states. (楚医保规〔2022〕3号 第十五条（五）; AMB-28)
    /// </summary>
    public async Task<Patient> PatientAsync(PersonFacts person, VisitFacts visit, CancellationToken ct) =>
        visit.Channel == VisitChannel.Internet
            ? new(person, visit)
            {
                FollowUpProven = visit.CountedProof is not null || (await visits.OfflineVisitsAsync(
                    person.Id, visit.On.AddYears(-ProofYears), visit.On, visit.Id, ct)).Count > 0,
            }
            : new(person, visit);

    /// <summary>线上 — an online visit stays one, whatever the prescription says of itself.</summary>
    public static bool IsOnline(CheckedText text, VisitFacts? visit) =>
        text.IsInternet || visit?.Channel == VisitChannel.Internet;

    /// <summary>Whether a stored text is of an online visit.</summary>
    public async Task<bool> IsOnlineAsync(RxDossier dossier, CancellationToken ct) => IsOnline(
        CheckedText.Of(dossier.Row!.Text.Plain),
        await visits.FindAsync(new PersonId(dossier.Person), new VisitId(dossier.Row.VisitId), ct));

    /// <summary>处方互认 — whether a prescription of one institution may be taken at another one's place.</summary>
    public Notice? Unrecognised(InstitutionFacts from, InstitutionFacts place, DateOnly on)
    {
        var region = law.Current.Region(from.Admdvs);
        var found = Recognition.Of(region, place.Admdvs, on);
        return found.IsRecognised ? null : Notice.Of(
            RefusalCode.PrescriptionArea.Printed(),
            found.ClauseId is { } clause ? [("clause", Prescribings.Cited(region.Law, clause))] : []);
    }

    private static Notice Worded(LawSnapshot law, PrescribingRefusal refusal) =>
        new(refusal.Code.Printed(), Prescribings.Parameters(law, refusal));

    private static FactSet Facts(Written written, RegionView region, DateOnly on)
    {
        var (text, patient) = (written.Text, written.Patient);
        var facts = new FactSet();
        facts.SetChoice(Fact.Channel, IsOnline(text, patient.Visit) ? "internet" : "offline");
        facts.SetChoice(
            Fact.PrescriptionKind,
            text.IsLong ? "long" : EmergencyTypes.Contains(text.Root("rxTypeCode")) ? "emergency" : "ordinary");
        facts.SetFlag(Fact.PrescriptionRenewal, text.IsRenewal);
        facts.SetFlag(Fact.PrescriptionChronic, IsChronic(written, region, on));
        facts.SetFlag(Fact.PrescriptionReason, text.Visit("diseCondDscr").Length > 0);
        if (patient.FollowUpProven is { } proven)
        {
            facts.SetFlag(Fact.RecordsFollowUp, proven);
        }

        facts.SetNumber(Fact.PatientAge, FullYears(patient.Person.BirthDate, on));
        facts.SetCodes(Fact.VisitDiagnosis, [.. Diagnoses(text)]);
        State(facts, Fact.PrescriptionStable, text.Says("stable"));
        State(facts, Fact.PrescriptionAssessed, text.Says("assessed"));
        State(facts, Fact.PatientGuardian, text.Says("guardian"));
        State(facts, Fact.PatientSpecialist, text.Says("specialist"));

        // A title that the register has in another word is one that it does not state: the fact is open, so a need of
        // it is not contradicted and passes, like one of a doctor without a title. (ADR 0004)
        if (FactVocabulary.IndexOf(Fact.PractitionerTitle, written.Doctor.Title) >= 0)
        {
            facts.SetChoice(Fact.PractitionerTitle, written.Doctor.Title);
        }

        return facts;
    }

    private static void State(FactSet facts, Fact fact, bool? said)
    {
        if (said is { } so)
        {
            facts.SetFlag(fact, so);
        }
    }

    /// <summary>慢性病 — a diagnosis on the region's list, or the registered disease that is named.</summary>
    private static bool IsChronic(Written written, RegionView region, DateOnly on)
    {
        var person = written.Patient.Person;
        var listed = region.Diseases.Where(one => one.Effective.Contains(on)).SelectMany(one => one.Diagnoses);
        var diagnoses = Diagnoses(written.Text).ToList();
        return listed.Any(category => diagnoses.Exists(one => one.StartsWith(category, StringComparison.Ordinal)))
            || person.ChronicRegistrations.Any(
                one => one.Span.Holds(on) && one.Code == written.Text.Visit("diseCodg"));
    }

    private static IEnumerable<string> Diagnoses(CheckedText text) =>
        text.Diagnoses.Select(one => (string)one["diagCode"]!).Append(text.Visit("maindiagCode"));

    private static List<PrescribedDrug> Drugs(CheckedText text) =>
    [
        .. text.Drugs.Zip(text.Lines, (drug, line) => new PrescribedDrug(line.Line, line.Code)
        {
            Form = Forms.GetValueOrDefault((string)drug["rxItemTypeCode"]!),
            Kinds = KindsOfType.GetValueOrDefault(text.Root("rxTypeCode"), []),
            SupplyDays = Math.Max((decimal)drug["medcDays"]!, Span(drug)),
        }),
    ];

    /// <summary>Whoever states fewer legal days than lie between beginning and end prescribed for the longer.</summary>
    private static decimal Span(JsonObject drug) =>
        Day(drug, "medcEndtime").DayNumber - Day(drug, "medcBegntime").DayNumber;

    private static DateOnly Day(JsonObject drug, string name) =>
        BeijingTime.Day(WireTime.Read((string)drug[name]!)!.Value);

    private static int FullYears(DateOnly since, DateOnly on)
    {
        var years = on.Year - since.Year;
        return since.AddYears(years) > on ? years - 1 : years;
    }
}
