using System.Text.Json.Nodes;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Platform.Trail;

/// <summary>记录核验 — rows against payloads and payloads against rows, of some subjects.</summary>
internal sealed class RecordCheck
{
    private readonly MingsuanDb db;
    private readonly TrailFindings findings;
    private readonly Dictionary<string, ProvenTable> tables;

    internal RecordCheck(MingsuanDb db, IEnumerable<ProvenTable> proven, TrailFindings findings)
    {
        this.db = db;
        this.findings = findings;
        tables = proven.ToDictionary(t => t.Table(db), StringComparer.Ordinal);
    }

    internal async Task RunAsync(IReadOnlyList<ProvenChain> chains, CancellationToken stop)
    {
        var committed = new Dictionary<(TrailSubject Subject, string Table, string Key), JsonObject?>();
        foreach (var chain in chains)
        {
            foreach (var (table, key, columns) in chain.Payloads.SelectMany(Named))
            {
                committed[(chain.Subject, table, key)] = columns;
            }
        }

        var unread = chains.Where(c => c.Unread).Select(c => c.Subject).ToHashSet();
        var subjects = chains.Select(c => c.Subject).ToArray();
        foreach (var table in tables.Values)
        {
            await foreach (var record in table.Records(db, subjects, stop).WithCancellation(stop))
            {
                committed.Remove((record.Subject, record.Table, record.Key), out var columns);
                Compare(record, columns, unread.Contains(record.Subject));
            }
        }

        foreach (var ((_, table, key), _) in committed.Where(c => c.Value is not null))
        {
            findings.Add(tables.ContainsKey(table) ? TrailBreaks.RecordMissing : TrailBreaks.RecordTable, table, key);
        }
    }

    private void Compare(ProvenRecord record, JsonObject? committed, bool unread)
    {
        if (committed is null)
        {
            if (unread)
            {
                findings.Counts.RecordsUnread++;
            }
            else
            {
                findings.Add(TrailBreaks.RecordUnproven, record.Table, record.Key);
            }

            return;
        }

        var equal = true;
        foreach (var (column, found) in record.Columns)
        {
            // A column younger than the payload has no committed value to compare with.
            if (committed.TryGetPropertyValue(column, out var node) && Word(node) is var expected && expected != found)
            {
                equal = false;
                findings.Add(TrailBreaks.RecordChanged, record.Table, record.Key, column, expected, found);
            }
        }

        findings.Counts.Records += equal ? 1 : 0;
    }

    private static IEnumerable<(string Table, string Key, JsonObject? Columns)> Named(JsonObject payload) =>
        payload[ProvenRecords.Member] is JsonArray records
            ? records.OfType<JsonObject>()
                .Select(r => (Word(r["table"]) ?? "", Word(r["key"]) ?? "", r["columns"] as JsonObject))
            : [];

    private static string? Word(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var word)
        ? word
        : null;
}
