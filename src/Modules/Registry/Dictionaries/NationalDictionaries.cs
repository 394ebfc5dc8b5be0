using System.Text.Json;

namespace Mingsuan.Registry.Dictionaries;

/// <summary>字典 — one dictionary of the national interface.</summary>
internal sealed record NationalDictionary(string Type, IReadOnlyList<DictionaryValue> Values);

/// <summary>字典值.</summary>
internal sealed record DictionaryValue(string Value, string Label, string? Parent = null);

/// <summary>国家接口字典 — the code tables that public material shows, read once from a file beside this class.</summary>
internal static class NationalDictionaries
{
    private const string Name = "Mingsuan.Registry.Dictionaries.dictionaries.json";
    private static readonly DictionaryFile File = Read();

    /// <summary>The day on which the list was written down.</summary>
    public static string Version => File.Version;

    /// <summary>A dictionary by its type in any letter case, or none.</summary>
    public static NationalDictionary? Find(string type) =>
        File.Dictionaries.FirstOrDefault(one => one.Type.Equals(type, StringComparison.OrdinalIgnoreCase));

    private static DictionaryFile Read()
    {
        using var stream = typeof(NationalDictionaries).Assembly.GetManifestResourceStream(Name)
            ?? throw new InvalidOperationException("The dictionaries are not in the assembly.");
        return JsonSerializer.Deserialize<DictionaryFile>(stream, JsonSerializerOptions.Web)
            ?? throw new InvalidDataException("The dictionaries cannot be read.");
    }

    private sealed record DictionaryFile(string Version, IReadOnlyList<NationalDictionary> Dictionaries);
}
