using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Mingsuan.Agreements.Appraising;
using Mingsuan.Agreements.Books;
using Mingsuan.Agreements.Rows;
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

    private static Task<IResult> RecordAsync(Asked asked) => Bodies.WriteAsync(asked, input =>
    {
        var (year, @base) = (Year(asked), input.RequiredNumber("base"));
        if (year is < 2000 or > 2999 || @base is < 0 or >= Limit || decimal.Round(@base, 2) != @base)
        {
            input.Reject("base");
        }

        var given = input.Object("values");
        var scheme = asked.Service<AppraisalBook>().SchemeOf(asked.Institution!, out _);
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
            var (row, refusal) = await asked.Service<AppraisalBook>().RecordAsync(
                asked.Institution!, year, values, Money.FromYuan(@base), asked.Officer.Name, ct);
            var sheet = asked.Service<ApplicationDesk>().Sheet(asked.Institution!);
            return row is null ? new DeskAnswer(null, Bodies.Titled(sheet, refusal!)) : DeskAnswer.Of(Json(row));
        };
    });
}
