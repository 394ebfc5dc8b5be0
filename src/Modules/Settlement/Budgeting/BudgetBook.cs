using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Platform.Trail;
using Mingsuan.Policy.Primitives;
using Mingsuan.Settlement.Closing;
using Mingsuan.Settlement.Settling;
using Mingsuan.Settlement.Totals;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Settlement.Budgeting;

/// <summary>一次调整 — the figure of a year from a day on, by which document and why.</summary>
internal sealed record BudgetChange(
    int Year, Money Amount, DateOnly EffectiveOn, string Document, string Reason, IReadOnlyList<int> Thresholds)
{
    /// <summary>In yuan; a figure lies below it.</summary>
    public const decimal Limit = 1_000_000_000_000m;

    public const int LongestDocument = 100;
    public const int LongestReason = 500;
    public const int MostThresholds = 10;

    private const int Whole = 10_000;

    /// <summary>A warning line in ten-thousandths, from a share above 0 to 2; none when it is no such share.</summary>
    public static int? Threshold(decimal share) => share is > 0 and <= 2 && decimal.Round(share, 4) == share
        ? decimal.ToInt32(share * Whole)
        : null;
}

/// <summary>
/// 总额簿 — an institution's figures, proposed by one officer and approved by another, and how far they are spent: closed
/// days from their totals, the open ones from what was settled since. Spending counts on its posting day.
/// </summary>
internal sealed class BudgetBook(Session session, Operations operations, TrailWriter trail, TimeProvider clock)
{
    private static readonly int[] UsualThresholds = [8_000, 9_000, 10_000];

    /// <summary>
    /// Proposes an amendment; earlier ones stay as they are. One is decided before the next is proposed, so that who
    /// decides sees what it follows. A day before that of the amendment in force is refused.
    /// </summary>
    public Task<Found<BudgetAmendment>> ProposeAsync(
        InstitutionFacts institution, BudgetChange change, string actor, CancellationToken ct) =>
        operations.RunAsync(
            "budget.propose", (db, token) => ProposeAsync(db, institution, change, actor, token), ct);

    /// <summary>Approves or not; never by the officer who proposed.</summary>
    public Task<Found<BudgetAmendment>> DecideAsync(
        InstitutionFacts institution, int year, int amendment, bool agrees, string actor, CancellationToken ct) =>
        operations.RunAsync(
            "budget.decide",
            async (db, token) =>
            {
                var inst = institution.Id.Value;
                await db.LockInstitutionAsync(inst, token);
                var row = await db.Set<BudgetAmendment>().AsTracking().SingleOrDefaultAsync(
                    one => one.InstId == inst && one.Year == year && one.Amendment == amendment, token);
                var refusal = row is null ? "E-BUDGET-UNKNOWN"
                    : row.State != BudgetState.Proposed ? "E-BUDGET-STATE"
                    : row.ProposedBy == actor ? "E-BUDGET-SELF"
                    : null;
                if (refusal is not null)
                {
                    return Found<BudgetAmendment>.Refuse(refusal);
                }

                row!.State = agrees ? BudgetState.Approved : BudgetState.Rejected;
                row.DecidedBy = actor;
                row.DecidedAt = TrailTime.Of(clock.GetUtcNow());
                row.Version++;
                await RecordAsync(
                    db,
                    institution,
                    row,
                    agrees ? "settlement.budget-approved" : "settlement.budget-rejected",
                    actor,
                    token);
                return Found<BudgetAmendment>.Of(row);
            },
            ct);

    /// <summary>Everything that was proposed for a year, in its order.</summary>
    public async Task<IReadOnlyList<BudgetAmendment>> AmendmentsAsync(Guid inst, int year, CancellationToken ct) =>
        await Amendments(session.Db, inst, year).ToListAsync(ct);

    /// <summary>The burn-down of a year as it stands on a day, by what was approved.</summary>
    public async Task<BurnDown> BurnDownAsync(Guid inst, int year, DateOnly asOf, CancellationToken ct)
    {
        var amendments = await AmendmentsAsync(inst, year, ct);
        return BurnDown.Of(
            year,
            asOf,
            Approved(amendments).Select(one => new BudgetFigure(one.EffectiveOn, one.Amount)),
            await SpendsAsync(session.Db, inst, year, asOf, ct),
            Thresholds(amendments));
    }

