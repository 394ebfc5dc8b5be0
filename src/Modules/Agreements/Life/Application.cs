using System.Collections.Immutable;
using Mingsuan.Platform.Time;

namespace Mingsuan.Agreements.Life;

/// <summary>申请所处的步骤.</summary>
internal enum ApplicationStep
{
    /// <summary>待补件.</summary>
    Supplementing,

    /// <summary>审核.</summary>
    Reviewing,

    /// <summary>系统改造.</summary>
    Rebuilding,

    /// <summary>测试验收.</summary>
    Accepting,

    /// <summary>签约.</summary>
    Signing,

    /// <summary>已签约.</summary>
    Concluded,

    /// <summary>不予通过.</summary>
    Failed,

    /// <summary>已撤回.</summary>
    Withdrawn,

    /// <summary>已失效.</summary>
    Lapsed,
}

/// <summary>办理段 — a step with a clock: from which day it runs, and when it was done.</summary>
internal sealed record Leg(string Clock, DateOnly From, DateOnly? Done);

/// <summary>已发告知 — what an officer listed, and what could be seen when he did.</summary>
internal sealed record GivenNotice(
    DateOnly On, IReadOnlyDictionary<string, string> Seen, IReadOnlyList<NoticeItem> Items);

/// <summary>联合工单 — who leads, what there is to do, what is done. (JS-2-1)</summary>
internal sealed record Ticket(
    string Owner, IReadOnlyList<string> Checklist, ImmutableSortedDictionary<string, DateTime> Done, string Note)
{
    public IReadOnlyList<string> Open => [.. Checklist.Where(item => !Done.ContainsKey(item))];
}

/// <summary>协议文稿 — its seven parts, the whole text, and what both sides sign.</summary>
internal sealed record Draft(
    IReadOnlyDictionary<string, string> Parts, string Text, string Digest, DateOnly? To, DateTime At);

/// <summary>签名 — a key, a signature and when it was received.</summary>
internal sealed record KeptSignature(string PublicKey, string Signature, DateTime At, string By);

/// <summary>
/// 补充协议申请 — where an application stands: a fold of its events. What is late is not in here; it follows from the legs,
/// the clocks and the day asked about.
/// </summary>
internal sealed record Application
{
    /// <summary>What notices say of the system and not of a piece.</summary>
    public const string System = "system";

    public required Guid Id { get; init; }

    /// <summary>
    /// The institution that will serve under the agreement: the physical one, or one that depends on it.
    /// </summary>
    public required Guid ForInst { get; init; }

    /// <summary>Whether the designation is applied for at the same time. (CX-14)</summary>
    public bool WithMain { get; init; }

    /// <summary>The supplementary agreement that is signed anew.</summary>
    public Guid? Renews { get; init; }

    public required ApplicationStep Step { get; init; }

    public required DateTime OpenedAt { get; init; }

    public IReadOnlyList<string> Required { get; init; } = [];

    public ImmutableSortedDictionary<string, Piece> Pieces { get; init; } = Map<Piece>();

    /// <summary>Pieces that an officer found wanting and that were not handed in again.</summary>
    public ImmutableSortedSet<string> Wanting { get; init; } =
        ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    public bool IsConfirmed { get; init; }

    public ImmutableArray<Leg> Legs { get; init; } = [];

    public ImmutableArray<GivenNotice> Notices { get; init; } = [];

    public ImmutableArray<NoticeItem> Violations { get; init; } = [];

    public DateOnly? FailedOn { get; init; }

    public DateOnly? ServedOn { get; init; }

    public Ticket? Ticket { get; init; }

    /// <summary>Whether an officer let an overdue rebuild go on.</summary>
    public bool MayBeLate { get; init; }

    public string? Run { get; init; }

    public string? Report { get; init; }

    public Draft? Draft { get; init; }

    public KeptSignature? ByInstitution { get; init; }

    public KeptSignature? ByAgency { get; init; }

    public Guid? Agreement { get; init; }

