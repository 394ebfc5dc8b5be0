using System.Collections.Immutable;

namespace Mingsuan.Policy.Vocabulary;

/// <summary>What kind of value a fact has, and so which tests a rule may put to it.</summary>
public enum FactType
{
    /// <summary>One of a closed list of words.</summary>
    Choice,

    /// <summary>Several of a closed list of words; a test asks whether any of the named ones is there.</summary>
    ChoiceSet,

    /// <summary>Yes or no.</summary>
    Flag,

    /// <summary>A number with at most four decimals.</summary>
    Number,

    /// <summary>An amount in yuan with at most two decimals.</summary>
    Amount,

    /// <summary>A moment in Beijing time, to the second.</summary>
    Moment,

    /// <summary>A code or a word that no closed list holds.</summary>
    Code,

    /// <summary>Several codes; a test asks whether any of the named ones is there.</summary>
    CodeSet,
}

/// <summary>What it means when nobody stated a fact.</summary>
public enum Absence
{
    /// <summary>Not contrary: a need passes; a rule that must choose by the fact asks for it.</summary>
    Open,

    /// <summary>Not so: a flag is false, a set is empty.</summary>
    NotSo,

    /// <summary>Asked for: a rule that names the fact refuses with the code of a missing fact.</summary>
    Asked,
}

/// <summary>Where a fact comes from: a page or a message asks only for those of the first kind.</summary>
public enum FactOrigin
{
    Asked,
    LookedUp,
    Derived,
}

/// <summary>One fact's declaration. <paramref name="InClaim"/>: a claim can state it.</summary>
public sealed record FactDefinition(
    Fact Fact,
    string Path,
    FactType Type,
    Absence Absence,
    FactOrigin Origin,
    bool InClaim,
    IReadOnlyList<string> Values)
{
    /// <summary>
    /// 一行的事实 — whether it tells of one service how it was done, so that a claim's line states it for itself. What is
    /// charged beside it, how often, and whether it is special need are told of a claim otherwise.
    /// </summary>
    public bool InLine => !InClaim && Fact is not (Fact.With or Fact.Quantity or Fact.Premium or Fact.Overseas
        or Fact.InstitutionChargedPrice or Fact.InstitutionAgreementPrice);
}

/// <summary>
/// 词汇表 — the closed, typed list of facts. The same names serve JSON (<c>visit.realTime</c>), law files
/// (<c>visit.real-time</c>), pages and the reference that is generated from this table.
/// </summary>
public static class FactVocabulary
{
    private static readonly ImmutableArray<string> Ownerships = ["public", "private"];
    private static readonly ImmutableArray<string> Levels = ["tertiary", "secondary", "primary", "unrated"];
    private static readonly ImmutableArray<string> Titles =
        ["resident", "attending", "seniorAttending", "associateChief", "chief"];
    private static readonly ImmutableArray<string> Licences = ["internetHospital", "internetCare", "telemedicine"];
    private static readonly ImmutableArray<string> Agreements = ["none", "inForce", "suspended", "terminated"];

    private static readonly ImmutableArray<string> Designations = ["none", "designated", "suspended", "revoked"];

    private static readonly ImmutableArray<string> Media = ["eCertificate", "idCard", "socialSecurityCard"];

    private static readonly ImmutableArray<string> SpecialDrugs =
    [
        "narcotic", "psychotropicFirst", "psychotropicSecond", "toxic", "radioactive", "precursor", "antimicrobial",
        "specialStorage",
    ];

