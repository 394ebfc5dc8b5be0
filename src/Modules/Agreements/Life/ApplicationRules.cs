using Mingsuan.Contracts.Agreements;
using Mingsuan.Contracts.Infnos;

namespace Mingsuan.Agreements.Life;

/// <summary>申请人 — who applies: for which institution, through which physical one, with what required of it.</summary>
internal sealed record Applicant(Guid ForInst, Guid? Physical, IReadOnlyList<string> Required, DateOnly Today);

/// <summary>
/// 申请规则 — what each command on an application leads to. Pure: the day, the clocks' answers and the reports are told.
/// (CX-14, CX-16, CX-17)
/// </summary>
internal static class ApplicationRules
{
    private const string WrongStep = "E-APPLICATION-STEP";

    /// <summary>
    /// 申请 — through the physical institution, which has its main agreement or applies for it at the same time;
    /// <paramref name="firstAgain"/> is the first day of a new application after a served refusal. (CX-14, CX-17-6)
    /// </summary>
    public static Ruling Submit(
        InstitutionLife? life,
        Guid id,
        Applicant by,
        bool withMain,
        IReadOnlyList<Piece> pieces,
        Func<DateOnly, DateOnly?> firstAgain)
    {
        if (by.Physical is null || life is null)
        {
            return Ruling.Refuse("E-NO-PHYSICAL");
        }

        if ((life.Main is not { IsTerminated: false } main || main.To < by.Today) && !withMain)
        {
            return Ruling.Refuse("E-NO-MAIN-AGREEMENT");
        }

        var own = life.Applications.Values.Where(one => one.ForInst == by.ForInst).ToList();
        if (own.Exists(one => one.IsOpen))
        {
            return Ruling.Refuse("E-APPLICATION-OPEN");
        }

        if (life.Agreements.Values.Any(one => one.Kind == AgreementKind.Supplementary && one.ForInst == by.ForInst &&
            !one.IsTerminated && (one.To is null || by.Today <= one.To)))
        {
            return Ruling.Refuse("E-AGREEMENT-EXISTS");
        }

        if (pieces.FirstOrDefault(piece => !by.Required.Contains(piece.Key)) is { } stranger)
        {
            return Ruling.Refuse("E-PIECE-UNKNOWN", ("piece", stranger.Key));
        }

        return own.MaxBy(one => one.OpenedAt) is { Step: ApplicationStep.Failed } failed &&
            TooEarly(failed, by.Today, firstAgain) is { } early
            ? new Ruling([], early)
            : Ruling.Of(id, new Submitted(by.ForInst, withMain, by.Required, pieces));
    }

    public static Ruling Supply(Application at, IReadOnlyList<Piece> pieces) =>
        At(at, ApplicationStep.Supplementing)
        ?? (pieces.FirstOrDefault(piece => !at.Required.Contains(piece.Key)) is { } stranger
            ? Ruling.Refuse("E-PIECE-UNKNOWN", ("piece", stranger.Key))
            : Ruling.Of(at.Id, new Supplied(pieces)));

    public static Ruling Confirm(Application at) =>
        At(at, ApplicationStep.Reviewing) ?? Ruling.Of(at.Id, new Confirmed());

    /// <summary>退回补正 — each item is about a piece that is required.</summary>
    public static Ruling Return(
        Application at, IReadOnlyList<NoticeItem> items, IReadOnlyList<GivenNotice> earlier)
    {
        if ((At(at, ApplicationStep.Reviewing) ?? Listed(items)) is { } refusal)
        {
            return refusal;
        }

        return items.FirstOrDefault(item => !at.Required.Contains(item.Piece)) is { } stranger
            ? Ruling.Refuse("E-PIECE-UNKNOWN", ("piece", stranger.Piece))
            : Noticing(at, items, earlier, at.Seen(), new Returned(items));
    }

    public static Ruling PassReview(Application at, string note, string owner, IReadOnlyList<string> checklist) =>
        At(at, ApplicationStep.Reviewing) ?? Ruling.Of(at.Id, new ReviewPassed(note, owner, checklist));

    public static Ruling FailReview(
        Application at, IReadOnlyList<NoticeItem> items, IReadOnlyList<GivenNotice> earlier) =>
        At(at, ApplicationStep.Reviewing) ?? Listed(items)
        ?? Noticing(at, items, earlier, at.Seen(), new ReviewFailed(items));

    public static Ruling Assign(Application at, string owner) =>
        At(at, ApplicationStep.Rebuilding) ?? Ruling.Of(at.Id, new TicketAssigned(owner));

    public static Ruling Move(Application at, string item, bool done, string note) =>
        At(at, ApplicationStep.Rebuilding)
        ?? (at.Ticket!.Checklist.Contains(item)
            ? Ruling.Of(at.Id, new TicketMoved(item, done, note))
            : Ruling.Refuse("E-TICKET-ITEM", ("item", item)));

