using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Registry;
using Mingsuan.Law;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Identity;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Platform.Trail;
using Mingsuan.Policy.Primitives;
using Mingsuan.Prices.Items;
using Mingsuan.Prices.Rows;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Prices.Proposing;

/// <summary>一份材料 — an attachment that proves a condition.</summary>
internal sealed record Attachment(string Condition, string Name, byte[] Content);

/// <summary>一份申请 — what a hospital hands in.</summary>
internal sealed record ProposalInput(
    string Name,
    string Scope,
    string Unit,
    SourceKind Source,
    string? OfflineItem,
    string? Difference,
    IReadOnlyDictionary<string, bool> Answers,
    IReadOnlyList<Attachment> Attachments);

/// <summary>
/// 立项簿 — proposals from a hospital's application to the province's decision. The city accepts and reviews, the province
/// decides; a condition that does not hold sends a proposal back by itself, naming its clause. (CX-5, CX-6, CX-7)
/// </summary>
internal sealed class ProposalBook(
    Session session,
    Operations operations,
    TrailWriter trail,
    ItemRegister register,
    IdSource ids,
    LawInForce law,
    TimeProvider clock)
{
    public const int MostAttachments = 20;

    /// <summary>The bytes of all attachments of a proposal.</summary>
    public const int MostBytes = 700 * 1024;

    public const int LongestText = 1000;

    /// <summary>Hands a proposal in.</summary>
    public Task<Found<Proposal>> ApplyAsync(
        InstitutionFacts institution, ProposalInput input, string actor, CancellationToken ct) =>
        operations.RunAsync(
            "prices.propose", (db, token) => ApplyAsync(db, institution, input, actor, token), ct);

    /// <summary>州（市）受理.</summary>
    public Task<Found<Proposal>> AcceptAsync(Guid inst, Guid proposal, Operator officer, CancellationToken ct) =>
        ChangeAsync(inst, proposal, officer, new("prices.proposal-accepted", false, ProposalState.Applied), row =>
        {
            row.State = ProposalState.Accepted;
            (row.AcceptedBy, row.AcceptedAt) = (officer.Name, Now);
            return null;
        }, ct);

    /// <summary>
    /// 州（市）初审 — the officer answers every question again; what does not hold sends it back, all else goes up.
    /// </summary>
    public Task<Found<Proposal>> ReviewAsync(
        Guid inst, Guid proposal, IReadOnlyDictionary<string, bool> answers, Operator officer, CancellationToken ct) =>
        ChangeAsync(inst, proposal, officer, new("prices.proposal-reviewed", false, ProposalState.Accepted), row =>
        {
            var rules = ProposalRules.Of(law.Current, row.Area, clock.Today());
            if (rules.FirstOrDefault(rule => !answers.ContainsKey(rule.Name)) is { } open)
            {
                return Found<Proposal>.Refuse("E-PROPOSAL-UNANSWERED", ("question", open.Question));
            }

            (row.ReviewedBy, row.ReviewedAt) = (officer.Name, Now);
            row.Answers = JsonSerializer.Serialize(answers);
            Judge(row, rules, answers, ProposalState.Reported);
            return null;
        }, ct);

    /// <summary>
    /// 省级核定或驳回 — by an officer of the province alone. What is approved is in the register from the same day on.
    /// </summary>
    public Task<Found<Proposal>> DecideAsync(
        Guid inst, Guid proposal, ItemApproval? approval, string document, string? reason, Operator officer,
        CancellationToken ct) =>
        ChangeAsync(
            inst,
            proposal,
            officer,
            new("prices.proposal-decided", true, ProposalState.Reported),
            row =>
            {
                row.State = approval is null ? ProposalState.Rejected : ProposalState.Approved;
                (row.DecidedBy, row.DecidedAt, row.Document) = (officer.Name, Now, document);
                (row.Ceiling, row.Reason) = (approval?.Ceiling, reason);
                return null;
            },
            ct,
            async (db, row, token) => approval is not null &&
                await register.EnterAsync(db, row, approval, officer.Name, token) is { } code
                ? Found<Proposal>.Refuse(code, ("item", approval.Code))
                : null);

    /// <summary>What comes near a name and a scope: items of the law library and earlier proposals.</summary>
    public async Task<IReadOnlyList<SimilarItem>> SimilarAsync(
        string name, string scope, int threshold, CancellationToken ct)
    {
        var earlier = await session.Db.Set<Proposal>().AsNoTracking()
            .OrderBy(row => row.AppliedAt).ThenBy(row => row.ProposalId)
            .Select(row => new { row.ProposalId, row.Name, row.Scope })
            .ToListAsync(ct);
        return Similarity.Find(
            name,
            scope,
            ProposalRules.Library(law.Current).Concat(earlier.Select(row => new KnownItem(
                WireId.Encode(row.ProposalId), row.Name, row.Scope, "proposal"))),
            threshold);
    }

    /// <summary>The proposals of an institution, the latest first.</summary>
    public async Task<IReadOnlyList<Proposal>> OfAsync(Guid inst, CancellationToken ct) =>
        await session.Db.Set<Proposal>().AsNoTracking().Where(row => row.InstId == inst)
            .OrderByDescending(row => row.ProposalId).ToListAsync(ct);

    /// <summary>The proposals that an officer's regions have to do with, the oldest first.</summary>
    public async Task<IReadOnlyList<Proposal>> WithinAsync(Operator officer, CancellationToken ct)
    {
        var rows = await session.Db.Set<Proposal>().AsNoTracking().OrderBy(row => row.ProposalId).ToListAsync(ct);
        return rows.FindAll(row => officer.Covers(row.Area));
    }

    /// <summary>The attachments of a proposal.</summary>
    public async Task<IReadOnlyList<Evidence>> EvidenceAsync(Guid inst, Guid proposal, CancellationToken ct) =>
        await session.Db.Set<Evidence>().AsNoTracking()
            .Where(row => row.InstId == inst && row.ProposalId == proposal).OrderBy(row => row.Place).ToListAsync(ct);

    /// <summary>The attachments of several proposals.</summary>
    public async Task<IReadOnlyList<Evidence>> EvidenceAsync(IReadOnlyList<Proposal> of, CancellationToken ct)
    {
        var insts = of.Select(row => row.InstId).ToHashSet();
        var proposals = of.Select(row => row.ProposalId).ToHashSet();
        return await session.Db.Set<Evidence>().AsNoTracking()
            .Where(row => insts.Contains(row.InstId) && proposals.Contains(row.ProposalId))
            .OrderBy(row => row.Place).ToListAsync(ct);
    }

    /// <summary>An attachment's bytes; what was kept must still be what was handed in.</summary>
    public async Task<(Evidence Known, byte[] Content)?> ContentAsync(
        Guid inst, Guid proposal, int place, CancellationToken ct)
    {
        var known = await session.Db.Set<Evidence>().AsNoTracking().SingleOrDefaultAsync(
            row => row.InstId == inst && row.ProposalId == proposal && row.Place == place, ct);
        if (known is null)
        {
            return null;
        }

        var kept = await session.Db.Set<EvidenceContent>().AsNoTracking().SingleAsync(
            row => row.InstId == inst && row.ProposalId == proposal && row.Place == place, ct);
        return Digest(kept.Content) == known.Digest
            ? (known, kept.Content)
            : throw new InvalidDataException($"Attachment {place} of proposal {proposal} is not what was handed in.");
    }

    private DateTime Now => TrailTime.Of(clock.GetUtcNow());

    private async Task<Found<Proposal>> ApplyAsync(
        MingsuanDb db, InstitutionFacts institution, ProposalInput input, string actor, CancellationToken ct)
    {
        var inst = institution.Id.Value;
        await db.LockInstitutionAsync(inst, ct);
        var (area, today) = (law.Current.Jurisdictions.PoolingAreaOf(institution.Admdvs), clock.Today());
        if (ProposalRules.Blacklisting(law.Current, area, input.Name, today) is { } clause)
        {
            return Found<Proposal>.Refuse("E-PROPOSAL-BLACKLISTED", ("name", input.Name), ("clause", clause));
        }

        var rules = ProposalRules.Of(law.Current, area, today);
        if (Incomplete(rules, input) is { } incomplete)
        {
            return incomplete;
        }

        var similar = await SimilarAsync(input.Name, input.Scope, Similarity.UsualThreshold, ct);
        if (similar.Count > 0 && input.Difference is null)
        {
            return Found<Proposal>.Refuse(
                "E-SIMILAR-UNEXPLAINED", ("items", string.Join(' ', similar.Select(one => one.Item.Name).Distinct())));
        }

        var row = new Proposal
        {
            InstId = inst,
            ProposalId = ids.Next(),
            Area = area,
            Name = input.Name,
            Scope = input.Scope,
            Unit = input.Unit,
            Source = input.Source,
            OfflineItem = input.OfflineItem,
            Answers = JsonSerializer.Serialize(input.Answers),
            Similar = JsonSerializer.Serialize(similar),
            Difference = input.Difference,
            State = ProposalState.Applied,
            AppliedBy = actor,
            AppliedAt = Now,
        };
        Judge(row, rules, input.Answers, ProposalState.Applied);
        var evidence = Keep(db, row, input.Attachments);
        db.Add(row);
        await RecordAsync(db, row, "prices.proposed", actor, [row, .. evidence], ct);
        return Found<Proposal>.Of(row);
    }

    private static Found<Proposal>? Incomplete(IReadOnlyList<ProposalRule> rules, ProposalInput input)
    {
        if (rules.FirstOrDefault(rule => !input.Answers.ContainsKey(rule.Name)) is { } open)
        {
            return Found<Proposal>.Refuse("E-PROPOSAL-UNANSWERED", ("question", open.Question));
        }

        // Only what is claimed to hold can be proven.
        return rules.FirstOrDefault(rule => rule.MustHold && input.Answers[rule.Name] &&
            !input.Attachments.Any(one => one.Condition == rule.Name)) is { } unproven
            ? Found<Proposal>.Refuse("E-EVIDENCE-MISSING", ("question", unproven.Question))
            : null;
    }

    /// <summary>Goes on when everything is as it must be; else goes back with the clauses against it.</summary>
    private static void Judge(
        Proposal row, IReadOnlyList<ProposalRule> rules, IReadOnlyDictionary<string, bool> answers, ProposalState on)
    {
        var failed = rules.Where(rule => answers[rule.Name] != rule.MustHold).ToList();
        row.State = failed.Count == 0 ? on : ProposalState.Returned;
        row.Clauses = failed.Count == 0 ? null : Cut(string.Join('\n', failed.Select(rule => rule.Clause)));
        row.Reason = failed.Count == 0 ? null : Cut(string.Join('\n', failed.Select(rule => rule.Question)));
    }

    private static string Cut(string text) => text.Length <= 500 ? text : text[..500];

    private List<Evidence> Keep(MingsuanDb db, Proposal proposal, IReadOnlyList<Attachment> attachments)
    {
        var kept = new List<Evidence>();
        foreach (var (place, one) in attachments.Index())
        {
            kept.Add(new Evidence
            {
                InstId = proposal.InstId,
                ProposalId = proposal.ProposalId,
                Place = place,
                Condition = one.Condition,
                Name = one.Name,
                Size = one.Content.Length,
                Digest = Digest(one.Content),
            });
            db.Add(new EvidenceContent
            {
                InstId = proposal.InstId,
                ProposalId = proposal.ProposalId,
                Place = place,
                Content = one.Content,
            });
        }

        db.AddRange(kept);
        return kept;
    }

    private static string Digest(byte[] content) => Convert.ToHexStringLower(Sm3.Hash(content));

    private Task<Found<Proposal>> ChangeAsync(
        Guid inst, Guid proposal, Operator officer, Step step,
        Func<Proposal, Found<Proposal>?> change, CancellationToken ct,
        Func<MingsuanDb, Proposal, CancellationToken, Task<Found<Proposal>?>>? then = null) => operations.RunAsync(
            step.Kind,
            async (db, token) =>
            {
                await db.LockInstitutionAsync(inst, token);
                var row = await db.Set<Proposal>().AsTracking().SingleOrDefaultAsync(
                    one => one.InstId == inst && one.ProposalId == proposal, token);
                if (row is null || !officer.Covers(row.Area))
                {
                    return Found<Proposal>.Refuse("E-PROPOSAL-UNKNOWN");
                }

                if (step.Provincial != officer.IsProvincial)
                {
                    return Found<Proposal>.Refuse(step.Provincial ? "E-PROVINCE-ONLY" : "E-CITY-ONLY");
                }

                if (row.State != step.From)
                {
                    return Found<Proposal>.Refuse("E-PROPOSAL-STATE");
                }

                if ((change(row) ?? (then is null ? null : await then(db, row, token))) is { } refused)
                {
                    return refused;
                }

                row.Version++;
                await RecordAsync(db, row, step.Kind, officer.Name, [row], token);
                return Found<Proposal>.Of(row);
            },
            ct);

    private Task RecordAsync(
        MingsuanDb db, Proposal row, string kind, string actor, IEnumerable<object> rows, CancellationToken ct) =>
        trail.AppendAsync(
            db,
            TrailSubject.Institution(row.InstId),
            kind,
            actor,
            new JsonObject
            {
                ["proposal"] = WireId.Encode(row.ProposalId),
                ["state"] = row.State.ToString(),
                [ProvenRecords.Member] = ProvenRecords.Of(db, rows),
            },
            ct);

    /// <summary>One step of the way: its kind on the trail, whose it is, and from which state.</summary>
    private sealed record Step(string Kind, bool Provincial, ProposalState From);
}