    private static readonly ImmutableArray<FactDefinition> Table =
    [
        Number(Fact.Quantity, "quantity", Absence.Open),
        Choice(Fact.Channel, "channel", true, ["internet", "offline"]),
        Choice(Fact.InstitutionOwnership, "institution.ownership", true, Ownerships, FactOrigin.LookedUp),
        Choice(Fact.InstitutionBusinessNature, "institution.businessNature", true, ["nonProfit", "forProfit"],
            FactOrigin.LookedUp),
        Choice(Fact.InstitutionLevel, "institution.level", true, Levels, FactOrigin.LookedUp),
        Set(Fact.InstitutionLicences, "institution.licences", Absence.Open, true, Licences, FactOrigin.LookedUp),
        Amount(Fact.InstitutionFiledPrice, "institution.filedPrice", Absence.Asked, inClaim: true),
        Set(Fact.InstitutionFilings, "institution.filings", Absence.Open, true, ["insurance", "health", "market"],
            FactOrigin.LookedUp),
        Amount(Fact.InstitutionChargedPrice, "institution.chargedPrice", Absence.Open),
        Amount(Fact.InstitutionAgreementPrice, "institution.agreementPrice", Absence.Open),
        Choice(Fact.ConsultedOwnership, "consulted.ownership", false, Ownerships),
        Choice(Fact.ConsultedLevel, "consulted.level", false, Levels),
        Choice(Fact.ConsultedTitle, "consulted.title", false, Titles),
        Set(Fact.ConsultedLicences, "consulted.licences", Absence.Open, false, Licences),
        Choice(Fact.PractitionerTitle, "practitioner.title", false, Titles, FactOrigin.LookedUp),
        new(Fact.PractitionerQualification, "practitioner.qualification", FactType.Code, Absence.Open,
            FactOrigin.LookedUp, false, []),
        new(Fact.PractitionerIndependentYears, "practitioner.independentYears", FactType.Number, Absence.Open,
            FactOrigin.Derived, false, []),
        Choice(Fact.Clinic, "clinic", false, ["ordinary", "expert"]),
        Choice(Fact.VisitKind, "visit.kind", true, ["first", "followUp"]),
        Flag(Fact.VisitRealTime, "visit.realTime", true),
        Flag(Fact.VisitConsent, "visit.consent", true),
        new(Fact.VisitDiagnosis, "visit.diagnosis", FactType.CodeSet, Absence.Open, FactOrigin.Asked, true, []),
        new(Fact.VisitSymptoms, "visit.symptoms", FactType.CodeSet, Absence.NotSo, FactOrigin.Asked, true, []),
        Flag(Fact.Premium, "premium", false),
        Flag(Fact.Overseas, "overseas", false),
        Flag(Fact.FamilyDoctorPackage, "familyDoctorPackage", false),
        Flag(Fact.ThirdPartyConclusion, "thirdPartyConclusion", false),
        new(Fact.With, "with", FactType.CodeSet, Absence.NotSo, FactOrigin.Asked, false, []),
        Number(Fact.Disciplines, "disciplines", Absence.Asked),
        Set(Fact.Imaging, "imaging", Absence.NotSo, false, ["xRay", "ct", "mri", "petCt", "petMri", "ultrasound"]),
        Number(Fact.Slides, "slides", Absence.Asked),
        new(Fact.IntraoperativeFrozen, "intraoperativeFrozen", FactType.Flag, Absence.Asked, FactOrigin.Asked,
            false, []),
        new(Fact.StartedAt, "startedAt", FactType.Moment, Absence.Open, FactOrigin.Asked, false, []),
        new(Fact.EndedAt, "endedAt", FactType.Moment, Absence.Open, FactOrigin.Asked, false, []),
        Number(Fact.Minutes, "minutes", Absence.Asked),
        Choice(Fact.MonitoringSetting, "monitoring.setting", false, ["remote", "inHospital"]),
        Flag(Fact.SignedOpinion, "signedOpinion", false),
        Choice(Fact.InsuredScheme, "insured.scheme", true, ["employee", "resident"], FactOrigin.LookedUp),
        Choice(Fact.InsuredStatus, "insured.status", true, ["working", "retired"], FactOrigin.LookedUp),
        Choice(Fact.InsuredEntitlement, "insured.entitlement", true, ["active", "arrears", "waiting", "suspended"],
            FactOrigin.LookedUp),
        new(Fact.InsuredLocal, "insured.local", FactType.Flag, Absence.Open, FactOrigin.Derived, true, []),
        Choice(Fact.AgreementMain, "agreement.main", true, Agreements, FactOrigin.Derived),
        Choice(Fact.AgreementSupplementary, "agreement.supplementary", true, Agreements, FactOrigin.Derived),
        Choice(Fact.VisitBenefit, "visit.benefit", true, ["ordinary", "chronic", "twoDiseases"]),
        Choice(Fact.DispensedBy, "dispensedBy", true, ["hospital", "pharmacy", "chronicPharmacy"]),
        Choice(Fact.LineKind, "line.kind", true, ["service", "drug", "delivery"]),
        Choice(Fact.LineClass, "line.class", true, ["A", "B", "C"], FactOrigin.LookedUp),
        new(Fact.LineCode, "line.code", FactType.Code, Absence.Open, FactOrigin.Asked, true, []),
        OpenFlag(Fact.SlideUpload, "slideUpload"),
        OpenFlag(Fact.PublicNotice, "publicNotice", inClaim: true),
        OpenFlag(Fact.Uninterrupted, "uninterrupted"),
        new(Fact.LineInclusionFiled, "line.inclusionFiled", FactType.Flag, Absence.Open, FactOrigin.LookedUp,
            true, []),
        new(Fact.LineIncluded, "line.included", FactType.Flag, Absence.NotSo, FactOrigin.LookedUp, true, []),
        Choice(Fact.InstitutionDesignation, "institution.designation", true, Designations, FactOrigin.LookedUp),
        new(Fact.LineWithinAnnounced, "line.withinAnnounced", FactType.Flag, Absence.Open, FactOrigin.Derived,
            true, []),
        new(Fact.LineNew, "line.new", FactType.Flag, Absence.Open, FactOrigin.Derived, true, []),
        Choice(Fact.LineRegister, "line.register", true, ["trial", "due", "formal", "stopped"], FactOrigin.LookedUp),
        new(Fact.LineExcluded, "line.excluded", FactType.Flag, Absence.NotSo, FactOrigin.Derived, true, []),
        Choice(Fact.PrescriptionKind, "prescription.kind", false, ["ordinary", "emergency", "long"]),
        Flag(Fact.PrescriptionRenewal, "prescription.renewal", false),
        Flag(Fact.PrescriptionChronic, "prescription.chronic", false),
        OpenFlag(Fact.PrescriptionStable, "prescription.stable"),
        Flag(Fact.PrescriptionReason, "prescription.reason", false),
        Flag(Fact.PrescriptionAssessed, "prescription.assessed", false),
        Number(Fact.PatientAge, "patient.age", Absence.Open),
        Flag(Fact.PatientGuardian, "patient.guardian", false),
        Flag(Fact.PatientSpecialist, "patient.specialist", false),
        Choice(Fact.DrugForm, "drug.form", false, ["western", "patent", "herb"]),
        Set(Fact.DrugKinds, "drug.kinds", Absence.NotSo, false, SpecialDrugs),
        Choice(Fact.IdentityMedium, "identity.medium", true, Media, FactOrigin.LookedUp),
        Choice(Fact.IdentityVerified, "identity.verified", true, Media, FactOrigin.LookedUp),
        Record(Fact.RecordsMedical, "records.medical", inClaim: true),
        Record(Fact.RecordsPrescription, "records.prescription", inClaim: false),
        Record(Fact.RecordsSigned, "records.signed", inClaim: false),
        Record(Fact.RecordsReviewed, "records.reviewed", inClaim: false),
        Record(Fact.RecordsPurchase, "records.purchase", inClaim: false),
        Record(Fact.RecordsFollowUp, "records.followUp", inClaim: false),
    ];

