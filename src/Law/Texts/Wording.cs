using System.Reflection;
using YamlDotNet.RepresentationModel;

namespace Mingsuan.Law.Texts;

/// <summary>
/// 用语 — the one catalogue of Chinese words for codes, labels and facts. Everything that starts in code is a code with
/// parameters; it becomes a sentence only here.
/// </summary>
public static class Wording
{
    private static readonly Dictionary<string, string> Texts = Load();

    /// <summary>The text of a key with its <c>{parameters}</c> filled in; the key itself when there is none.</summary>
    public static string Of(string key, IReadOnlyDictionary<string, string>? parameters = null)
    {
        if (!Texts.TryGetValue(key, out var text))
        {
            return key;
        }

        foreach (var (name, value) in parameters ?? new Dictionary<string, string>())
        {
            text = text.Replace($"{{{name}}}", value, StringComparison.Ordinal);
        }

        return text;
    }

    public static bool Has(string key) => Texts.ContainsKey(key);

    /// <summary>
    /// A fact's Chinese label: the same for every line (<c>lines[3].unitPrice</c>); the path itself when it has none.
    /// </summary>
    public static string Fact(string path)
    {
        var plain = path.IndexOf('[', StringComparison.Ordinal) is >= 0 and var at
            ? string.Concat(path.AsSpan(0, at), path.AsSpan(path.IndexOf(']', at) + 1))
            : path;
        return Texts.TryGetValue($"facts.{plain}", out var label) ? label : path;
    }

    /// <summary>The Chinese label of one word of a fact's closed list.</summary>
    public static string Word(string path, string word) => Of($"words.{path}.{word}") is var text &&
        !text.StartsWith("words.", StringComparison.Ordinal)
        ? text
        : Of($"words.{path[(path.LastIndexOf('.') + 1)..]}.{word}") is var shared &&
            !shared.StartsWith("words.", StringComparison.Ordinal)
            ? shared
            : word;

    private static Dictionary<string, string> Load()
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        var assembly = Assembly.GetExecutingAssembly();
        using var stream = assembly.GetManifestResourceStream("Mingsuan.Law.Texts.zh-CN.yaml")!;
        using var reader = new StreamReader(stream);
        var yaml = new YamlStream();
        yaml.Load(reader);
        Flatten((YamlMappingNode)yaml.Documents[0].RootNode, "", texts);
        return texts;
    }

    private static void Flatten(YamlMappingNode map, string prefix, Dictionary<string, string> texts)
    {
        foreach (var (key, value) in map.Children)
        {
            var name = prefix + ((YamlScalarNode)key).Value;
            if (value is YamlMappingNode inner)
            {
                Flatten(inner, name + ".", texts);
            }
            else
            {
                texts[name] = ((YamlScalarNode)value).Value ?? "";
            }
        }
    }
}
