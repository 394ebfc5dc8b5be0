using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Time;
using Mingsuan.Workbench;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Settlement.Library;

/// <summary>文件发布接口 — check law files, propose them, see what they change, and decide as a second person.</summary>
internal static class DraftsApi
{
    private const int MostRows = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapDesk("/api/v1/bureau", StaffRoles.Bureau);
        group.Of("POST", "/law-drafts/check", "B-LAWC", CheckAsync);
        group.Of("POST", "/law-drafts", "B-LAWP", ProposeAsync);
        group.Of("GET", "/law-drafts", "B-LAWQ", ListAsync);
        group.Of("GET", "/law-drafts/{draft}", "B-LAWQ", FindAsync);
        group.Of("POST", "/law-drafts/{draft}/decision", "B-LAWD", DecideAsync);
    }

    internal static JsonObject Json(LawDraft row) => new()
    {
        ["draft"] = WireId.Encode(row.DraftId),
        ["title"] = row.Title,
        ["reason"] = row.Reason,
        ["state"] = JsonNamingPolicy.CamelCase.ConvertName(row.State.ToString()),
        ["basedOn"] = row.BasedOn,
        ["makes"] = row.Makes,
        ["proposedBy"] = row.ProposedBy,
        ["proposedAt"] = BeijingTime.Text(row.ProposedAt),
        ["decidedBy"] = row.DecidedBy,
        ["decidedAt"] = row.DecidedAt is { } at ? BeijingTime.Text(at) : null,
        ["word"] = row.Word,
    };

    private static JsonObject Whole(LawDraft row)
    {
        var json = Json(row);
        json["report"] = JsonNode.Parse(row.Report);
        json["effect"] = JsonNode.Parse(row.Effect);
        json["files"] = new JsonObject(LibraryArchive.Unpack(row.Files)
            .Select(file => KeyValuePair.Create(file.Key, (JsonNode?)file.Value)));
        return json;
    }

    private static async Task<IResult> CheckAsync(Asked asked)
    {
        var body = await StaffDesk.BodyAsync(asked.Context.Request, asked.Stop);
        return Files(body) is not { } files
            ? asked.Bad("files")
            : asked.Answer(asked.Service<DraftBook>().Review(files).Report());
    }

    private static async Task<IResult> ProposeAsync(Asked asked)
    {
        var body = await StaffDesk.BodyAsync(asked.Context.Request, asked.Stop);
        var input = new WireReader(body);
        var reason = input.RequiredText("reason", DraftBook.LongestReason);
        if (body is null || Files(body) is not { } files)
        {
            return asked.Bad("files");
        }

        if (input.Fault is not null)
        {
            return asked.Bad("reason");
        }

        var book = asked.Service<DraftBook>();
        var review = book.Review(files);
        if (DraftBook.Refusal(review, asked.Officer) is { } refusal)
        {
            return asked.Refuse(refusal);
        }

        var effect = await book.EffectAsync(review, asked.Stop);
        return await asked.OnceAsync(Guid.Empty, body, async ct => DeskAnswer.Of(Whole(
            await book.ProposeAsync(review, effect, reason, asked.Officer.Name, ct))));
    }

    private static async Task<IResult> ListAsync(Asked asked) => asked.Answer(new JsonArray(
        [.. (await asked.Service<DraftBook>().ListAsync(MostRows, asked.Stop)).Select(row => (JsonNode)Json(row))]));

    private static async Task<IResult> FindAsync(Asked asked) =>
        await asked.Service<DraftBook>().FindAsync(Id(asked), asked.Stop) is { } row
            ? asked.Answer(Whole(row))
            : asked.Refuse(Notice.Of("E-DRAFT-UNKNOWN"));

    private static async Task<IResult> DecideAsync(Asked asked)
    {
        var body = await StaffDesk.BodyAsync(asked.Context.Request, asked.Stop);
        var input = new WireReader(body);
        var (agrees, word) = (input.Text("agrees", 5), input.Text("word", DraftBook.LongestReason));
        if (body is null || input.Fault is not null || agrees is not ("true" or "false"))
        {
            return asked.Bad("agrees");
        }

        body["draft"] = asked.Route("draft");
        var answer = await asked.OnceAsync(Guid.Empty, body, async ct =>
        {
            var decided = await asked.Service<DraftBook>().DecideAsync(
                Id(asked), agrees == "true", word ?? "", asked.Officer, ct);
            return decided.Value is { } row ? DeskAnswer.Of(Json(row)) : DeskAnswer.Refuse(decided.Refusal!);
        });
        await asked.Service<DraftBook>().FollowAsync(asked.Stop);
        return answer;
    }

    private static Guid Id(Asked asked) =>
        WireId.TryDecode(asked.Route("draft"), out var id, out _) ? id : Guid.Empty;

    /// <summary>Files by path, each a text; none when one is not, or lies where no library keeps files.</summary>
    private static Dictionary<string, string>? Files(JsonObject? body)
    {
        if (body?["files"] is not JsonObject named ||
            named.Any(file => file.Value?.GetValueKind() != JsonValueKind.String))
        {
            return null;
        }

        var files = named.ToDictionary(file => file.Key, file => (string)file.Value!, StringComparer.Ordinal);
        return DraftFiles.Fault(files) is null ? files : null;
    }
}
