using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Mingsuan.Kill.Bench.Truth;

/// <summary>One stored settlement or reversal, amounts in fen.</summary>
public sealed record StoredSettlement(
    Guid Id, Guid Person, Guid Visit, string Msgid, Guid? Reverses, Guid? ReversedBy, StoredAmounts Amounts);

/// <summary>The amounts of one row in fen.</summary>
public sealed record StoredAmounts(long Fee, long InScope, long Deductible, long Fund, long Account, long Cash);

/// <summary>The tables, read as they are and not through the platform's own code.</summary>
public sealed class Tables(string choice) : IAsyncDisposable
{
    private const string Postgres = "postgres:";
    private DbConnection? open;

    /// <summary>Every row of settlement_settlement.</summary>
    public async Task<List<StoredSettlement>> SettlementsAsync()
    {
        const string sql = """
            select settlement_id, person_id, visit_id, msgid, reverses, reversed_by, fee, in_scope, deductible,
                   hifp + hifob + hifmi + hifes + cvlserv + maf + oth, account, cash
            from settlement_settlement
            """;
        var rows = await RowsAsync(sql);
        return rows.ConvertAll(row => new StoredSettlement(
            Id(row[0]), Id(row[1]), Id(row[2]), row[3], IdOrNone(row[4]), IdOrNone(row[5]),
            new(Fen(row[6]), Fen(row[7]), Fen(row[8]), Fen(row[9]), Fen(row[10]), Fen(row[11]))));
    }

    /// <summary>The claims but those that only bar a number: transaction, message number, answer.</summary>
    public async Task<List<(string Infno, string Msgid, string Result)>> ClaimsAsync() =>
        (await RowsAsync(
            "select infno, msgid, result from platform_claim where digest <> 'barred'"))
        .ConvertAll(row => (row[0], row[1], row[2]));

    /// <summary>A number.</summary>
    public async Task<long> CountAsync(string sql) => Fen((await RowsAsync(sql))[0][0]);

    /// <summary>Rows, each value as text; nothing is the empty text.</summary>
    public async Task<List<string[]>> RowsAsync(string sql)
    {
        await using var command = (await OpenAsync()).CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string[]>();
        while (await reader.ReadAsync())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount)
                .Select(at => reader.IsDBNull(at)
                    ? ""
                    : Convert.ToString(reader.GetValue(at), CultureInfo.InvariantCulture)!)]);
        }

        return rows;
    }

    /// <summary>Runs a statement that gives no rows.</summary>
    public Task RunAsync(string sql) => RowsAsync(sql);

    /// <summary>Whether anybody still holds a lock that a settlement would have to wait for.</summary>
    public async Task<string?> HeldLockAsync()
    {
        var sqlite = !choice.StartsWith(Postgres, StringComparison.Ordinal);
        try
        {
            await RunAsync(sqlite
                ? "pragma busy_timeout = 0; begin immediate; rollback"
                : "select person_id from platform_person_anchor for update nowait");
            return null;
        }
        catch (DbException held)
        {
            return held.Message;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (open is not null)
        {
            await open.DisposeAsync();
        }
    }

    private async Task<DbConnection> OpenAsync()
    {
        if (open is null)
        {
            open = choice.StartsWith(Postgres, StringComparison.Ordinal)
                ? new NpgsqlConnection(choice[Postgres.Length..] + ";Pooling=false")
                : new SqliteConnection($"Data Source={choice.Split(':', 2)[1]};Pooling=false;Default Timeout=1");
            await open.OpenAsync();
        }

        return open;
    }

    private static Guid Id(string text) => Guid.Parse(text, CultureInfo.InvariantCulture);

    private static Guid? IdOrNone(string text) => text.Length == 0 ? null : Id(text);

    private static long Fen(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
