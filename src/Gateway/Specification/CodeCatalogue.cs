using Mingsuan.Gateway.Texts;
using Mingsuan.Law.Texts;
using Mingsuan.Policy.Refusals;

namespace Mingsuan.Gateway.Specification;

/// <summary>错误码目录 — the codes of messages with their remedies, then the refusals by rule with theirs.</summary>
internal static class CodeCatalogue
{
    private const string Fixed = "fixed";

    public static IReadOnlyList<SpecCode> All(SpecTexts texts)
    {
        var wording = new GatewayWording();
        var messages = wording.Codes.Where(IsCode).Order(StringComparer.Ordinal)
            .Select(code => OfMessage(code, wording, texts));
        var rules = RefusalCodes.AllPrinted
            .Where(code => !wording.Codes.Contains(code))
            .Select(code => OfRule(code, wording, texts));
        return [.. messages, .. rules];
    }

    private static bool IsCode(string key) => key is ['E' or 'W', '-', ..];

    private static SpecCode OfMessage(string code, GatewayWording wording, SpecTexts texts)
    {
        var help = SpecTexts.Remedies.GetValueOrDefault(code);
        var consequence = code switch
        {
            ['W', ..] => "warning",
            "E-UNAVAILABLE" or "E-INTERNAL" => "open",
            _ => "message",
        };
        return new(
            code,
            wording.Sentence(code, new Dictionary<string, string>()),
            help?.Remedy ?? "",
            texts.Transactions.Consequence[consequence],
            help is null ? "" : texts.Transactions.Retry[help.Retry]);
    }

    private static SpecCode OfRule(string code, GatewayWording wording, SpecTexts texts)
    {
        var consequence = RefusalCodes.Find(code)!.Value.Consequence() switch
        {
            Consequence.Claim => "claim",
            Consequence.Line => "line",
            _ => "fundZero",
        };
        return new(
            code,
            wording.Sentence(code, new Dictionary<string, string>()),
            Wording.Of($"refusals.{code}.remedy"),
            texts.Transactions.Consequence[consequence],
            texts.Transactions.Retry[Fixed]);
    }
}
