using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Contracts.Prescriptions;
using Mingsuan.Patient.Records;
using Mingsuan.Patient.SigningIn;
using Mingsuan.Platform.Identity;
using Mingsuan.Platform.Ids;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Patient.Api;

/// <summary>收回处方 — takes a prescription back from the pharmacy that holds it, once for a key. (ADR 0022)</summary>
internal sealed class ReleaseDesk(StaffDesk once, IPersonPrescriptions prescriptions, PatientDesk desk)
{
    public async Task<DeskAnswer> ReleaseAsync(HttpContext context, string hiRxno, string key)
    {
        var me = PatientRecords.Me(context);
        var answer = await once.OnceAsync(
            new Operator(WireId.Encode(me.Value), PatientSession.Role),
            new OnceKey(me.Value, PatientWhat.Release, key),
            new JsonObject { ["rx"] = hiRxno },
            async ct => await prescriptions.ReleaseAsync(me, hiRxno, ct) is { } refusal
                ? DeskAnswer.Refuse(refusal)
                : DeskAnswer.Of(new JsonObject { ["released"] = true }) with { Person = me.Value },
            context.RequestAborted);
        desk.Note(context, PatientWhat.Release, answer.Refusal?.Code ?? "ok", me);
        return answer;
    }

    /// <summary>Maps the form of the prescription's page.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        RequestDelegate release = ReleaseByFormAsync;
        routes.MapPost("/patient/prescriptions/{rx}/release", release)
            .RequireAuthorization(SignInRoutes.Policy).WithMetadata(new ServedRoles([PatientSession.Role]));
    }

    private static async Task ReleaseByFormAsync(HttpContext context)
    {
        if (!await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var rx = (string)context.GetRouteValue("rx")!;
        var answer = await context.RequestServices.GetRequiredService<ReleaseDesk>()
            .ReleaseAsync(context, rx, form[FormAsked.KeyField].ToString());
        var said = answer.Refusal is { } refusal ? "refused=" + refusal.Code : "done=" + PatientWhat.Release;
        context.Response.Redirect($"/patient/prescriptions/{Uri.EscapeDataString(rx)}?{said}");
    }
}
