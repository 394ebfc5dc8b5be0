using Mingsuan.Agreements.Life;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Platform.Trail;

namespace Mingsuan.Agreements.Books;

/// <summary>此刻 — the instant of a command and its legal day.</summary>
internal sealed record Moment(DateTime At)
{
    public DateOnly Day => BeijingTime.Day(At);
}

/// <summary>办理结果 — the institution's life after it, or the refusal.</summary>
internal sealed record Done(InstitutionLife? Life, Notice? Refusal);

/// <summary>
/// 办理台 — every command goes this way: lock the institution, load its life, let the pure rules decide, write what
/// follows.
/// </summary>
internal sealed class LifeDesk(LifeStore store, Session session, Operations operations, TimeProvider clock)
{
    public Task<Done> RunAsync(
        string name,
        Guid inst,
        string actor,
        Func<InstitutionLife, Moment, Task<Ruling>> decide,
        CancellationToken ct) => operations.RunAsync(
            name,
            async (db, token) =>
            {
                await db.LockInstitutionAsync(inst, token);
                await StandingLock.TakeAsync(db, inst, token);
                var life = await LifeStore.LoadAsync(db, inst, token);
                var moment = new Moment(TrailTime.Of(clock.GetUtcNow()));
                var ruling = await decide(life, moment);
                if (ruling.Refusal is { } refusal)
                {
                    return new Done(null, refusal);
                }

                await store.WriteAsync(db, life, ruling.Steps, actor, moment.At, token);
                return new Done(life, null);
            },
            ct);

    public Task<Done> RunAsync(
        string name, Guid inst, string actor, Func<InstitutionLife, Moment, Ruling> decide, CancellationToken ct) =>
        RunAsync(name, inst, actor, (life, moment) => Task.FromResult(decide(life, moment)), ct);

    /// <summary>An institution's life as it stood at the end of a day, or as it stands now.</summary>
    public Task<InstitutionLife> LifeAsync(Guid inst, DateOnly? asOf, CancellationToken ct) =>
        LifeStore.LoadAsync(session.Db, inst, ct, Before(asOf));

    public Task<IReadOnlyList<InstitutionLife>> LivesAsync(
        IReadOnlyCollection<Guid> institutions, DateOnly? asOf, CancellationToken ct) =>
        LifeStore.LoadAsync(session.Db, institutions, ct, Before(asOf));

    private static DateTime? Before(DateOnly? asOf) =>
        asOf is { } day ? BeijingTime.StartOf(day.AddDays(1)) : null;
}
