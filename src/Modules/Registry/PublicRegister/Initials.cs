using System.Reflection;
using System.Text;
using YamlDotNet.RepresentationModel;

namespace Mingsuan.Registry.PublicRegister;

/// <summary>
/// 拼音首字母 — of a name, by which people search. The common characters of GB 2312 stand in the order of their sounds, so
/// the first character of each letter is all that has to be known; others and those read otherwise in names are listed.
/// </summary>
internal static class Initials
{
    private const int LastCommon = 0xD7F9;
    private static readonly Encoding National = Gb2312();
    private static readonly (int From, char Letter)[] Letters;
    private static readonly Dictionary<string, string> Readings = new(StringComparer.Ordinal);

    static Initials()
    {
        using var stream = Assembly.GetExecutingAssembly()
            .GetManifestResourceStream("Mingsuan.Registry.PublicRegister.initials.yaml")!;
        using var reader = new StreamReader(stream);
        var yaml = new YamlStream();
        yaml.Load(reader);
        var root = (YamlMappingNode)yaml.Documents[0].RootNode;
        Letters = [.. Pairs(root, "first").Select(one => (Place(one.Value[0]), one.Key[0])).OrderBy(one => one.Item1)];
        foreach (var (text, letters) in Pairs(root, "readings"))
        {
            Readings[text] = letters;
        }
    }

    /// <summary>
    /// The initials in capitals; letters and digits stand for themselves, brackets and unknown signs for nothing.
    /// </summary>
    public static string Of(string name)
    {
        var initials = new StringBuilder();
        for (var at = 0; at < name.Length; at++)
        {
            if (at + 1 < name.Length && Readings.TryGetValue(name.Substring(at, 2), out var both))
            {
                initials.Append(both);
                at++;
            }
            else if (Readings.TryGetValue(name.Substring(at, 1), out var one))
            {
                initials.Append(one);
            }
            else if (char.IsAsciiLetterOrDigit(name[at]))
            {
                initials.Append(char.ToUpperInvariant(name[at]));
            }
            else if (Place(name[at]) is var place && place >= Letters[0].From && place <= LastCommon)
            {
                initials.Append(Letters.Last(letter => letter.From <= place).Letter);
            }
        }

        return initials.ToString();
    }

    private static int Place(char sign)
    {
        Span<byte> bytes = stackalloc byte[4];
        var length = National.GetBytes([sign], bytes);
        return length == 2 ? (bytes[0] << 8) | bytes[1] : 0;
    }

    private static Encoding Gb2312()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding("gb2312");
    }

    private static IEnumerable<KeyValuePair<string, string>> Pairs(YamlMappingNode root, string name) =>
        ((YamlMappingNode)root[name]).Children.Select(one => KeyValuePair.Create(
            ((YamlScalarNode)one.Key).Value!, ((YamlScalarNode)one.Value).Value!));
}
