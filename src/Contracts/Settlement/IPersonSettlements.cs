using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Paging;
using Mingsuan.Policy.Primitives;

namespace Mingsuan.Contracts.Settlement;

/// <summary>本人结算 — what a person may read of their own settlements: every fen with its step and its clause.</summary>
public interface IPersonSettlements
{
    /// <summary>The person's settlements and reversals, the newest first; of one visit when it is named.</summary>
    Task<IReadOnlyList<SettledSummary>> PageAsync(
        PersonId person, VisitId? visit, Place? after, int limit, CancellationToken ct);

    /// <summary>One of them, made anew; none when that person has no such settlement.</summary>
    Task<SettledWhole?> FindAsync(PersonId person, SettlementId settlement, CancellationToken ct);
}

/// <summary>一笔结算 in a list.</summary>
public sealed record SettledSummary
{
    public required SettlementId Id { get; init; }

    public required VisitId Visit { get; init; }

    public required InstitutionId Institution { get; init; }

    /// <summary>When it was settled (UTC).</summary>
    public required DateTime At { get; init; }

    /// <summary>服务发生日.</summary>
    public required DateOnly On { get; init; }

    /// <summary>`standing`, `reversed` or `reversal`.</summary>
    public required string State { get; init; }

    /// <summary>`internet` or `offline`.</summary>
    public required string Channel { get; init; }

    /// <summary>医疗费总额.</summary>
    public required Money Fee { get; init; }

    /// <summary>医保基金支付.</summary>
    public required Money Fund { get; init; }

    /// <summary>个人账户支付.</summary>
    public required Money Account { get; init; }

    /// <summary>个人现金支付.</summary>
    public required Money Cash { get; init; }

    /// <summary>定点机构承担.</summary>
    public required Money Hospital { get; init; }
}

/// <summary>一笔结算的全部 — with its lines, and the steps that led to each amount.</summary>
/// <param name="Summary">The totals.</param>
/// <param name="Lines">The lines, whose columns sum to the totals.</param>
/// <param name="Steps">The steps of the whole claim.</param>
/// <param name="Unpaid">What no fund paid, and why.</param>
/// <param name="Agrees">
/// Whether the decision made anew is what was recorded; none when the library of then is not archived.
/// </param>
public sealed record SettledWhole(
    SettledSummary Summary,
    IReadOnlyList<SettledPart> Lines,
    IReadOnlyList<SettledStep> Steps,
    IReadOnlyList<UnpaidPart> Unpaid,
    bool? Agrees);

/// <summary>一行费用.</summary>
public sealed record SettledPart(
    string Name, Money Fee, Money InScope, Money Fund, IReadOnlyList<SettledStep> Steps);

/// <summary>一步计算 — figures as they are printed.</summary>
public sealed record SettledStep(string Label, string? Before, string After, SettledClause? Clause, bool Sample);

/// <summary>条款 — with its address in the public law library.</summary>
public sealed record SettledClause(string Document, string Article, string Href);

/// <summary>基金没有支付的部分.</summary>
public sealed record UnpaidPart(string Message, Money Amount, IReadOnlyList<SettledClause> Clauses);
