using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Persistence;
using Mingsuan.Policy.Primitives;

namespace Mingsuan.Settlement.Reconciling;

/// <summary>对账记录 — what an institution stated, what is recorded here, and how they agree.</summary>
[TableClass(TableClass.Institution)]
internal sealed class Statement
{
    public required Guid InstId { get; init; }

    public required Guid StatementId { get; init; }

    /// <summary>`3201` for totals, `3202` for details.</summary>
    public required string Infno { get; init; }

    public required string Msgid { get; init; }

    public string? Insutype { get; init; }

    public string? ClrType { get; init; }

    public required string SetlOptins { get; init; }

    public required DateOnly From { get; init; }

    public required DateOnly To { get; init; }

    public required Money StatedFee { get; init; }

    public required Money StatedFund { get; init; }

    /// <summary>个人账户 with totals, cash with details.</summary>
    public required Money StatedPersonal { get; init; }

    public required int StatedCount { get; init; }

    public required Money KnownFee { get; init; }

    public required Money KnownFund { get; init; }

    public required Money KnownPersonal { get; init; }

    public required int KnownCount { get; init; }

    /// <summary>对账结果 stmt_rslt.</summary>
    public required string Result { get; init; }

    public required int Breaks { get; init; }

    /// <summary>The result file of details, none for totals.</summary>
    public string? FileQueryNo { get; init; }

    public required DateTime At { get; init; }
}

/// <summary>对账差异 — one settlement that the two sides do not have alike, and why.</summary>
[TableClass(TableClass.Institution)]
internal sealed class StatementBreak
{
    public required Guid InstId { get; init; }

    public required Guid StatementId { get; init; }

    public required int Number { get; init; }

    public required BreakCause Cause { get; init; }

    /// <summary>结算ID as stated, or as recorded when it was not stated.</summary>
    public required string SetlId { get; init; }

    public required string MdtrtId { get; init; }

    public required string PsnNo { get; init; }

    public Money? StatedFee { get; init; }

    public Money? StatedFund { get; init; }

    public Money? StatedAccount { get; init; }

    public Money? KnownFee { get; init; }

    public Money? KnownFund { get; init; }

    public Money? KnownAccount { get; init; }
}

internal sealed class StatementRowsMap : IEntityMap
{
    public void Map(ModelBuilder model)
    {
        model.Entity<Statement>(statement =>
        {
            statement.ToTable("settlement_statement");
            statement.HasKey(row => new { row.InstId, row.StatementId });
            statement.Property(row => row.Infno).HasMaxLength(6);
            statement.Property(row => row.Msgid).HasMaxLength(30);
            statement.Property(row => row.Result).HasMaxLength(6);
        });
        model.Entity<StatementBreak>(one =>
        {
            one.ToTable("settlement_statement_break");
            one.HasKey(row => new { row.InstId, row.StatementId, row.Number });
            one.HasOne<Statement>().WithMany().HasForeignKey(row => new { row.InstId, row.StatementId });
            one.Property(row => row.SetlId).HasMaxLength(30);
            one.Property(row => row.MdtrtId).HasMaxLength(30);
            one.Property(row => row.PsnNo).HasMaxLength(30);
        });
    }
}