    /// <summary>All declarations, in the order of <see cref="Fact"/>.</summary>
    public static IReadOnlyList<FactDefinition> All => Table;

    public static int Count => Table.Length;

    public static FactDefinition Of(Fact fact) => Table[(int)fact];

    /// <summary>The declaration with this path, or null.</summary>
    public static FactDefinition? Find(string path)
    {
        foreach (var definition in Table)
        {
            if (string.Equals(definition.Path, path, StringComparison.Ordinal))
            {
                return definition;
            }
        }

        return null;
    }

    /// <summary>The place of a word in a fact's closed list, or −1.</summary>
    public static int IndexOf(Fact fact, string value)
    {
        var values = Of(fact).Values;
        for (var i = 0; i < values.Count; i++)
        {
            if (string.Equals(values[i], value, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }

    private static FactDefinition Choice(
        Fact fact, string path, bool inClaim, ImmutableArray<string> values, FactOrigin origin = FactOrigin.Asked) =>
        new(fact, path, FactType.Choice, Absence.Open, origin, inClaim, values);

    private static FactDefinition Set(
        Fact fact, string path, Absence absence, bool inClaim, ImmutableArray<string> values,
        FactOrigin origin = FactOrigin.Asked) =>
        new(fact, path, FactType.ChoiceSet, absence, origin, inClaim, values);

    private static FactDefinition Flag(Fact fact, string path, bool inClaim) =>
        new(fact, path, FactType.Flag, Absence.NotSo, FactOrigin.Asked, inClaim, []);

    private static FactDefinition OpenFlag(Fact fact, string path, bool inClaim = false) =>
        new(fact, path, FactType.Flag, Absence.Open, FactOrigin.Asked, inClaim, []);

    /// <summary>佐证 — a record that the platform has or has not; of what it does not know nothing is said.</summary>
    private static FactDefinition Record(Fact fact, string path, bool inClaim) =>
        new(fact, path, FactType.Flag, Absence.Open, FactOrigin.LookedUp, inClaim, []);

    private static FactDefinition Number(Fact fact, string path, Absence absence) =>
        new(fact, path, FactType.Number, absence, FactOrigin.Asked, false, []);

    private static FactDefinition Amount(Fact fact, string path, Absence absence, bool inClaim = false) =>
        new(fact, path, FactType.Amount, absence, FactOrigin.LookedUp, inClaim, []);
}
