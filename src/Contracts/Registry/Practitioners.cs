using Mingsuan.Contracts.Ids;

namespace Mingsuan.Contracts.Registry;

/// <summary>医师药师名录 — the questions other modules may ask about practitioners.</summary>
public interface IPractitionerDirectory
{
    /// <summary>A practitioner by code, as registered at an institution on a day.</summary>
    Task<PractitionerFacts?> FindAsync(string code, InstitutionId institution, DateOnly on, CancellationToken ct);

    /// <summary>
    /// Everybody registered on a day, by code; at one institution when it is named. Eligibility is as it stood at the
    /// day's end, or stands now.
    /// </summary>
    Task<IReadOnlyList<PractitionerFacts>> ListAsync(InstitutionId? institution, DateOnly on, CancellationToken ct);

    /// <summary>
    /// 停权 — the first of the practitioners who may not be paid for: whose eligibility is suspended or terminated now,
    /// or was so when the service was done, wherever and in whichever channel. None when all may. (楚医保规〔2022〕3号 第十九条)
    /// </summary>
    Task<string?> BarredAsync(IReadOnlyCollection<ServiceBy> services, CancellationToken ct);
}

/// <summary>一次服务 — by whom, and when.</summary>
public sealed record ServiceBy(string Practitioner, DateTime At);

/// <summary>执业事实 — a practitioner at one institution over one span.</summary>
public sealed record PractitionerFacts
{
    /// <summary>The practitioner.</summary>
    public required PractitionerId Id { get; init; }

    /// <summary>The institution.</summary>
    public required InstitutionId Institution { get; init; }

    /// <summary>医师编码.</summary>
    public required string Code { get; init; }

    /// <summary>姓名.</summary>
    public required string Name { get; init; }

    /// <summary>`doctor`, `pharmacist`, `nurse`.</summary>
    public required string Kind { get; init; }

    /// <summary>职称: `resident`, `attending`, `seniorAttending`, `associateChief`, `chief`.</summary>
    public required string Title { get; init; }

    /// <summary>科室.</summary>
    public string? Department { get; init; }

    /// <summary>执业资格, when recorded.</summary>
    public string? Qualification { get; init; }

    /// <summary>独立临床工作起始日.</summary>
    public DateOnly? IndependentPracticeSince { get; init; }

    /// <summary>机构同意 — the institution agrees to follow-ups online. (医师法 第三十条)</summary>
    public required bool Consent { get; init; }

    /// <summary>签名证书的公钥 — an SM2 point in hex, when registered.</summary>
    public string? SigningKey { get; init; }

    /// <summary>医保支付资格.</summary>
    public required PractitionerStanding Standing { get; init; }

    /// <summary>From and to.</summary>
    public required FactSpan Span { get; init; }
}

/// <summary>医保支付资格状态.</summary>
public enum PractitionerStanding
{
    /// <summary>正常.</summary>
    Eligible,

    /// <summary>暂停.</summary>
    Suspended,

    /// <summary>终止.</summary>
    Terminated,
}
