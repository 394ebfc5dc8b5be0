using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Platform.Trail;

/// <summary>存证写入 — appends to a subject's chain inside the caller's transaction.</summary>
public sealed class TrailWriter(TimeProvider clock, IdSource ids, RandomFill random, PlatformKeys keys)
{
    /// <summary>粉碎 — kind of the entry that records the end of a person's data key.</summary>
    public const string ShredKind = "trail.shred";

    private static readonly CompiledRead<
        Func<MingsuanDb, Guid, CancellationToken, Task<TrailSubjectKey?>>> LastKey = new(
            () => EF.CompileAsyncQuery((MingsuanDb db, Guid person, CancellationToken _) =>
                db.Set<TrailSubjectKey>().AsTracking()
                    .Where(k => k.PersonId == person)
                    .OrderByDescending(k => k.Generation)
                    .FirstOrDefault()));

    /// <summary>
    /// Adds entry and payload to <paramref name="db"/>; the caller's SaveChanges writes them with its own rows. The
    /// caller holds the subject's lock, so the next place in the chain is the last one plus one. Gives the entry's
    /// hash.
    /// </summary>
    public async Task<byte[]> AppendAsync(
        MingsuanDb db, TrailSubject subject, string kind, string actor, JsonObject payload, CancellationToken stop) =>
        await WriteAsync(
            db,
            subject,
            await SubjectTables.Of(subject.Class).LastAsync(db, subject, stop),
            kind,
            actor,
            payload,
            person => LastKeyAsync(db, person, stop));

    /// <summary>
    /// Begins the chain of a person whom the running operation has made, without looking for one that is there: where
    /// there is one, the writing fails.
    /// </summary>
    public Task<byte[]> BeginAsync(MingsuanDb db, Guid person, string kind, string actor, JsonObject payload) =>
        WriteAsync(
            db, TrailSubject.Person(person), null, kind, actor, payload, _ => Task.FromResult<TrailSubjectKey?>(null));

    private async Task<byte[]> WriteAsync(
        MingsuanDb db,
        TrailSubject subject,
        TrailHead? last,
        string kind,
        string actor,
        JsonObject payload,
        Func<Guid, Task<TrailSubjectKey?>> keyOf)
    {
        ArgumentException.ThrowIfNullOrEmpty(kind);
        ArgumentException.ThrowIfNullOrEmpty(actor);
        var tables = SubjectTables.Of(subject.Class);
        byte[] body = [.. Random(Commitment.SaltSize), .. CanonicalJson.Bytes(payload)];
        var entry = new TrailEntry(
            subject,
            (last?.Seq ?? 0) + 1,
            kind,
            TrailTime.Of(clock.GetUtcNow()),
            actor,
            Commitment.Of(body),
            ids.Next(),
            last?.Hash ?? TrailEntry.Genesis,
            []).Sealed();

        var content = tables.NewPayload(subject);
        (content.PayloadId, content.Body) = (entry.PayloadRef, body);
        if (content is TrailPersonPayload personal)
        {
            Seal(db, personal, await keyOf(personal.PersonId));
        }

        var row = tables.NewEntry(subject);
        row.Take(entry);
        db.Add(content);
        db.Add(row);
        return entry.Hash;
    }

    /// <summary>
    /// 粉碎内容 — empties the person's data key after recording that on the chain. What the key sealed is unreadable
    /// from the commit on; the chain and every proof still hold. A later entry begins a new key.
    /// </summary>
    public async Task ShredAsync(MingsuanDb db, Guid person, string actor, CancellationToken stop)
    {
        await AppendAsync(db, TrailSubject.Person(person), ShredKind, actor, [], stop);
        var living = await db.Set<TrailSubjectKey>()
            .Where(k => k.PersonId == person && k.Wrapped != null)
            .ToListAsync(stop);
        foreach (var key in living.Union(db.Set<TrailSubjectKey>().Local.Where(k => k.PersonId == person)))
        {
            key.Wrapped = null;
        }
    }

    private static async Task<TrailSubjectKey?> LastKeyAsync(MingsuanDb db, Guid person, CancellationToken stop) =>
        db.Set<TrailSubjectKey>().Local.Where(k => k.PersonId == person).MaxBy(k => k.Generation)
            ?? await LastKey.For(db)(db, person, stop);

    private void Seal(MingsuanDb db, TrailPersonPayload payload, TrailSubjectKey? key)
    {
        var person = payload.PersonId;
        var dataKey = key?.Wrapped is { } wrapped
            ? keys.Unwrap(wrapped, key.Context())
                ?? throw new CryptoFailureException($"the data key of person {person} does not open")
            : Begin(db, person, (key?.Generation ?? 0) + 1, out key);
        payload.Generation = key!.Generation;
        payload.Seal(dataKey, Random(SealedBytes.NonceSize), payload.Body);
    }

    private byte[] Begin(MingsuanDb db, Guid person, int generation, out TrailSubjectKey key)
    {
        key = new TrailSubjectKey
        {
            PersonId = person,
            Generation = generation,
            At = TrailTime.Of(clock.GetUtcNow()),
        };
        var dataKey = Random(SealedBytes.KeySize);
        key.Wrapped = keys.Wrap(dataKey, key.Context(), random);
        db.Add(key);
        return dataKey;
    }

    private byte[] Random(int length)
    {
        var bytes = new byte[length];
        random(bytes);
        return bytes;
    }
}
