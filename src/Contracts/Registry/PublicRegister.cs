namespace Mingsuan.Contracts.Registry;

/// <summary>公示名录 — what everybody may know of institutions and their people, on any day. (楚医保规〔2022〕3号 第十八条)</summary>
public interface IPublicRegister
{
    /// <summary>The institutions that stood on a day and were designated then, by code.</summary>
    Task<IReadOnlyList<PublicInstitution>> ListAsync(DateOnly on, CancellationToken ct);

    /// <summary>One of them, with everything it was before and since.</summary>
    Task<PublicInstitution?> FindAsync(string code, DateOnly on, CancellationToken ct);

    /// <summary>
    /// The internet doctors, nurses and pharmacists of an institution on a day: doctors to whose work online it agrees,
    /// and only who may be paid for.
    /// </summary>
    Task<IReadOnlyList<PractitionerFacts>> PeopleAsync(InstitutionFacts institution, DateOnly on, CancellationToken ct);
}

/// <summary>公示的机构.</summary>
public sealed record PublicInstitution(InstitutionFacts Facts, string Initials)
{
    /// <summary>地址.</summary>
    public string? Address { get; init; }

    /// <summary>电话.</summary>
    public string? Phone { get; init; }

    /// <summary>科室.</summary>
    public required IReadOnlyList<string> Departments { get; init; }

    /// <summary>依托的实体医疗机构 — its code and name.</summary>
    public (string Code, string Name)? Physical { get; init; }

    /// <summary>
    /// 沿革 — the days on which something became otherwise, the latest first; only asked of one institution.
    /// </summary>
    public IReadOnlyList<DateOnly> Changes { get; init; } = [];
}
