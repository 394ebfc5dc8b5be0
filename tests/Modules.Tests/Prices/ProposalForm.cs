using System.Text;
using System.Text.Json.Nodes;

namespace Mingsuan.Modules.Tests.Prices;

/// <summary>A proposal with every question answered and proven, and its way to the province's desk.</summary>
internal static class ProposalForm
{
    public const string Paper = "临床路径与技术规范";

    /// <summary>Hands a proposal in and takes it through the city; the path under which the province decides.</summary>
    public static async Task<string> ReportedAsync(PriceStage stage, string name, Action<JsonObject>? change = null)
    {
        var questions = (await stage.GetAsync("/hospital/proposals/questions", PriceStage.Hospital)).AsArray();
        var body = Of(name, questions);
        change?.Invoke(body);
        var applied = await stage.PostAsync("/hospital/proposals", body, PriceStage.Hospital);
        var path = $"/bureau/items/proposals/{stage.Code}/{applied["proposal"]}";
        await stage.PostAsync(path + "/acceptance", [], PriceStage.City);
        await stage.PostAsync(
            path + "/review", new JsonObject { ["answers"] = Answers(questions) }, PriceStage.City);
        return path + "/decision";
    }

    public static JsonObject Of(string name, JsonArray questions) => new()
    {
        ["name"] = name,
        ["scope"] = "患者居家测压，数据自动回传，药师按日核对",
        ["unit"] = "次",
        ["source"] = "new",
        ["answers"] = Answers(questions),
        ["evidence"] = new JsonArray([.. questions.Where(one => (bool)one!["mustHold"]!).Select(one => (JsonNode)
            new JsonObject
            {
                ["condition"] = (string)one!["name"]!,
                ["name"] = "材料.txt",
                ["content"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(Paper)),
            })]),
    };

    /// <summary>Everything answered as it must be.</summary>
    public static JsonObject Answers(JsonArray questions)
    {
        var answers = new JsonObject();
        foreach (var one in questions)
        {
            answers[(string)one!["name"]!] = (bool)one["mustHold"]! ? "true" : "false";
        }

        return answers;
    }
}
