using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;

namespace Mingsuan.Simulator.Tests.Simulating;

/// <summary>
/// 对账 — when a run is over: the server starts once more on what is left, answers every message as it did, and its
/// tables say what the answers said.
/// </summary>
internal sealed class Books(Simulation run, SqliteConnection tables, IServiceProvider life)
{
    private readonly Dictionary<string, Booked> settlements = [];

    public static async Task CheckAsync(Simulation run, string database)
    {
        await using var life = run.Ground.Platform.Start(
            database, run.Clock, new Chance(run.Draws.Next()), [new OpenConnections()]);
        using var tables = new SqliteConnection("Data Source=" + database["sqlite:".Length..] + ";Pooling=False");
        tables.Open();
        var books = new Books(run, tables, life);
        books.AttemptsAreLogged();
        await books.AnswersAreGivenAgainAsync();
        books.Read();
        books.AnswersAreBooked();
        books.UndoneIsUndone();
        await books.HoldAsync();
        if (run.Draws.Percent(20) && run.Oracle.Faults.Count == 0)
        {
            await books.ReverseAllAsync();
            books.Read();
            books.NothingIsLeft();
            await books.HoldAsync();
        }
    }

    private async Task HoldAsync()
    {
        foreach (var fault in new Model(run.Ground, run.Oracle.Known).Faults(settlements.Values))
        {
            run.Oracle.Fault(fault);
        }

        Folds();
        await ProofHoldsAsync();
    }

    /// <summary>A process that dies takes its latest attempts with it; one that lives writes each down.</summary>
    private void AttemptsAreLogged()
    {
        var logged = (long)Query("select count(*) from trail_access_log")[0][0]!;
        if (run.Tally.Crashes == 0 && logged != run.Oracle.Answers)
        {
            run.Oracle.Fault($"{run.Oracle.Answers} answers, {logged} attempts in the access log");
        }
    }

    private async Task AnswersAreGivenAgainAsync()
    {
        foreach (var (message, _) in run.Oracle.Succeeded.Values.ToList())
        {
            var (status, body) = await run.Ground.Platform.AnswerAsync(life, message.Bytes);
            run.Oracle.Answered(message, status, body);
        }
    }

    private void Read()
    {
        settlements.Clear();
        foreach (var row in Query("""
            select settlement_id, person_id, msgid, reverses, reversed_by, service_on, fee, deductible,
              hifp + hifob + hifmi + hifes + cvlserv + maf + oth, account, cash, balance, visit_id, in_scope
            from settlement_settlement order by rowid
            """))
        {
            var booked = new Booked
            {
                SetlId = Wire(row[0])!,
                PsnNo = Wire(row[1])!,
                MsgId = (string)row[2]!,
                Reverses = Wire(row[3]),
                ReversedBy = Wire(row[4]),
                Year = int.Parse(((string)row[5]!)[..4], CultureInfo.InvariantCulture),
                Fee = (long)row[6]!,
                Deductible = (long)row[7]!,
                Fund = (long)row[8]!,
                Account = (long)row[9]!,
                Cash = (long)row[10]!,
                Balance = (long)row[11]!,
                MdtrtId = Wire(row[12])!,
                InScope = (long)row[13]!,
            };
            settlements.Add(booked.SetlId, booked);
        }

        run.Tally.Settlements += settlements.Values.Count(one => one.Reverses is null);
        run.Tally.Reversals += settlements.Values.Count(one => one.Reverses is not null);
        foreach (var twice in settlements.Values.GroupBy(one => one.MsgId).Where(group => group.Count() > 1))
        {
            run.Oracle.Fault($"{twice.Key} was carried out {twice.Count()} times");
        }
    }

    private void AnswersAreBooked()
    {
        string[] names = ["medfee_sumamt", "act_pay_dedc", "fund_pay_sumamt", "acct_pay", "psn_cash_pay", "balc"];
        foreach (var (message, bytes) in run.Oracle.Succeeded.Values
            .Where(one => one.Message.Infno is "2207" or "2208"))
        {
            var info = JsonNode.Parse(bytes)!["output"]!["setlinfo"]!;
            var setlId = (string)info["setl_id"]!;
            if (!settlements.TryGetValue(setlId, out var booked))
            {
                run.Oracle.Fault($"{message.Infno} {message.MsgId} was answered with {setlId}, which is not booked");
                continue;
            }

            long[] said = [.. names.Select(name => decimal.ToInt64((decimal)info[name]! * 100m))];
            long[] kept = [booked.Fee, booked.Deductible, booked.Fund, booked.Account, booked.Cash, booked.Balance];
            if (!said.SequenceEqual(kept) || booked.MsgId != message.MsgId)
            {
                run.Oracle.Fault($"{message.MsgId}: said {string.Join(' ', said)}, booked {string.Join(' ', kept)}");
            }
        }
    }

    private void UndoneIsUndone()
    {
        foreach (var (message, _) in run.Oracle.Succeeded.Values.Where(one => one.Message.Undoes is not null))
        {
            run.Tally.Undone++;
            if (settlements.Values.FirstOrDefault(
                one => one.MsgId == message.Undoes && one.ReversedBy is null) is { } standing)
            {
                run.Oracle.Fault($"{message.Undoes} was undone by {message.MsgId}, and {standing.SetlId} stands");
            }
        }
    }

