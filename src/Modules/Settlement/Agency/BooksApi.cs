using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Settlement.Budgeting;
using Mingsuan.Settlement.Closing;
using Mingsuan.Settlement.Reconciling;
using Mingsuan.Settlement.Totals;

namespace Mingsuan.Settlement.Agency;

/// <summary>机构账 — an institution's closes, budget, subtotals and statements.</summary>
internal static class BooksApi
{
    private const int MostRows = 400;

    public static void Map(RouteGroupBuilder group)
    {
        group.Of("POST", "/institutions/{institution}/closes", "A-CLS", CloseAsync);
        group.Of("GET", "/institutions/{institution}/closes", "A-CLSQ", ClosesAsync);
        group.Of("POST", "/institutions/{institution}/budgets/{year:int}", "A-BUD", AmendAsync);
        group.Of("GET", "/institutions/{institution}/budgets/{year:int}", "A-BUDQ", BudgetAsync);
        group.Of("GET", "/institutions/{institution}/subtotals", "A-SUBQ", SubtotalsAsync);
        group.Of("GET", "/institutions/{institution}/statements", "A-STMQ", StatementsAsync);
        group.Of("GET", "/institutions/{institution}/statements/{statement}", "A-STMQ", StatementAsync);
    }

    private static async Task<IResult> CloseAsync(AgencyAsked asked)
    {
        var body = await AgencyDesk.BodyAsync(asked.Context.Request, asked.Stop);
        var input = new WireReader(body);
        _ = input.RequiredText("upTo", 10);
        var day = input.Day("upTo");
        if (body is null || input.Fault is not null || day is not { } upTo)
        {
            return asked.Bad("upTo");
        }

        var closed = await asked.Service<CloseDay>()
            .RunAsync(asked.Institution!, upTo, asked.Officer.Name, asked.Stop);
        return closed.Value is { } close
            ? asked.Answer(await Json(asked, close))
            : asked.Refuse(closed.Refusal!.Refusal!);
    }

    private static async Task<IResult> ClosesAsync(AgencyAsked asked)
    {
        var db = asked.Service<Session>().Db;
        var today = asked.Service<TimeProvider>().Today();
        if (AgencyDesk.Day(asked.Context, "from", today.AddDays(-30)) is not { } from ||
            AgencyDesk.Day(asked.Context, "to", today) is not { } to)
        {
            return asked.Bad("from");
        }

        var closes = await db.Set<DayClose>().AsNoTracking()
            .Where(row => row.InstId == asked.Inst && row.Day >= from && row.Day <= to)
            .OrderBy(row => row.Day)
            .Take(MostRows)
            .ToListAsync(asked.Stop);
        var list = new JsonArray();
        foreach (var close in closes)
        {
            list.Add(await Json(asked, close));
        }

        var mark = await PostingDays.MarkAsync(db, asked.Inst, asked.Stop);
        return asked.Answer(new JsonObject
        {
            ["institution"] = asked.Institution!.Code,
            ["postedUpTo"] = mark is { } day ? AgencyDesk.Text(day) : null,
            ["closes"] = list,
        });
    }

