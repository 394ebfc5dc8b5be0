using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Time;
using Mingsuan.Settlement.Searching;

using Mingsuan.Workbench;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Settlement.Agency;

/// <summary>结算查询接口 — search by key-set pages, and one settlement with steps, postings and trail.</summary>
internal static class SettlementsApi
{
    private const int UsualRows = 50;

    public static void Map(DeskGroup group)
    {
        group.Of("GET", "/settlements", "A-SETQ", SearchAsync);
        group.Of("GET", "/settlements/{psnNo}/{setlId}", "A-SETD", DetailAsync);
    }

    private static async Task<IResult> SearchAsync(Asked asked)
    {
        var query = asked.Context.Request.Query;
        var (filter, fault) = SettlementFilter.Read(name => query[name].FirstOrDefault());
        var (cursor, limit) = (query["after"].ToString(), UsualRows);
        var after = PageKey.Read(cursor);
        if (fault is not null || (cursor.Length > 0 && after is null) ||
            (query["limit"].ToString() is { Length: > 0 } text &&
                !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit)))
        {
            return asked.Bad(fault ?? "after");
        }

        var within = await asked.Desk.WithinAsync(asked.Officer, asked.Stop);
        var page = await asked.Service<SettlementSearch>().PageAsync(filter, within, after, limit, asked.Stop);
        var codes = await CodesAsync(asked, page.Rows.Select(row => row.InstId).Distinct());
        var json = new JsonObject
        {
            ["settlements"] = new JsonArray(
                [.. page.Rows.Select(row => (JsonNode)SettlementOutput.Of(row, codes[row.InstId]))]),
            ["next"] = page.Next?.ToString(),
        };
        var person = filter.PsnNo is null || page.Rows.Count == 0 ? default(PersonId?) : new(page.Rows[0].PersonId);
        return asked.Desk.Answer(asked.Context, asked.Officer, asked.What, json, person);
    }

    private static async Task<Dictionary<Guid, string>> CodesAsync(Asked asked, IEnumerable<Guid> institutions)
    {
        var (directory, today) = (asked.Service<IInstitutionDirectory>(), asked.Service<TimeProvider>().Today());
        var codes = new Dictionary<Guid, string>();
        foreach (var id in institutions)
        {
            codes[id] = (await directory.FindAsync(new InstitutionId(id), today, asked.Stop))?.Code ?? "";
        }

        return codes;
    }

    private static async Task<IResult> DetailAsync(Asked asked)
    {
        var person = await asked.Service<IPersonDirectory>().ByNumberAsync(
            (string)asked.Context.GetRouteValue("psnNo")!, asked.Stop);
        if (person is null || !WireId.TryDecode((string)asked.Context.GetRouteValue("setlId")!, out var id, out _) ||
            await asked.Service<SettlementDetail>().FindAsync(
                person.Id, id, await asked.Desk.WithinAsync(asked.Officer, asked.Stop), asked.Stop) is not { } detail)
        {
            return asked.Desk.Refused(
                asked.Context,
                asked.Officer,
                asked.What,
                Notice.Of("E-SETTLEMENT-UNKNOWN"),
                StatusCodes.Status404NotFound);
        }

        return asked.Desk.Answer(asked.Context, asked.Officer, asked.What, detail, person.Id);
    }
}
