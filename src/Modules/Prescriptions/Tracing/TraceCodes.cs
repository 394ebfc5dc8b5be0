using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Prescriptions;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;

namespace Mingsuan.Prescriptions.Tracing;

internal sealed class TraceCodes(TraceBook book, Session session, TimeProvider clock) : ITraceCodes
{
    public async Task<IReadOnlyList<Notice>> CheckAsync(TraceReservation asked, CancellationToken ct)
    {
        var against = new List<Notice>();
        var now = TrailTime.Of(clock.GetUtcNow());
        foreach (var step in Steps(asked))
        {
            var events = await TraceBook.EventsAsync(session.Db, step.Code, ct);
            var ruling = TraceRules.Decide(
                TraceCode.Fold(events.Select(row => row.Event)), step.Move, step.Deed, now);
            if (ruling.Refusal is { } reason)
            {
                against.Add(await book.SayAsync(new(step.Code, reason, ruling.Holder), ct));
            }
        }

        return against;
    }

    public async Task<Notice?> ReserveAsync(TraceReservation asked, CancellationToken ct)
    {
        if (asked.Codes.Count == 0)
        {
            return null;
        }

        var open = await book.OpenAsync(session.Db, asked.Codes.Select(one => one.Code), ct);
        var refused = open.Take(Steps(asked));
        await book.WriteAsync(session.Db, open, "trace.reserved", asked.Actor, [], ct);
        return refused is null ? null : await book.SayAsync(refused, ct);
    }

    public async Task ReleaseAsync(PersonId person, SettlementId settlement, string actor, CancellationToken ct)
    {
        var codes = await session.Db.Set<TraceLine>().AsNoTracking()
            .Where(line => line.PersonId == person.Value && line.SettlementId == settlement.Value)
            .Select(line => line.Code)
            .ToListAsync(ct);
        if (codes.Count == 0)
        {
            return;
        }

        var open = await book.OpenAsync(session.Db, codes, ct);
        foreach (var code in open.All)
        {
            var uses = code.State.Uses.Where(use => use.IsSettled && use.Settlement == settlement.Value);
            open.Take([.. uses.Take(1).Select(use => new TraceStep(
                code.Row.Code,
                TraceMove.Released,
                new(use.Institution, person.Value, WireId.Encode(settlement.Value), use.IsSplit)
                {
                    Settlement = settlement.Value,
                }))]);
        }

        await book.WriteAsync(session.Db, open, "trace.released", actor, [], ct);
    }

    private static List<TraceStep> Steps(TraceReservation asked) =>
    [
        .. asked.Codes.Select(one => new TraceStep(
            one.Code,
            TraceMove.Reserved,
            new(asked.Institution.Value, asked.Person.Value, Document(asked), one.IsSplit)
            {
                Settlement = asked.Settlement?.Value,
            })
        {
            ItemCode = one.ItemCode,
            FeedetlSn = one.FeedetlSn,
        }),
    ];

    private static string Document(TraceReservation asked) =>
        asked.Settlement is { } settlement ? WireId.Encode(settlement.Value) : "";
}
