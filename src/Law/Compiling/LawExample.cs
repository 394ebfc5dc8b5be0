using System.Text.Json;
using System.Text.Json.Nodes;
using Mingsuan.Law.Reading;
using Mingsuan.Policy;

namespace Mingsuan.Law.Compiling;

/// <summary>Which question an example puts.</summary>
public enum ExampleVerb
{
    Quote,
    Adjudicate,
    Clock,
    LookUp,
    Review,
}

/// <summary>用例 — a question and what the answer must hold; run as a test whenever the library is checked.</summary>
public sealed record LawExample(
    LawDocument Document, LawClause Clause, LawBlock Block, int Line, string? Name, ExampleVerb Verb,
    JsonElement Given, IReadOnlyList<YamlEntry> Expected);

/// <summary>试算器 — what answers the examples; the same code that answers the verbs.</summary>
public sealed record ExampleRunner(
    Func<LawSnapshot, JsonElement, JsonObject> Quote,
    Func<LawSnapshot, JsonElement, JsonObject> Adjudicate,
    Func<LawSnapshot, JsonElement, JsonObject> Clock,
    Func<LawSnapshot, JsonElement, JsonObject> LookUp,
    Func<LawSnapshot, JsonElement, JsonObject> Review)
{
    /// <summary>The verbs of the exchange.</summary>
    public static ExampleRunner Exchange { get; } = new(
        (law, question) => Law.Exchange.Quotes.Answer(law, question),
        (law, question) => Law.Exchange.Claims.Answer(law, question),
        (law, question) => Law.Exchange.Clocks.Answer(law, question),
        Law.Exchange.LookUps.Answer,
        Law.Exchange.Reviews.Answer);

    public JsonObject Answer(LawSnapshot law, LawExample example) => example.Verb switch
    {
        ExampleVerb.Quote => Quote(law, example.Given),
        ExampleVerb.Adjudicate => Adjudicate(law, example.Given),
        ExampleVerb.Clock => Clock(law, example.Given),
        ExampleVerb.LookUp => LookUp(law, example.Given),
        ExampleVerb.Review => Review(law, example.Given),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
