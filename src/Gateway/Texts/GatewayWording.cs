using Mingsuan.Contracts.Texts;
using Mingsuan.Law.Texts;
using YamlDotNet.Serialization;

namespace Mingsuan.Gateway.Texts;

/// <summary>
/// 接口措辞 — the sentences of the national interface: of messages and visits from the catalogue in this folder,
/// of refusals by rule from the law's catalogue.
/// </summary>
public sealed class GatewayWording : IWording
{
    private const string Unworded = "E-UNWORDED";
    private const string ByClause = "R-BY-CLAUSE";
    private readonly Dictionary<string, string> sentences = Read();

    /// <summary>The codes that the interface itself gives.</summary>
    internal IReadOnlyCollection<string> Codes => sentences.Keys;

    /// <inheritdoc />
    public string Sentence(string code, IReadOnlyDictionary<string, string> parameters)
    {
        var plain = Plain(code, parameters);
        return parameters.TryGetValue("clause", out var clause)
            ? sentences[ByClause].Replace("{sentence}", plain, StringComparison.Ordinal)
                .Replace("{clause}", clause, StringComparison.Ordinal)
            : plain;
    }

    private string Plain(string code, IReadOnlyDictionary<string, string> parameters)
    {
        if (!sentences.TryGetValue(code, out var sentence))
        {
            var byRule = $"refusals.{code}.message";
            return Wording.Has(byRule)
                ? Wording.Of(byRule, parameters)
                : sentences[Unworded].Replace("{code}", code, StringComparison.Ordinal);
        }

        foreach (var (name, value) in parameters)
        {
            sentence = sentence.Replace("{" + name + "}", value, StringComparison.Ordinal);
        }

        return sentence;
    }

    private static Dictionary<string, string> Read()
    {
        const string name = "Mingsuan.Gateway.Texts.zh-CN.yaml";
        using var stream = typeof(GatewayWording).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException("The catalogue of sentences is not in the assembly.");
        using var reader = new StreamReader(stream);
        return new DeserializerBuilder().Build().Deserialize<Dictionary<string, string>>(reader);
    }
}