    private void Folds()
    {
        Empty("postings that do not sum to zero", """
            select settlement_id from settlement_ledger_entry group by settlement_id having sum(amount) <> 0
            """);
        Empty("settlements without postings", """
            select settlement_id from settlement_settlement s where fee <> 0 and not exists
              (select 1 from settlement_ledger_entry e where e.settlement_id = s.settlement_id)
            """);
        Empty("totals that are not the fold of settlements", """
            select a.person_id, a.benefit_year from settlement_accumulator a
            where a.fund_paid <> (select coalesce(sum(-e.amount), 0) from settlement_ledger_entry e
                join settlement_settlement s on s.settlement_id = e.settlement_id
                where e.account_name like 'fund:%' and s.person_id = a.person_id and s.pool = a.pool
                  and s.benefit_year = a.benefit_year and s.level = a.level and s.channel = a.channel)
              or a.deductible_used <> (select coalesce(sum(s.deductible), 0) from settlement_settlement s
                where s.person_id = a.person_id and s.pool = a.pool and s.benefit_year = a.benefit_year
                  and s.level = a.level and s.channel = a.channel)
            """);
        Empty("settlements of a pool without a total", """
            select settlement_id from settlement_settlement s where s.pool is not null and not exists
              (select 1 from settlement_accumulator a where a.person_id = s.person_id and a.pool = s.pool
                and a.benefit_year = s.benefit_year and a.level = s.level and a.channel = s.channel)
            """);
        Empty("accounts that are not the fold of their postings", """
            select a.person_id from settlement_account a where a.spent <> (select coalesce(sum(-e.amount), 0)
              from settlement_ledger_entry e where e.person_id = a.person_id and e.account_name = 'account')
            """);
        Empty("accounts below zero", "select person_id from settlement_account where opening - spent < 0");
        Empty("totals below zero", """
            select person_id from settlement_accumulator where fund_paid < 0 or deductible_used < 0
            """);
        Empty("claims without an answer", """
            select msgid from platform_claim where result = '' and digest not in ('', 'barred')
            """);
        Empty("lines that do not sum to their settlement", """
            select s.settlement_id from settlement_settlement s where s.fee <>
              (select sum(l.fee) from settlement_settled_line l where l.settlement_id = s.settlement_id)
            """);
    }

    private void Empty(string what, string sql)
    {
        if (Query(sql) is { Count: > 0 } rows)
        {
            run.Oracle.Fault(what + ": " + string.Join(", ", rows.Select(row => string.Join(' ', row))));
        }
    }

    private async Task ProofHoldsAsync()
    {
        await using var db = await life.GetRequiredService<IDbContextFactory<MingsuanDb>>().CreateDbContextAsync();
        var report = await life.GetRequiredService<TrailVerifier>().VerifyAsync(
            db, new TrailVerification { Keys = run.Ground.Platform.Keys }, CancellationToken.None);
        foreach (var broken in report.Breaks)
        {
            run.Oracle.Fault("the proof breaks: " + broken);
        }
    }

    private async Task ReverseAllAsync()
    {
        var messages = new Messages(run.Ground, run.Clock, "Z");
        var standing = settlements.Values.Where(one => one is { Reverses: null, ReversedBy: null }).Reverse().ToList();
        foreach (var one in standing)
        {
            var person = run.Ground.Persons.Single(insured => insured.PsnNo == one.PsnNo);
            var reversing = messages.Reverse(person, one.MdtrtId, one.SetlId);
            var (status, body) = await run.Ground.Platform.AnswerAsync(life, reversing.Bytes);
            run.Oracle.Known[reversing.MsgId] = reversing;
            run.Oracle.Answered(reversing, status, body);
            if (!run.Oracle.Succeeded.ContainsKey(reversing.MsgId))
            {
                run.Oracle.Fault("cannot be reversed: " + Encoding.UTF8.GetString(body));
            }
        }
    }

    private void NothingIsLeft()
    {
        Empty("totals left after everything was reversed", """
            select person_id from settlement_accumulator where fund_paid <> 0 or deductible_used <> 0
            """);
        Empty("accounts not restored", "select person_id from settlement_account where spent <> 0");
    }

    private static string? Wire(object? id) => id is string text ? WireId.Encode(Guid.Parse(text)) : null;

    private List<object?[]> Query(string sql)
    {
        using var command = tables.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<object?[]>();
        while (reader.Read())
        {
            var row = new object?[reader.FieldCount];
            reader.GetValues(row!);
            rows.Add([.. row.Select(value => value is DBNull ? null : value)]);
        }

        return rows;
    }
}

/// <summary>A settlement or a reversal as the table has it, in the order in which they were committed.</summary>
internal sealed record Booked
{
    public required string SetlId { get; init; }

    public required string PsnNo { get; init; }

    public required string MdtrtId { get; init; }

    public required string MsgId { get; init; }

    public required string? Reverses { get; init; }

    public required string? ReversedBy { get; init; }

    public required int Year { get; init; }

    public required long Fee { get; init; }

    public required long InScope { get; init; }

    public required long Deductible { get; init; }

    public required long Fund { get; init; }

    public required long Account { get; init; }

    public required long Cash { get; init; }

    public required long Balance { get; init; }
}
