using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mingsuan.Law;
using Mingsuan.Law.Exchange;
using Mingsuan.Policy;
using Mingsuan.Policy.Refusals;
using Mingsuan.Simulator.Tests.Simulating;
using Mingsuan.Testing;

namespace Mingsuan.Simulator.Tests.Fuzzing;

/// <summary>What comes from outside, in every broken shape: always an answer with a code, never an escape.</summary>
public sealed class FuzzTests(GroundFixture fixture, ITestOutputHelper output)
{
    private delegate JsonObject Ask(LawSnapshot law, JsonElement question, ICollection<string>? ignored);

    [Fact]
    public void Whatever_message_comes_the_interface_answers_it_with_a_code()
    {
        var ground = fixture.Ground;
        var clock = new SimClock(Ground.Start);
        var path = ground.Copy();
        using var life = ground.Platform.Start("sqlite:" + path, clock, new Chance(5), [new OpenConnections()]);
        var seeds = Seeds(ground, clock).ToList();
        var fuzz = new Fuzz("gateway", output) { Inputs = 300, BaseBytes = 24 << 20, BytesPerByte = 4_000 };
        try
        {
            fuzz.Run(seeds, input => Wrong(ground, life, input));
        }
        finally
        {
            Ground.Delete(path);
        }
    }

    [Fact]
    public void Whatever_a_law_file_holds_the_reader_says_what_is_wrong_with_it()
    {
        var files = new[] { "fengmian", "shuoyuan", "yunze" }.Select(region => LawLibrary.ReadFiles(
            RepositoryRoot.At(Path.Combine("tests", "Policy.Tests", "Law", "regions", region)))).ToList();
        var shipped = LawLibrary.ReadFiles(RepositoryRoot.At("law"))
            .Where(file => file.Key.EndsWith(".md", StringComparison.Ordinal)).ToList();
        List<byte[]> seeds = [.. files.SelectMany(set => set.Values).Concat(shipped.Select(file => file.Value))
            .Where(text => text.Length < 12_000).Select(Encoding.UTF8.GetBytes)];
        var draws = new Chance(11);
        var fuzz = new Fuzz("law", output)
        {
            Inputs = 40,
            BaseBytes = 512 << 20,
            BytesPerByte = 40_000,
            Json = false,
            Words =
            [
                "---\n", "```rule\n", "```example\n", "```\n", "&a ", "*a", "<<: *a", "!!binary ", "? ", "- ", "{", "}",
                "[", "]", ": ", "\t", "price: ", "benefit: ", "when: ", "rows:\n", "ratio: 1e400", "2026-02-30",
                "\"532300\"", "{#x}", "## ", "- [ ] ", "!mingsuan ", "|\n", ">\n", "\u2028", "\ufeff", "99999999999999",
            ],
        };

        fuzz.Run(seeds, input =>
        {
            var set = new Dictionary<string, string>(draws.One(files));
            set[draws.One(set.Keys.Order(StringComparer.Ordinal).ToList())] = Encoding.UTF8.GetString(input);
            var load = LawLibrary.Load(set);
            _ = load.Diagnostics.Select(one => one.ToString()).ToList();
            return load.Snapshot is null && !load.HasErrors ? "no library, and no reason" : null;
        });
    }

    [Theory]
    [InlineData("quote")]
    [InlineData("adjudicate")]
    [InlineData("clock")]
    public void Whatever_is_asked_of_the_law_the_answer_has_a_code(string verb)
    {
        var law = RealPlatform.Law.Value.Load.Snapshot!;
        Ask ask = verb switch
        {
            "quote" => Quotes.Answer,
            "adjudicate" => Claims.Answer,
            _ => Clocks.Answer,
        };
        var fuzz = new Fuzz(verb, output) { Inputs = 2_000, BaseBytes = 16 << 20, BytesPerByte = 4_000 };
        fuzz.Run([.. Questions.Of(verb).Select(Encoding.UTF8.GetBytes)], input => Wrong(law, ask, input));
    }

    private static IEnumerable<byte[]> Seeds(Ground ground, SimClock clock)
    {
        var messages = new Messages(ground, clock, "F");
        var visit = ground.Visits[0];
        Charge[] lines = [new("XC08CAB049A001010100101", 2600, 5), new("110200001", 750, 1)];
        Message[] all =
        [
            messages.Open(visit.Person, "internet"),
            messages.Diagnose(visit.Person, visit.MdtrtId),
            messages.Upload(visit, lines),
            messages.Settle("2206", visit, lines, true),
            messages.Settle("2207", visit, lines, true),
            messages.Reverse(visit.Person, visit.MdtrtId, visit.MdtrtId),
            messages.Undo(visit.Person, "H5323010000220261230000000001"),
            messages.Withdraw(visit),
        ];
        return all.Select(message => message.Bytes);
    }

    private static string? Wrong(Ground ground, IServiceProvider life, byte[] input)
    {
        var (status, body) = ground.Platform.AnswerAsync(life, input).GetAwaiter().GetResult();
        var answer = new Answer(JsonNode.Parse(body)!);
        var failures = ground.Platform.Failures.Take();
        var coded = answer.Succeeded || (answer.ErrMsg.StartsWith('[') && !answer.Says("E-INTERNAL"));
        return status == 200 && failures.Count == 0 && coded
            ? null
            : $"{status} {Encoding.UTF8.GetString(body)} {string.Join('\n', failures)}";
    }

    private static string? Wrong(LawSnapshot law, Ask ask, byte[] input)
    {
        try
        {
            using var document = JsonDocument.Parse(input);
            var answer = ask(law, document.RootElement, []);
            _ = answer.ToJsonString();
            if ((string?)answer["decision"] != "refused")
            {
                return (answer["amount"] ?? answer["medfee_sumamt"] ?? answer["due"]) is null ? "no answer" : null;
            }

            return RefusalCodes.Find((string)answer["code"]!) is null ? "an unknown code" : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or BadQuestionException)
        {
            // What the doors answer with a problem of their own.
            return null;
        }
    }
}
