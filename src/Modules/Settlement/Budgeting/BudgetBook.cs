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

namespace Mingsuan.Settlement.Budgeting;

/// <summary>一次调整 — the figure of a year from a day on.</summary>
internal sealed record BudgetChange(
    int Year, Money Amount, DateOnly EffectiveOn, string Reason, IReadOnlyList<int> Thresholds);

/// <summary>
/// 总额簿 — an institution's figures, and how far they are spent: closed days from their totals, the open ones from what
/// was settled since. Spending counts on its posting day.
/// </summary>
internal sealed class BudgetBook(Session session, Operations operations, TrailWriter trail, TimeProvider clock)
{
    private const string Kind = "settlement.budget";
    private static readonly int[] UsualThresholds = [8_000, 9_000, 10_000];

    /// <summary>
    /// Adds an amendment; earlier ones stay as they are. A day before the last amendment's is refused.
    /// </summary>
    public Task<Found<BudgetAmendment>> AmendAsync(
        InstitutionFacts institution, BudgetChange change, string actor, CancellationToken ct) =>
        operations.RunAsync(
            "budget", (db, token) => AmendAsync(db, institution, change, actor, token), ct);

    public async Task<IReadOnlyList<BudgetAmendment>> AmendmentsAsync(Guid inst, int year, CancellationToken ct) =>
        await Amendments(session.Db, inst, year).ToListAsync(ct);

    /// <summary>The burn-down of a year as it stands on a day.</summary>
    public async Task<BurnDown> BurnDownAsync(Guid inst, int year, DateOnly asOf, CancellationToken ct)
    {
        var amendments = await AmendmentsAsync(inst, year, ct);
        return BurnDown.Of(
            year,
            asOf,
            amendments.Select(one => new BudgetFigure(one.EffectiveOn, one.Amount)),
            await SpendsAsync(session.Db, inst, year, asOf, ct),
            Thresholds(amendments));
    }

    /// <summary>The warning lines of a year in ten-thousandths: those last set, or the usual ones.</summary>
    public static IReadOnlyList<int> Thresholds(IReadOnlyList<BudgetAmendment> amendments) =>
        amendments.Count > 0 ? Lines(amendments[^1].Thresholds) : UsualThresholds;

    private async Task<Found<BudgetAmendment>> AmendAsync(
        MingsuanDb db, InstitutionFacts institution, BudgetChange change, string actor, CancellationToken ct)
    {
        var inst = institution.Id.Value;
        await db.LockInstitutionAsync(inst, ct);
        var earlier = await Amendments(db, inst, change.Year).ToListAsync(ct);
        if (change.EffectiveOn.Year != change.Year ||
            (earlier.Count > 0 && change.EffectiveOn < earlier[^1].EffectiveOn))
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
            Reason = change.Reason,
            Thresholds = string.Join(
                ',', change.Thresholds.Count > 0 ? change.Thresholds.Order().ToArray() : UsualThresholds),
            RecordedAt = TrailTime.Of(clock.GetUtcNow()),
            Actor = actor,
        };
        db.Add(row);
        var payload = new JsonObject
        {
            ["institution"] = institution.Code,
            ["year"] = change.Year,
            ["amount"] = change.Amount.ToString(),
            [ProvenRecords.Member] = ProvenRecords.Of(db, row),
        };
        await trail.AppendAsync(db, TrailSubject.Institution(inst), Kind, actor, payload, ct);
        return Found<BudgetAmendment>.Of(row);
    }

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