    /// <summary>The warning lines of a year in ten-thousandths: those last approved, or the usual ones.</summary>
    private static IReadOnlyList<int> Thresholds(IReadOnlyList<BudgetAmendment> amendments) =>
        Approved(amendments).LastOrDefault() is { } last ? Lines(last.Thresholds) : UsualThresholds;

    private async Task<Found<BudgetAmendment>> ProposeAsync(
        MingsuanDb db, InstitutionFacts institution, BudgetChange change, string actor, CancellationToken ct)
    {
        var inst = institution.Id.Value;
        await db.LockInstitutionAsync(inst, ct);
        var earlier = await Amendments(db, inst, change.Year).ToListAsync(ct);
        if (earlier.Exists(one => one.State == BudgetState.Proposed))
        {
            return Found<BudgetAmendment>.Refuse("E-BUDGET-OPEN");
        }

        var last = Approved(earlier).LastOrDefault();
        if (change.EffectiveOn.Year != change.Year || (last is not null && change.EffectiveOn < last.EffectiveOn))
        {
            return Found<BudgetAmendment>.Refuse("E-BUDGET-DAY", ("day", Text(change.EffectiveOn)));
        }

        var row = new BudgetAmendment
        {
            InstId = inst,
            Year = change.Year,
            Amendment = earlier.Count + 1,
            Amount = change.Amount,
            EffectiveOn = change.EffectiveOn,
            Document = change.Document,
            Reason = change.Reason,
            Thresholds = string.Join(
                ',', change.Thresholds.Count > 0 ? change.Thresholds.Distinct().Order().ToArray() : UsualThresholds),
            ProposedBy = actor,
            ProposedAt = TrailTime.Of(clock.GetUtcNow()),
            State = BudgetState.Proposed,
        };
        db.Add(row);
        await RecordAsync(db, institution, row, "settlement.budget-proposed", actor, ct);
        return Found<BudgetAmendment>.Of(row);
    }

    private Task<byte[]> RecordAsync(
        MingsuanDb db,
        InstitutionFacts institution,
        BudgetAmendment row,
        string kind,
        string actor,
        CancellationToken ct)
    {
        var payload = new JsonObject
        {
            ["institution"] = institution.Code,
            ["year"] = row.Year,
            ["amount"] = row.Amount.ToString(),
            [ProvenRecords.Member] = ProvenRecords.Of(db, row),
        };
        return trail.AppendAsync(db, TrailSubject.Institution(row.InstId), kind, actor, payload, ct);
    }

    private static IEnumerable<BudgetAmendment> Approved(IEnumerable<BudgetAmendment> amendments) =>
        amendments.Where(one => one.State == BudgetState.Approved);

    private static async Task<List<DaySpend>> SpendsAsync(
        MingsuanDb db, Guid inst, int year, DateOnly asOf, CancellationToken ct)
    {
        var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        var closed = await db.Set<DayCloseTotal>().AsNoTracking()
            .Where(row => row.InstId == inst && row.Day >= first && row.Day <= last)
            .ToListAsync(ct);
        var open = await PostingDays.OpenAsync(db, inst, BeijingTime.StartOf(asOf.AddDays(1)), ct);
        return
        [
            .. closed.Select(row => Spend(row.Day, row.Channel, row.Fund)),
            .. open.Select(one => Spend(one.Day, one.Row.Channel, one.Row.Fund)),
        ];
    }

    private static DaySpend Spend(DateOnly day, string channel, Money fund) => channel == Channels.Internet
        ? new DaySpend(day, Money.Zero, fund)
        : new DaySpend(day, fund, Money.Zero);

    private static IQueryable<BudgetAmendment> Amendments(MingsuanDb db, Guid inst, int year) =>
        db.Set<BudgetAmendment>().AsNoTracking()
            .Where(row => row.InstId == inst && row.Year == year)
            .OrderBy(row => row.Amendment);

    private static int[] Lines(string thresholds) =>
        [.. thresholds.Split(',').Select(line => int.Parse(line, CultureInfo.InvariantCulture))];

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
