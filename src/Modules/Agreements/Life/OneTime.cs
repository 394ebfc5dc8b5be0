namespace Mingsuan.Agreements.Life;

/// <summary>
/// 一次性告知 — a notice lists everything at once. What a later notice names although the same content lay before the
/// officer at an earlier one, and which no earlier one named, breaks that. (CX-17-6)
/// </summary>
internal static class OneTime
{
    /// <summary>Those of the items that an earlier notice should have named.</summary>
    public static IReadOnlyList<NoticeItem> Unlisted(
        IReadOnlyList<GivenNotice> earlier,
        IReadOnlyDictionary<string, string> seen,
        IReadOnlyList<NoticeItem> items) =>
    [
        .. items.Where(item =>
            !earlier.Any(notice => notice.Items.Contains(item)) &&
            seen.TryGetValue(item.Piece, out var content) &&
            earlier.Any(notice => notice.Seen.TryGetValue(item.Piece, out var before) && before == content)),
    ];
}
