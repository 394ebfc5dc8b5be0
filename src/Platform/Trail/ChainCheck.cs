using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Platform.Trail;

/// <summary>
/// One chain as proven: its readable payloads in order, and whether some could not be read without fault.
/// </summary>
internal sealed record ProvenChain(TrailSubject Subject, IReadOnlyList<JsonObject> Payloads, bool Unread);

/// <summary>链核验 — entries, links, payloads, data keys and checkpointed heads of some subjects.</summary>
internal sealed class ChainCheck(MingsuanDb db, SubjectTables tables, PlatformKeys? keys, TrailFindings findings)
{
    private readonly string entryTable = tables.EntryTable(db);
    private readonly string payloadTable = tables.PayloadTable(db);
    private readonly string keyTable = ProvenRecords.Table(db.Model.FindEntityType(typeof(TrailSubjectKey))!);

    internal async Task<IReadOnlyList<ProvenChain>> RunAsync(TrailSubject[] subjects, CancellationToken stop)
    {
        var entries = await GroupAsync(tables.Entries(db, subjects), e => e.Owner, stop);
        var payloads = await GroupAsync(tables.Payloads(db, subjects), p => p.Owner, stop);
        var ring = await RingAsync(subjects, stop);
        var names = subjects.Select(s => s.Key).ToArray();
        var leaves = await GroupAsync(
            db.Set<TrailLeaf>().AsNoTracking()
                .Where(l => l.SubjectClass == tables.Class && names.Contains(l.Subject))
                .OrderBy(l => l.Seq)
                .AsAsyncEnumerable(),
            l => TrailSubject.Of(l.SubjectClass, l.Subject),
            stop);

        var chains = new List<ProvenChain>();
        foreach (var subject in subjects)
        {
            var chain = entries[subject].ToList();
            findings.Counts.Subjects += chain.Count > 0 ? 1 : 0;
            Links(subject, chain);
            Heads(chain, leaves[subject]);
            chains.Add(Payloads(subject, chain, payloads[subject], ring));
        }

        return chains;
    }

    private static async Task<ILookup<TrailSubject, T>> GroupAsync<T>(
        IAsyncEnumerable<T> rows, Func<T, TrailSubject> owner, CancellationToken stop)
    {
        var all = new List<T>();
        await foreach (var row in rows.WithCancellation(stop))
        {
            all.Add(row);
        }

        return all.ToLookup(owner);
    }

    private void Links(TrailSubject subject, List<TrailEntryRow> chain)
    {
        var previous = TrailEntry.Genesis;
        var expected = 1L;
        foreach (var row in chain)
        {
            findings.Counts.Entries++;
            var key = $"{subject.Key}/{row.Seq}";
            if (row.Seq != expected)
            {
                findings.Add(TrailBreaks.ChainGap, entryTable, key, "seq", $"{expected}", $"{row.Seq}");
            }
            else if (!row.Previous.AsSpan().SequenceEqual(previous))
            {
                findings.Add(TrailBreaks.ChainLink, entryTable, key, "previous", Hex(previous), Hex(row.Previous));
            }

            var hash = row.Entry().ComputeHash();
            if (!row.Hash.AsSpan().SequenceEqual(hash))
            {
                findings.Add(TrailBreaks.EntryHash, entryTable, key, "hash", Hex(hash), Hex(row.Hash));
            }

            previous = row.Hash;
            expected = row.Seq + 1;
        }
    }

    private void Heads(List<TrailEntryRow> chain, IEnumerable<TrailLeaf> leaves)
    {
        var bySeq = chain.ToDictionary(e => e.Seq);
        var covered = 0L;
        foreach (var leaf in leaves)
        {
            covered = leaf.Seq;
            if (!bySeq.TryGetValue(leaf.Seq, out var entry))
            {
                findings.Add(TrailBreaks.HeadMissing, entryTable, $"{leaf.Subject}/{leaf.Seq}");
            }
            else if (!entry.Hash.AsSpan().SequenceEqual(leaf.HeadHash))
            {
                // The leaf is vouched for by the log's root, so it is the entry that changed.
                findings.Add(
                    TrailBreaks.HeadChanged,
                    entryTable,
                    $"{leaf.Subject}/{leaf.Seq}",
                    "hash",
                    Hex(leaf.HeadHash),
                    Hex(entry.Hash));
            }
        }

        findings.Counts.EntriesUncheckpointed += chain.Count(e => e.Seq > covered);
    }

