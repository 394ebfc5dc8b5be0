using System.Collections.Immutable;

namespace Mingsuan.Policy.Refusals;

/// <summary>
/// 拒绝码 — every refusal, in order of precedence: where several apply, the first in this list is the answer.
/// The order and the consequences are those of the requirements matrix, A.9.
/// </summary>
public enum RefusalCode : byte
{
    None,
    Identity,
    QualificationExpired,
    DoctorSuspended,
    DoctorUnqualified,
    FirstVisit,
    Duration,
    NoConsent,
    NotPublicized,
    NoESign,
    NoPharmacistReview,
    PrescriptionConsumed,
    PrescriptionExpired,
    NotUploaded,
    ChildUnaccompanied,
    DrugNotOnline,
    PrescriptionValidity,
    PrescriptionSupply,
    PrescriptionCount,
    LongPrescription,
    PrescriptionArea,
    ReapplyEarly,
    NotRealTime,
    SituationOff,
    CalendarUnpublished,
    BadFacts,
    NotApplicable,
    UnapprovedItem,
    BlacklistService,
    ItemRetired,
    TrialEnded,
    MissingFact,
    LevelNotAllowed,
    TitleNotAllowed,
    NoPriceRow,
    FilingMissing,
    OverCeiling,
    OverAnnounced,
    DuplicateCharge,
    RevisitAsFirst,
    Area,
    NotEntitled,
    NoSupplementaryAgreement,
    AgreementSuspended,
    NotIncluded,
    RevisitWindow,
    DiseaseMismatch,
    NotChronicPharmacy,
}

/// <summary>后果 — what a refusal does to a claim.</summary>
public enum Consequence : byte
{
    /// <summary>拒单: nothing may be charged, no settlement comes about.</summary>
    Claim,

    /// <summary>拒行: this line may not be charged; the others are computed.</summary>
    Line,

    /// <summary>基金 0: it may be charged; no fund pays.</summary>
    FundZero,
}

/// <summary>The printed form and the consequence of each code.</summary>
public static class RefusalCodes
{
    private static readonly ImmutableArray<string> Names =
    [
        "", "E-IDENTITY", "E-QUAL-EXPIRED", "E-DOCTOR-SUSPENDED", "E-DOCTOR-UNQUALIFIED", "E-FIRST-VISIT",
        "E-DURATION", "E-NO-CONSENT", "E-NOT-PUBLICIZED", "E-NO-ESIGN", "E-NO-PHARM-REVIEW", "E-RX-CONSUMED",
        "E-RX-EXPIRED", "E-NOT-UPLOADED", "E-CHILD-UNACCOMPANIED", "E-DRUG-NOT-ONLINE", "E-RX-VALIDITY-LONG",
        "E-RX-SUPPLY", "E-RX-COUNT", "E-RX-LONG", "E-RX-RECOGNITION", "E-REAPPLY-EARLY",
        "E-NOT-REAL-TIME", "E-SITUATION-OFF", "E-CALENDAR-UNPUBLISHED", "E-BAD-FACTS",
        "E-NOT-APPLICABLE", "E-UNAPPROVED-ITEM", "E-BLACKLIST-SERVICE", "E-ITEM-RETIRED", "E-TRIAL-ENDED",
        "E-MISSING-FACT", "E-LEVEL-NOT-ALLOWED", "E-TITLE-NOT-ALLOWED", "E-NO-PRICE-ROW", "E-FILING-MISSING",
        "E-OVER-CEILING", "E-OVER-ANNOUNCED", "E-DUP-CHARGE", "E-REVISIT-AS-FIRST", "E-AREA", "E-NOT-ENTITLED",
        "E-NO-SUPP-AGREEMENT", "E-AGREEMENT-SUSPENDED", "E-NOT-INCLUDED", "E-REVISIT-WINDOW", "E-DISEASE-MISMATCH",
        "E-NOT-CHRONIC-PHARMACY",
    ];

    public static string Printed(this RefusalCode code) => Names[(int)code];

    public static Consequence Consequence(this RefusalCode code) => code switch
    {
        < RefusalCode.NotApplicable => Refusals.Consequence.Claim,
        < RefusalCode.Area => Refusals.Consequence.Line,
        _ => Refusals.Consequence.FundZero,
    };

    /// <summary>The code with this printed form, or null.</summary>
    public static RefusalCode? Find(string printed)
    {
        var index = Names.IndexOf(printed);
        return index <= 0 ? null : (RefusalCode)index;
    }

    public static IReadOnlyList<string> AllPrinted => Names[1..];
}