    public string? Ending { get; init; }

    public required int Seq { get; init; }

    public bool IsOpen => Step is < ApplicationStep.Concluded;

    /// <summary>缺件 — all of them at once. (CX-16)</summary>
    public IReadOnlyList<string> Missing =>
        [.. Required.Where(key => !Pieces.ContainsKey(key)).Union(Wanting, StringComparer.Ordinal)];

    /// <summary>The leg that runs now, or none.</summary>
    public Leg? Running => Legs.LastOrDefault(leg => leg.Done is null);

    /// <summary>What can be seen at the moment: each piece by its content, the system by its report.</summary>
    public IReadOnlyDictionary<string, string> Seen()
    {
        var seen = Map<string>().AddRange(Required.Select(key => KeyValuePair.Create(key, "")));
        seen = seen.SetItems(Pieces.Select(one => KeyValuePair.Create(one.Key, one.Value.Digest)));
        return Report is { } report ? seen.SetItem(System, report) : seen;
    }

    public static Application? Fold(IEnumerable<Dated> events) =>
        events.Aggregate<Dated, Application?>(null, Apply);

    public static Application Apply(Application? state, Dated dated)
    {
        var day = BeijingTime.Day(dated.At);
        var next = (state, dated.Event) switch
        {
            (null, Submitted begun) => Begin(dated, begun, day),
            (null, RenewalOpened renewal) => new Application
            {
                Id = dated.Stream,
                ForInst = renewal.ForInst,
                Renews = renewal.Agreement,
                Step = ApplicationStep.Signing,
                OpenedAt = dated.At,
                Seq = dated.Seq,
            },
            ({ } known, ApplicationEvent happened) => Later(known, happened, dated, day),
            _ => throw new InvalidOperationException($"{dated.Event.GetType().Name} cannot begin an application."),
        };
        return next with { Seq = dated.Seq };
    }

    private static Application Begin(Dated dated, Submitted begun, DateOnly day)
    {
        var application = new Application
        {
            Id = dated.Stream,
            ForInst = begun.ForInst,
            WithMain = begun.WithMain,
            Step = ApplicationStep.Supplementing,
            OpenedAt = dated.At,
            Required = begun.Required,
            Pieces = Map<Piece>().SetItems(begun.Pieces.Select(one => KeyValuePair.Create(one.Key, one))),
            Seq = dated.Seq,
        };
        return application.WhenComplete(day);
    }

    private static Application Later(Application at, ApplicationEvent happened, Dated dated, DateOnly day) =>
        happened switch
        {
            Supplied more => (at with
            {
                Pieces = at.Pieces.SetItems(more.Pieces.Select(one => KeyValuePair.Create(one.Key, one))),
                Wanting = at.Wanting.Except(more.Pieces.Select(one => one.Key)),
            }).WhenComplete(day),
            Returned back => (at with
            {
                Step = ApplicationStep.Supplementing,
                Wanting = at.Wanting.Union(back.Items.Select(item => item.Piece)),
                Legs = at.Legs.RemoveAll(leg => leg.Done is null),
                IsConfirmed = false,
            }).Noticed(day, back.Items, at.Seen()),
            Confirmed => at with { IsConfirmed = true },
            OneTimeViolated violated => at with { Violations = at.Violations.AddRange(violated.Items) },
            ReviewPassed passed => at.Ended(day) with
            {
                Step = ApplicationStep.Rebuilding,
                Ticket = new Ticket(passed.Owner, passed.Checklist, Map<DateTime>(), passed.Note),
                Legs = at.Ended(day).Legs.Add(new Leg(ClockSteps.Rebuild, day, null)),
            },
            ReviewFailed failed => at.Ended(day).Failed(day, failed.Items, at.Seen()),
            TicketAssigned or TicketMoved or OverdueDecided or AcceptanceApplied or AcceptancePassed
                or AcceptanceFailed => AtTheSystem(at, happened, dated, day),
            NoticeServed served => at with
            {
                ServedOn = served.On,
                Legs = at.Legs.Add(new Leg(ClockSteps.Reapply, served.On, null)),
            },
            _ => AtTheTable(at, happened, dated, day),
        };

