using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Mingsuan.Contracts.Registry;
using Mingsuan.Contracts.Texts;
using Mingsuan.Platform.Time;
using Mingsuan.Prices.Notices;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Prices.Desks;

/// <summary>公示的公开查询 — anybody may ask for an institution's notice as it stood on a day. (HN-3)</summary>
internal static class PublicNoticeApi
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/institutions/{code}/notice", AnswerAsync);

    private static async Task<IResult> AnswerAsync(
        HttpContext context,
        string code,
        IInstitutionDirectory institutions,
        NoticeBook notices,
        IWording wording,
        TimeProvider clock,
        CancellationToken ct)
    {
        if (StaffDesk.Day(context, "on", clock.Today()) is not { } on)
        {
            return Problem(wording, "E-FIELD-FORMAT", StatusCodes.Status400BadRequest, ("field", "on"));
        }

        if (await institutions.FindAsync(code, on, ct) is not { } institution)
        {
            return Problem(
                wording, "E-INSTITUTION-UNKNOWN", StatusCodes.Status404NotFound, ("institution", code));
        }

        if (await notices.OnAsync(institution.Id.Value, on, ct) is not { } notice)
        {
            return Problem(wording, "E-NOTICE-NONE", StatusCodes.Status404NotFound);
        }

        var json = PriceJson.Of(notice);
        (json["institution"], json["name"], json["on"]) = (institution.Code, institution.Name, StaffDesk.Text(on));
        return Results.Text(json.ToJsonString(), "application/json", System.Text.Encoding.UTF8);
    }

    private static IResult Problem(
        IWording wording, string code, int status, params (string Name, string Value)[] parameters) =>
        Results.Problem(
            wording.Sentence(code, parameters.ToDictionary(one => one.Name, one => one.Value)),
            statusCode: status,
            title: code,
            extensions: new Dictionary<string, object?> { ["code"] = code });
}
