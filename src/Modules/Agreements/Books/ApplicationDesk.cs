using Mingsuan.Agreements.Life;
using Mingsuan.Agreements.Signing;
using Mingsuan.Agreements.Terms;
using Mingsuan.Contracts.Acceptance;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Law;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Time;
using Mingsuan.Policy.Provisions;

namespace Mingsuan.Agreements.Books;

/// <summary>一份申请 — with the physical institution in whose books it is.</summary>
internal sealed record ApplicationAt(InstitutionFacts Physical, Guid Id);

/// <summary>
/// 申请办理 — the commands on applications: each gathers what the rules need to be told (the day, the clocks, a run's
/// report, a
/// verified signature) and lets them decide under the institution's lock.
/// </summary>
internal sealed class ApplicationDesk(
    LifeDesk desk,
    IInstitutionDirectory institutions,
    LawInForce law,
    TermsBook terms,
    SigningDesk signing,
    IEnumerable<IAcceptanceReports> reports,
    IdSource ids,
    TimeProvider clock)
{
    public TermSheet Sheet(InstitutionFacts physical) => terms.For(law.Current.Jurisdictions, physical.Admdvs);

    /// <summary>依托的实体机构 — the institution itself unless it is an internet hospital; none when that has none.</summary>
    public async Task<InstitutionFacts?> PhysicalAsync(InstitutionFacts institution, CancellationToken ct) =>
        institution.PhysicalInstitution is { } physical ? await institutions.FindAsync(physical, clock.Today(), ct)
        : institution.InternetHospital ? null
        : institution;

    /// <summary>An application of an institution's own, with the books it is in; none when it is another's.</summary>
    public async Task<ApplicationAt?> OwnAsync(InstitutionFacts institution, Guid id, CancellationToken ct) =>
        await PhysicalAsync(institution, ct) is { } physical &&
        (await desk.LifeAsync(physical.Id.Value, null, ct)).Applications.TryGetValue(id, out var one) &&
        one.ForInst == institution.Id.Value
            ? new ApplicationAt(physical, id)
            : null;

    /// <summary>申请 — the new application's id with its institution's life. (CX-14)</summary>
    public async Task<(Guid Id, Done Done)> SubmitAsync(
        InstitutionFacts institution, bool withMain, IReadOnlyList<Piece> pieces, string actor, CancellationToken ct)
    {
        var id = ids.Next();
        if (await PhysicalAsync(institution, ct) is not { } physical)
        {
            return (id, new Done(null, Notice.Of("E-NO-PHYSICAL")));
        }

        var done = await desk.RunAsync(
            "agreements.apply",
            physical.Id.Value,
            actor,
            (life, now) => ApplicationRules.Submit(
                life,
                id,
                new Applicant(institution.Id.Value, physical.Id.Value, Sheet(physical).PieceKeys, now.Day),
                withMain,
                pieces,
                served => Due.FirstAgain(law.Current, physical.Admdvs, served)),
            ct);
        return (id, done);
    }

    /// <summary>A command that needs nothing but the application.</summary>
    public Task<Done> RunAsync(
        string name, ApplicationAt at, string actor, Func<Application, Ruling> rule, CancellationToken ct) =>
        RunAsync(name, at, actor, (_, application, _) => Task.FromResult(rule(application)), ct);

    /// <summary>A notice to the institution: the rules are told what was noticed before.</summary>
    public Task<Done> NoticeAsync(
        string name,
        ApplicationAt at,
        string actor,
        Func<Application, IReadOnlyList<GivenNotice>, Ruling> rule,
        CancellationToken ct) =>
        RunAsync(name, at, actor, (life, application, _) => Task.FromResult(rule(
            application, ApplicationRules.NoticesOf(life, application.ForInst))), ct);

    public Task<Done> PassReviewAsync(
        ApplicationAt at, string note, string owner, string actor, CancellationToken ct) =>
        RunAsync("agreements.review", at, actor, application => ApplicationRules.PassReview(
            application, note, owner, Sheet(at.Physical).ChecklistKeys), ct);

    public Task<Done> ServeAsync(ApplicationAt at, DateOnly on, string actor, CancellationToken ct) =>
        RunAsync("agreements.serve", at, actor, (_, application, now) => Task.FromResult(
            ApplicationRules.Serve(application, on, now.Day)), ct);

    public Task<Done> ApplyForAcceptanceAsync(ApplicationAt at, string? run, string actor, CancellationToken ct) =>
        RunAsync("agreements.acceptance", at, actor, (_, application, now) => Task.FromResult(
            ApplicationRules.ApplyForAcceptance(application, IsOverdue(at, application, now.Day).Late, run)), ct);

    public Task<Done> DecideOverdueAsync(
        ApplicationAt at, bool goesOn, string reason, string actor, CancellationToken ct) =>
        RunAsync("agreements.overdue", at, actor, (_, application, now) => Task.FromResult(
            ApplicationRules.DecideOverdue(
                application, IsOverdue(at, application, now.Day).Late, goesOn, reason)), ct);

    /// <summary>失效 — where the region's clock ends an overdue rebuild by itself.</summary>
    public Task<Done> LapseAsync(ApplicationAt at, string actor, CancellationToken ct) =>
        RunAsync("agreements.lapse", at, actor, (_, application, now) =>
        {
            var (late, lapses) = IsOverdue(at, application, now.Day);
            return Task.FromResult(ApplicationRules.Lapse(application, late, lapses));
        }, ct);

    /// <summary>
    /// 验收结果 — a pass names a run; where reports are kept, its report must say so, of what was rebuilt since the review.
    /// </summary>
    public Task<Done> AcceptAsync(
        ApplicationAt at,
        bool passed,
        string? run,
        IReadOnlyList<NoticeItem> items,
        string actor,
        CancellationToken ct) =>
        RunAsync("agreements.accept", at, actor, async (life, application, _) =>
        {
            var named = run ?? application.Run ?? "";
            var report = reports.LastOrDefault() is { } book && named.Length > 0
                ? await book.FindAsync(new InstitutionId(application.ForInst), named, ct)
                : null;
            if (passed && report?.At < ApplicationRules.ReviewedAt(life, application))
            {
                return ApplicationRules.At(application, ApplicationStep.Accepting)
                    ?? Ruling.Refuse("E-ACCEPTANCE-OLD", ("run", named));
            }

            return passed
                ? ApplicationRules.PassAcceptance(
                    application, named, reports.Any(), report?.Passed, report?.Digest)
                : ApplicationRules.FailAcceptance(
                    application, items, ApplicationRules.NoticesOf(life, application.ForInst), report?.Digest);
        }, ct);

    /// <summary>拟稿 — a renewal begins with the parts that were signed last. (JS-2-2, AMB-18)</summary>
    public Task<Done> DraftAsync(
        ApplicationAt at,
        IReadOnlyDictionary<string, string> parts,
        DateOnly? to,
        string actor,
        CancellationToken ct) =>
        RunAsync("agreements.draft", at, actor, async (life, application, now) =>
        {
            var holder = await institutions.FindAsync(new InstitutionId(application.ForInst), now.Day, ct);
            var all = new Dictionary<string, string>(SignedLast(life, application), StringComparer.Ordinal);
            foreach (var (key, text) in parts)
            {
                all[key] = text;
            }

            var (end, _) = SigningRules.Term(life, application, to);
            return SigningRules.Draft(life, application, to, Drafting.Write(
                Sheet(at.Physical), holder?.Name ?? at.Physical.Name, end, all, asWritten: false));
        }, ct);

    /// <summary>七项的现稿 — as drafted, else as signed last, else as the template has them.</summary>
    public IReadOnlyDictionary<string, string> PartsOf(
        InstitutionFacts physical, InstitutionLife life, Application application)
    {
        var own = application.Draft?.Parts ?? SignedLast(life, application);
        return Sheet(physical).Parts.ToDictionary(
            part => part.Key, part => own.GetValueOrDefault(part.Key, part.Text), StringComparer.Ordinal);
    }

    /// <summary>The parts of the text that a renewal renews; none otherwise.</summary>
    private static IReadOnlyDictionary<string, string> SignedLast(InstitutionLife life, Application application) =>
        application.Renews is { } renewed &&
        life.Agreements[renewed].Application is { } signed &&
        life.Applications.TryGetValue(signed, out var before) && before.Draft is { } draft
            ? draft.Parts
            : new Dictionary<string, string>();

    public Task<Done> SignAsync(ApplicationAt at, GivenSignature given, string actor, CancellationToken ct) =>
        RunAsync("agreements.sign", at, actor, async (life, application, now) =>
        {
            if (ApplicationRules.At(application, ApplicationStep.Signing) is { } wrong)
            {
                return wrong;
            }

            var (signed, refusal) = await signing.CheckAsync(life, application, given, ct);
            return signed is null
                ? new Ruling([], refusal)
                : SigningRules.Sign(life, application, signed, ids.Next(), now.At, now.Day);
        }, ct);

    /// <summary>
    /// 经办机构签署 — with the platform's key for this purpose; over the text that the officer saw, and no other.
    /// </summary>
    public Task<Done> SignForAgencyAsync(ApplicationAt at, string digest, string actor, CancellationToken ct) =>
        RunAsync("agreements.sign", at, actor, (life, application, now) => Task.FromResult(
            application.Draft is not { } draft ? Ruling.Refuse("E-NO-DRAFT")
                : digest != draft.Digest ? Ruling.Refuse("E-TEXT-CHANGED")
                : SigningRules.Sign(life, application, signing.Sign(application), ids.Next(), now.At, now.Day)), ct);

    /// <summary>续签 — opens a signing; gives its id. (AMB-18)</summary>
    public async Task<(Guid Id, Done Done)> RenewAsync(
        InstitutionFacts physical, Guid agreement, string actor, CancellationToken ct)
    {
        var id = ids.Next();
        return (id, await desk.RunAsync(
            "agreements.renewal",
            physical.Id.Value,
            actor,
            (life, _) => SigningRules.OpenRenewal(life, id, agreement),
            ct));
    }

    private Task<Done> RunAsync(
        string name,
        ApplicationAt at,
        string actor,
        Func<InstitutionLife, Application, Moment, Task<Ruling>> rule,
        CancellationToken ct) =>
        desk.RunAsync(
            name,
            at.Physical.Id.Value,
            actor,
            async (life, now) => life.Applications.TryGetValue(at.Id, out var application)
                ? await rule(life, application, now)
                : Ruling.Refuse("E-APPLICATION-UNKNOWN"),
            ct);

    private (bool Late, bool Lapses) IsOverdue(ApplicationAt at, Application application, DateOnly today)
    {
        var due = application.Running is { Clock: ClockSteps.Rebuild } leg
            ? Due.Of(law.Current, at.Physical.Admdvs, leg, today)
            : null;
        return (due is { IsLate: true }, due?.Lapse == Lapse.Lapses);
    }
}
