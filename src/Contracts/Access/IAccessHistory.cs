using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Paging;

namespace Mingsuan.Contracts.Access;

/// <summary>访问历史 — who asked about a person, for that person to read. (个人信息保护法 第四十四、四十五条)</summary>
public interface IAccessHistory
{
    /// <summary>The attempts that named the person, the newest first; the last few seconds may be missing.</summary>
    Task<IReadOnlyList<PastAccess>> PageAsync(PersonId person, Place? after, int limit, CancellationToken ct);
}

/// <summary>一次访问 as it was noted.</summary>
/// <param name="Place">Where it stands in the list, and when it was.</param>
/// <param name="Institution">The institution's code, when one asked by its own system.</param>
/// <param name="Actor">The operator, as declared or signed in.</param>
/// <param name="What">What was asked: an infno, or a route's code.</param>
/// <param name="Outcome">`ok`, `replayed`, or the code of the refusal.</param>
public sealed record PastAccess(Place Place, string? Institution, string? Actor, string What, string Outcome);
