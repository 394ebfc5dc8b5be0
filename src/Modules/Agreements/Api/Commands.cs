using System.Text.Json.Nodes;
using Mingsuan.Agreements.Books;
using Mingsuan.Agreements.Life;
using Mingsuan.Agreements.Signing;
using Mingsuan.Agreements.Terms;
using Mingsuan.Platform.Http;

namespace Mingsuan.Agreements.Api;

/// <summary>办理对象 — who does something with which application.</summary>
internal sealed record CommandAt(ApplicationDesk Desk, ApplicationAt Application, string Actor, JsonObject Body);

/// <summary>读一项命令 — reads what is asked, from a body or a form, and gives the work to be done.</summary>
internal delegate Func<CancellationToken, Task<Done>> CommandReader(CommandAt at, WireReader input);

/// <summary>一项命令 — the last part of its address, its name in the access log, and how it is read.</summary>
internal sealed record Command(string Act, string What, CommandReader Read);

/// <summary>
/// 申请命令 — what the agency and what the institution may do with an application: once, for programs and for pages.
/// (CX-14, CX-16, CX-17, JS-2-1, JS-2-2, JS-3-1)
/// </summary>
internal static class Commands
{
    private const int LongestSignature = 400;

    public static readonly IReadOnlyList<Command> Agency =
    [
        new("completeness", "A-APC", Completeness),
        new("review", "A-APR", Review),
        new("service", "A-APN", Serve),
        new("ticket", "A-APW", Assign),
        new("acceptance", "A-APA", Accept),
        new("overdue", "A-APO", Overdue),
        new("lapse", "A-APL", (at, _) => ct => at.Desk.LapseAsync(at.Application, at.Actor, ct)),
        new("draft", "A-APD", Draft),
        new("sign", "A-APS", SignForAgency),
    ];

    public static readonly IReadOnlyList<Command> Hospital =
    [
        new("pieces", "H-APP", Supply),
        new("ticket", "H-APT", Move),
        new("acceptance", "H-APA", ApplyForAcceptance),
        new("sign", "H-APS", Sign),
        new("withdraw", "H-APW", Withdraw),
    ];

    private static Func<CancellationToken, Task<Done>> Completeness(CommandAt at, WireReader input)
    {
        var complete = Bodies.Flag(input, "complete");
        var items = Bodies.Items(input);
        return ct => complete == true
            ? at.Desk.RunAsync("agreements.confirm", at.Application, at.Actor, ApplicationRules.Confirm, ct)
            : at.Desk.NoticeAsync("agreements.return", at.Application, at.Actor, (one, earlier) =>
                ApplicationRules.Return(one, items, earlier), ct);
    }

    private static Func<CancellationToken, Task<Done>> Review(CommandAt at, WireReader input)
    {
        var passed = Bodies.Flag(input, "passed");
        var (note, owner) = (input.Text("note", Bodies.LongestText), input.Text("owner", Bodies.LongestName));
        var items = Bodies.Items(input);
        return ct => passed == true
            ? at.Desk.PassReviewAsync(at.Application, note ?? "", owner ?? at.Actor, at.Actor, ct)
            : at.Desk.NoticeAsync("agreements.review", at.Application, at.Actor, (one, earlier) =>
                ApplicationRules.FailReview(one, items, earlier), ct);
    }

    private static Func<CancellationToken, Task<Done>> Serve(CommandAt at, WireReader input)
    {
        _ = input.RequiredText("on", 10);
        var on = input.Day("on");
        return ct => at.Desk.ServeAsync(at.Application, on!.Value, at.Actor, ct);
    }

    private static Func<CancellationToken, Task<Done>> Assign(CommandAt at, WireReader input)
    {
        var owner = input.RequiredText("owner", Bodies.LongestName);
        return ct => at.Desk.RunAsync(
            "agreements.ticket", at.Application, at.Actor, one => ApplicationRules.Assign(one, owner), ct);
    }

    private static Func<CancellationToken, Task<Done>> Accept(CommandAt at, WireReader input)
    {
        var passed = Bodies.Flag(input, "passed");
        var run = input.Text("run", Bodies.LongestName);
        var items = Bodies.Items(input);
        return ct => at.Desk.AcceptAsync(at.Application, passed == true, run, items, at.Actor, ct);
    }

    private static Func<CancellationToken, Task<Done>> Overdue(CommandAt at, WireReader input)
    {
        var goesOn = Bodies.Flag(input, "goesOn");
        var reason = input.RequiredText("reason", Bodies.LongestText);
        return ct => at.Desk.DecideOverdueAsync(at.Application, goesOn == true, reason, at.Actor, ct);
    }

    private static Func<CancellationToken, Task<Done>> Draft(CommandAt at, WireReader input)
    {
        var given = input.Object("parts");
        var parts = TermsBook.Parts.Where(given.Has)
            .ToDictionary(key => key, key => given.Text(key, Drafting.LongestPart) ?? "", StringComparer.Ordinal);
        foreach (var key in TermsBook.Parts.Where(key => IsBlank(at.Body["parts"] as JsonObject, key)))
        {
            parts[key] = "";
        }

        var to = input.Day("to");
        return ct => at.Desk.DraftAsync(at.Application, parts, to, at.Actor, ct);
    }

    /// <summary>
    /// A part that was written empty is missing; one that was not written stands as the template has it.
    /// </summary>
    private static bool IsBlank(JsonObject? parts, string key) =>
        parts?[key] is JsonValue value && value.TryGetValue<string>(out var text) && string.IsNullOrWhiteSpace(text);

    private static Func<CancellationToken, Task<Done>> Supply(CommandAt at, WireReader input)
    {
        var pieces = Bodies.Pieces(input);
        return ct => at.Desk.RunAsync(
            "agreements.supply", at.Application, at.Actor, one => ApplicationRules.Supply(one, pieces), ct);
    }

    private static Func<CancellationToken, Task<Done>> Move(CommandAt at, WireReader input)
    {
        var (item, done) = (input.RequiredText("item", Bodies.LongestKey), Bodies.Flag(input, "done"));
        var note = input.Text("note", Bodies.LongestText) ?? "";
        return ct => at.Desk.RunAsync(
            "agreements.ticket",
            at.Application,
            at.Actor,
            one => ApplicationRules.Move(one, item, done == true, note),
            ct);
    }

    private static Func<CancellationToken, Task<Done>> ApplyForAcceptance(CommandAt at, WireReader input)
    {
        var run = input.Text("run", Bodies.LongestName);
        return ct => at.Desk.ApplyForAcceptanceAsync(at.Application, run, at.Actor, ct);
    }

    private static Func<CancellationToken, Task<Done>> Sign(CommandAt at, WireReader input)
    {
        var given = new GivenSignature(
            input.RequiredText("digest", LongestSignature),
            input.RequiredText("signature", LongestSignature),
            input.Text("publicKey", LongestSignature));
        return ct => at.Desk.SignAsync(at.Application, given, at.Actor, ct);
    }

    private static Func<CancellationToken, Task<Done>> SignForAgency(CommandAt at, WireReader input)
    {
        var digest = input.RequiredText("digest", LongestSignature);
        return ct => at.Desk.SignForAgencyAsync(at.Application, digest, at.Actor, ct);
    }

    private static Func<CancellationToken, Task<Done>> Withdraw(CommandAt at, WireReader input)
    {
        var reason = input.RequiredText("reason", Bodies.LongestText);
        return ct => at.Desk.RunAsync(
            "agreements.withdraw", at.Application, at.Actor, one => ApplicationRules.Withdraw(one, reason), ct);
    }
}
