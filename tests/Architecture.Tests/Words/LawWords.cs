using System.Text.RegularExpressions;

namespace Mingsuan.Architecture.Tests.Words;

/// <summary>
/// The words that belong to the law and not to the code, gathered from the law library itself: document numbers,
/// administrative codes, item codes, and places by their Chinese name and by the name of their folder.
/// </summary>
internal sealed partial record LawWords(
    IReadOnlySet<string> Numbers, IReadOnlySet<string> Codes, IReadOnlySet<string> Places, IReadOnlySet<string> Folders)
{
    // The country itself is no region: its name and code are ordinary words of the platform.
    private static readonly string[] Country = ["100000", "000000", "全国", "国家", "中国"];
    private static readonly string[] Ranks =
        ["特别行政区", "自治区", "自治州", "自治县", "地区", "省", "市", "州", "盟", "县", "区", "旗"];

    public static LawWords Gather(IEnumerable<SourceFile> law)
    {
        HashSet<string> numbers = [], codes = [], places = [], folders = [];
        foreach (var file in law)
        {
            if (Folder().Match(file.Path) is { Success: true } folder && !Country.Contains(folder.Groups[1].Value))
            {
                codes.Add(folder.Groups[1].Value);
                folders.Add(folder.Groups[2].Value);
            }

            numbers.UnionWith(Values(Number(), file.Text).Where(number => number.Any(char.IsAsciiDigit)));
            codes.UnionWith(Values(Jurisdiction(), file.Text));
            codes.UnionWith(Values(Item(), file.Text).Where(code => code.Count(char.IsAsciiDigit) >= 4));
            if (file.Path == "law/regions.yaml")
            {
                places.UnionWith(Values(Name(), file.Text).SelectMany(WithoutRank));
                codes.UnionWith(Code().Matches(file.Text).Select(match => match.Value));
            }
        }

        codes.ExceptWith(Country);
        places.ExceptWith(Country);
        return new LawWords(numbers, codes, places, folders);
    }

    private static IEnumerable<string> Values(Regex pattern, string text) =>
        pattern.Matches(text).Select(match => match.Groups[1].Value.Trim());

    /// <summary>A place is also meant by its name without its rank, where two characters are left.</summary>
    private static IEnumerable<string> WithoutRank(string name)
    {
        yield return name;
        foreach (var rank in Ranks.Where(rank => name.EndsWith(rank, StringComparison.Ordinal)))
        {
            if (name.Length - rank.Length >= 2)
            {
                yield return name[..^rank.Length];
            }
        }
    }

    [GeneratedRegex(@"^law/(\d{6})-([a-z-]+)/")]
    private static partial Regex Folder();

    [GeneratedRegex(@"^number:\s*[""']?([^""'\r\n#]+)", RegexOptions.Multiline)]
    private static partial Regex Number();

    [GeneratedRegex(@"^jurisdiction:\s*[""']?(\d{6})", RegexOptions.Multiline)]
    private static partial Regex Jurisdiction();

    [GeneratedRegex(@"^[\s-]*price-item:\s*[""']?([A-Za-z0-9-]+)", RegexOptions.Multiline)]
    private static partial Regex Item();

    [GeneratedRegex(@"\bname:\s*[""']?(\p{IsCJKUnifiedIdeographs}{2,})")]
    private static partial Regex Name();

    [GeneratedRegex(@"(?<!\d)\d{6}(?!\d)")]
    private static partial Regex Code();
}
