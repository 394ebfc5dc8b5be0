using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Platform.Trail;

namespace Mingsuan.Registry.Filings;

/// <summary>
/// 备案台 — what filing and withdrawing have in common: under the person's lock, on the person's trail, the row proven.
/// </summary>
internal sealed class FilingDesk(
    IPersonDirectory persons, Operations operations, TrailWriter trail, TimeProvider time)
{
    /// <summary>Files a row when nothing stands against it, and answers its number.</summary>
    public async Task<InfnoResult> FileAsync(
        InfnoCall call,
        PersonFacts person,
        IFiling filing,
        Func<MingsuanDb, CancellationToken, Task<InfnoResult?>> refusal,
        CancellationToken ct) =>
        await operations.RunAsync(
            call.Infno,
            async (db, token) =>
            {
                await db.LockPersonAsync(filing.PersonId, token);
                if (await refusal(db, token) is { } refused)
                {
                    return refused;
                }

                db.Add(filing);
                await RecordAsync(db, call, filing, "registry.filed", token);
                return InfnoResult.Done(new JsonObject
                {
                    ["result"] = new JsonObject { ["trt_dcla_detl_sn"] = WireId.Encode(filing.FilingId) },
                });
            },
            ct)
            with
        { Person = person.Id };

    /// <summary>
    /// Withdraws a filing of the calling institution: it ends with the day before. What it paid until then stands.
    /// </summary>
    public async Task<InfnoResult> WithdrawAsync<T>(InfnoCall call, CancellationToken ct)
        where T : class, IFiling
    {
        var input = new WireReader(call.Input).Object("data");
        var number = input.RequiredText("trt_dcla_detl_sn", 30);
        var psnNo = input.RequiredText("psn_no", 30);
        var reason = input.RequiredText("memo", 500);
        if (input.Fault is { } fault)
        {
            return InfnoResult.Refused(fault.Code, ("field", fault.Field));
        }

        if (await persons.ByNumberAsync(psnNo, ct) is not { } person ||
            !WireId.TryDecode(number, out var id, out _))
        {
            return InfnoResult.Refused("E-FILING-UNKNOWN");
        }

        return await operations.RunAsync(
            call.Infno, (db, token) => EndAsync<T>(db, call, person.Id, id, reason, token), ct)
            with
        { Person = person.Id };
    }

    private async Task<InfnoResult> EndAsync<T>(
        MingsuanDb db, InfnoCall call, PersonId person, Guid id, string reason, CancellationToken ct)
        where T : class, IFiling
    {
        await db.LockPersonAsync(person.Value, ct);
        var filing = await db.Set<T>().AsTracking()
            .SingleOrDefaultAsync(row => row.PersonId == person.Value && row.FilingId == id, ct);
        if (filing is null || filing.InstId != call.Institution.Id.Value)
        {
            return InfnoResult.Refused("E-FILING-UNKNOWN");
        }

        if (filing.WithdrawnAt is not null)
        {
            return InfnoResult.Refused("E-FILING-WITHDRAWN");
        }

        var last = time.Today().AddDays(-1);
        filing.HoldsUntil = filing.HoldsUntil < last ? filing.HoldsUntil : last;
        filing.WithdrawnAt = TrailTime.Of(time.GetUtcNow());
        filing.WithdrawReason = reason;
        filing.Version++;
        await RecordAsync(db, call, filing, "registry.withdrawn", ct);
        return InfnoResult.Done();
    }

    private async Task RecordAsync(MingsuanDb db, InfnoCall call, IFiling filing, string kind, CancellationToken ct) =>
        await trail.AppendAsync(
            db,
            TrailSubject.Person(filing.PersonId),
            kind,
            call.Actor,
            new JsonObject
            {
                ["infno"] = call.Infno,
                ["msgid"] = call.MsgId,
                ["institution"] = call.Institution.Code,
                [ProvenRecords.Member] = ProvenRecords.Of(db, filing),
            },
            ct);
}

/// <summary>2504 慢特病备案撤销.</summary>
internal sealed class WithdrawDisease(FilingDesk desk) : IInfno
{
    public string Infno => "2504";

    public bool Writes => true;

    public Task<InfnoResult> HandleAsync(InfnoCall call, CancellationToken ct) =>
        desk.WithdrawAsync<DiseaseFiling>(call, ct);
}

/// <summary>2506 人员定点备案撤销.</summary>
internal sealed class WithdrawChoice(FilingDesk desk) : IInfno
{
    public string Infno => "2506";

    public bool Writes => true;

    public Task<InfnoResult> HandleAsync(InfnoCall call, CancellationToken ct) =>
        desk.WithdrawAsync<ChoiceFiling>(call, ct);
}
