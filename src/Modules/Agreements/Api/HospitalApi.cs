using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Mingsuan.Agreements.Books;
using Mingsuan.Agreements.Life;
using Mingsuan.Contracts.Agreements;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Law;
using Mingsuan.Platform.Time;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Agreements.Api;

/// <summary>
/// 机构申请接口 — apply, supply what is missing, tell the ticket's progress, apply for acceptance, sign, withdraw. (CX-14,
/// CX-16, JS-3-1)
/// </summary>
internal static class HospitalApi
{
    private const string One = "/applications/{application}";

    public static void Map(DeskGroup group)
    {
        group.Of("GET", "/agreements", "H-AGQ", AgreementsAsync);
        group.Of("GET", "/agreements/{agreement}/verification", "H-AGV", VerifyAsync);
        group.Of("GET", "/applications", "H-APQ", ListAsync);
        group.Of("POST", "/applications", "H-AP", SubmitAsync);
        group.Of("GET", One, "H-AP1", ReadAsync);
        group.Of("GET", One + "/pdf", "H-APF", async asked => await AgencyApplicationsApi.PdfAsync(
            asked,
            await asked.Service<ApplicationDesk>().OwnAsync(
                asked.Institution!, Bodies.Id(asked.Route("application")), asked.Stop)));
        foreach (var command in Commands.Hospital)
        {
            group.Of("POST", One + "/" + command.Act, command.What, asked => RunAsync(asked, command));
        }
    }

    /// <summary>The physical institution in whose books the officer's applications are, and its life.</summary>
    private static async Task<(InstitutionFacts Physical, InstitutionLife Life)?> LifeAsync(Asked asked) =>
        await asked.Service<ApplicationDesk>().PhysicalAsync(asked.Institution!, asked.Stop) is { } physical
            ? (physical, await asked.Service<LifeDesk>().LifeAsync(physical.Id.Value, null, asked.Stop))
            : null;

    private static JsonObject Json(Asked asked, InstitutionFacts physical, InstitutionLife life, Guid id) =>
        ApplicationJson.Of(
            asked.Service<LawInForce>().Current,
            asked.Service<ApplicationDesk>().Sheet(physical),
            physical,
            life,
            id,
            asked.Service<TimeProvider>().Today());

    private static async Task<IResult> AgreementsAsync(Asked asked) => await LifeAsync(asked) is { } found
        ? asked.Answer(AgreementJson.All(
            found.Physical,
            found.Life,
            one => one.Kind == AgreementKind.Main || one.ForInst == asked.Inst))
        : asked.Refuse(Notice.Of("E-NO-PHYSICAL"));

    private static async Task<IResult> VerifyAsync(Asked asked)
    {
        var id = Bodies.Id(asked.Route("agreement"));
        return await LifeAsync(asked) is { } found && found.Life.Agreements.TryGetValue(id, out var one) &&
            one.ForInst == asked.Inst
                ? AgencyAgreementsApi.Verified(asked, found.Life, id, null)
                : asked.Refuse(Notice.Of("E-AGREEMENT-UNKNOWN"));
    }

    private static async Task<IResult> ListAsync(Asked asked)
    {
        var found = await LifeAsync(asked);
        return asked.Answer(new JsonObject
        {
            ["applications"] = new JsonArray(found is not { } own ? [] :
            [
                .. own.Life.Applications.Values.Where(one => one.ForInst == asked.Inst)
                    .OrderByDescending(one => one.OpenedAt)
                    .Select(one => (JsonNode)Json(asked, own.Physical, own.Life, one.Id)),
            ]),
        });
    }

    private static async Task<IResult> ReadAsync(Asked asked)
    {
        var id = Bodies.Id(asked.Route("application"));
        return await LifeAsync(asked) is { } found && found.Life.Applications.TryGetValue(id, out var one) &&
            one.ForInst == asked.Inst
                ? asked.Answer(Json(asked, found.Physical, found.Life, id))
                : asked.Refuse(Notice.Of("E-APPLICATION-UNKNOWN"));
    }

    private static Task<IResult> SubmitAsync(Asked asked) => Bodies.WriteAsync(asked, input =>
    {
        var withMain = input.Text("withMain", 5) == "true";
        var pieces = Bodies.Pieces(input);
        return async ct =>
        {
            var desk = asked.Service<ApplicationDesk>();
            var (id, done) = await desk.SubmitAsync(asked.Institution!, withMain, pieces, asked.Officer.Name, ct);
            var physical = await desk.PhysicalAsync(asked.Institution!, ct) ?? asked.Institution!;
            return Bodies.Answer(asked.Context.RequestServices, physical, id, done);
        };
    });

    private static async Task<IResult> RunAsync(Asked asked, Command command)
    {
        var desk = asked.Service<ApplicationDesk>();
        var id = Bodies.Id(asked.Route("application"));
        return await desk.OwnAsync(asked.Institution!, id, asked.Stop) is { } at
            ? await Bodies.WriteAsync(asked, (input, body) =>
            {
                var work = command.Read(new CommandAt(desk, at, asked.Officer.Name, body), input);
                return async ct => Bodies.Answer(asked.Context.RequestServices, at.Physical, id, await work(ct));
            })
            : asked.Refuse(Notice.Of("E-APPLICATION-UNKNOWN"));
    }
}
