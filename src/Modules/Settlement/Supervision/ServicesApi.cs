using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Time;
using Mingsuan.Settlement.Totals;
using Mingsuan.Workbench;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Settlement.Supervision;

/// <summary>
/// 监管视图接口 — the same services for the two supervisors: health sees services, the bureau the money as well.
/// (鲁医保发〔2022〕44号 七)
/// </summary>
internal static class ServicesApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapDesk("/api/v1/health-commission", StaffRoles.HealthCommission)
            .Of("GET", "/services", "H-SVCQ", asked => AnswerAsync(asked, withMoney: false));
        routes.MapDesk("/api/v1/bureau", StaffRoles.Bureau)
            .Of("GET", "/services", "G-SVCQ", asked => AnswerAsync(asked, withMoney: true));
    }

    /// <summary>The span asked for, this month when none is; none when it is no span or too long.</summary>
    public static (DateOnly From, DateOnly To)? Span(HttpContext context, DateOnly today) =>
        StaffDesk.Day(context, "from", new DateOnly(today.Year, today.Month, 1)) is { } from &&
        StaffDesk.Day(context, "to", today) is { } to &&
        from <= to && to.DayNumber - from.DayNumber < ServiceView.MostDays
            ? (from, to)
            : null;

    private static async Task<IResult> AnswerAsync(Asked asked, bool withMoney)
    {
        if (Span(asked.Context, asked.Service<TimeProvider>().Today()) is not { } span)
        {
            return asked.Bad("from");
        }

        var lines = await asked.Service<ServiceView>().OfAsync(asked.Officer, span.From, span.To, asked.Stop);
        return asked.Answer(new JsonObject
        {
            ["from"] = StaffDesk.Text(span.From),
            ["to"] = StaffDesk.Text(span.To),
            ["institutions"] = new JsonArray([.. lines.Select(one => (JsonNode)Json(one, withMoney))]),
        });
    }

    private static JsonObject Json(ServiceLine one, bool withMoney) => new()
    {
        ["code"] = one.Institution.Code,
        ["name"] = one.Institution.Name,
        ["internetHospital"] = one.Institution.InternetHospital,
        ["licences"] = new JsonArray([.. one.Licences.Select(licence => (JsonNode)Json(licence))]),
        ["doctors"] = one.Doctors,
        ["pharmacists"] = one.Pharmacists,
        ["nurses"] = one.Nurses,
        ["barred"] = one.Barred,
        ["offline"] = Json(one.Offline, withMoney),
        ["internet"] = Json(one.Internet, withMoney),
    };

    private static JsonObject Json(LicenceFacts licence) => new()
    {
        ["kind"] = licence.Kind,
        ["to"] = licence.Span.To is { } to ? StaffDesk.Text(to) : null,
    };

    private static JsonObject Json(Subtotal sum, bool withMoney) => withMoney
        ? sum.Json()
        : new JsonObject { ["settlements"] = sum.Settlements, ["reversals"] = sum.Reversals };
}
