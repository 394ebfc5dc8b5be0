using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mingsuan.Law.Exchange;
using Mingsuan.Policy;

namespace Mingsuan.Host.Verbs;

/// <summary>
/// `quote`, `adjudicate`, `clock` — JSON in, JSON out. One object answers 0, or 1 when the answer is a refusal; an
/// array is
/// answered in its order, with 0; what cannot be read is 2.
/// </summary>
internal static class AskVerbs
{
    private delegate JsonObject Answer(LawSnapshot law, JsonElement question, ICollection<string>? ignored);

    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static IEnumerable<Command> Commands() =>
    [
        Command("quote", "What a service costs, step by step, each with its clause.", Quotes.Answer),
        Command("adjudicate", "How a claim is split between funds, account and cash.", Claims.Answer),
        Command("clock", "When a deadline falls due.", Clocks.Answer),
    ];

    private static Command Command(string name, string description, Answer answer)
    {
        var law = LawOption.Create();
        var file = new Argument<string>("FILE")
        {
            Description = "A file, or - for standard input.",
            DefaultValueFactory = _ => "-",
        };
        var command = new Command(name, description) { law, file };
        command.SetAction(parsed => Run(parsed.GetValue(law), parsed.GetRequiredValue(file), answer));
        return command;
    }

    private static int Run(DirectoryInfo? directory, string file, Answer answer)
    {
        if (LawAtStart.ReadValid(directory) is not { Load.Snapshot: { } law })
        {
            return 2;
        }

        try
        {
            using var input = file == "-" ? Console.OpenStandardInput() : File.OpenRead(file);
            using var document = JsonDocument.Parse(input);
            return Print(law, document.RootElement, answer);
        }
        catch (Exception unreadable) when (unreadable
            is JsonException or BadQuestionException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"The input cannot be read: {unreadable.Message}");
            return 2;
        }
    }

    private static int Print(LawSnapshot law, JsonElement root, Answer answer)
    {
        var ignored = new List<string>();
        var many = root.ValueKind == JsonValueKind.Array;
        JsonNode result = many
            ? new JsonArray([.. root.EnumerateArray().Select(one => (JsonNode)answer(law, one, ignored))])
            : answer(law, root, ignored);
        foreach (var member in ignored.Distinct())
        {
            Console.Error.WriteLine($"ignored: {member}");
        }

        using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false));
        output.WriteLine(result.ToJsonString(Plain));
        return many || !IsRefused(result) ? 0 : 1;
    }

    private static bool IsRefused(JsonNode answer) => (string?)answer["decision"] == "refused";
}