    private static async Task<JsonObject> Json(AgencyAsked asked, DayClose close)
    {
        var totals = await asked.Service<Session>().Db.Set<DayCloseTotal>().AsNoTracking()
            .Where(row => row.InstId == close.InstId && row.Day == close.Day)
            .OrderBy(row => row.Channel).ThenBy(row => row.Insutype)
            .ToListAsync(asked.Stop);
        return new JsonObject
        {
            ["day"] = AgencyDesk.Text(close.Day),
            ["closedAt"] = BeijingTime.Text(close.ClosedAt),
            ["actor"] = close.Actor,
            ["items"] = close.Items,
            ["medfee_sumamt"] = close.Fee.ToString(),
            ["fund_pay_sumamt"] = close.Fund.ToString(),
            ["totals"] = new JsonArray([.. totals.Select(row => (JsonNode)new JsonObject
            {
                ["channel"] = row.Channel,
                ["insutype"] = row.Insutype,
                ["settlements"] = row.Settlements,
                ["reversals"] = row.Reversals,
                ["medfee_sumamt"] = row.Fee.ToString(),
                ["fund_pay_sumamt"] = row.Fund.ToString(),
                ["hifp_pay"] = row.Hifp.ToString(),
                ["hifob_pay"] = row.Hifob.ToString(),
                ["hifmi_pay"] = row.Hifmi.ToString(),
                ["hifes_pay"] = row.Hifes.ToString(),
                ["cvlserv_pay"] = row.Cvlserv.ToString(),
                ["maf_pay"] = row.Maf.ToString(),
                ["oth_pay"] = row.Oth.ToString(),
                ["acct_pay"] = row.Account.ToString(),
                ["acct_mulaid_pay"] = row.FamilyAccount.ToString(),
                ["psn_cash_pay"] = row.Cash.ToString(),
                ["hosp_part_amt"] = row.Hospital.ToString(),
            })]),
        };
    }

    private static int Year(AgencyAsked asked) =>
        int.Parse((string)asked.Context.GetRouteValue("year")!, CultureInfo.InvariantCulture);

    private static async Task<IResult> AmendAsync(AgencyAsked asked)
    {
        var body = await AgencyDesk.BodyAsync(asked.Context.Request, asked.Stop);
        var input = new WireReader(body);
        var amount = Wire.RequiredAmount(input, "amount");
        _ = input.RequiredText("effectiveOn", 10);
        var (on, reason) = (input.Day("effectiveOn"), input.RequiredText("reason", 500));
        var thresholds = (body?["thresholds"] as JsonArray)?.Select(Threshold).ToList() ?? [];
        if (body is null || input.Fault is not null || on is not { } day || thresholds.Count > 10 ||
            thresholds.Any(line => line is null) || Year(asked) is < 2000 or > 2999)
        {
            return asked.Bad(input.Fault?.Field ?? "thresholds");
        }

        var change = new BudgetChange(Year(asked), amount, day, reason, [.. thresholds.Select(line => line!.Value)]);
        body["year"] = change.Year;
        return await asked.Desk.OnceAsync(
            asked.Context,
            asked.Officer,
            asked.Inst,
            asked.What,
            body,
            async ct =>
            {
                var amended = await asked.Service<BudgetBook>().AmendAsync(
                    asked.Institution!, change, asked.Officer.Name, ct);
                return amended.Value is { } row
                    ? AgencyAnswer.Of(Json(row))
                    : AgencyAnswer.Refuse(amended.Refusal!);
            },
            asked.Stop);
    }

