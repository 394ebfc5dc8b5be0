using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;

namespace Mingsuan.Registry.SignIns;

/// <summary>9001 签到 — a repeated sign-in of an operator answers the number that is still valid.</summary>
internal sealed class SigningIn(Operations operations, IdSource ids, TimeProvider time) : IInfno
{
    public string Infno => "9001";

    public bool Writes => true;

    public async Task<InfnoResult> HandleAsync(InfnoCall call, CancellationToken ct)
    {
        var input = new WireReader(call.Input).Object("signIn", "data");
        var opter = input.RequiredText("opter_no", 30);
        var mac = input.RequiredText("mac", 50);
        var ip = input.RequiredText("ip", 50);
        if (input.Fault is { } fault)
        {
            return InfnoResult.Refused(fault.Code, ("field", fault.Field));
        }

        var signIn = await operations.RunAsync(
            Infno, (db, token) => SignAsync(db, call.Institution.Id.Value, opter, mac, ip, token), ct);
        return InfnoResult.Done(new JsonObject
        {
            ["signinoutb"] = new JsonObject
            {
                ["sign_time"] = BeijingTime.Text(signIn.SignedInAt),
                ["sign_no"] = WireId.Encode(signIn.Id),
            },
        });
    }

    private async Task<SignIn> SignAsync(
        MingsuanDb db, Guid instId, string opter, string mac, string ip, CancellationToken ct)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var valid = await db.Set<SignIn>()
            .Where(row => row.InstId == instId && row.OpterNo == opter && row.Mac == mac
                && row.SignedOutAt == null && row.ValidUntil > now)
            .OrderByDescending(row => row.SignedInAt)
            .FirstOrDefaultAsync(ct);
        if (valid is not null)
        {
            return valid;
        }

        var made = new SignIn
        {
            InstId = instId,
            Id = ids.Next(),
            OpterNo = opter,
            Mac = mac,
            Ip = ip,
            SignedInAt = now,
            ValidUntil = BeijingTime.StartOf(BeijingTime.Day(now).AddDays(1)),
        };
        db.Add(made);
        return made;
    }
}
