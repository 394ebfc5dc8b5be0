using System.Globalization;
using Microsoft.Data.Sqlite;
using Mingsuan.Platform.Persistence;
using Npgsql;

namespace Mingsuan.Settlement.Bench.Tracing;

/// <summary>Writes sold codes: by COPY into PostgreSQL, by one statement into SQLite.</summary>
internal static class CodeFiller
{
    private const int Apart = 1000;
    private const string Institution = "0f000000-0000-7000-8000-000000000001";

    public static string Stored(int number) => Code((long)number * Apart);

    /// <summary>A code that lies between stored ones.</summary>
    public static string Fresh(Random draw, int codes) => Code(draw.NextInt64((long)codes * Apart) | 1);

    public static Task FillAsync(DatabaseChoice choice, int codes) => choice.Kind == DatabaseKind.Sqlite
        ? SqliteAsync(choice.ConnectionString, codes)
        : PostgresAsync(choice.ConnectionString, codes);

    private static string Code(long number) => "8" + number.ToString("D19", CultureInfo.InvariantCulture);

    private static async Task PostgresAsync(string database, int codes)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using (var writer = await connection.BeginTextImportAsync(
            "copy prescriptions_trace_code (code, state, is_split, inst_id, document, at, version) from stdin"))
        {
            for (var number = 0; number < codes; number++)
            {
                await writer.WriteAsync($"{Stored(number)}\tSold\tf\t{Institution}\tLS\t2026-01-01 00:00:00+00\t1\n");
            }
        }

        await using (var writer = await connection.BeginTextImportAsync(
            "copy prescriptions_trace_event (code, seq, at, move, inst_id, document, is_split, actor) from stdin"))
        {
            for (var number = 0; number < codes; number++)
            {
                await writer.WriteAsync(
                    $"{Stored(number)}\t1\t2026-01-01 00:00:00+00\tSold\t{Institution}\tLS\tf\tbench\n");
            }
        }

        await using var analyze = new NpgsqlCommand(
            "vacuum (analyze) prescriptions_trace_code, prescriptions_trace_event", connection);
        analyze.CommandTimeout = 0;
        await analyze.ExecuteNonQueryAsync();
    }

    private static async Task SqliteAsync(string database, int codes)
    {
        await using var connection = new SqliteConnection(database);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandTimeout = 0;
        command.CommandText =
            $"""
            PRAGMA journal_mode = WAL;
            BEGIN;
            WITH RECURSIVE one(number) AS (SELECT 0 UNION ALL SELECT number + 1 FROM one WHERE number < {codes - 1})
            INSERT INTO prescriptions_trace_code (code, state, is_split, inst_id, document, at, version)
            SELECT printf('8%019d', number * {Apart}), 'Sold', 0, upper('{Institution}'), 'LS', '2026-01-01 00:00:00', 1
            FROM one;
            INSERT INTO prescriptions_trace_event (code, seq, at, move, inst_id, document, is_split, actor)
            SELECT code, 1, at, state, inst_id, document, 0, 'bench' FROM prescriptions_trace_code;
            COMMIT;
            ANALYZE;
            """;
        await command.ExecuteNonQueryAsync();
    }
}
