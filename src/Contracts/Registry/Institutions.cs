using Mingsuan.Contracts.Ids;

namespace Mingsuan.Contracts.Registry;

/// <summary>机构名录 — the questions other modules may ask about institutions.</summary>
public interface IInstitutionDirectory
{
    /// <summary>
    /// An institution by its code, as it stood on a day; none when unknown or without standing that day.
    /// </summary>
    Task<InstitutionFacts?> FindAsync(string code, DateOnly on, CancellationToken ct);

    /// <summary>An institution by its id, as it stood on a day.</summary>
    Task<InstitutionFacts?> FindAsync(InstitutionId id, DateOnly on, CancellationToken ct);

    /// <summary>
    /// 定点状态 on a day: `designated`, `suspended`, `revoked`, or `none` on a day that the register does not cover;
    /// null where the register knows nothing of it. Of an internet hospital the physical institution's counts, unless
    /// its own is worse. (楚医保规〔2022〕3号 第二条（二）)
    /// </summary>
    Task<string?> DesignationAsync(InstitutionFacts institution, DateOnly on, CancellationToken ct);

    /// <summary>All institutions with standing on a day, by code.</summary>
    Task<IReadOnlyList<InstitutionFacts>> ListAsync(DateOnly on, CancellationToken ct);
}

/// <summary>机构事实 — an institution as it stood on a day. Words are those of `quote` and `adjudicate`.</summary>
public sealed record InstitutionFacts
{
    /// <summary>The institution.</summary>
    public required InstitutionId Id { get; init; }

    /// <summary>定点医药机构编号.</summary>
    public required string Code { get; init; }

    /// <summary>定点医药机构名称.</summary>
    public required string Name { get; init; }

    /// <summary>统一社会信用代码.</summary>
    public required string Uscc { get; init; }

    /// <summary>`hospital` or `pharmacy`.</summary>
    public required InstitutionKind Kind { get; init; }

    /// <summary>医保区划 of its place.</summary>
    public required string Admdvs { get; init; }

    /// <summary>`tertiary`, `secondary`, `primary` or `unrated`.</summary>
    public required string Level { get; init; }

    /// <summary>等次 such as 3A, when rated.</summary>
    public string? Grade { get; init; }

    /// <summary>`public` or `private`.</summary>
    public required string Ownership { get; init; }

    /// <summary>`nonProfit` or `forProfit`.</summary>
    public required string BusinessNature { get; init; }

    /// <summary>Whether the institution itself is an internet hospital.</summary>
    public required bool InternetHospital { get; init; }

    /// <summary>依托的实体医疗机构 — the physical institution that an internet hospital depends on.</summary>
    public InstitutionId? PhysicalInstitution { get; init; }

    /// <summary>慢特病定点零售药店.</summary>
    public required bool ChronicPharmacy { get; init; }

    /// <summary>Where its evidence lies.</summary>
    public required EvidenceSetting Evidence { get; init; }

    /// <summary>执业许可, all of them, dated.</summary>
    public required IReadOnlyList<LicenceFacts> Licences { get; init; }

    /// <summary>The span for which these facts hold.</summary>
    public required FactSpan Span { get; init; }
}

/// <summary>事实的时段与来源 — from and to are both inclusive; no end means open.</summary>
public sealed record FactSpan(DateOnly From, DateOnly? To, string Source)
{
    /// <summary>Whether the fact holds on a day.</summary>
    public bool Holds(DateOnly day) => From <= day && (To is null || day <= To);
}

/// <summary>机构类别.</summary>
public enum InstitutionKind
{
    /// <summary>定点医疗机构.</summary>
    Hospital,

    /// <summary>定点零售药店.</summary>
    Pharmacy,
}

/// <summary>佐证方式 — whether an institution's own system keeps the evidence or the platform demands each piece.</summary>
public enum EvidenceSetting
{
    /// <summary>What 2201–2204 declare suffices; a missing piece is a warning and a review finding.</summary>
    Declared,

    /// <summary>Each missing piece refuses 2207.</summary>
    Strict,
}

/// <summary>网关签名方式 — how an institution's calls prove where they come from.</summary>
public enum SigningStyle
{
    /// <summary>Unsigned: accepted by a demonstration only, from loopback.</summary>
    None,

    /// <summary>国家 PaaS 网关 (x-tif).</summary>
    XTif,

    /// <summary>API 网关 (_api_).</summary>
    ApiGateway,

    /// <summary>OAuth2.</summary>
    OAuth,

    /// <summary>apikey — the secret itself in one header.</summary>
    ApiKey,
}

/// <summary>执业许可 — `internetHospital`, `internetCare` or `telemedicine`.</summary>
public sealed record LicenceFacts(string Kind, FactSpan Span)
{
    /// <summary>许可证号.</summary>
    public string? Number { get; init; }

    /// <summary>发证机关.</summary>
    public string? Issuer { get; init; }
}

