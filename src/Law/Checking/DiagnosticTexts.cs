using System.Reflection;
using Mingsuan.Law.Reading;

namespace Mingsuan.Law.Checking;

/// <summary>诊断用语 — the Chinese sentence of each diagnostic, from the catalogue beside the other texts.</summary>
public static class DiagnosticTexts
{
    private const string Resource = "Mingsuan.Law.Texts.diagnostics.zh-CN.yaml";
    private static readonly Dictionary<string, string> Texts = Load();

    /// <summary>Whether the catalogue has a sentence for the code.</summary>
    public static bool Has(string code) => Texts.ContainsKey(code);

    /// <summary>The sentence with its parameters; the English one when the catalogue lacks the code.</summary>
    public static string Chinese(Diagnostic diagnostic)
    {
        if (!Texts.TryGetValue(diagnostic.Code, out var text))
        {
            return diagnostic.Message;
        }

        for (var i = 0; i < diagnostic.Arguments.Count; i++)
        {
            text = text.Replace($"{{{i}}}", diagnostic.Arguments[i], StringComparison.Ordinal);
        }

        return text;
    }

    private static Dictionary<string, string> Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);
        var map = (YamlMap)YamlReader.Read(reader.ReadToEnd(), 1)!;
        return map.Entries.ToDictionary(
            one => one.Key.Text, one => ((YamlScalar)one.Value).Text, StringComparer.Ordinal);
    }
}
