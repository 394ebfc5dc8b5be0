using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Settlement.Closing;
using Mingsuan.Settlement.Reconciling;
using Mingsuan.Settlement.Totals;

using Mingsuan.Workbench;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Settlement.Agency;

/// <summary>机构账 — an institution's closes, subtotals and statements.</summary>
internal static class BooksApi
{
    private const int MostRows = 400;

    public static void Map(DeskGroup group)
    {
        group.Of("POST", "/institutions/{institution}/closes", "A-CLS", CloseAsync);
        group.Of("GET", "/institutions/{institution}/closes", "A-CLSQ", ClosesAsync);
        group.Of("GET", "/institutions/{institution}/subtotals", "A-SUBQ", SubtotalsAsync);
        group.Of("GET", "/institutions/{institution}/statements", "A-STMQ", StatementsAsync);
        group.Of("GET", "/institutions/{institution}/statements/{statement}", "A-STMQ", StatementAsync);
    }

    private static async Task<IResult> CloseAsync(Asked asked)
    {
        var body = await StaffDesk.BodyAsync(asked.Context.Request, asked.Stop);
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
            : asked.Refuse(closed.Refusal!);
    }

    private static async Task<IResult> ClosesAsync(Asked asked)
    {
        var db = asked.Service<Session>().Db;
        var today = asked.Service<TimeProvider>().Today();
        if (StaffDesk.Day(asked.Context, "from", today.AddDays(-30)) is not { } from ||
            StaffDesk.Day(asked.Context, "to", today) is not { } to)
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
            ["postedUpTo"] = mark is { } day ? StaffDesk.Text(day) : null,
            ["closes"] = list,
        });
    }

    private static async Task<JsonObject> Json(Asked asked, DayClose close)
    {
        var totals = await asked.Service<Session>().Db.Set<DayCloseTotal>().AsNoTracking()
            .Where(row => row.InstId == close.InstId && row.Day == close.Day)
            .OrderBy(row => row.Channel).ThenBy(row => row.Insutype)
            .ToListAsync(asked.Stop);
        return new JsonObject
        {
            ["day"] = StaffDesk.Text(close.Day),
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

    private static async Task<IResult> SubtotalsAsync(Asked asked)
    {
        var today = asked.Service<TimeProvider>().Today();
        if (StaffDesk.Day(asked.Context, "from", new DateOnly(today.Year, today.Month, 1)) is not { } from ||
            StaffDesk.Day(asked.Context, "to", today) is not { } to || to < from)
        {
            return asked.Bad("to");
        }

        var (offline, internet, all) = await asked.Service<SettledBook>()
            .ByChannelAsync(asked.Inst, from, to, asked.Stop);
        return asked.Answer(new JsonObject
        {
            ["institution"] = asked.Institution!.Code,
            ["from"] = StaffDesk.Text(from),
            ["to"] = StaffDesk.Text(to),
            ["offline"] = offline.Json(),
            ["internet"] = internet.Json(),
            ["all"] = all.Json(),
        });
    }

    private static async Task<IResult> StatementsAsync(Asked asked)
    {
        var rows = await asked.Service<Session>().Db.Set<Statement>().AsNoTracking()
            .Where(row => row.InstId == asked.Inst)
            .OrderByDescending(row => row.At)
            .Take(MostRows)
            .ToListAsync(asked.Stop);
        return asked.Answer(new JsonArray([.. rows.Select(row => (JsonNode)StatementOutput.Of(row))]));
    }

    private static async Task<IResult> StatementAsync(Asked asked)
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