    /// <summary>A share such as "0.80", from above 0 to 2.</summary>
    private static int? Threshold(JsonNode? node) =>
        node is JsonValue && decimal.TryParse(
            node.ToString(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) &&
            share is > 0 and <= 2 && decimal.Round(share, 4) == share
            ? decimal.ToInt32(share * 10_000)
            : null;

    private static JsonObject Json(BudgetAmendment row) => new()
    {
        ["year"] = row.Year,
        ["amendment"] = row.Amendment,
        ["amount"] = row.Amount.ToString(),
        ["effectiveOn"] = AgencyDesk.Text(row.EffectiveOn),
        ["reason"] = row.Reason,
        ["recordedAt"] = BeijingTime.Text(row.RecordedAt),
        ["actor"] = row.Actor,
    };

    private static async Task<IResult> BudgetAsync(AgencyAsked asked)
    {
        var today = asked.Service<TimeProvider>().Today();
        if (AgencyDesk.Day(asked.Context, "asOf", today) is not { } asOf || Year(asked) is < 2000 or > 2999)
        {
            return asked.Bad("asOf");
        }

        var book = asked.Service<BudgetBook>();
        var amendments = await book.AmendmentsAsync(asked.Inst, Year(asked), asked.Stop);
        var burn = await book.BurnDownAsync(asked.Inst, Year(asked), asOf, asked.Stop);
        return asked.Answer(new JsonObject
        {
            ["institution"] = asked.Institution!.Code,
            ["year"] = Year(asked),
            ["asOf"] = AgencyDesk.Text(burn.AsOf),
            ["figure"] = burn.Figure?.ToString(),
            ["used"] = burn.Used.ToString(),
            ["offline"] = burn.Offline.ToString(),
            ["internet"] = burn.Internet.ToString(),
            ["over"] = burn.Over.ToString(),
            ["rate"] = burn.Rate is { } rate ? Share(rate) : null,
            ["forecast"] = burn.Forecast.ToString(),
            ["exhaustedOn"] = burn.ExhaustedOn is { } day ? AgencyDesk.Text(day) : null,
            ["warnings"] = new JsonArray([.. burn.Warnings.Select(one => (JsonNode)new JsonObject
            {
                ["threshold"] = Share(one.Threshold),
                ["reachedOn"] = AgencyDesk.Text(one.ReachedOn),
            })]),
            ["days"] = new JsonArray([.. burn.Days.Select(one => (JsonNode)new JsonObject
            {
                ["day"] = AgencyDesk.Text(one.Spend.Day),
                ["offline"] = one.Spend.Offline.ToString(),
                ["internet"] = one.Spend.Internet.ToString(),
                ["cumulative"] = one.Cumulative.ToString(),
            })]),
            ["amendments"] = new JsonArray([.. amendments.Select(row => (JsonNode)Json(row))]),
        });
    }

    private static string Share(int tenThousandths) =>
        (tenThousandths / 10_000m).ToString("0.0000", CultureInfo.InvariantCulture);

    private static async Task<IResult> SubtotalsAsync(AgencyAsked asked)
    {
        var today = asked.Service<TimeProvider>().Today();
        if (AgencyDesk.Day(asked.Context, "from", new DateOnly(today.Year, today.Month, 1)) is not { } from ||
            AgencyDesk.Day(asked.Context, "to", today) is not { } to || to < from)
        {
            return asked.Bad("to");
        }

        var (offline, internet, all) = await asked.Service<SettledBook>()
            .ByChannelAsync(asked.Inst, from, to, asked.Stop);
        return asked.Answer(new JsonObject
        {
            ["institution"] = asked.Institution!.Code,
            ["from"] = AgencyDesk.Text(from),
            ["to"] = AgencyDesk.Text(to),
            ["offline"] = offline.Json(),
            ["internet"] = internet.Json(),
            ["all"] = all.Json(),
        });
    }

    private static async Task<IResult> StatementsAsync(AgencyAsked asked)
    {
        var rows = await asked.Service<Session>().Db.Set<Statement>().AsNoTracking()
            .Where(row => row.InstId == asked.Inst)
            .OrderByDescending(row => row.At)
            .Take(MostRows)
            .ToListAsync(asked.Stop);
        return asked.Answer(new JsonArray([.. rows.Select(row => (JsonNode)StatementOutput.Of(row))]));
    }

    private static async Task<IResult> StatementAsync(AgencyAsked asked)
    {
        var db = asked.Service<Session>().Db;
        _ = WireId.TryDecode((string)asked.Context.GetRouteValue("statement")!, out var id, out _);
        var row = await db.Set<Statement>().AsNoTracking()
            .SingleOrDefaultAsync(one => one.InstId == asked.Inst && one.StatementId == id, asked.Stop);
        if (row is null)
        {
            return asked.Bad("statement");
        }

        var breaks = await db.Set<StatementBreak>().AsNoTracking()
            .Where(one => one.InstId == asked.Inst && one.StatementId == id)
            .OrderBy(one => one.Number)
            .ToListAsync(asked.Stop);
        var json = StatementOutput.Of(row);
        json["details"] = new JsonArray([.. breaks.Select(one => (JsonNode)StatementOutput.Of(one))]);
        return asked.Answer(json);
    }
}
