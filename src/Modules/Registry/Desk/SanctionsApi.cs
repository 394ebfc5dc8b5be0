using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Identity;
using Mingsuan.Platform.Time;
using Mingsuan.Registry.Eligibility;
using Mingsuan.Registry.Facts;
using Mingsuan.Workbench;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Registry.Desk;

/// <summary>沿革与支付资格接口 — what the register says and said, and decisions about practitioners.</summary>
internal static class SanctionsApi
{
    public static void Map(DeskGroup group)
    {
        string[] readers = [StaffRoles.Agency, StaffRoles.Bureau];
        group.Of("GET", "/registry/institutions/{institution}", "A-REGQ", InstitutionAsync, readers);
        group.Of("GET", "/registry/practitioners/{code}", "A-REGQ", PractitionerAsync, readers);
        group.Of("POST", "/registry/practitioners/{code}/sanctions", "A-SAN", DecideAsync);
    }

    /// <summary>The decision as answers write it.</summary>
    internal static JsonObject Json(Sanctioned done) => new()
    {
        ["event"] = RegisterHistory.Json(done.Event),
        ["standing"] = Word(done.Standing.ToString()),
        ["yearPoints"] = done.YearPoints,
        ["due"] = done.Due is { } due ? Word(due.ToString()) : null,
    };

    /// <summary>Decides, for who answers for a place where the practitioner works.</summary>
    internal static async Task<DeskAnswer> DecideAsync(
        IServiceProvider services, Sanction sanction, Operator officer, CancellationToken ct)
    {
        var reach = (PractitionerReach)services.GetService(typeof(PractitionerReach))!;
        var clock = (TimeProvider)services.GetService(typeof(TimeProvider))!;
        if (!await reach.HoldsAsync(officer, sanction.Code, clock.Today(), ct))
        {
            return DeskAnswer.Refuse("E-PRACTITIONER-UNKNOWN", ("code", sanction.Code));
        }

        var desk = (SanctionDesk)services.GetService(typeof(SanctionDesk))!;
        var done = await desk.DecideAsync(sanction, officer.Name, ct);
        return done.Value is { } sanctioned ? DeskAnswer.Of(Json(sanctioned)) : DeskAnswer.Refuse(done.Refusal!);
    }

    internal static EligibilityAct? Act(string text) =>
        Enum.TryParse<EligibilityAct>(text, ignoreCase: true, out var act) && char.IsAsciiLetter(text[0])
            ? act
            : null;

    /// <summary>The day and the moment that are asked about; none when one of them cannot be read.</summary>
    internal static AsKnown? Known(HttpContext context)
    {
        var (on, at) = (context.Request.Query["on"].ToString(), context.Request.Query["knownAt"].ToString());
        var day = on.Length == 0 ? null : StaffDesk.Day(context, "on", default);
        var moment = at.Length == 0 ? null : WireTime.Read(at);
        return (on.Length > 0 && day is null) || (at.Length > 0 && (moment is null || day is null))
            ? null
            : new(day, moment);
    }

    private static async Task<IResult> InstitutionAsync(Asked asked) => Known(asked.Context) is not { } known
        ? asked.Bad("on")
        : asked.Answer(new JsonObject
        {
            ["code"] = asked.Institution!.Code,
            ["name"] = asked.Institution.Name,
            ["facts"] = await asked.Service<RegisterHistory>().OfInstitutionAsync(asked.Inst, known, asked.Stop),
        });

    private static async Task<IResult> PractitionerAsync(Asked asked)
    {
        if (Known(asked.Context) is not { } known)
        {
            return asked.Bad("on");
        }

        var (history, code) = (asked.Service<RegisterHistory>(), asked.Route("code"));
        if (await history.FindAsync(code, asked.Stop) is not { } found ||
            !await asked.Service<PractitionerReach>().HoldsAsync(asked.Officer, code, null, asked.Stop))
        {
            return asked.Refuse(Notice.Of("E-PRACTITIONER-UNKNOWN", ("code", code)));
        }

        var events = await asked.Service<EligibilityBook>().EventsAsync(found.PractitionerId, asked.Stop);
        var clock = asked.Service<TimeProvider>();
        return asked.Answer(new JsonObject
        {
            ["code"] = found.Code,
            ["name"] = found.Name,
            ["kind"] = found.Kind,
            ["standing"] = Word(EligibilityFold.At(events, clock.GetUtcNow().UtcDateTime).ToString()),
            ["yearPoints"] = EligibilityFold.Points(events, clock.Today().Year, clock.GetUtcNow().UtcDateTime),
            ["facts"] = await history.OfPractitionerAsync(found.PractitionerId, known, asked.Stop),
            ["eligibility"] = await history.EligibilityAsync(found.PractitionerId, asked.Stop),
        });
    }

    private static async Task<IResult> DecideAsync(Asked asked)
    {
        var body = await StaffDesk.BodyAsync(asked.Context.Request, asked.Stop);
        var input = new WireReader(body);
        var (act, points) = (Act(input.RequiredText("act", 10)), input.Number("points") ?? 0);
        var reason = input.RequiredText("reason", Sanction.LongestReason);
        var document = input.RequiredText("document", Sanction.LongestDocument);
        if (body is null || input.Fault is not null || act is not { } decided || points != decimal.Truncate(points) ||
            Math.Abs(points) > Sanction.MostPoints)
        {
            return asked.Bad(input.Fault?.Field ?? "act");
        }

        var sanction = new Sanction(asked.Route("code"), decided, decimal.ToInt32(points), reason, document);
        if (!sanction.IsSound)
        {
            return asked.Bad("points");
        }

        body["code"] = sanction.Code;
        return await asked.OnceAsync(
            Importing.RegistryImport.Books,
            body,
            ct => DecideAsync(asked.Context.RequestServices, sanction, asked.Officer, ct));
    }

    private static string Word(string word) => JsonNamingPolicy.CamelCase.ConvertName(word);
}
