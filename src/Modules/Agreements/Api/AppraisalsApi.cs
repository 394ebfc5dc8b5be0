using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Agreements.Appraising;
using Mingsuan.Agreements.Books;
using Mingsuan.Agreements.Rows;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Time;
using Mingsuan.Policy.Primitives;
using Mingsuan.Workbench;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Agreements.Api;

/// <summary>协议考核接口 — score a year over both channels, record the deduction that follows, show how. (CX-20)</summary>
internal static class AppraisalsApi
{
    private const decimal Limit = 1_000_000_000_000m;
    private const decimal Hundred = 100m;

    public static void Map(DeskGroup group)
    {
        const string year = "/appraisals/{institution}/{year:int}";
        group.Of("GET", year, "A-APPQ", ReadAsync, StaffRoles.Agency, StaffRoles.Bureau);
        group.Of("POST", year, "A-APP", RecordAsync);
    }

    private static JsonObject Json(AppraisalRow row) => new()
    {
        ["year"] = row.Year,
        ["amendment"] = row.Amendment,
        ["score"] = (row.Score / Hundred).ToString("0.00", CultureInfo.InvariantCulture),
        ["base"] = row.Base.ToString(),
        ["deposit"] = row.Deposit.ToString(),
        ["deduction"] = row.Deduction.ToString(),
        ["detail"] = JsonNode.Parse(row.Detail),
        ["recordedBy"] = row.RecordedBy,
        ["recordedAt"] = BeijingTime.Text(row.RecordedAt),
    };

    private static int Year(Asked asked) => int.Parse(asked.Route("year"), CultureInfo.InvariantCulture);

    private static async Task<IResult> ReadAsync(Asked asked)
    {
        var book = asked.Service<AppraisalBook>();
        var rows = await book.OfYearAsync(asked.Inst, Year(asked), asked.Stop);
        var scheme = book.SchemeOf(asked.Institution!, out var sample);
        return asked.Answer(new JsonObject
        {
            ["institution"] = asked.Institution!.Code,
            ["sample"] = sample,
            ["indicators"] = new JsonArray([.. scheme.Indicators.Select(one => (JsonNode)new JsonObject
            {
                ["key"] = one.Key,
                ["title"] = one.Title,
                ["channel"] = one.Channel,
                ["weight"] = one.Weight,
                ["target"] = one.Target,
                ["kind"] = ApplicationJson.Word(one.Kind),
            })]),
            ["results"] = new JsonArray([.. rows.Select(row => (JsonNode)Json(row))]),
        });
    }

    private static Task<IResult> RecordAsync(Asked asked) => Bodies.WriteAsync(asked, input => Recording(
        asked.Context.RequestServices, asked.Institution!, Year(asked), asked.Officer.Name, input));

    /// <summary>Reads what a program's body or a page's form says, and gives the work to be done.</summary>
    public static Func<CancellationToken, Task<DeskAnswer>> Recording(
        IServiceProvider services, InstitutionFacts institution, int year, string actor, WireReader input)
    {
        var @base = input.RequiredNumber("base");
        if (year is < 2000 or > 2999 || @base is < 0 or >= Limit || decimal.Round(@base, 2) != @base)
        {
            input.Reject("base");
        }

        var given = input.Object("values");
        var book = services.GetRequiredService<AppraisalBook>();
        var scheme = book.SchemeOf(institution, out _);
        var values = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var key in scheme.Indicators.Select(one => one.Key))
        {
            if (given.Number(key) is { } value)
            {
                values[key] = value;
                if (value is < 0 or > Limit)
                {
                    given.Reject(key);
                }
            }
        }

        return async ct =>
        {
            var (row, refusal) = await book.RecordAsync(
                institution, year, values, Money.FromYuan(@base), actor, ct);
            var sheet = services.GetRequiredService<ApplicationDesk>().Sheet(institution);
            return row is null ? new DeskAnswer(null, Bodies.Titled(sheet, refusal!)) : DeskAnswer.Of(Json(row));
        };
    }
}
