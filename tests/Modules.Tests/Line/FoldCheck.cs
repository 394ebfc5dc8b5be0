using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Modules.Tests.Line;

/// <summary>
/// What was recorded, folded, is what is stored: ledger, year totals, account. Asked of the tables, not of the code.
/// </summary>
public static class FoldCheck
{
    public static async Task HoldsAsync(LineHost host)
    {
        await using var db = await host.Services.GetRequiredService<IDbContextFactory<MingsuanDb>>()
            .CreateDbContextAsync();
        (await RowsAsync(db, """
            select settlement_id as a, sum(amount) as b from settlement_ledger_entry
            group by settlement_id having sum(amount) <> 0
            """)).ShouldBeEmpty("every settlement's postings sum to zero");
        (await RowsAsync(db, """
            select s.pool as a, a.fund_paid - sum(s.hifp + s.hifob + s.hifmi + s.hifes + s.cvlserv + s.maf + s.oth) as b
            from settlement_accumulator a join settlement_settlement s on s.person_id = a.person_id
              and s.pool = a.pool and s.benefit_year = a.benefit_year and s.level = a.level and s.channel = a.channel
              and s.insutype = a.insutype
            group by s.pool, a.person_id, a.level, a.channel, a.fund_paid, a.deductible_used
            having a.fund_paid <> sum(s.hifp + s.hifob + s.hifmi + s.hifes + s.cvlserv + s.maf + s.oth)
              or a.deductible_used <> sum(s.deductible)
            """)).ShouldBeEmpty("accumulators are the fold of settlements");
        (await RowsAsync(db, """
            select 'account' as a, a.spent + sum(e.amount) as b
            from settlement_account a join settlement_ledger_entry e
              on e.person_id = a.person_id and e.account_name = 'account'
            group by a.person_id, a.spent having a.spent + sum(e.amount) <> 0
            """)).ShouldBeEmpty("the account is the fold of its postings");
    }

    private static async Task<List<string>> RowsAsync(MingsuanDb db, string sql)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await db.Database.OpenConnectionAsync();
        var rows = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            rows.Add(Convert.ToString(reader[0], CultureInfo.InvariantCulture) + ": " +
                Convert.ToString(reader[1], CultureInfo.InvariantCulture));
        }

        return rows;
    }
}
