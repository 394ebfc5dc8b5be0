namespace Mingsuan.Kill.Bench.Truth;

/// <summary>Recorded entries, folded, are the stored projections. Each query gives what breaks that.</summary>
internal static class Fold
{
    public static readonly (string Name, string Sql)[] Queries =
    [
        ("a settlement's postings do not sum to zero", """
            select settlement_id, sum(amount) from settlement_ledger_entry
            group by settlement_id having sum(amount) <> 0
            """),
        ("a settlement's fund is not the fold of its postings", """
            select s.settlement_id, s.hifp + s.hifob + s.hifmi + s.hifes + s.cvlserv + s.maf + s.oth
            from settlement_settlement s
            where s.hifp + s.hifob + s.hifmi + s.hifes + s.cvlserv + s.maf + s.oth <> -coalesce(
                (select sum(e.amount) from settlement_ledger_entry e
                 where e.person_id = s.person_id and e.settlement_id = s.settlement_id
                   and e.account_name like 'fund:%'), 0)
            """),
        ("a settlement is not the sum of its lines", """
            select s.settlement_id, s.fee from settlement_settlement s
            where s.fee <> coalesce((select sum(l.fee) from settlement_settled_line l
                where l.person_id = s.person_id and l.settlement_id = s.settlement_id), 0)
            """),
        ("an accumulator is not the fold of postings", """
            select a.person_id, a.fund_paid from settlement_accumulator a
            where a.fund_paid <> -coalesce(
                (select sum(e.amount) from settlement_ledger_entry e
                 join settlement_settlement s on s.person_id = e.person_id and s.settlement_id = e.settlement_id
                 where e.person_id = a.person_id and e.account_name like 'fund:%' and s.pool = a.pool
                   and s.benefit_year = a.benefit_year and s.level = a.level and s.channel = a.channel
                   and s.insutype = a.insutype), 0)
            """),
        ("an accumulator's deductible is not the fold of settlements", """
            select a.person_id, a.deductible_used from settlement_accumulator a
            where a.deductible_used <> coalesce(
                (select sum(s.deductible) from settlement_settlement s
                 where s.person_id = a.person_id and s.pool = a.pool and s.benefit_year = a.benefit_year
                   and s.level = a.level and s.channel = a.channel and s.insutype = a.insutype), 0)
            """),
        ("an account is not the fold of its postings", """
            select a.person_id, a.spent from settlement_account a
            where a.spent <> -coalesce((select sum(e.amount) from settlement_ledger_entry e
                where e.person_id = a.person_id and e.account_name = 'account'), 0)
            """),
        ("a reversal is not the opposite of its settlement", """
            select r.settlement_id, r.fee from settlement_settlement r
            join settlement_settlement s on s.person_id = r.person_id and s.settlement_id = r.reverses
            where r.fee <> -s.fee or r.account <> -s.account or r.cash <> -s.cash or r.hifp <> -s.hifp
               or s.reversed_by is null or s.reversed_by <> r.settlement_id
            """),
        ("a batch is settled twice", """
            select visit_id, count(*) from settlement_settlement where reverses is null
            group by visit_id, chrg_bchno, generation having count(*) > 1
            """),
        ("a settlement has not just one message in the outbox", """
            select (select count(*) from settlement_settlement), count(*) from platform_outbox
            where kind like 'settlement.%' having count(*) <> (select count(*) from settlement_settlement)
            """),
        ("a settlement has not just one entry on the trail", """
            select (select count(*) from settlement_settlement), count(*) from trail_person_entry
            where kind in ('settlement.settled', 'settlement.reversed')
            having count(*) <> (select count(*) from settlement_settlement)
            """),
    ];
}
