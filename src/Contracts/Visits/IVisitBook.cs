using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Registry;

namespace Mingsuan.Contracts.Visits;

/// <summary>就诊簿 — the questions settlement may ask about visits, and the marks it may set.</summary>
public interface IVisitBook
{
    /// <summary>A visit of a person; none when that person has no such visit.</summary>
    Task<VisitFacts?> FindAsync(PersonId person, VisitId visit, CancellationToken ct);

    /// <summary>
    /// The person's offline visits with a diagnosis that began in a span of days (inclusive), the latest first,
    /// without the visit itself: the proof that a follow-up is one.
    /// </summary>
    Task<IReadOnlyList<OfflineVisit>> OfflineVisitsAsync(
        PersonId person, DateOnly from, DateOnly to, VisitId? except, CancellationToken ct);

    /// <summary>Marks a visit inside the running operation; the caller has locked the person.</summary>
    Task MarkAsync(PersonId person, VisitId visit, VisitState state, CancellationToken ct);

    /// <summary>
    /// Notes inside the running operation which version of the price notice the patient agreed to last; the caller has
    /// locked the person.
    /// </summary>
    Task ConsentAsync(PersonId person, VisitId visit, int notice, CancellationToken ct);
}

/// <summary>就诊事实 — what a settlement needs to know of a visit.</summary>
public sealed record VisitFacts
{
    /// <summary>The visit.</summary>
    public required VisitId Id { get; init; }

    /// <summary>The person.</summary>
    public required PersonId Person { get; init; }

    /// <summary>The institution.</summary>
    public required InstitutionId Institution { get; init; }

    /// <summary>住院/门诊号.</summary>
    public required string IptOtpNo { get; init; }

    /// <summary>渠道, decided when the visit was opened and never changed.</summary>
    public required VisitChannel Channel { get; init; }

    /// <summary>What the channel was decided by.</summary>
    public required ChannelGround ChannelGround { get; init; }

    /// <summary>险种.</summary>
    public required string Insutype { get; init; }

    /// <summary>When the visit began (UTC).</summary>
    public required DateTime BeganAt { get; init; }

    /// <summary>The legal day of the visit.</summary>
    public required DateOnly On { get; init; }

    /// <summary>医师编码.</summary>
    public required string DoctorCode { get; init; }

    /// <summary>医师姓名.</summary>
    public required string DoctorName { get; init; }

    /// <summary>医疗类别; none before 2203.</summary>
    public string? MedType { get; init; }

    /// <summary>病种编码.</summary>
    public string? DiseCodg { get; init; }

    /// <summary>诊断代码, the main one first; empty before 2203.</summary>
    public required IReadOnlyList<string> Diagnoses { get; init; }

    /// <summary>Where the evidence lies, as the institution's setting was when the visit was opened.</summary>
    public required EvidenceSetting Evidence { get; init; }

    /// <summary>Evidence declared in `exp_content`.</summary>
    public required DeclaredEvidence Declared { get; init; }

    /// <summary>就诊凭证类型 that was presented when the visit was opened, and found to be the person's.</summary>
    public required string CertType { get; init; }

    /// <summary>病历已上传 — diagnoses, and what the patient complained of.</summary>
    public required bool HasRecord { get; init; }

    /// <summary>症状 that the doctor confirmed.</summary>
    public IReadOnlyList<string> Symptoms { get; init; } = [];

    /// <summary>复诊凭证 that the institution stated.</summary>
    public StatedProof? Proof { get; init; }

    /// <summary>
    /// The stated proof where it counts: a strict institution's own record is what it has uploaded, and that the
    /// platform knows; what the patient brought and the doctor confirmed counts everywhere, to be verified. (AMB-28)
    /// </summary>
    public StatedProof? CountedProof =>
        Proof is { Source: StatedProof.Patient } || Evidence == EvidenceSetting.Declared ? Proof : null;

    /// <summary>已转线下.</summary>
    public bool TurnedOffline { get; init; }

    /// <summary>The version of the price notice that the patient agreed to last, by the platform's records.</summary>
    public int? ConsentedNotice { get; init; }

    /// <summary>就诊状态.</summary>
    public required VisitState State { get; init; }
}

/// <summary>随就诊申报的佐证 — what the institution declared; none means it did not say.</summary>
public sealed record DeclaredEvidence(bool? Consent, bool? RealTime, bool? FirstVisit)
{
    /// <summary>Nothing was declared.</summary>
    public static readonly DeclaredEvidence Nothing = new(null, null, null);
}

/// <summary>
/// 申报的复诊凭证 — an earlier visit to a physical institution that the platform does not know: from the institution's own
/// record, or from what the patient brought and the doctor confirmed; the latter is still to be verified. (AMB-28)
/// </summary>
public sealed record StatedProof(DateOnly On, string Diagnosis, string Source)
{
    /// <summary>本院病历.</summary>
    public const string OwnRecord = "record";

    /// <summary>患者上传资料, confirmed by the doctor: 待核.</summary>
    public const string Patient = "patient";
}

/// <summary>线下就诊 — a visit that can prove a follow-up.</summary>
public sealed record OfflineVisit(VisitId Id, InstitutionId Institution, DateOnly On, IReadOnlyList<string> Diagnoses);

/// <summary>就诊渠道.</summary>
public enum VisitChannel
{
    /// <summary>线下.</summary>
    Offline,

    /// <summary>线上.</summary>
    Internet,
}

/// <summary>渠道依据 — in order of precedence.</summary>
public enum ChannelGround
{
    /// <summary>扩展节点明示.</summary>
    Declared,

    /// <summary>移动终端 with an e-certificate token.</summary>
    MobileToken,

    /// <summary>互联网医院.</summary>
    InternetHospital,

    /// <summary>None of these: offline.</summary>
    Otherwise,
}

/// <summary>就诊状态.</summary>
public enum VisitState
{
    /// <summary>已挂号 (2201).</summary>
    Registered,

    /// <summary>已诊断 (2203).</summary>
    Diagnosed,

    /// <summary>有明细 (2204).</summary>
    Detailed,

    /// <summary>已结算 (2207).</summary>
    Settled,

    /// <summary>已撤销结算 (2208).</summary>
    Reversed,

    /// <summary>已撤销挂号 (2202).</summary>
    Cancelled,
}
