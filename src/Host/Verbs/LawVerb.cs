using System.CommandLine;
using System.Text;
using Mingsuan.Law;

namespace Mingsuan.Host.Verbs;

/// <summary>
/// `law check` — reads, compiles and checks a library and runs its examples; `--mutate` proves the examples.
/// `law vocabulary` prints the reference of facts, rules and codes.
/// </summary>
internal static class LawVerb
{
    public static Command Command()
    {
        var law = LawOption.Create();
        var json = new Option<bool>("--json") { Description = "Print the report as JSON." };
        var mutate = new Option<bool>("--mutate")
        {
            Description = "Change every value of every rule, one at a time; each change must be noticed.",
        };
        var check = new Command("check", "Checks a law library.") { law, json, mutate };
        check.SetAction(parsed => With(output => LawCommand.Check(
            LawAtStart.PathOf(parsed.GetValue(law)), parsed.GetValue(json), parsed.GetValue(mutate), output,
            Console.Error)));
        var vocabulary = new Command("vocabulary", "Prints the vocabulary reference.");
        vocabulary.SetAction(_ => With(LawCommand.Vocabulary));
        return new Command("law", "The law library.") { check, vocabulary };
    }

    private static int With(Func<TextWriter, int> work)
    {
        using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false));
        return work(output);
    }
}
