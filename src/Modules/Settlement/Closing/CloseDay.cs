using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Platform.Trail;
using Mingsuan.Policy.Primitives;
using Mingsuan.Settlement.Settling;
using Mingsuan.Settlement.Totals;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Settlement.Closing;

/// <summary>
/// 日结 — closes an institution's days in their order, each in its own transaction. A closed day never changes: what
/// comes later posts on the next open one. A settlement neither waits for a close nor is it told of one. (ADR 0014)
/// </summary>
internal sealed class CloseDay(Operations operations, TrailWriter trail, TimeProvider clock)
{
    private const string Kind = "settlement.day-closed";

    /// <summary>Closes every open day up to one; a day that is closed already is simply answered.</summary>
    public async Task<Found<DayClose>> RunAsync(
        InstitutionFacts institution, DateOnly upTo, string actor, CancellationToken ct)
    {
        if (upTo > clock.Today())
        {
            return Found<DayClose>.Refuse("E-CLOSE-FUTURE", ("day", Text(upTo)));
        }

        while (true)
        {
            var step = await operations.RunAsync(
                "day-close", (db, token) => NextAsync(db, institution, upTo, actor, token), ct);
            if (step.Done)
            {
                return step.Close is { } close
                    ? Found<DayClose>.Of(close)
                    : Found<DayClose>.Refuse("E-CLOSE-BEFORE", ("day", Text(upTo)));
            }
        }
    }

    /// <summary>Closes the first open day, or finds that the asked one is closed.</summary>
    private async Task<Step> NextAsync(
        MingsuanDb db, InstitutionFacts institution, DateOnly upTo, string actor, CancellationToken ct)
    {
        var inst = institution.Id.Value;
        await db.LockInstitutionAsync(inst, ct);
        var mark = await PostingDays.MarkAsync(db, inst, ct);
        if (mark is { } closed && upTo <= closed)
        {
            return new(true, await db.Set<DayClose>().AsNoTracking().SingleOrDefaultAsync(
                row => row.InstId == inst && row.Day == upTo, ct));
        }

        var day = mark?.AddDays(1) ?? await FirstAsync(db, inst, upTo, ct);
        var close = await CloseAsync(db, institution, day, mark, actor, ct);
        return new(day == upTo, close);
    }

    private static async Task<DateOnly> FirstAsync(MingsuanDb db, Guid inst, DateOnly upTo, CancellationToken ct)
    {
        var before = BeijingTime.StartOf(upTo.AddDays(1));
        var first = await PostingDays.Unposted(db, inst, null, before).MinAsync(row => (DateTime?)row.SettledAt, ct);
        return first is { } at ? BeijingTime.Day(at) : upTo;
    }

    private async Task<DayClose> CloseAsync(
        MingsuanDb db, InstitutionFacts institution, DateOnly day, DateOnly? mark, string actor, CancellationToken ct)
    {
        var inst = institution.Id.Value;
        var rows = await PostingDays.Unposted(db, inst, mark, BeijingTime.StartOf(day.AddDays(1)))
            .Select(SettledAmounts.Of)
            .ToListAsync(ct);
        var all = Subtotal.Of(rows);
        var close = new DayClose
        {
            InstId = inst,
            Day = day,
            ClosedAt = TrailTime.Of(clock.GetUtcNow()),
            Actor = actor,
            Items = rows.Count,
            Fee = all.Fee,
            Fund = all.Fund,
        };
        var totals = rows.GroupBy(row => (row.Channel, row.Insutype)).OrderBy(group => group.Key)
            .Select(group => Total(close, group.Key.Channel, group.Key.Insutype, Subtotal.Of(group)))
            .ToList();
        var items = rows.ConvertAll(row => new DayCloseItem
        {
            InstId = inst,
            SettlementId = row.SettlementId,
            Day = day,
        });
        db.Add(close);
        db.AddRange(totals);
        db.AddRange(items);
        var payload = new JsonObject
        {
            ["institution"] = institution.Code,
            ["day"] = Text(day),
            [ProvenRecords.Member] = ProvenRecords.Of(db, [close, .. totals, .. items]),
        };
        await trail.AppendAsync(db, TrailSubject.Institution(inst), Kind, actor, payload, ct);
        return close;
    }

    private static DayCloseTotal Total(DayClose close, string channel, string insutype, Subtotal sum) => new()
    {
        InstId = close.InstId,
        Day = close.Day,
        Channel = channel,
        Insutype = insutype,
        Settlements = sum.Settlements,
        Reversals = sum.Reversals,
        Fee = sum.Fee,
        Hifp = sum.Hifp,
        Hifob = sum.Hifob,
        Hifmi = sum.Hifmi,
        Hifes = sum.Hifes,
        Cvlserv = sum.Cvlserv,
        Maf = sum.Maf,
        Oth = sum.Oth,
        Account = sum.Account,
        FamilyAccount = sum.FamilyAccount,
        Cash = sum.Cash,
        Hospital = sum.Hospital,
    };

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed record Step(bool Done, DayClose? Close);
}
