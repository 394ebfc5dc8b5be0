using YamlDotNet.Serialization;

namespace Mingsuan.Gateway.Specification;

/// <summary>规范用语 — names, meanings and sentences of the specification, from the files of this folder.</summary>
internal sealed class SpecTexts
{
    private SpecTexts(TransactionFile transactions, Dictionary<string, string> fields)
    {
        Transactions = transactions;
        Fields = fields;
    }

    public static SpecTexts Shipped { get; } = new(
        Read<TransactionFile>("Specification.transactions.zh-CN.yaml"),
        Read<Dictionary<string, string>>("Specification.fields.zh-CN.yaml"));

    public static IReadOnlyDictionary<string, RemedyText> Remedies { get; } =
        Read<Dictionary<string, RemedyText>>("Texts.remedies.zh-CN.yaml");

    public TransactionFile Transactions { get; }

    public Dictionary<string, string> Fields { get; }

    public string Word(string key) => Transactions.Words[key];

    /// <summary>A field's meaning and type, of this transaction or in general; empty when nobody wrote them.</summary>
    public (string Meaning, string Type) Field(string infno, string name)
    {
        var text = Fields.GetValueOrDefault(infno + "/" + name) ?? Fields.GetValueOrDefault(name) ?? "";
        var at = text.LastIndexOf(' ');
        return at < 0 ? (text, "") : (text[..at], text[(at + 1)..]);
    }

    private static T Read<T>(string name)
    {
        using var stream = typeof(SpecTexts).Assembly.GetManifestResourceStream("Mingsuan.Gateway." + name)
            ?? throw new InvalidOperationException($"{name} is not in the assembly.");
        using var reader = new StreamReader(stream);
        return new DeserializerBuilder()
            .WithNamingConvention(YamlDotNet.Serialization.NamingConventions.CamelCaseNamingConvention.Instance)
            .Build()
            .Deserialize<T>(reader);
    }
}

/// <summary>交易用语文件.</summary>
internal sealed class TransactionFile
{
    public Dictionary<string, string> Words { get; set; } = [];

    public List<string> Rules { get; set; } = [];

    public Dictionary<string, List<string>> Response { get; set; } = [];

    public Dictionary<string, string> Retry { get; set; } = [];

    public Dictionary<string, string> Consequence { get; set; } = [];

    public Dictionary<string, TransactionText> Transactions { get; set; } = [];
}

/// <summary>一个交易的用语.</summary>
internal sealed class TransactionText
{
    public string Name { get; set; } = "";

    public List<string> Notes { get; set; } = [];

    public Dictionary<string, List<string>> Output { get; set; } = [];
}

/// <summary>一个错误码的处理办法.</summary>
internal sealed class RemedyText
{
    public string Retry { get; set; } = "";

    public string Remedy { get; set; } = "";
}
