using Microsoft.AspNetCore.Http;
using Mingsuan.Law.Reading;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Review.Findings;

/// <summary>审核范围 — of which area, over which days of service, by which rule; an absent part is no bound.</summary>
internal sealed record ReviewQuestion(string? Area, DateOnly From, DateOnly To, string? Rule)
{
    /// <summary>The longest span that is reviewed at once, in days: a quarter.</summary>
    public const int MostDays = 92;

    private const int AreaLength = 6;

    /// <summary>The question of a request, of this month where it names no days; and what cannot be read.</summary>
    public static (ReviewQuestion? Question, string? Fault) Read(HttpContext context, DateOnly today)
    {
        var query = context.Request.Query;
        if (StaffDesk.Day(context, "from", new DateOnly(today.Year, today.Month, 1)) is not { } from)
        {
            return (null, "from");
        }

        if (StaffDesk.Day(context, "to", today) is not { } to || to < from || to.DayNumber - from.DayNumber >= MostDays)
        {
            return (null, "to");
        }

        var (area, rule) = (query["area"].ToString().Trim(), query["rule"].ToString().Trim());
        return area.Length > 0 && (area.Length != AreaLength || !area.All(char.IsAsciiDigit))
            ? (null, "area")
            : (new(area.Length > 0 ? area : null, from, to, rule.Length > 0 ? Casing.ToCamel(rule) : null), null);
    }
}
