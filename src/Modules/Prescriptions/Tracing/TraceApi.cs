using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Prescriptions;
using Mingsuan.Contracts.Registry;
using Mingsuan.Law.Texts;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Workbench;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Prescriptions.Tracing;

/// <summary>
/// 追溯码查询 — the whole history of a code for an agency within whose reach any of it happened; whose medicine it was is
/// told of what happened there alone, and each such person's record says that it was read.
/// </summary>
internal static class TraceApi
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDesk("/api/v1/agency", StaffRoles.Agency).Of("GET", "/trace-codes/{code}", "A-TRC", HistoryAsync);

    private static async Task<IResult> HistoryAsync(Asked asked)
    {
        if (ScannedCode.Normal(asked.Route("code")) is not { } code)
        {
            return asked.Bad("code");
        }

        var within = await asked.Desk.WithinAsync(asked.Officer, asked.Stop);
        var rows = await TraceBook.EventsAsync(asked.Service<Session>().Db, code, asked.Stop);
        bool Reaches(TraceEventRow row) => within is null || within.Contains(row.InstId);
        if (!rows.Any(Reaches))
        {
            return asked.Desk.Refused(
                asked.Context,
                asked.Officer,
                asked.What,
                Notice.Of("E-TRACE-UNKNOWN", ("code", code)),
                StatusCodes.Status404NotFound);
        }

        var history = new JsonArray();
        foreach (var row in rows)
        {
            history.Add(await JsonAsync(asked, row, Reaches(row)));
        }

        foreach (var person in rows.Where(Reaches).Select(row => row.PersonId).OfType<Guid>().Distinct())
        {
            asked.Desk.Note(asked.Context, asked.Officer, asked.What, "ok", new PersonId(person));
        }

        var state = TraceCode.Fold(rows.Select(row => row.Event)).State;
        return asked.Answer(new JsonObject
        {
            ["code"] = code,
            ["state"] = Key(state),
            ["stateName"] = Wording.Word("traceState", Key(state)),
            ["history"] = history,
        });
    }

    private static async Task<JsonNode> JsonAsync(Asked asked, TraceEventRow row, bool reaches)
    {
        var institution = await asked.Service<IInstitutionDirectory>().FindAsync(
            new InstitutionId(row.InstId), BeijingTime.Day(row.At), asked.Stop);
        var person = reaches && row.PersonId is { } id
            ? await asked.Service<IPersonDirectory>().FindAsync(new PersonId(id), asked.Stop)
            : null;
        return new JsonObject
        {
            ["at"] = BeijingTime.Text(row.At),
            ["move"] = Key(row.Move),
            ["moveName"] = Wording.Word("traceMove", Key(row.Move)),
            ["institution"] = institution?.Code,
            ["institutionName"] = institution?.Name,
            ["document"] = row.Document,
            ["settlement"] = row.SettlementId is { } settlement ? WireId.Encode(settlement) : null,
            ["split"] = row.IsSplit,
            ["itemCode"] = row.ItemCode,
            ["psnNo"] = person?.PsnNo,
        };
    }

    private static string Key<T>(T word)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(word.ToString());
}
