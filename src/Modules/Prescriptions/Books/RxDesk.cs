using System.Text.Json;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Law.Texts;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;
using Mingsuan.Prescriptions.Life;

namespace Mingsuan.Prescriptions.Books;

/// <summary>
/// 处方办理台 — every command goes this way: lock the person, load the events, let the pure rules decide, write what
/// follows.
/// </summary>
internal sealed class RxDesk(RxStore store, Session session, Operations operations, TimeProvider clock)
{
    /// <summary>A command on the prescription that is found under the lock.</summary>
    public Task<RxDone> RunAsync(
        string name,
        Guid person,
        Func<MingsuanDb, CancellationToken, Task<Guid>> which,
        string actor,
        Func<RxDossier, DateTime, Task<RxDecision>> decide,
        CancellationToken ct) => operations.RunAsync(
            name,
            async (db, token) =>
            {
                if (!await db.LockPersonAsync(person, token))
                {
                    return new RxDone(null, Now(), Notice.Of("E-RX-UNKNOWN"));
                }

                // Under the lock: whoever waited is dated after whom he waited for.
                var now = Now();
                var dossier = await RxStore.LoadAsync(db, person, await which(db, token), token);
                var decision = await decide(dossier, now);
                if (decision.Refusal is { } refusal)
                {
                    return new RxDone(null, now, Worded(refusal));
                }

                if (decision.Beside is { } beside && await beside(db, dossier, token) is { } stopped)
                {
                    return new RxDone(null, now, stopped);
                }

                await store.WriteAsync(db, dossier, decision, actor, now, token);
                return new RxDone(dossier, now, null);
            },
            ct);

    /// <summary>A command on a known prescription.</summary>
    public Task<RxDone> RunAsync(
        string name,
        Guid person,
        Guid id,
        string actor,
        Func<RxDossier, DateTime, Task<RxDecision>> decide,
        CancellationToken ct) =>
        RunAsync(name, person, (_, _) => Task.FromResult(id), actor, decide, ct);

    /// <summary>A prescription as it stands; none when there is no such.</summary>
    public async Task<RxDone> ReadAsync(Guid person, Guid id, CancellationToken ct)
    {
        var dossier = await RxStore.LoadAsync(session.Db, person, id, ct);
        return dossier.Rx is null || dossier.Row is null
            ? new(null, Now(), Notice.Of("E-RX-UNKNOWN"))
            : new(dossier, Now(), null);
    }

    private DateTime Now() => TrailTime.Of(clock.GetUtcNow());

    /// <summary>A refusal names the state; people read its Chinese name.</summary>
    private static Notice Worded(Notice refusal) =>
        refusal.Parameters.TryGetValue("state", out var state) && Enum.TryParse<RxState>(state, out var known)
            ? Notice.Of(refusal.Code, ("state", RxWords.Of(known)))
            : refusal;
}

/// <summary>处方用语 — the Chinese names of states and moves, from the catalogue of texts.</summary>
internal static class RxWords
{
    public static string Key<T>(T word)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(word.ToString());

    public static string Of(RxState state) => Wording.Word("rxState", Key(state));

    public static string Of(RxMove move) => Wording.Word("rxMove", Key(move));
}
