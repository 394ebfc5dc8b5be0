using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Registry;
using Mingsuan.Contracts.Visits;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;
using Mingsuan.Prices.Rows;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Prices.Notices;

/// <summary>一次同意 — to which version, in what way, by whom, when.</summary>
internal sealed record ConsentInput(string PsnNo, string MdtrtId, int Notice, string Way, string By, DateTime GivenAt)
{
    public static readonly string[] Ways = ["page", "paper", "voice"];

    public static readonly string[] Confirming = ["self", "guardian", "agent"];
}

/// <summary>
/// 同意簿 — consents per visit, of use to that visit alone: a cancelled one takes none, and a visit opened in its place
/// needs its own. Only the notice in force on the day of the visit can be agreed to; when it is replaced,
/// an earlier consent is of no use. (HN-3)
/// </summary>
internal sealed class ConsentBook(
    Session session,
    Operations operations,
    TrailWriter trail,
    IPersonDirectory persons,
    IVisitBook visits,
    NoticeBook notices,
    IdSource ids,
    TimeProvider clock)
{
    /// <summary>Records a consent and marks the visit with it.</summary>
    public Task<Found<ConsentRecord>> RecordAsync(
        Guid inst, ConsentInput input, string actor, CancellationToken ct) => operations.RunAsync(
            "prices.consent",
            async (db, token) =>
            {
                var person = await persons.ByNumberAsync(input.PsnNo, token);
                if (person is null || !WireId.TryDecode(input.MdtrtId, out var id, out _))
                {
                    return Found<ConsentRecord>.Refuse("E-VISIT-UNKNOWN");
                }

                await db.LockPersonAsync(person.Id.Value, token);
                var visit = await visits.FindAsync(person.Id, new VisitId(id), token);
                if (visit is null || visit.Institution.Value != inst)
                {
                    return Found<ConsentRecord>.Refuse("E-VISIT-UNKNOWN");
                }

                if (visit.State == VisitState.Cancelled)
                {
                    return Found<ConsentRecord>.Refuse("E-VISIT-CLOSED");
                }

                var stands = await notices.OnAsync(inst, visit.On, token);
                if (stands?.Notice.Number != input.Notice)
                {
                    return Found<ConsentRecord>.Refuse(
                        "E-CONSENT-OUTDATED", (
                            "notice", (stands?.Notice.Number ?? 0).ToString(CultureInfo.InvariantCulture)));
                }

                if (IsBefore(input, stands.Notice))
                {
                    return Found<ConsentRecord>.Refuse(
                        "E-CONSENT-EARLY", ("notice", input.Notice.ToString(CultureInfo.InvariantCulture)));
                }

                var row = Row(inst, person.Id.Value, id, input, actor);
                db.Add(row);
                await visits.ConsentAsync(person.Id, visit.Id, input.Notice, token);
                await trail.AppendAsync(
                    db,
                    TrailSubject.Person(row.PersonId),
                    "prices.consent",
                    actor,
                    new JsonObject
                    {
                        ["visit"] = input.MdtrtId,
                        [ProvenRecords.Member] = ProvenRecords.Of(db, row),
                    },
                    token);
                return Found<ConsentRecord>.Of(row);
            },
            ct);

    /// <summary>The consents of a visit, the latest first.</summary>
    public async Task<IReadOnlyList<ConsentRecord>> OfAsync(Guid person, Guid visit, CancellationToken ct) =>
        await session.Db.Set<ConsentRecord>().AsNoTracking()
            .Where(row => row.PersonId == person && row.VisitId == visit)
            .OrderByDescending(row => row.ConsentId).ToListAsync(ct);

    /// <summary>Nobody agrees to what is not published yet; a consent's time has no fractions of a second.</summary>
    private static bool IsBefore(ConsentInput input, PriceNotice notice) =>
        input.GivenAt < notice.PublishedAt.AddTicks(-(notice.PublishedAt.Ticks % TimeSpan.TicksPerSecond));

    private ConsentRecord Row(Guid inst, Guid person, Guid visit, ConsentInput input, string actor) => new()
    {
        PersonId = person,
        ConsentId = ids.Next(),
        VisitId = visit,
        InstId = inst,
        Notice = input.Notice,
        Way = input.Way,
        ConfirmedBy = input.By,
        GivenAt = TrailTime.Of(input.GivenAt),
        RecordedBy = actor,
        RecordedAt = TrailTime.Of(clock.GetUtcNow()),
    };
}