    private static Application AtTheSystem(Application at, ApplicationEvent happened, Dated dated, DateOnly day) =>
        happened switch
        {
            TicketAssigned to => at with { Ticket = at.Ticket! with { Owner = to.Owner } },
            TicketMoved moved => at with
            {
                Ticket = at.Ticket! with
                {
                    Done = moved.Done
                        ? at.Ticket.Done.SetItem(moved.Item, dated.At)
                        : at.Ticket.Done.Remove(moved.Item),
                    Note = moved.Note,
                },
            },
            OverdueDecided { GoesOn: true } => at with { MayBeLate = true },
            OverdueDecided ended => at.Closed(ApplicationStep.Lapsed, day, ended.Reason),
            AcceptanceApplied applied => at.Ended(day) with
            {
                Step = ApplicationStep.Accepting,
                Run = applied.Run,
                Legs = at.Ended(day).Legs.Add(new Leg(ClockSteps.Acceptance, day, null)),
            },
            AcceptancePassed passed => at.Ended(day) with
            {
                Step = ApplicationStep.Signing,
                Run = passed.Run,
                Report = passed.Digest,
                Legs = at.Ended(day).Legs.Add(new Leg(ClockSteps.Sign, day, null)),
            },
            AcceptanceFailed failed => (at.Ended(day) with { Report = failed.Digest })
                .Failed(day, failed.Items, (at with { Report = failed.Digest }).Seen()),
            _ => throw Unknown(happened),
        };

    private static Application AtTheTable(Application at, ApplicationEvent happened, Dated dated, DateOnly day) =>
        happened switch
        {
            Drafted draft => at with
            {
                Draft = new Draft(draft.Parts, draft.Text, draft.Digest, draft.To, dated.At),
                ByInstitution = null,
                ByAgency = null,
            },
            InstitutionSigned signed => at with
            {
                ByInstitution = new KeptSignature(signed.PublicKey, signed.Signature, dated.At, dated.Actor),
            },
            AgencySigned signed => at with
            {
                ByAgency = new KeptSignature(signed.PublicKey, signed.Signature, dated.At, dated.Actor),
            },
            Concluded concluded => at.Ended(day) with
            {
                Step = ApplicationStep.Concluded,
                Agreement = concluded.Agreement,
            },
            Withdrawn withdrawn => at.Closed(ApplicationStep.Withdrawn, day, withdrawn.Reason),
            Lapsed => at.Closed(ApplicationStep.Lapsed, day, ""),
            _ => throw Unknown(happened),
        };

    private Application WhenComplete(DateOnly day) => Missing.Count > 0
        ? this
        : this with { Step = ApplicationStep.Reviewing, Legs = Legs.Add(new Leg(ClockSteps.Review, day, null)) };

    private Application Ended(DateOnly day) =>
        this with { Legs = [.. Legs.Select(leg => leg.Done is null ? leg with { Done = day } : leg)] };

    private Application Failed(
        DateOnly day, IReadOnlyList<NoticeItem> items, IReadOnlyDictionary<string, string> seen) =>
        (this with { Step = ApplicationStep.Failed, FailedOn = day }).Noticed(day, items, seen);

    private Application Noticed(
        DateOnly day, IReadOnlyList<NoticeItem> items, IReadOnlyDictionary<string, string> seen) =>
        this with { Notices = Notices.Add(new GivenNotice(day, seen, items)) };

    private Application Closed(ApplicationStep step, DateOnly day, string why) =>
        Ended(day) with { Step = step, Ending = why };

    private static InvalidOperationException Unknown(ApplicationEvent happened) =>
        new($"{happened.GetType().Name} is no event of an application.");

    private static ImmutableSortedDictionary<string, T> Map<T>() =>
        ImmutableSortedDictionary.Create<string, T>(StringComparer.Ordinal);
}
