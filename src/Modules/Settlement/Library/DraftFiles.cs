using System.Text.RegularExpressions;

namespace Mingsuan.Settlement.Library;

/// <summary>
/// 草案的文件 — law files by path, where a library keeps them: documents in a region's folder, calendars and the list of
/// regions.
/// </summary>
internal static partial class DraftFiles
{
    public const string Regions = "regions.yaml";

    private const int MostFiles = 20;
    private const int MostCharacters = 400_000;

    /// <summary>The first path that no library has, or that is too long; none when all are sound.</summary>
    public static string? Fault(IReadOnlyDictionary<string, string> files) =>
        files.Count is 0 or > MostFiles
            ? "files"
            : files.FirstOrDefault(file => !Path().IsMatch(file.Key) || file.Value.Length > MostCharacters).Key;

    /// <summary>
    /// Where a file lies that somebody brings by its name: the list of regions and calendars have a place of their own,
    /// a document lies in its region's folder.
    /// </summary>
    public static string Place(string folder, string name) =>
        name == Regions ? name
        : Year().IsMatch(name) ? "calendars/" + name
        : folder + "/" + name;

    public static bool IsCalendar(string path) => path.StartsWith("calendars/", StringComparison.Ordinal);

    [GeneratedRegex(@"^(regions\.yaml|calendars/[0-9]{4}\.yaml|[0-9]{6}-[a-z0-9-]{1,40}/[a-z0-9.-]{1,100}\.md)$")]
    private static partial Regex Path();

    [GeneratedRegex(@"^[0-9]{4}\.yaml$")]
    private static partial Regex Year();
}
