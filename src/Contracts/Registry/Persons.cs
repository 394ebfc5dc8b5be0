using Mingsuan.Contracts.Ids;
using Mingsuan.Policy.Primitives;

namespace Mingsuan.Contracts.Registry;

/// <summary>参保人名录 — the questions other modules may ask about insured persons.</summary>
public interface IPersonDirectory
{
    /// <summary>By 人员编号.</summary>
    Task<PersonFacts?> ByNumberAsync(string psnNo, CancellationToken ct);

    /// <summary>By certificate type and number; when a name is given it must be the person's.</summary>
    Task<PersonFacts?> ByCertificateAsync(string certType, string certno, string? name, CancellationToken ct);

    /// <summary>By the token of an e-certificate that is valid on a day.</summary>
    Task<PersonFacts?> ByTokenAsync(string token, DateOnly on, CancellationToken ct);

    /// <summary>By 社会保障卡号.</summary>
    Task<PersonFacts?> ByCardAsync(string cardNo, CancellationToken ct);

    /// <summary>By id.</summary>
    Task<PersonFacts?> FindAsync(PersonId id, CancellationToken ct);

    /// <summary>
    /// Whom a presented 就诊凭证 belongs to: 01 e-certificate token, 03 social security card, else a certificate.
    /// </summary>
    Task<PersonFacts?> PresentedAsync(
        string credentialType, string credential, string certType, string? name, DateOnly on, CancellationToken ct) =>
        credentialType switch
        {
            "01" => ByTokenAsync(credential, on, ct),
            "03" => ByCardAsync(credential, ct),
            _ => ByCertificateAsync(certType, credential, name, ct),
        };
}

/// <summary>参保人事实 — what is known of an insured person; every dated fact with its span and source.</summary>
public sealed record PersonFacts
{
    /// <summary>The person.</summary>
    public required PersonId Id { get; init; }

    /// <summary>人员编号.</summary>
    public required string PsnNo { get; init; }

    /// <summary>人员证件类型.</summary>
    public required string CertType { get; init; }

    /// <summary>证件号码.</summary>
    public required string Certno { get; init; }

    /// <summary>姓名.</summary>
    public required string Name { get; init; }

    /// <summary>性别 (GB/T 2261.1).</summary>
    public required string Sex { get; init; }

    /// <summary>民族.</summary>
    public required string Nation { get; init; }

    /// <summary>出生日期.</summary>
    public required DateOnly BirthDate { get; init; }

    /// <summary>参保关系, all of them.</summary>
    public required IReadOnlyList<EnrolmentFacts> Enrolments { get; init; }

    /// <summary>待遇状态, all spans; a day without a span is not entitled.</summary>
    public required IReadOnlyList<EntitlementFacts> Entitlements { get; init; }

    /// <summary>门诊慢特病备案.</summary>
    public required IReadOnlyList<ChronicRegistrationFacts> ChronicRegistrations { get; init; }

    /// <summary>两病 qualifications.</summary>
    public required IReadOnlyList<TwoDiseaseFacts> TwoDiseases { get; init; }

    /// <summary>个人账户 at the opening of its ledger; the balance is this and what settlements recorded since.</summary>
    public AccountOpening? AccountOpening { get; init; }

    /// <summary>The enrolment in force on a day: of the given scheme, or the first one.</summary>
    public EnrolmentFacts? EnrolmentOn(DateOnly day, string? insutype = null) => Enrolments.FirstOrDefault(
        enrolment => enrolment.Span.Holds(day) && (insutype is null || enrolment.Insutype == insutype));

    /// <summary>The state of entitlement in a scheme on a day.</summary>
    public EntitlementState EntitlementOn(DateOnly day, string insutype) => Entitlements
        .FirstOrDefault(entitlement => entitlement.Insutype == insutype && entitlement.Span.Holds(day))?.State
        ?? EntitlementState.Suspended;
}

/// <summary>参保关系 — enrolment in one scheme.</summary>
public sealed record EnrolmentFacts
{
    /// <summary>险种 (310, 390, …).</summary>
    public required string Insutype { get; init; }

    /// <summary>`employee` or `resident`.</summary>
    public required string Scheme { get; init; }

    /// <summary>`working` or `retired`; none for residents.</summary>
    public string? Status { get; init; }

    /// <summary>人员类别.</summary>
    public required string PsnType { get; init; }

    /// <summary>参保地医保区划.</summary>
    public required string Area { get; init; }

    /// <summary>公务员标志.</summary>
    public required bool CivilServant { get; init; }

    /// <summary>单位名称.</summary>
    public string? Employer { get; init; }

    /// <summary>From and to.</summary>
    public required FactSpan Span { get; init; }
}

/// <summary>待遇状态 over a span.</summary>
public sealed record EntitlementFacts(string Insutype, EntitlementState State, FactSpan Span);

/// <summary>待遇状态.</summary>
public enum EntitlementState
{
    /// <summary>享受.</summary>
    Active,

    /// <summary>欠费.</summary>
    Arrears,

    /// <summary>等待期.</summary>
    Waiting,

    /// <summary>中断.</summary>
    Suspended,
}

/// <summary>门诊慢特病备案 — one registered disease.</summary>
public sealed record ChronicRegistrationFacts(string Code, FactSpan Span);

/// <summary>两病 — `hypertension` or `diabetes`.</summary>
public sealed record TwoDiseaseFacts(string Disease, FactSpan Span);

/// <summary>个人账户期初 — the balance with which the account's ledger opens.</summary>
public sealed record AccountOpening(Money Balance, DateOnly On, string Source);

/// <summary>个人账户余额 — asked of the module that keeps the ledger.</summary>
public interface IAccountBook
{
    /// <summary>The balance now: the opening and every recorded entry.</summary>
    Task<Money> BalanceAsync(PersonId person, CancellationToken ct);
}
