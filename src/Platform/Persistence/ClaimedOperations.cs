using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Metering;
using Mingsuan.Platform.Trail;

namespace Mingsuan.Platform.Persistence;

/// <summary>报文键 — what makes a request the same request.</summary>
public sealed record ClaimKey(Guid InstId, string Infno, string Msgid, string Digest);

/// <summary>占用内的结果 — what the work under a claim answers; only a committed answer is remembered.</summary>
public sealed record ClaimedOutcome(bool Commits, string Result, Guid? PersonId = null, Guid? SettlementId = null)
    : IOutcome;

/// <summary>
/// 占用后的答复 — the answer, and whether it is the first one, a repeated one, or a clash of message numbers.
/// </summary>
public sealed record ClaimedAnswer(ClaimedAnswerKind Kind, string Result);

/// <summary>答复的来历.</summary>
public enum ClaimedAnswerKind
{
    /// <summary>The work was done (or refused) now.</summary>
    Fresh,

    /// <summary>The same request was answered before; this is that answer.</summary>
    Replayed,

    /// <summary>Another request holds this message number.</summary>
    Clash,
}

/// <summary>
/// 幂等操作 — runs a writing request under its claim. The claim is the transaction's first statement; whoever comes second
/// waits for the first and answers what it committed. Refusals roll back and are evaluated anew.
/// </summary>
public sealed class ClaimedOperations(
    Operations operations, Session session, PlatformMeters meters, TimeProvider time, TrailWriter? trail = null)
{
    /// <summary>Kind of the trail entry that commits to a stored answer.</summary>
    public const string ProofKind = "claim.answered";

    private const int Attempts = 3;

    /// <summary>The claims whose stored answers a person's chain must commit to: those that moved money.</summary>
    public static ProvenTable Proven { get; } = Trail.Proven.ByPerson<RequestClaim>(
        row => row.PersonId!.Value,
        row => row.PersonId != null && (row.TrailSeq != null || row.SettlementId != null));

    /// <summary>Runs the work once for the key, or answers what was committed for it before.</summary>
    public async Task<ClaimedAnswer> RunAsync(
        ClaimKey key, Func<CancellationToken, Task<ClaimedOutcome>> work, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var outcome = await operations.RunAsync(key.Infno, (db, token) => OnceAsync(db, key, work, token), ct);
                return new(ClaimedAnswerKind.Fresh, outcome.Result);
            }
            catch (ClaimTakenException)
            {
                if (await FindAsync(key.InstId, key.Infno, key.Msgid, ct) is { } earlier)
                {
                    return earlier.Digest == key.Digest
                        ? new(ClaimedAnswerKind.Replayed, earlier.Result)
                        : new(ClaimedAnswerKind.Clash, "");
                }
            }
            catch (CommitUnknownException) when (attempt < Attempts)
            {
                // Claiming again settles it: the database makes us wait for the lost commit, then either the key is
                // there (it happened, answer it) or it is free (it did not, do it now).
            }
        }
    }

    /// <summary>The claim of an earlier request, as 2601 looks for it.</summary>
    public async Task<RequestClaim?> FindAsync(Guid instId, string infno, string msgid, CancellationToken ct) =>
        await session.Db.Set<RequestClaim>().AsNoTracking().SingleOrDefaultAsync(
            claim => claim.InstId == instId && claim.Infno == infno && claim.Msgid == msgid, ct);

    private async Task<ClaimedOutcome> OnceAsync(
        MingsuanDb db, ClaimKey key, Func<CancellationToken, Task<ClaimedOutcome>> work, CancellationToken ct)
    {
        var claim = new RequestClaim
        {
            InstId = key.InstId,
            Infno = key.Infno,
            Msgid = key.Msgid,
            Digest = key.Digest,
            CreatedAt = time.GetUtcNow().UtcDateTime,
        };
        db.Add(claim);
        try
        {
            using var waits = meters.ClaimWaits();
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException failure) when (DatabaseErrors.IsDuplicate(failure))
        {
            throw new ClaimTakenException(failure);
        }

        var outcome = await work(ct);
        if (outcome.Commits)
        {
            claim.Result = outcome.Result;
            claim.PersonId = outcome.PersonId;
            claim.SettlementId = outcome.SettlementId;
            await ProveAsync(db, claim, ct);
        }

        return outcome;
    }

    /// <summary>
    /// 答复存证 — what wrote on the person's chain, and so holds the person's lock, is answered on it too: a changed
    /// answer would be sent again as if we had given it.
    /// </summary>
    private async Task ProveAsync(MingsuanDb db, RequestClaim claim, CancellationToken ct)
    {
        var told = db.Set<TrailPersonEntry>().Local.Where(entry => entry.PersonId == claim.PersonId)
            .MaxBy(entry => entry.Seq);
        if (trail is null || told is null)
        {
            return;
        }

        claim.TrailSeq = told.Seq + 1;
        var payload = new JsonObject
        {
            ["infno"] = claim.Infno,
            ["msgid"] = claim.Msgid,
            [ProvenRecords.Member] = ProvenRecords.Of(db, claim),
        };
        await trail.AppendAsync(
            db, TrailSubject.Person(told.PersonId), ProofKind, told.Actor, payload, ct);
    }

    private sealed class ClaimTakenException(Exception inner) : Exception("The request is claimed already.", inner);
}
