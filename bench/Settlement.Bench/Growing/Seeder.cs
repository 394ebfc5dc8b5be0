using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Trail;
using Mingsuan.Settlement.Bench.Settling;
using Npgsql;

namespace Mingsuan.Settlement.Bench.Growing;

/// <summary>
/// Writes stored settlements by COPY: one for each of many people who do nothing else, with the chain that
/// `trail verify` asks for.
/// </summary>
internal sealed class Seeder(Stage stage, string database, SeedTemplate template, PlatformKeys keys)
{
    /// <summary>Their numbers begin here.</summary>
    public const long First = 700_000_000_000;

    private const int ChunkOfPeople = 500;

    /// <summary>People from <paramref name="from"/> on, counted from nought.</summary>
    public async Task WriteAsync(int from, int count)
    {
        var next = from;
        await Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Task.Run(async () =>
        {
            await using var connection = new NpgsqlConnection(stage.ConnectionTo(database));
            await connection.OpenAsync();
            while (true)
            {
                var start = Interlocked.Add(ref next, ChunkOfPeople) - ChunkOfPeople;
                if (start >= from + count)
                {
                    return;
                }

                await ChunkAsync(connection, start, Math.Min(ChunkOfPeople, from + count - start));
            }
        })));
    }

    private async Task ChunkAsync(NpgsqlConnection connection, int start, int count)
    {
        var people = Enumerable.Range(start, count).Select(i => First + i).ToList();
        foreach (var (table, rows) in template.Rows)
        {
            await CopyAsync(connection, table, people.Select(number => template.Renamed(rows, number)));
        }

        var chains = people.ConvertAll(ChainOf);
        await CopyAsync(
            connection, "trail_subject_key (person_id, generation, at, wrapped)", chains.Select(one => one.Key));
        await CopyAsync(
            connection,
            "trail_person_payload (person_id, payload_id, generation, body)",
            chains.Select(one => one.Payloads));
        await CopyAsync(
            connection,
            "trail_person_entry (person_id, seq, kind, at, actor, commitment, payload_ref, previous, hash)",
            chains.Select(one => one.Entries));
    }

    private static async Task CopyAsync(NpgsqlConnection connection, string into, IEnumerable<string> rows)
    {
        await using var writer = await connection.BeginTextImportAsync($"copy {into} from stdin");
        foreach (var row in rows)
        {
            await writer.WriteAsync(row);
        }
    }

    private (string Key, string Payloads, string Entries) ChainOf(long number)
    {
        var person = Ids.Person(number);
        var at = template.Chain[0].Entry.At;
        var key = new TrailSubjectKey { PersonId = person, Generation = 1, At = at };
        var dataKey = RandomNumberGenerator.GetBytes(SealedBytes.KeySize);
        var wrapped = keys.Wrap(dataKey, key.Context(), RandomNumberGenerator.Fill);
        var (payloads, entries) = (new StringBuilder(), new StringBuilder());
        var previous = TrailEntry.Genesis;
        foreach (var (entry, payload) in template.Chain)
        {
            byte[] body =
            [
                .. RandomNumberGenerator.GetBytes(Commitment.SaltSize),
                .. Encoding.UTF8.GetBytes(template.RenamedPayload(payload, number)),
            ];
            var chained = (entry with
            {
                Subject = TrailSubject.Person(person),
                Commitment = Commitment.Of(body),
                Previous = previous,
            }).Sealed();
            previous = chained.Hash;
            var content = new TrailPersonPayload { PersonId = person, PayloadId = entry.PayloadRef, Generation = 1 };
            var nonce = RandomNumberGenerator.GetBytes(SealedBytes.NonceSize);
            content.Seal(dataKey, nonce, body);
            Line(payloads, person, entry.PayloadRef, "1", Hex(content.Body));
            Line(
                entries, person, entry.Seq, entry.Kind, Instant(entry.At), entry.Actor, Hex(chained.Commitment),
                entry.PayloadRef, Hex(chained.Previous), Hex(chained.Hash));
        }

        var keyRow = new StringBuilder();
        Line(keyRow, person, "1", Instant(at), Hex(wrapped));
        return (keyRow.ToString(), payloads.ToString(), entries.ToString());
    }

    private static void Line(StringBuilder text, params object[] values) =>
        text.AppendJoin('\t', values).Append('\n');

    private static string Instant(DateTime at) =>
        at.ToString("yyyy-MM-dd HH:mm:ss.ffffff+00", CultureInfo.InvariantCulture);

    private static string Hex(byte[] bytes) => "\\\\x" + Convert.ToHexStringLower(bytes);
}
