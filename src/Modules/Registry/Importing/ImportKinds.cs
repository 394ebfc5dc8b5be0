using System.Reflection;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Mingsuan.Registry.Importing;

/// <summary>一栏 — its English name, its Chinese heading, and what may stand in it.</summary>
internal sealed record ImportField(string Name, string Header)
{
    public bool Optional { get; init; }

    public bool Day { get; init; }

    /// <summary>A person's own: masked wherever it is shown.</summary>
    public bool Personal { get; init; }

    public int Limit { get; init; } = 200;

    public Regex? Form { get; init; }

    /// <summary>Which kind of code it is, when it is one.</summary>
    public string? Code { get; init; }

    /// <summary>The Chinese words, each with the one that is stored.</summary>
    public IReadOnlyDictionary<string, string> Words { get; init; } = new Dictionary<string, string>();

    /// <summary>What a stored value reads like.</summary>
    public string Read(string? value) =>
        Words.FirstOrDefault(one => string.Equals(one.Value, value, StringComparison.OrdinalIgnoreCase)).Key
            ?? value ?? "";
}

/// <summary>一类文件.</summary>
internal sealed record ImportKind(string Name, string Title, IReadOnlyList<ImportField> Fields)
{
    public ImportField? Field(string name) => Fields.FirstOrDefault(one => one.Name == name);
}

/// <summary>编码形式 — verified ones are strict, unverified ones only warn.</summary>
internal sealed record CodeForm(Regex Form, bool Verified);

/// <summary>登记簿文件目录 — kinds of files, forms of codes and the words for what is wrong, from one data file.</summary>
internal sealed class ImportKinds
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);
    private readonly Dictionary<string, (string Wrong, string Remedy)> findings;

    private ImportKinds(YamlMappingNode root)
    {
        All = [.. Map(root, "kinds").Children.Select(one => Kind(Text(one.Key), (YamlMappingNode)one.Value))];
        Codes = Map(root, "codes").Children.ToDictionary(
            one => Text(one.Key),
            one => new CodeForm(Pattern(Scalar(one.Value, "form")!), Scalar(one.Value, "verified") == "true"),
            StringComparer.Ordinal);
        findings = Map(root, "findings").Children.ToDictionary(
            one => Text(one.Key),
            one => (Scalar(one.Value, "wrong")!, Scalar(one.Value, "remedy")!),
            StringComparer.Ordinal);
        var listing = Map(root, "listing");
        ListingHeading = [.. ((YamlSequenceNode)listing["heading"]).Children.Select(Text)];
        (Error, Warning) = (Scalar(listing, "error")!, Scalar(listing, "warning")!);
    }

    public static ImportKinds Shipped { get; } = Read();

    public IReadOnlyList<ImportKind> All { get; }

    public IReadOnlyDictionary<string, CodeForm> Codes { get; }

    /// <summary>The headings under which findings are listed, and how the two sorts of them are called.</summary>
    public IReadOnlyList<object> ListingHeading { get; }

    public string Error { get; }

    public string Warning { get; }

    public ImportKind? Find(string name) => All.FirstOrDefault(one => one.Name == name);

    /// <summary>What is wrong, and what to do.</summary>
    public (string Wrong, string Remedy) Finding(string code) => findings[code];

    private static ImportKinds Read()
    {
        using var stream = Assembly.GetExecutingAssembly()
            .GetManifestResourceStream("Mingsuan.Registry.Importing.register.yaml")!;
        using var reader = new StreamReader(stream);
        var yaml = new YamlStream();
        yaml.Load(reader);
        return new((YamlMappingNode)yaml.Documents[0].RootNode);
    }

    private static ImportKind Kind(string name, YamlMappingNode map) => new(
        name,
        Scalar(map, "title")!,
        [.. ((YamlSequenceNode)map["fields"]).Children.Select(Field)]);

    private static ImportField Field(YamlNode one) => new(Scalar(one, "name")!, Scalar(one, "header")!)
    {
        Optional = Scalar(one, "optional") == "true",
        Day = Scalar(one, "day") == "true",
        Personal = Scalar(one, "personal") == "true",
        Limit = int.Parse(Scalar(one, "limit") ?? "200", System.Globalization.CultureInfo.InvariantCulture),
        Form = Scalar(one, "form") is { } form ? Pattern(form) : null,
        Code = Scalar(one, "code"),
        Words = one is YamlMappingNode map && map.Children.TryGetValue("words", out var words)
            ? ((YamlMappingNode)words).Children.ToDictionary(pair => Text(pair.Key), pair => Text(pair.Value))
            : new Dictionary<string, string>(),
    };

    private static Regex Pattern(string text) => new(text, RegexOptions.CultureInvariant, Patience);

    private static YamlMappingNode Map(YamlMappingNode root, string name) => (YamlMappingNode)root[name];

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value ?? "";

    private static string? Scalar(YamlNode node, string name) =>
        node is YamlMappingNode map && map.Children.TryGetValue(name, out var found) ? Text(found) : null;
}
