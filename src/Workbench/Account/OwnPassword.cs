using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Identity;
using Mingsuan.Platform.Persistence;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Workbench.Account;

/// <summary>
/// 修改口令 — who knows the password and holds the device of the one-time code puts another password in its place.
/// (docs/adr/0018)
/// </summary>
public sealed class OwnPassword(SignInDesk signIn, StaffBook book, Operations operations)
{
    /// <summary>The page.</summary>
    public const string Page = "/account/password";

    internal const string What = "S-PWD";
    internal const string Wrong = "E-PASSWORD-WRONG";
    internal const string Rules = "E-PASSWORD-RULES";

    /// <summary>What stands where a key has its answer: nothing is proven, and nothing counts as a guess.</summary>
    internal static Task<DeskAnswer> AnsweredAsync(CancellationToken ct) =>
        Task.FromResult(DeskAnswer.Refuse(Wrong));

    /// <summary>
    /// What makes a repetition the same request: the code and the new password, which nobody can guess from it without
    /// the platform's key.
    /// </summary>
    internal JsonObject Body(Operator officer, PasswordWish wish) =>
        new() { ["code"] = wish.Code, ["new"] = book.Mark(officer.Name, wish.New) };

    /// <summary>
    /// Proves the owner and digests the new password, both of which are slow, before there is a transaction; what
    /// comes back writes the change, or refuses.
    /// </summary>
    internal async Task<Func<CancellationToken, Task<DeskAnswer>>> PrepareAsync(
        HttpContext context, Operator officer, PasswordWish wish)
    {
        if (!PasswordRules.Allow(officer.Name, wish.Old, wish.New))
        {
            return _ => Task.FromResult(DeskAnswer.Refuse(Rules));
        }

        var proof = await signIn.ProveAsync(context, officer, wish.Old, wish.Code);
        if (proof.Result.Wait > TimeSpan.Zero)
        {
            var seconds = Math.Ceiling(proof.Result.Wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return _ => Task.FromResult(DeskAnswer.Refuse("E-SIGN-IN-PAUSE", ("seconds", seconds)));
        }

        if (proof.Result.Who is null)
        {
            return _ => Task.FromResult(DeskAnswer.Refuse(Wrong));
        }

        var change = new PasswordChange(
            officer.Name, proof.Step, proof.Before, book.Seal(officer.Name, wish.New));
        return async ct => await operations.RunAsync(
            "staff.password", (db, token) => book.ChangeAsync(db, change, token), ct)
            ? DeskAnswer.Of(new JsonObject { ["changed"] = true })
            : DeskAnswer.Refuse(Wrong);
    }
}

/// <summary>改口令的要求 — what was typed.</summary>
internal sealed record PasswordWish(string Old, string New, string Code)
{
    /// <summary>Reads the fields; null when one is missing.</summary>
    public static PasswordWish? Of(string? old, string? fresh, string? code) =>
        old is { Length: > 0 } && fresh is { Length: > 0 } && code?.Trim() is { Length: > 0 } typed
            ? new(old, fresh, typed)
            : null;
}

/// <summary>自己的账户 — the question and the form.</summary>
public static class OwnAccount
{
    private const int Longest = 1_000;

    /// <summary>Maps what everybody who signs in may do with their own account.</summary>
    public static void MapOwnAccount(this IEndpointRouteBuilder routes)
    {
        routes.MapDesk("/api/v1/account", [.. StaffRoles.All])
            .Of("POST", "/password", OwnPassword.What, ChangeAsync);
        routes.MapForms(OwnPassword.Page, [.. StaffRoles.All]).PostForm("/change", ChangeByFormAsync);
    }

    private static async Task<IResult> ChangeAsync(Asked asked)
    {
        var body = await StaffDesk.BodyAsync(asked.Context.Request, asked.Stop);
        var input = new WireReader(body);
        if (PasswordWish.Of(input.Text("old", Longest), input.Text("new", Longest), input.Text("code", Longest))
            is not { } wish)
        {
            return asked.Bad("new");
        }

        var own = asked.Service<OwnPassword>();
        var write = await asked.IsFreeAsync(Guid.Empty)
            ? await own.PrepareAsync(asked.Context, asked.Officer, wish)
            : OwnPassword.AnsweredAsync;
        return await asked.OnceAsync(Guid.Empty, own.Body(asked.Officer, wish), write);
    }

    private static Task<IResult> ChangeByFormAsync(HttpContext context, CancellationToken ct) =>
        FormAsked.ActAsync(context, null, OwnPassword.Page, OwnPassword.What, async asked =>
        {
            var fresh = asked.Form["new"].ToString();
            if (PasswordWish.Of(asked.Form["old"], fresh, asked.Form["code"]) is not { } wish
                || asked.Form["again"].ToString() != fresh)
            {
                return asked.Back("E-FIELD-FORMAT");
            }

            var own = asked.Service<OwnPassword>();
            var write = await asked.IsFreeAsync(ct)
                ? await own.PrepareAsync(context, asked.Officer, wish)
                : OwnPassword.AnsweredAsync;
            return asked.Back((await asked.OnceAsync(own.Body(asked.Officer, wish), write, ct)).Refusal?.Code);
        });
}
