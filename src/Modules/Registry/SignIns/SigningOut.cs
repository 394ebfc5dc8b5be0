using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;

namespace Mingsuan.Registry.SignIns;

/// <summary>9002 签退.</summary>
internal sealed class SigningOut(Operations operations, TimeProvider time) : IInfno
{
    public string Infno => "9002";

    public bool Writes => true;

    public async Task<InfnoResult> HandleAsync(InfnoCall call, CancellationToken ct)
    {
        var input = new WireReader(call.Input).Object("signOut", "data");
        var opter = input.RequiredText("opter_no", 30);
        var signNo = input.Text("sign_no", 30) ?? call.SignNo;
        if (input.Fault is { } fault)
        {
            return InfnoResult.Refused(fault.Code, ("field", fault.Field));
        }

        var now = time.GetUtcNow().UtcDateTime;
        var signedOut = WireId.TryDecode(signNo, out var id, out _) && await operations.RunAsync(
            Infno, (db, token) => SignOutAsync(db, call.Institution.Id.Value, id, opter, now, token), ct);
        return signedOut
            ? InfnoResult.Done(new JsonObject
            {
                ["signoutoutb"] = new JsonObject { ["sign_time"] = BeijingTime.Text(now) },
            })
            : InfnoResult.Refused("E-SIGN-NO");
    }

    private static async Task<bool> SignOutAsync(
        MingsuanDb db, Guid instId, Guid id, string opter, DateTime now, CancellationToken ct)
    {
        var signIn = await db.Set<SignIn>().SingleOrDefaultAsync(
            row => row.InstId == instId && row.Id == id && row.OpterNo == opter, ct);
        if (signIn is null)
        {
            return false;
        }

        signIn.SignedOutAt ??= now;
        signIn.Version++;
        return true;
    }
}