    /// <summary>An officer's word on an overdue rebuild. (AMB-17)</summary>
    public static Ruling DecideOverdue(Application at, bool overdue, bool goesOn, string reason) =>
        At(at, ApplicationStep.Rebuilding)
        ?? (overdue && !at.MayBeLate
            ? Ruling.Of(at.Id, new OverdueDecided(goesOn, reason))
            : Ruling.Refuse("E-NOT-OVERDUE"));

    /// <summary>Ends by itself only where the region's clock says so.</summary>
    public static Ruling Lapse(Application at, bool overdue, bool lapses) =>
        At(at, ApplicationStep.Rebuilding)
        ?? (overdue && lapses && !at.MayBeLate ? Ruling.Of(at.Id, new Lapsed()) : Ruling.Refuse("E-NOT-OVERDUE"));

    /// <summary>申请验收 — when the ticket's list is done; an overdue rebuild waits for the officer's word first.</summary>
    public static Ruling ApplyForAcceptance(Application at, bool overdue, string? run)
    {
        if (At(at, ApplicationStep.Rebuilding) is { } refusal)
        {
            return refusal;
        }

        return at.Ticket!.Open.Count > 0 ? Ruling.Refuse("E-TICKET-OPEN", ("items", List(at.Ticket.Open)))
            : overdue && !at.MayBeLate ? Ruling.Refuse("E-REBUILD-OVERDUE")
            : Ruling.Of(at.Id, new AcceptanceApplied(run));
    }

    /// <summary>审核通过的时刻, or none.</summary>
    public static DateTime? ReviewedAt(InstitutionLife life, Application at) =>
        life.Of(at.Id).LastOrDefault(one => one.Event is ReviewPassed)?.At;

    /// <summary>验收合格 — by a run whose report, where reports are kept, says so.</summary>
    public static Ruling PassAcceptance(Application at, string run, bool reported, bool? passed, string? digest)
    {
        if (At(at, ApplicationStep.Accepting) is { } refusal)
        {
            return refusal;
        }

        return run.Length == 0 || (reported && passed is null) ? Ruling.Refuse("E-ACCEPTANCE-RUN", ("run", run))
            : passed == false ? Ruling.Refuse("E-ACCEPTANCE-NOT-PASSED", ("run", run))
            : Ruling.Of(at.Id, new AcceptancePassed(run, digest));
    }

    public static Ruling FailAcceptance(
        Application at, IReadOnlyList<NoticeItem> items, IReadOnlyList<GivenNotice> earlier, string? digest) =>
        At(at, ApplicationStep.Accepting) ?? Listed(items)
        ?? Noticing(at, items, earlier, (at with { Report = digest }).Seen(), new AcceptanceFailed(items, digest));

    /// <summary>送达 — on or after the day of the result, and not in the future.</summary>
    public static Ruling Serve(Application at, DateOnly on, DateOnly today) =>
        At(at, ApplicationStep.Failed)
        ?? (at.ServedOn is not null ? Ruling.Refuse("E-NOTICE-SERVED")
            : on < at.FailedOn || on > today ? Ruling.Refuse("E-NOTICE-DAY")
            : Ruling.Of(at.Id, new NoticeServed(on)));

    public static Ruling Withdraw(Application at, string reason) => at.IsOpen
        ? Ruling.Of(at.Id, new Withdrawn(reason))
        : Ruling.Refuse(WrongStep);

    /// <summary>Every notice that an officer gave the institution, in this application or an earlier one.</summary>
    public static IReadOnlyList<GivenNotice> NoticesOf(InstitutionLife life, Guid forInst) =>
        [.. life.Applications.Values.Where(one => one.ForInst == forInst).SelectMany(one => one.Notices)];

    /// <summary>The refusal of a command that another step is for, or none.</summary>
    public static Ruling? At(Application at, ApplicationStep step) =>
        at.Step == step ? null : Ruling.Refuse(WrongStep);

    public static string List(IEnumerable<string> words) => string.Join(", ", words);

    private static Ruling? Listed(IReadOnlyList<NoticeItem> items) =>
        items.Count == 0 ? Ruling.Refuse("E-NOTICE-EMPTY") : null;

    private static Ruling Noticing(
        Application at,
        IReadOnlyList<NoticeItem> items,
        IReadOnlyList<GivenNotice> earlier,
        IReadOnlyDictionary<string, string> seen,
        ApplicationEvent result)
    {
        var unlisted = OneTime.Unlisted(earlier, seen, items);
        return unlisted.Count == 0
            ? Ruling.Of(at.Id, result)
            : Ruling.Of(at.Id, result, new OneTimeViolated(unlisted));
    }

    private static Notice? TooEarly(Application failed, DateOnly today, Func<DateOnly, DateOnly?> firstAgain)
    {
        if (failed.ServedOn is not { } served)
        {
            return Notice.Of("E-NOTICE-UNSERVED");
        }

        return firstAgain(served) is { } first && today < first
            ? Notice.Of("E-REAPPLY-EARLY", ("first", AgreementRules.Text(first)))
            : null;
    }
}