    private ProvenChain Payloads(
        TrailSubject subject, List<TrailEntryRow> chain, IEnumerable<TrailPayloadRow> rows, DataKeys ring)
    {
        var byId = rows.ToDictionary(p => p.PayloadId);
        var lastShred = chain.LastOrDefault(e => e.Kind == TrailWriter.ShredKind)?.Seq ?? 0;
        var opened = new List<JsonObject>();
        var unread = false;
        foreach (var entry in chain)
        {
            var key = $"{subject.Key}/{entry.PayloadRef}";
            if (!byId.Remove(entry.PayloadRef, out var row))
            {
                findings.Add(TrailBreaks.PayloadMissing, payloadTable, key);
                continue;
            }

            if (IsClosed(row, ring, entry.Seq <= lastShred, out var body))
            {
                unread = true;
                findings.Counts.PayloadsUnread++;
            }
            else if (body is { Length: >= Commitment.SaltSize }
                && Commitment.Of(body).AsSpan().SequenceEqual(entry.Commitment)
                && Parsed(body) is { } payload)
            {
                findings.Counts.Payloads++;
                opened.Add(payload);
            }
            else
            {
                findings.Add(TrailBreaks.Payload, payloadTable, key, "body");
            }
        }

        foreach (var orphan in byId.Keys.Order())
        {
            findings.Add(TrailBreaks.PayloadOrphan, payloadTable, $"{subject.Key}/{orphan}");
        }

        return new ProvenChain(subject, opened, unread);
    }

    /// <summary>
    /// True when the payload cannot be read for a reason that is legitimate (no master key at hand, shredded on the
    /// record) or that is a break of the key and already named as such.
    /// </summary>
    private bool IsClosed(TrailPayloadRow row, DataKeys ring, bool shredRecorded, out byte[]? body)
    {
        body = row.Body;
        if (row is not TrailPersonPayload personal)
        {
            return false;
        }

        var found = ring.TryGetValue((personal.PersonId, personal.Generation), out var key);
        if (!found || (key.Shredded && !shredRecorded))
        {
            findings.Add(
                TrailBreaks.SubjectKeyMissing, payloadTable, $"{personal.PersonId}/{personal.PayloadId}", "generation");
        }

        body = key.Bytes is null ? null : personal.Open(key.Bytes);
        return key.Bytes is null;
    }

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private static JsonObject? Parsed(byte[] body)
    {
        try
        {
            return JsonNode.Parse(body.AsSpan(Commitment.SaltSize), documentOptions: Strict) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task<DataKeys> RingAsync(TrailSubject[] subjects, CancellationToken stop)
    {
        var ring = new DataKeys();
        if (tables.Class != SubjectClass.Person)
        {
            return ring;
        }

        var persons = subjects.Select(s => s.Id).ToArray();
        var rows = await db.Set<TrailSubjectKey>().AsNoTracking()
            .Where(k => persons.Contains(k.PersonId))
            .OrderBy(k => k.PersonId).ThenBy(k => k.Generation)
            .ToListAsync(stop);
        foreach (var row in rows)
        {
            var dataKey = row.Wrapped is { } wrapped ? keys?.Unwrap(wrapped, row.Context()) : null;
            if (keys is not null && row.Wrapped is not null && dataKey is null)
            {
                findings.Add(TrailBreaks.SubjectKey, keyTable, $"{row.PersonId}/{row.Generation}", "wrapped");
            }

            ring[(row.PersonId, row.Generation)] = (row.Wrapped is null, dataKey);
        }

        return ring;
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    /// <summary>Data keys by person and generation; no bytes where shredded, closed or broken.</summary>
    private sealed class DataKeys : Dictionary<(Guid Person, int Generation), (bool Shredded, byte[]? Bytes)>;
}
