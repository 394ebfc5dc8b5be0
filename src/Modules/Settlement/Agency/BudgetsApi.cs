using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Time;
using Mingsuan.Settlement.Budgeting;

using Mingsuan.Workbench;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Settlement.Agency;

/// <summary>总额接口 — propose a figure, decide on it as a second person, and see how far it is spent. (CX-24)</summary>
internal static class BudgetsApi
{
    public static void Map(DeskGroup group)
    {
        const string year = "/institutions/{institution}/budgets/{year:int}";
        group.Of("POST", year, "A-BUD", ProposeAsync);
        group.Of("POST", year + "/{amendment:int}/decision", "A-BUDD", DecideAsync);
        group.Of("GET", year, "A-BUDQ", BudgetAsync);
    }

    /// <summary>An amendment as the agency's answers write it.</summary>
    internal static JsonObject Json(BudgetAmendment row) => new()
    {
        ["year"] = row.Year,
        ["amendment"] = row.Amendment,
        ["amount"] = row.Amount.ToString(),
        ["effectiveOn"] = StaffDesk.Text(row.EffectiveOn),
        ["document"] = row.Document,
        ["reason"] = row.Reason,
        ["state"] = JsonNamingPolicy.CamelCase.ConvertName(row.State.ToString()),
        ["proposedBy"] = row.ProposedBy,
        ["proposedAt"] = BeijingTime.Text(row.ProposedAt),
        ["decidedBy"] = row.DecidedBy,
        ["decidedAt"] = row.DecidedAt is { } decided ? BeijingTime.Text(decided) : null,
    };

    private static int Number(Asked asked, string name) =>
        int.Parse(asked.Route(name), CultureInfo.InvariantCulture);

    private static async Task<IResult> ProposeAsync(Asked asked)
    {
        var (body, year) = (await StaffDesk.BodyAsync(asked.Context.Request, asked.Stop), Number(asked, "year"));
        var input = new WireReader(body);
        var amount = Wire.RequiredAmount(input, "amount", BudgetChange.Limit);
        _ = input.RequiredText("effectiveOn", 10);
        var (on, document) = (input.Day("effectiveOn"), input.RequiredText("document", BudgetChange.LongestDocument));
        var reason = input.RequiredText("reason", BudgetChange.LongestReason);
        var thresholds = input.Array("thresholds")?.Select(Threshold).ToList() ?? [];
        if (body is null || input.Fault is not null || on is not { } day || thresholds.Any(line => line is null) ||
            thresholds.Count > BudgetChange.MostThresholds || year is < 2000 or > 2999)
        {
            return asked.Bad(input.Fault?.Field ?? "thresholds");
        }

        var change = new BudgetChange(year, amount, day, document, reason, [.. thresholds.Select(line => line!.Value)]);
        body["year"] = year;
        return await asked.OnceAsync(asked.Inst, body, async ct =>
        {
            var proposed = await asked.Service<BudgetBook>().ProposeAsync(
                asked.Institution!, change, asked.Officer.Name, ct);
            return proposed.Value is { } row ? DeskAnswer.Of(Json(row)) : DeskAnswer.Refuse(proposed.Refusal!);
        });
    }

    private static async Task<IResult> DecideAsync(Asked asked)
    {
        var body = await StaffDesk.BodyAsync(asked.Context.Request, asked.Stop);
        if (body is null || new WireReader(body).Text("agrees", 5) is not ("true" or "false"))
        {
            return asked.Bad("agrees");
        }

        var agrees = new WireReader(body).Text("agrees", 5) == "true";
        var (year, amendment) = (Number(asked, "year"), Number(asked, "amendment"));
        body["budget"] = asked.Route("year") + "/" + asked.Route("amendment");
        return await asked.OnceAsync(asked.Inst, body, async ct =>
        {
            var decided = await asked.Service<BudgetBook>().DecideAsync(
                asked.Institution!, year, amendment, agrees, asked.Officer.Name, ct);
            return decided.Value is { } row ? DeskAnswer.Of(Json(row)) : DeskAnswer.Refuse(decided.Refusal!);
        });
    }

    /// <summary>A share such as "0.80", from above 0 to 2.</summary>
    private static int? Threshold(JsonNode? node) =>
        node is JsonValue && decimal.TryParse(
            node.ToString(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share)
            ? BudgetChange.Threshold(share)
            : null;

    private static async Task<IResult> BudgetAsync(Asked asked)
    {
        var (today, year) = (asked.Service<TimeProvider>().Today(), Number(asked, "year"));
        if (StaffDesk.Day(asked.Context, "asOf", today) is not { } asOf || year is < 2000 or > 2999)
        {
            return asked.Bad("asOf");
        }

        var book = asked.Service<BudgetBook>();
        var amendments = await book.AmendmentsAsync(asked.Inst, year, asked.Stop);
        var burn = await book.BurnDownAsync(asked.Inst, year, asOf, asked.Stop);
        return asked.Answer(new JsonObject
        {
            ["institution"] = asked.Institution!.Code,
            ["year"] = year,
            ["asOf"] = StaffDesk.Text(burn.AsOf),
            ["figure"] = burn.Figure?.ToString(),
            ["used"] = burn.Used.ToString(),
            ["offline"] = burn.Offline.ToString(),
            ["internet"] = burn.Internet.ToString(),
            ["over"] = burn.Over.ToString(),
            ["rate"] = burn.Rate is { } rate ? Share(rate) : null,
            ["forecast"] = burn.Forecast.ToString(),
            ["exhaustedOn"] = burn.ExhaustedOn is { } day ? StaffDesk.Text(day) : null,
            ["warnings"] = new JsonArray([.. burn.Warnings.Select(one => (JsonNode)new JsonObject
            {
                ["threshold"] = Share(one.Threshold),
                ["reachedOn"] = StaffDesk.Text(one.ReachedOn),
            })]),
            ["days"] = new JsonArray([.. burn.Days.Select(one => (JsonNode)new JsonObject
            {
                ["day"] = StaffDesk.Text(one.Spend.Day),
                ["offline"] = one.Spend.Offline.ToString(),
                ["internet"] = one.Spend.Internet.ToString(),
                ["cumulative"] = one.Cumulative.ToString(),
            })]),
            ["amendments"] = new JsonArray([.. amendments.Select(row => (JsonNode)Json(row))]),
        });
    }

    private static string Share(long tenThousandths) =>
        (tenThousandths / 10_000m).ToString("0.0000", CultureInfo.InvariantCulture);
}
