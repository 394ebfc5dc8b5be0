using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Platform.Trail;

/// <summary>存证条目与内容 — an entry with its payload; none when its key was shredded.</summary>
public sealed record ReadEntry(TrailEntry Entry, JsonObject? Payload);

/// <summary>存证条目与原文 — the same with the salt and the text that the entry commits to.</summary>
internal sealed record OpenedEntry(TrailEntry Entry, byte[]? Body)
{
    public JsonObject? Payload => Body is null
        ? null
        : JsonNode.Parse(Body.AsSpan(Commitment.SaltSize)) as JsonObject;
}

/// <summary>存证阅读 — reads a person's chain for showing it; proving it is the verifier's work.</summary>
public sealed class TrailReader(PlatformKeys keys)
{
    /// <summary>The entries of a person, the first one first, opened where their key still is.</summary>
    public async Task<IReadOnlyList<ReadEntry>> OfPersonAsync(MingsuanDb db, Guid person, CancellationToken ct) =>
        [.. (await OpenedAsync(db, person, ct)).Select(one => new ReadEntry(one.Entry, one.Payload))];

    /// <summary>The same with the salt and the text that each entry commits to.</summary>
    internal async Task<IReadOnlyList<OpenedEntry>> OpenedAsync(MingsuanDb db, Guid person, CancellationToken ct)
    {
        var ring = await db.Set<TrailSubjectKey>().AsNoTracking()
            .Where(key => key.PersonId == person && key.Wrapped != null)
            .ToListAsync(ct);
        var open = ring.ToDictionary(key => key.Generation, key => keys.Unwrap(key.Wrapped!, key.Context()));
        var payloads = await db.Set<TrailPersonPayload>().AsNoTracking()
            .Where(payload => payload.PersonId == person)
            .ToDictionaryAsync(payload => payload.PayloadId, ct);
        var entries = await db.Set<TrailPersonEntry>().AsNoTracking()
            .Where(entry => entry.PersonId == person)
            .OrderBy(entry => entry.Seq)
            .ToListAsync(ct);
        return entries.ConvertAll(row => new OpenedEntry(row.Entry(), Open(row, payloads, open)));
    }

    private static byte[]? Open(
        TrailPersonEntry entry,
        Dictionary<Guid, TrailPersonPayload> payloads,
        Dictionary<int, byte[]?> open)
    {
        if (!payloads.TryGetValue(entry.PayloadRef, out var payload) ||
            !open.TryGetValue(payload.Generation, out var key) || key is null)
        {
            return null;
        }

        return payload.Open(key);
    }
}
