using System.Collections.Immutable;
using Mingsuan.Contracts.Agreements;

namespace Mingsuan.Agreements.Life;

/// <summary>
/// 服务协议 — where an agreement stands: a fold of its events. Two grounds may suspend it at once, its own and its main
/// agreement's; each is lifted by itself only. (CX-19)
/// </summary>
internal sealed record Agreement
{
    public required Guid Id { get; init; }

    public required AgreementKind Kind { get; init; }

    public required Guid ForInst { get; init; }

    /// <summary>实体协议 — the main agreement that a supplementary one hangs on.</summary>
    public Guid? Main { get; init; }

    public required DateOnly From { get; init; }

    /// <summary>The last day, included; none when it is open.</summary>
    public DateOnly? To { get; init; }

    public required string Source { get; init; }

    public bool SuspendedItself { get; init; }

    public bool SuspendedByMain { get; init; }

    public bool IsTerminated { get; init; }

    /// <summary>The events that an officer must decide on, the first one first.</summary>
    public ImmutableArray<DecisionDue> Decisions { get; init; } = [];

    /// <summary>The event that is to be decided on next, or none.</summary>
    public DecisionDue? Undecided => Decisions.FirstOrDefault();

    /// <summary>The renewal of the main agreement that this one has not followed yet, or none.</summary>
    public RenewalDue? Unrenewed { get; init; }

    /// <summary>The application that it was last signed in.</summary>
    public Guid? Application { get; init; }

    /// <summary>From which instant it has its present state and term.</summary>
    public required DateTime Since { get; init; }

    public required int Seq { get; init; }

    public AgreementState State => IsTerminated ? AgreementState.Terminated
        : SuspendedItself || SuspendedByMain ? AgreementState.Suspended
        : AgreementState.InForce;

    /// <summary>待办 — whether an officer has something to decide or to sign.</summary>
    public bool Waits => Undecided is not null || Unrenewed is not null;

    public bool Holds(DateOnly day) => From <= day && (To is null || day <= To);

    public static Agreement? Fold(IEnumerable<Dated> events) => events.Aggregate<Dated, Agreement?>(null, Apply);

    public static Agreement Apply(Agreement? state, Dated dated)
    {
        var next = (state, dated.Event) switch
        {
            (null, Opened opened) => Begin(dated.Stream, opened),
            ({ } known, AgreementEvent happened) => Later(known, happened),
            _ => throw new InvalidOperationException($"{dated.Event.GetType().Name} cannot begin an agreement."),
        };
        var same = state is not null && state.State == next.State && state.To == next.To;
        return next with { Seq = dated.Seq, Since = state is null || same ? next.Since : dated.At };
    }

    private static Agreement Begin(Guid id, Opened opened) => new()
    {
        Id = id,
        Kind = opened.Kind,
        ForInst = opened.ForInst,
        Main = opened.Main,
        From = opened.From,
        To = opened.To,
        Source = opened.Source,
        SuspendedItself = opened is { State: AgreementState.Suspended, Cause: null },
        SuspendedByMain = opened is { State: AgreementState.Suspended, Cause: not null },
        IsTerminated = opened.State == AgreementState.Terminated,
        Application = opened.Application,
        Since = opened.Since,
        Seq = 0,
    };

    private static Agreement Later(Agreement at, AgreementEvent happened) => happened switch
    {
        Suspended { Cause: null } => at with { SuspendedItself = true },
        Suspended => at with { SuspendedByMain = true },
        Restored { Cause: null } => at with { SuspendedItself = false },
        Restored => at with { SuspendedByMain = false },
        Terminated => at with { IsTerminated = true, Unrenewed = null },
        Renewed renewed => at with
        {
            To = renewed.To,
            Source = renewed.Source,
            Application = renewed.Application ?? at.Application,
            Unrenewed = null,
        },
        RenewalDue due => at with { Unrenewed = due },
        RenewalDropped => at with { Unrenewed = null },
        DecisionDue due => at with { Decisions = at.Decisions.Add(due) },
        DecisionTaken { Cause: { } cause } => at with { Decisions = at.Decisions.RemoveAll(due => due.Cause == cause) },
        DecisionTaken => at with { Decisions = [] },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} is no later event of an agreement."),
    };
}
