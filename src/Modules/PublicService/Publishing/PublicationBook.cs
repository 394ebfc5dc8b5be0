using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Law;
using Mingsuan.Platform.Identity;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Platform.Trail;
using Mingsuan.PublicService.Rows;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.PublicService.Publishing;

/// <summary>引用的条款 — as an officer names it.</summary>
internal sealed record CitedClause(string Document, string Article);

/// <summary>文稿 — what an officer writes.</summary>
internal sealed record DraftText(
    PublicationKind Kind, string Area, string Title, string Text, DateOnly From, DateOnly? To,
    IReadOnlyList<CitedClause> Clauses);

/// <summary>一份公告或问答 — with the clauses that it rests on.</summary>
internal sealed record WholePublication(Publication Publication, IReadOnlyList<PublicationClause> Clauses);

/// <summary>
/// 公告与问答簿 — drafts, publications and withdrawals. An answer rests on a clause that the library has, and cannot be
/// published on one that has ended. One lock for all areas: these are few and rare. (JS-3-1, GJ-6)
/// </summary>
internal sealed class PublicationBook(
    Session session, Operations operations, TrailWriter trail, LawInForce law, IdSource ids, TimeProvider clock)
{
    public const int MostClauses = 20;

    /// <summary>Whether anything was ever written.</summary>
    public Task<bool> AnyAsync(CancellationToken ct) => session.Db.Set<Publication>().AnyAsync(ct);

    /// <summary>Keeps a draft.</summary>
    public Task<Found<WholePublication>> DraftAsync(DraftText draft, Operator officer, CancellationToken ct) =>
        operations.RunAsync(
            "publicservice.drafted",
            async (db, token) =>
            {
                await db.LockInstitutionAsync(Guid.Empty, token);
                if (!officer.Covers(draft.Area) ||
                    law.Edition.Load.Regions.All(region => region.Admdvs != draft.Area))
                {
                    return Found<WholePublication>.Refuse("E-AREA-SCOPE", ("area", draft.Area));
                }

                if (draft.To < draft.From || draft.From < clock.Today())
                {
                    return Found<WholePublication>.Refuse("E-PUBLICATION-DAY");
                }

                if (draft.Kind == PublicationKind.Question && draft.Clauses.Count == 0)
                {
                    return Found<WholePublication>.Refuse("E-ANSWER-UNCITED");
                }

                var lost = draft.Clauses.FirstOrDefault(
                    one => Citation.Find(law.Edition.Load, one.Document, one.Article) is null);
                if (lost is not null)
                {
                    return Found<WholePublication>.Refuse(
                        "E-CLAUSE-UNKNOWN", ("document", lost.Document), ("article", lost.Article));
                }

                var whole = Rows(draft, officer);
                db.Add(whole.Publication);
                db.AddRange(whole.Clauses);
                await RecordAsync(db, whole, "publicservice.drafted", officer, token);
                return Found<WholePublication>.Of(whole);
            },
            ct);

    /// <summary>Publishes a draft; an answer only on clauses that stand on its first day.</summary>
    public Task<Found<WholePublication>> PublishAsync(
        PublicationKind kind, Guid id, Operator officer, CancellationToken ct) => ChangeAsync(
            "publicservice.published",
            (kind, id),
            officer,
            whole =>
            {
                var row = whole.Publication;
                if (row.State != PublicationState.Draft)
                {
                    return Found<WholePublication>.Refuse("E-PUBLICATION-STATE");
                }

                if (row.EffectiveTo < clock.Today())
                {
                    return Found<WholePublication>.Refuse("E-PUBLICATION-DAY");
                }

                var ended = whole.Clauses.FirstOrDefault(one => Citation.On(
                    law.Edition.Load, one.DocumentId, one.Anchor, row.EffectiveOn) != ClauseStanding.Holds);
                if (ended is not null)
                {
                    return Found<WholePublication>.Refuse(
                        "E-CLAUSE-ENDED", ("document", ended.Document), ("article", ended.Article));
                }

                row.State = PublicationState.Published;
                (row.PublishedBy, row.PublishedAt) = (officer.Name, TrailTime.Of(clock.GetUtcNow()));
                return Found<WholePublication>.Of(whole);
            },
            ct);

    /// <summary>Withdraws a draft or what was published; the text and its history stay.</summary>
    public Task<Found<WholePublication>> WithdrawAsync(
        PublicationKind kind, Guid id, string reason, Operator officer, CancellationToken ct) => ChangeAsync(
            "publicservice.withdrawn",
            (kind, id),
            officer,
            whole =>
            {
                var row = whole.Publication;
                if (row.State == PublicationState.Withdrawn)
                {
                    return Found<WholePublication>.Refuse("E-PUBLICATION-STATE");
                }

                (row.State, row.WithdrawnReason) = (PublicationState.Withdrawn, reason);
                (row.WithdrawnBy, row.WithdrawnAt) = (officer.Name, TrailTime.Of(clock.GetUtcNow()));
                return Found<WholePublication>.Of(whole);
            },
            ct);

    /// <summary>
    /// What people of an area could read on a day, the latest first; everything when no area is named.
    /// </summary>
    public async Task<IReadOnlyList<WholePublication>> StandingAsync(
        PublicationKind kind, string? area, DateOnly on, CancellationToken ct) =>
        [.. (await AllAsync(kind, ct)).Where(one => one.Publication.StandsOn(on)
            && (area is null || new Operator("", "", one.Publication.Area).Covers(area)))];

    /// <summary>All of an officer's areas, drafts included, the latest first.</summary>
    public async Task<IReadOnlyList<WholePublication>> WithinAsync(
        PublicationKind kind, Operator officer, CancellationToken ct) =>
        [.. (await AllAsync(kind, ct)).Where(one => officer.Covers(one.Publication.Area))];

    /// <summary>One that was published once, whatever became of it.</summary>
    public async Task<WholePublication?> PublishedAsync(PublicationKind kind, Guid id, CancellationToken ct) =>
        await session.Db.Set<Publication>().AsNoTracking().SingleOrDefaultAsync(
            row => row.Id == id && row.Kind == kind && row.PublishedAt != null, ct) is { } found
            ? new(found, await ClausesAsync(session.Db, id, ct))
            : null;

    /// <summary>Published answers of an officer's areas that rest on something ended.</summary>
    public async Task<IReadOnlyList<WholePublication>> ToCheckAsync(Operator officer, CancellationToken ct)
    {
        var today = clock.Today();
        return
        [
            .. (await WithinAsync(PublicationKind.Question, officer, ct)).Where(one =>
                one.Publication.StandsOn(today) && Citation.ToCheck(law.Edition.Load, one.Clauses, today)),
        ];
    }

    private async Task<IReadOnlyList<WholePublication>> AllAsync(PublicationKind kind, CancellationToken ct)
    {
        var rows = await session.Db.Set<Publication>().AsNoTracking().Where(row => row.Kind == kind)
            .OrderByDescending(row => row.EffectiveOn).ThenByDescending(row => row.Id).ToListAsync(ct);
        var clauses = kind == PublicationKind.Announcement ? [] : await session.Db.Set<PublicationClause>()
            .AsNoTracking().OrderBy(row => row.Number).ToListAsync(ct);
        var byPublication = clauses.ToLookup(row => row.PublicationId);
        return [.. rows.Select(row => new WholePublication(row, [.. byPublication[row.Id]]))];
    }

    private static async Task<IReadOnlyList<PublicationClause>> ClausesAsync(
        MingsuanDb db, Guid id, CancellationToken ct) => await db.Set<PublicationClause>().AsNoTracking()
        .Where(row => row.PublicationId == id).OrderBy(row => row.Number).ToListAsync(ct);

    private Task<Found<WholePublication>> ChangeAsync(
        string kind,
        (PublicationKind Kind, Guid Id) which,
        Operator officer,
        Func<WholePublication, Found<WholePublication>> change,
        CancellationToken ct) => operations.RunAsync(
            kind,
            async (db, token) =>
            {
                await db.LockInstitutionAsync(Guid.Empty, token);
                var row = await db.Set<Publication>().AsTracking().SingleOrDefaultAsync(
                    one => one.Id == which.Id && one.Kind == which.Kind, token);
                if (row is null || !officer.Covers(row.Area) || row.Office != officer.Role)
                {
                    return Found<WholePublication>.Refuse("E-PUBLICATION-UNKNOWN");
                }

                var whole = new WholePublication(row, await ClausesAsync(db, row.Id, token));
                var changed = change(whole);
                if (changed.Refusal is null)
                {
                    row.Version++;
                    await RecordAsync(db, whole with { Clauses = [] }, kind, officer, token);
                }

                return changed;
            },
            ct);

    private WholePublication Rows(DraftText draft, Operator officer)
    {
        var id = ids.Next();
        var cited = draft.Clauses.Select(
            one => Citation.Find(law.Edition.Load, one.Document, one.Article)!.Value).Distinct();
        return new(
            new Publication
            {
                Id = id,
                Kind = draft.Kind,
                Area = draft.Area,
                Title = draft.Title,
                Text = draft.Text,
                EffectiveOn = draft.From,
                EffectiveTo = draft.To,
                State = PublicationState.Draft,
                Office = officer.Role,
                DraftedBy = officer.Name,
                DraftedAt = TrailTime.Of(clock.GetUtcNow()),
            },
            [.. cited.Select((one, at) => new PublicationClause
            {
                PublicationId = id,
                Number = at + 1,
                Area = draft.Area,
                DocumentId = one.Document.Id,
                Anchor = one.Clause.Anchor,
                Document = one.Document.Front.Number,
                Article = one.Clause.Article,
            })]);
    }

    private Task RecordAsync(
        MingsuanDb db, WholePublication whole, string kind, Operator officer, CancellationToken ct) =>
        trail.AppendAsync(
            db,
            TrailSubject.Region(whole.Publication.Area),
            kind,
            officer.Name,
            new JsonObject { [ProvenRecords.Member] = ProvenRecords.Of(db, [whole.Publication, .. whole.Clauses]) },
            ct);
}
