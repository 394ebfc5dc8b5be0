using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Mingsuan.Agreements.Books;
using Mingsuan.Agreements.Life;
using Mingsuan.Agreements.Signing;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Time;
using Mingsuan.Workbench;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Agreements.Api;

/// <summary>
/// 协议管理接口 — agreements in force: suspend, restore, terminate, renew, decide, verify. (CX-17-5, CX-19)
/// </summary>
internal static class AgencyAgreementsApi
{
    private const string All = "/agreements/{institution}";
    private const string One = All + "/{agreement}";

    public static void Map(DeskGroup group)
    {
        group.Of("GET", All, "A-AGQ", ListAsync, StaffRoles.Agency, StaffRoles.Bureau);
        group.Of("POST", All + "/main", "A-AGM", OpenMainAsync);
        group.Of("POST", One + "/suspend", "A-AGS", asked => ActAsync(asked, AgreementAct.Suspend));
        group.Of("POST", One + "/restore", "A-AGR", asked => ActAsync(asked, AgreementAct.Restore));
        group.Of("POST", One + "/terminate", "A-AGT", asked => ActAsync(asked, AgreementAct.Terminate));
        group.Of("POST", One + "/decision", "A-AGD", DecideAsync);
        group.Of("POST", One + "/renew", "A-AGN", RenewAsync);
        group.Of("POST", One + "/renewal", "A-AGW", OpenRenewalAsync);
        group.Of("POST", One + "/renewal/drop", "A-AGX", asked => ActAsync(asked, AgreementAct.DropRenewal));
        group.Of("GET", One + "/verification", "A-AGV", VerifyAsync, StaffRoles.Agency, StaffRoles.Bureau);
        group.Of("POST", One + "/verification", "A-AGV", VerifyTextAsync, StaffRoles.Agency, StaffRoles.Bureau);
    }

    /// <summary>Checks the signatures of the application that an agreement was last signed in.</summary>
    internal static IResult Verified(Asked asked, InstitutionLife life, Guid agreement, string? text) =>
        life.Agreements.GetValueOrDefault(agreement)?.Application is { } id &&
        asked.Service<SigningDesk>().Verify(life.Applications[id], text) is { } check
            ? asked.Answer(AgreementJson.Of(check))
            : asked.Refuse(Notice.Of("E-AGREEMENT-UNKNOWN"));

    private static Guid Agreement(Asked asked) => Bodies.Id(asked.Route("agreement"));

    private static async Task<IResult> ListAsync(Asked asked)
    {
        var today = asked.Service<TimeProvider>().Today();
        if (StaffDesk.Day(asked.Context, "asOf", today) is not { } asOf)
        {
            return asked.Bad("asOf");
        }

        var life = await asked.Service<LifeDesk>().LifeAsync(asked.Inst, asOf == today ? null : asOf, asked.Stop);
        return asked.Answer(AgreementJson.All(asked.Institution!, life, _ => true));
    }

    private static DeskAnswer Answer(Asked asked, Done done) => done.Life is { } life
        ? DeskAnswer.Of(AgreementJson.All(asked.Institution!, life, _ => true))
        : new DeskAnswer(null, done.Refusal);

    private static Task<IResult> OpenMainAsync(Asked asked) => Bodies.WriteAsync(asked, input =>
    {
        _ = input.RequiredText("from", 10);
        var (from, to) = (input.Day("from"), input.Day("to"));
        var document = input.RequiredText("document", Bodies.LongestName);
        return async ct => Answer(asked, (await asked.Service<AgreementDesk>().OpenMainAsync(
            asked.Institution!, from!.Value, to, document, asked.Officer.Name, ct)).Done);
    });

    private static Task<IResult> ActAsync(Asked asked, AgreementAct act) => Bodies.WriteAsync(asked, input =>
    {
        var reason = input.RequiredText("reason", Bodies.LongestText);
        return async ct => Answer(asked, await asked.Service<AgreementDesk>().ActAsync(
            asked.Institution!, Agreement(asked), act, reason, asked.Officer.Name, ct));
    });

    private static Task<IResult> DecideAsync(Asked asked) => Bodies.WriteAsync(asked, input =>
    {
        var reason = input.RequiredText("reason", Bodies.LongestText);
        MainDecision? decision = input.RequiredText("decision", 20) switch
        {
            "keep" => MainDecision.Keep,
            "suspend" => MainDecision.Suspend,
            "terminate" => MainDecision.Terminate,
            _ => null,
        };
        if (decision is not { } taken)
        {
            input.Reject("decision");
            return null;
        }

        return async ct => Answer(asked, await asked.Service<AgreementDesk>().DecideAsync(
            asked.Institution!, Agreement(asked), taken, reason, asked.Officer.Name, ct));
    });

    private static Task<IResult> RenewAsync(Asked asked) => Bodies.WriteAsync(asked, input =>
    {
        var to = input.Day("to");
        var document = input.RequiredText("document", Bodies.LongestName);
        return async ct => Answer(asked, await asked.Service<AgreementDesk>().RenewAsync(
            asked.Institution!, Agreement(asked), to, document, asked.Officer.Name, ct));
    });

    private static Task<IResult> OpenRenewalAsync(Asked asked) => Bodies.WriteAsync(asked, _ => async ct =>
    {
        var (id, done) = await asked.Service<ApplicationDesk>().RenewAsync(
            asked.Institution!, Agreement(asked), asked.Officer.Name, ct);
        return Bodies.Answer(asked.Context.RequestServices, asked.Institution!, id, done);
    });

    private static async Task<IResult> VerifyAsync(Asked asked) => Verified(
        asked, await asked.Service<LifeDesk>().LifeAsync(asked.Inst, null, asked.Stop), Agreement(asked), null);

    private static async Task<IResult> VerifyTextAsync(Asked asked)
    {
        var body = await StaffDesk.BodyAsync(asked.Context.Request, asked.Stop);
        return body?["text"] is JsonValue value && value.TryGetValue<string>(out var text)
            ? Verified(
                asked,
                await asked.Service<LifeDesk>().LifeAsync(asked.Inst, null, asked.Stop),
                Agreement(asked),
                text)
            : asked.Bad("text");
    }
}
