using Mingsuan.Law.Checking;
using Mingsuan.Law.Compiling;
using Mingsuan.Law.Reading;
using Mingsuan.Law.Texts;
using Mingsuan.Policy.Refusals;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Law.Forms;

/// <summary>词汇参考 — everything that a law file may say, written from the declarations themselves.</summary>
public static class VocabularyReference
{
    public static void Write(TextWriter to)
    {
        to.NewLine = "\n";
        to.WriteLine("# The vocabulary of law files");
        to.WriteLine();
        to.WriteLine("Written from the code by `./mingsuan law vocabulary`; a test holds this file equal.");
        to.WriteLine("Do not edit it.");
        Facts(to);
        to.WriteLine();
        to.WriteLine("## Front matter");
        Fields(to, FrontMatterForm.Form);
        foreach (var kind in RuleForms.All)
        {
            to.WriteLine();
            to.WriteLine($"## Kind `{kind.Kind}`");
            to.WriteLine();
            to.WriteLine($"{Sentence(kind.Meaning)}");
            Fields(to, kind.Form);
        }

        to.WriteLine();
        to.WriteLine("## Block `obligation`");
        Fields(to, ObligationReader.ObligationForm);
        to.WriteLine();
        to.WriteLine("## Block `informative`");
        Fields(to, ObligationReader.InformativeForm);
        Codes(to);
        FeatureNames(to);
    }

    private static void Facts(TextWriter to)
    {
        to.WriteLine();
        to.WriteLine("## Facts");
        to.WriteLine();
        to.WriteLine("Names and words are written in kebab-case here and in camelCase in JSON. *Absent*: what it");
        to.WriteLine("means when nobody states the fact. *Claim*: a claim can state it, so that a need that names it");
        to.WriteLine("holds for claims; *line*: a line states it under `facts`, and is held to it then.");
        to.WriteLine();
        Row(to, "fact", "in Chinese", "type", "absent", "origin", "claim", "words");
        Row(to, "---", "---", "---", "---", "---", "---", "---");
        foreach (var fact in FactVocabulary.All)
        {
            var words = fact.Values.Select(word => $"`{Casing.ToKebab(word)}` {Wording.Word(fact.Path, word)}");
            Row(to, $"`{Casing.ToKebab(fact.Path)}`", Wording.Fact(fact.Path), TypeOf(fact.Type), Absent(fact.Absence),
                Origin(fact.Origin), fact.InClaim ? "yes" : fact.InLine ? "line" : "", string.Join(", ", words));
        }
    }

    private static string TypeOf(FactType type) => type switch
    {
        FactType.Choice => "one word",
        FactType.ChoiceSet => "any of words",
        FactType.Flag => "true or false",
        FactType.Number => "number or range",
        FactType.Amount => "amount or range",
        FactType.Moment => "moment (no test)",
        FactType.Code => "code",
        FactType.CodeSet => "any of codes",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Absent(Absence absence) => absence switch
    {
        Absence.Open => "not contrary",
        Absence.NotSo => "not so",
        Absence.Asked => "asked for",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Origin(FactOrigin origin) => origin switch
    {
        FactOrigin.Asked => "asked",
        FactOrigin.LookedUp => "looked up",
        FactOrigin.Derived => "derived",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static void Fields(TextWriter to, Form form)
    {
        to.WriteLine();
        Row(to, "field", "needed", "value", "meaning");
        Row(to, "---", "---", "---", "---");
        Fields(to, form, "");
    }

    private static void Fields(TextWriter to, Form form, string prefix)
    {
        foreach (var field in form.Fields)
        {
            var name = prefix + field.Name;
            Row(to, $"`{name}`", field.Required ? "yes" : "", Sentence(field.Shape.Expected), Sentence(field.Meaning));
            foreach (var nested in field.Shape.Nested)
            {
                Fields(to, nested, name + ".");
            }
        }
    }

    private static void Codes(TextWriter to)
    {
        to.WriteLine();
        to.WriteLine("## Refusal codes");
        to.WriteLine();
        to.WriteLine("In order of precedence: where several apply, the first is the answer.");
        to.WriteLine();
        Row(to, "code", "consequence", "in Chinese");
        Row(to, "---", "---", "---");
        foreach (var code in RefusalCodes.AllPrinted)
        {
            var consequence = RefusalCodes.Find(code)!.Value.Consequence() switch
            {
                Consequence.Claim => "the claim is refused",
                Consequence.Line => "the line is refused",
                Consequence.FundZero => "no fund pays",
                _ => throw new System.Diagnostics.UnreachableException(),
            };
            Row(to, $"`{code}`", consequence, Wording.Of($"refusals.{code}.message"));
        }

        to.WriteLine();
        to.WriteLine("## Diagnostics");
        to.WriteLine();
        Row(to, "code", "name", "what it says");
        Row(to, "---", "---", "---");
        foreach (var kind in DiagnosticKinds.All)
        {
            Row(to, $"`{kind.Code}`", kind.Name, kind.English);
        }
    }

    private static void FeatureNames(TextWriter to)
    {
        to.WriteLine();
        to.WriteLine("## Features that an obligation may name");
        to.WriteLine();
        Row(to, "feature", "state");
        Row(to, "---", "---");
        foreach (var feature in Features.All.OrderBy(one => one.Name, StringComparer.Ordinal))
        {
            Row(to, $"`{feature.Name}`", feature.State == FeatureState.Fulfilled ? "fulfilled" : "planned");
        }
    }

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static void Row(TextWriter to, params string[] cells) => to.WriteLine(
        $"| {string.Join(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))} |");
}
