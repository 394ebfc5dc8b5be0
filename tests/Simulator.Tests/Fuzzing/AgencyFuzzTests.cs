using System.Text;
using System.Text.Json.Nodes;
using Mingsuan.Simulator.Tests.Simulating;

namespace Mingsuan.Simulator.Tests.Fuzzing;

/// <summary>What comes to the agency's JSON API, in every broken shape: always an answer with a code.</summary>
public sealed class AgencyFuzzTests(GroundFixture fixture, ITestOutputHelper output)
{
    private const string Drug = "XC08CAB049A001010100101";
    private const string Institution = "/institutions/" + Ground.Institution;
    private const string Stranger = "01HK153X00EGESG6WNFPFGDP3E";

    [Fact]
    public void Whatever_is_asked_of_the_agencys_paths_the_answer_has_a_code()
    {
        var ground = fixture.Ground;
        var door = new AgencyDoor(ground.Platform);
        var path = ground.Copy();
        using var life = ground.Platform.Start(
            "sqlite:" + path, new SimClock(Ground.Start), new Chance(9), [new OpenConnections()]);
        var seeds = Seeds(ground, Settled(ground, life)).ToList();
        var fuzz = new Fuzz("agency", output) { Inputs = 400, BaseBytes = 24 << 20, BytesPerByte = 4_000 };
        try
        {
            var succeeded = 0;
            fuzz.Run(seeds, input => Wrong(ground, door, life, input, ref succeeded));
            succeeded.ShouldBeGreaterThan(seeds.Count / 2, "the good requests are good");
        }
        finally
        {
            Ground.Delete(path);
        }
    }

    private static string? Wrong(
        Ground ground, AgencyDoor door, IServiceProvider life, byte[] input, ref int succeeded)
    {
        var (status, type, body) = door.AnswerAsync(life, input).GetAwaiter().GetResult();
        var failures = ground.Platform.Failures.Take();
        succeeded += status == 200 ? 1 : 0;

        // A path of no route, and a method that it does not have, are the web's own answers and have no body.
        var coded = status is 200 or 302 || (body.Length == 0
            ? status is 404 or 405
            : type == "application/problem+json" &&
                ((string?)JsonNode.Parse(body)!["code"])?.StartsWith("E-", StringComparison.Ordinal) == true);
        return status < 500 && failures.Count == 0 && coded
            ? null
            : $"{status} {Encoding.UTF8.GetString(body)} {string.Join('\n', failures)}";
    }

    /// <summary>A settlement that the agency can look at.</summary>
    private static JsonNode Settled(Ground ground, IServiceProvider life)
    {
        var messages = new Messages(ground, new SimClock(Ground.Start), "A");
        var visit = ground.Visits[0];
        Charge[] lines = [new(Drug, 2600, 5)];
        foreach (var message in new[] { messages.Upload(visit, lines), messages.Settle("2207", visit, lines, true) })
        {
            var answer = new Answer(JsonNode.Parse(
                ground.Platform.AnswerAsync(life, message.Bytes).GetAwaiter().GetResult().Body)!);
            answer.Succeeded.ShouldBeTrue(answer.ErrMsg);
            if (message.Infno == "2207")
            {
                return answer.Output["setlinfo"]!;
            }
        }

        throw new InvalidOperationException("nothing was settled");
    }

    private static IEnumerable<byte[]> Seeds(Ground ground, JsonNode settled)
    {
        var (psnNo, setlId) = ((string)settled["psn_no"]!, (string)settled["setl_id"]!);
        var (member, holder) = (ground.Persons[0].PsnNo, ground.Persons[1].PsnNo);
        yield return AgencyDoor.Request("GET", "/settlements", query: "channel=offline&from=2026-12-01&limit=5");
        yield return AgencyDoor.Request("GET", $"/settlements/{psnNo}/{setlId}");
        yield return AgencyDoor.Request("POST", Institution + "/closes", new JsonObject { ["upTo"] = "2026-12-29" });
        yield return AgencyDoor.Request("GET", Institution + "/closes", query: "from=2026-12-01&to=2026-12-31");
        yield return AgencyDoor.Request("POST", Institution + "/budgets/2026", new JsonObject
        {
            ["amount"] = "1000000.00",
            ["effectiveOn"] = "2026-01-01",
            ["reason"] = "年初下达",
            ["thresholds"] = new JsonArray("0.80", "1.00"),
        });
        yield return AgencyDoor.Request("GET", Institution + "/budgets/2026", query: "asOf=2026-12-30");
        yield return AgencyDoor.Request("GET", Institution + "/subtotals", query: "from=2026-12-01&to=2026-12-31");
        yield return AgencyDoor.Request("GET", Institution + "/statements");
        yield return AgencyDoor.Request("GET", $"{Institution}/statements/{Stranger}");
        yield return AgencyDoor.Request("POST", Institution + "/manual-claims", Claim(holder));
        yield return AgencyDoor.Request("POST", $"{Institution}/manual-claims/{psnNo}/{setlId}/reversal");
        yield return AgencyDoor.Request("POST", $"/persons/{member}/family-bonds", new JsonObject
        {
            ["holder"] = holder,
            ["from"] = "2026-11-01",
            ["to"] = "2027-11-01",
            ["consent"] = "书面同意书",
        });
        yield return AgencyDoor.Request("GET", $"/persons/{member}/family-bonds");
        yield return AgencyDoor.Request("POST", $"/persons/{member}/family-bonds/{Stranger}/revocation");
        yield return AgencyDoor.Request("POST", Institution + "/exports", new JsonObject
        {
            ["format"] = "csv",
            ["reason"] = "月度核对",
            ["filter"] = new JsonObject { ["channel"] = "offline", ["leastFee"] = "1.00" },
        });
        yield return AgencyDoor.Request("GET", Institution + "/exports");
        yield return AgencyDoor.Request(
            "POST", $"{Institution}/exports/{Stranger}/decision", new JsonObject { ["agrees"] = true });
        yield return AgencyDoor.Request("GET", $"{Institution}/exports/{Stranger}/file");
    }

    private static JsonObject Claim(string psnNo) => new()
    {
        ["psn_no"] = psnNo,
        ["insutype"] = "310",
        ["med_type"] = "11",
        ["invono"] = "P0001",
        ["channel"] = "offline",
        ["serviceOn"] = "2026-12-02",
        ["reason"] = "系统故障",
        ["diagnoses"] = new JsonArray("I10.x00x002"),
        ["lines"] = new JsonArray(new JsonObject
        {
            ["feedetl_sn"] = "1",
            ["med_list_codg"] = Drug,
            ["medins_list_codg"] = "L1",
            ["det_item_fee_sumamt"] = "130.00",
            ["cnt"] = 5,
            ["pric"] = "26.00",
        }),
    };
}
