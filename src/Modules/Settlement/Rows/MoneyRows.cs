using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Persistence;
using Mingsuan.Policy.Primitives;

namespace Mingsuan.Settlement.Rows;

/// <summary>
/// 分录 — one posting of a settlement. The postings of a settlement sum to zero: what the institution is owed stands
/// against
/// the funds, the account, cash and the institution's own share. Never changed, never removed.
/// </summary>
[TableClass(TableClass.Person)]
internal sealed class LedgerEntry
{
    public required Guid PersonId { get; init; }

    public required Guid EntryId { get; init; }

    public required Guid SettlementId { get; init; }

    public required Guid InstId { get; init; }

    /// <summary>`institution`, `fund:…`, `account`, `family`, `cash`, `hospital` or `person`.</summary>
    public required string AccountName { get; init; }

    /// <summary>Positive: owed to the institution; negative: who pays it. A reversal is the opposite.</summary>
    public required Money Amount { get; init; }

    public required string Channel { get; init; }

    public required DateOnly ServiceOn { get; init; }

    public required DateTime PostedAt { get; init; }
}

/// <summary>年度累计 — the stored projection of what a pool's settlements came to, per level and channel.</summary>
[TableClass(TableClass.Person)]
internal sealed class Accumulator
{
    public required Guid PersonId { get; init; }

    public required string Insutype { get; init; }

    public required string Pool { get; init; }

    public required int BenefitYear { get; init; }

    public required string Level { get; init; }

    public required string Channel { get; init; }

    public required Money DeductibleUsed { get; set; }

    public required Money FundPaid { get; set; }

    public int Version { get; set; }
}

/// <summary>个人账户 — the opening balance and what settlements took since.</summary>
[TableClass(TableClass.Person)]
internal sealed class PersonAccount
{
    public required Guid PersonId { get; init; }

    public required Money Opening { get; init; }

    public required Money Spent { get; set; }

    public int Version { get; set; }

    public Money Balance => Opening - Spent;
}

internal sealed class MoneyRowsMap : IEntityMap
{
    public void Map(ModelBuilder model)
    {
        model.Entity<LedgerEntry>(entry =>
        {
            entry.ToTable("settlement_ledger_entry");
            entry.HasKey(row => new { row.PersonId, row.EntryId });
            // No foreign key to the settlement: a relative's posting names the settlement of another person.
            entry.HasOne<PersonAnchor>().WithMany().HasForeignKey(row => row.PersonId);
            entry.HasIndex(row => new { row.PersonId, row.SettlementId });
            entry.Property(row => row.AccountName).HasMaxLength(32);
        });
        model.Entity<Accumulator>(total =>
        {
            total.ToTable("settlement_accumulator");
            total.HasKey(row => new
            {
                row.PersonId,
                row.Insutype,
                row.Pool,
                row.BenefitYear,
                row.Level,
                row.Channel,
            });
            total.HasOne<PersonAnchor>().WithMany().HasForeignKey(row => row.PersonId);
            total.Property(row => row.Insutype).HasMaxLength(6);
            total.Property(row => row.Pool).HasMaxLength(64);
            total.Property(row => row.Level).HasMaxLength(16);
            total.Property(row => row.Channel).HasMaxLength(16);
        });
        model.Entity<PersonAccount>(account =>
        {
            account.ToTable("settlement_account");
            account.HasKey(row => row.PersonId);
            account.HasOne<PersonAnchor>().WithMany().HasForeignKey(row => row.PersonId);
            account.Ignore(row => row.Balance);
        });
    }
}
