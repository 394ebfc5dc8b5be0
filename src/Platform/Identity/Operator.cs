namespace Mingsuan.Platform.Identity;

/// <summary>操作员 — who asks, in which role, and how far.</summary>
/// <param name="Name">The account's name, as it stands on the trail.</param>
/// <param name="Role">角色.</param>
/// <param name="Regions">
/// 管辖区划 — codes of areas, separated by commas; trailing pairs of zeros stand for everything below. Empty: everywhere.
/// </param>
/// <param name="Institution">所在机构 — the code of the institution that the person works for, if any.</param>
public sealed record Operator(string Name, string Role, string Regions = "", string? Institution = null)
{
    private const int CodeLength = 6;

    /// <summary>Whether an area lies in the regions that this operator answers for.</summary>
    public bool Covers(string area) => Regions.Length == 0 || Regions.Split(',').Any(region => Holds(region, area));

    /// <summary>Whether a region is at the level of a whole province, or above. (楚医保规〔2022〕3号 第五条)</summary>
    public bool IsProvincial =>
        Regions.Length == 0 || Regions.Split(',').Any(region => Significant(region).Length <= 2);

    private static bool Holds(string region, string area) =>
        area.StartsWith(Significant(region), StringComparison.Ordinal);

    private static string Significant(string region)
    {
        var end = Math.Min(region.Length, CodeLength);
        while (end >= 2 && region.AsSpan(end - 2, 2) is "00")
        {
            end -= 2;
        }

        return region[..end];
    }
}
