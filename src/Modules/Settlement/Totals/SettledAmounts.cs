using System.Linq.Expressions;
using Mingsuan.Platform.Time;
using Mingsuan.Policy.Primitives;
using Mingsuan.Settlement.Rows;

namespace Mingsuan.Settlement.Totals;

/// <summary>结算金额 — what sums need of a settlement or a reversal, without its facts.</summary>
internal sealed record SettledAmounts
{
    /// <summary>How one is read from its row.</summary>
    public static readonly Expression<Func<SettlementRow, SettledAmounts>> Of = row => new SettledAmounts
    {
        PersonId = row.PersonId,
        SettlementId = row.SettlementId,
        VisitId = row.VisitId,
        Reverses = row.Reverses,
        ReversedBy = row.ReversedBy,
        Msgid = row.Msgid,
        Channel = row.Channel,
        Insutype = row.Insutype,
        ClrOptins = row.ClrOptins,
        SettledAt = row.SettledAt,
        Fee = row.Fee,
        Hifp = row.Hifp,
        Hifob = row.Hifob,
        Hifmi = row.Hifmi,
        Hifes = row.Hifes,
        Cvlserv = row.Cvlserv,
        Maf = row.Maf,
        Oth = row.Oth,
        Account = row.Account,
        FamilyAccount = row.FamilyAccount,
        Cash = row.Cash,
        Hospital = row.Hospital,
        AccountInFundTotal = row.AccountInFundTotal,
    };

    public required Guid PersonId { get; init; }

    public required Guid SettlementId { get; init; }

    public required Guid VisitId { get; init; }

    public required Guid? Reverses { get; init; }

    public required Guid? ReversedBy { get; init; }

    public required string Msgid { get; init; }

    public required string Channel { get; init; }

    public required string Insutype { get; init; }

    public required string ClrOptins { get; init; }

    public required DateTime SettledAt { get; init; }

    public required Money Fee { get; init; }

    public required Money Hifp { get; init; }

    public required Money Hifob { get; init; }

    public required Money Hifmi { get; init; }

    public required Money Hifes { get; init; }

    public required Money Cvlserv { get; init; }

    public required Money Maf { get; init; }

    public required Money Oth { get; init; }

    public required Money Account { get; init; }

    public required Money FamilyAccount { get; init; }

    public required Money Cash { get; init; }

    public required Money Hospital { get; init; }

    public required bool AccountInFundTotal { get; init; }

    public Money Fund => Hifp + Hifob + Hifmi + Hifes + Cvlserv + Maf + Oth;

    /// <summary>基金支付总额 as it was answered: with the account where the region's dialect said so that day.</summary>
    public Money AnsweredFund => AccountInFundTotal ? Fund + Account : Fund;

    public DateOnly Day => BeijingTime.Day(SettledAt);

    public bool IsReversal => Reverses is not null;
}
