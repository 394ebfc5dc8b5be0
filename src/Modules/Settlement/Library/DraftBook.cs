using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Law;
using Mingsuan.Law.Comparing;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Identity;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Platform.Trail;
using Mingsuan.Settlement.Rows;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Settlement.Library;

/// <summary>
/// 文件发布 — law files are proposed by one officer of the bureau, checked and tried on the settlements that were made, and
/// published by another; from then on they are law, here and in every process of the platform. A region or a policy is
/// a file, never a change of code. (楚医保规〔2022〕3号 第三条、第三十三条)
/// </summary>
internal sealed class DraftBook(
    Session session,
    Operations operations,
    LibraryArchive archive,
    LawInForce inForce,
    TrailWriter trail,
    IdSource ids,
    TimeProvider clock)
{
    public const int LongestReason = 500;

    /// <summary>The most settlements that a draft is tried on, the latest first; the report says how many.</summary>
    private const int MostTried = 100_000;

    /// <summary>What a draft would make, without keeping anything.</summary>
    public DraftReview Review(IReadOnlyDictionary<string, string> files) =>
        DraftReview.Of(inForce.Edition, files);

    /// <summary>Why an officer may not propose it, or nothing. Faults of the files come before anything else.</summary>
    public static Notice? Refusal(DraftReview review, Operator officer) =>
        review.Errors is [var first, ..]
            ? Notice.Of("E-DRAFT-ERRORS", ("count", $"{review.Errors.Count}"), ("place", $"{first.File}:{first.Line}"))
        : !review.Changes ? Notice.Of("E-DRAFT-SAME")
        : review.Regions.FirstOrDefault(region => !officer.Covers(region)) is { } region
            ? Notice.Of("E-DRAFT-REGION", ("region", region))
        : null;

    /// <summary>
    /// What it changes of the settlements that were made, as `whatif` says it, and over which settlements it was tried:
    /// those of institutions in the regions that it changes, which for the whole country is every one.
    /// </summary>
    public async Task<JsonObject> EffectAsync(DraftReview review, CancellationToken ct)
    {
        var whatIf = new WhatIf(review.Before.Load.Snapshot!, review.After.Load.Snapshot!);
        var reach = DraftReach.Of(review);
        var rows = session.Db.Set<SettlementRow>().AsNoTracking().Where(row => row.Reverses == null);
        if (!reach.Country)
        {
            var areas = reach.Needles;
            rows = rows.Where(row => areas.Any(area => row.Facts.Contains(area)));
        }

        var facts = rows.OrderByDescending(row => row.SettledAt).ThenBy(row => row.SettlementId)
            .Select(row => row.Facts)
            .AsAsyncEnumerable();
        var (number, capped) = (0L, false);
        await foreach (var claim in facts.WithCancellation(ct))
        {
            var bytes = Encoding.UTF8.GetBytes(claim);
            if (!reach.Touches(bytes))
            {
                continue;
            }

            if (number == MostTried)
            {
                capped = true;
                break;
            }

            whatIf.Add(bytes, ++number);
        }

        var effect = whatIf.Found.ToJson();
        effect["scope"] = new JsonObject
        {
            ["country"] = reach.Country,
            ["regions"] = new JsonArray([.. review.Regions.Select(region => (JsonNode)region)]),
            ["most"] = MostTried,
            ["capped"] = capped,
        };
        return effect;
    }

    /// <summary>Keeps a sound draft for another officer to decide on.</summary>
    public Task<LawDraft> ProposeAsync(
        DraftReview review, JsonObject effect, string reason, string actor, CancellationToken ct) =>
        operations.RunAsync(
            "law.propose",
            async (db, token) =>
            {
                var draft = new LawDraft
                {
                    DraftId = ids.Next(),
                    Title = review.Title,
                    Reason = reason,
                    Files = LibraryArchive.Pack(review.Files),
                    BasedOn = review.Before.Load.Hash,
                    Makes = review.After.Load.Hash,
                    Report = review.Report().ToJsonString(WireJson.Options),
                    Effect = effect.ToJsonString(WireJson.Options),
                    ProposedBy = actor,
                    ProposedAt = TrailTime.Of(clock.GetUtcNow()),
                    State = LawDraftState.Proposed,
                };
                db.Add(draft);
                await RecordAsync(db, draft, "law.proposed", actor, token);
                return draft;
            },
            ct);

    /// <summary>
    /// Publishes a draft or rejects it; never by the officer who proposed it, and only against the library that it was
    /// tried on. What is published is in force once it is followed.
    /// </summary>
    public Task<Found<LawDraft>> DecideAsync(
        Guid id, bool agrees, string word, Operator officer, CancellationToken ct) =>
        operations.RunAsync(
            "law.decide",
            async (db, token) =>
            {
                await archive.LockAsync(db, token);
                var draft = await db.Set<LawDraft>().AsTracking().SingleOrDefaultAsync(one => one.DraftId == id, token);
                if (draft is null)
                {
                    return Found<LawDraft>.Refuse("E-DRAFT-UNKNOWN");
                }

                var current = await archive.CurrentAsync(db, inForce.Edition, token);
                var review = DraftReview.Of(current, LibraryArchive.Unpack(draft.Files));
                if (Refusal(draft, review, officer, agrees) is { } refusal)
                {
                    return new(null, refusal);
                }

                draft.State = agrees ? LawDraftState.Published : LawDraftState.Rejected;
                draft.DecidedBy = officer.Name;
                draft.DecidedAt = TrailTime.Of(clock.GetUtcNow());
                draft.Word = word;
                draft.Version++;
                await RecordAsync(db, draft, agrees ? "law.approved" : "law.rejected", officer.Name, token);
                if (agrees)
                {
                    await archive.RecordAsync(db, review.After, officer.Name, token);
                }

                return Found<LawDraft>.Of(draft);
            },
            ct);

    /// <summary>
    /// Puts in force here what was published. Asked when the decision is committed, never inside its transaction: what
    /// might still be undone is no law.
    /// </summary>
    public Task<bool> FollowAsync(CancellationToken ct) => archive.FollowAsync(inForce, ct);

    /// <summary>The drafts, the latest first.</summary>
    public async Task<IReadOnlyList<LawDraft>> ListAsync(int most, CancellationToken ct) =>
        await session.Db.Set<LawDraft>().AsNoTracking()
            .OrderByDescending(one => one.ProposedAt).ThenBy(one => one.DraftId)
            .Take(most)
            .ToListAsync(ct);

    public Task<LawDraft?> FindAsync(Guid id, CancellationToken ct) =>
        session.Db.Set<LawDraft>().AsNoTracking().SingleOrDefaultAsync(one => one.DraftId == id, ct);

    private static Notice? Refusal(LawDraft draft, DraftReview review, Operator officer, bool agrees) =>
        draft.State != LawDraftState.Proposed ? Notice.Of("E-DRAFT-STATE")
        : draft.ProposedBy == officer.Name ? Notice.Of("E-DRAFT-SELF")
        : agrees && draft.BasedOn != review.Before.Load.Hash ? Notice.Of("E-DRAFT-STALE")
        : agrees ? Refusal(review, officer)
        : null;

    private Task<byte[]> RecordAsync(MingsuanDb db, LawDraft draft, string kind, string actor, CancellationToken ct) =>
        trail.AppendAsync(
            db,
            LibraryArchive.Chain,
            kind,
            actor,
            new JsonObject
            {
                ["title"] = draft.Title,
                ["law"] = draft.Makes,
                [ProvenRecords.Member] = ProvenRecords.Of(db, draft),
            },
            ct);
}
