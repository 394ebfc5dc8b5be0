namespace Mingsuan.Contracts.Paging;

/// <summary>翻页位置 — the last entry of a page, of a list with the newest first; the next page begins after it.</summary>
/// <param name="At">When the entry happened (UTC).</param>
/// <param name="Id">What tells entries of one instant apart.</param>
/// <param name="Number">What tells entries of one id apart, where that is needed.</param>
public sealed record Place(DateTime At, Guid Id, long Number = 0);
