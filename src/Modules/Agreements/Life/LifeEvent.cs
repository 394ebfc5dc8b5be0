using System.Text.Json.Serialization;
using Mingsuan.Contracts.Infnos;

namespace Mingsuan.Agreements.Life;

/// <summary>事件 — what happened to an application or an agreement; states are folds of these and nothing else.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(Submitted), "submitted")]
[JsonDerivedType(typeof(RenewalOpened), "renewalOpened")]
[JsonDerivedType(typeof(Supplied), "supplied")]
[JsonDerivedType(typeof(Returned), "returned")]
[JsonDerivedType(typeof(Confirmed), "confirmed")]
[JsonDerivedType(typeof(ReviewPassed), "reviewPassed")]
[JsonDerivedType(typeof(ReviewFailed), "reviewFailed")]
[JsonDerivedType(typeof(TicketAssigned), "ticketAssigned")]
[JsonDerivedType(typeof(TicketMoved), "ticketMoved")]
[JsonDerivedType(typeof(OverdueDecided), "overdueDecided")]
[JsonDerivedType(typeof(AcceptanceApplied), "acceptanceApplied")]
[JsonDerivedType(typeof(AcceptancePassed), "acceptancePassed")]
[JsonDerivedType(typeof(AcceptanceFailed), "acceptanceFailed")]
[JsonDerivedType(typeof(NoticeServed), "noticeServed")]
[JsonDerivedType(typeof(OneTimeViolated), "oneTimeViolated")]
[JsonDerivedType(typeof(Drafted), "drafted")]
[JsonDerivedType(typeof(InstitutionSigned), "institutionSigned")]
[JsonDerivedType(typeof(AgencySigned), "agencySigned")]
[JsonDerivedType(typeof(Concluded), "concluded")]
[JsonDerivedType(typeof(Withdrawn), "withdrawn")]
[JsonDerivedType(typeof(Lapsed), "lapsed")]
[JsonDerivedType(typeof(Opened), "opened")]
[JsonDerivedType(typeof(Suspended), "suspended")]
[JsonDerivedType(typeof(Restored), "restored")]
[JsonDerivedType(typeof(Terminated), "terminated")]
[JsonDerivedType(typeof(Renewed), "renewed")]
[JsonDerivedType(typeof(RenewalDue), "renewalDue")]
[JsonDerivedType(typeof(RenewalDropped), "renewalDropped")]
[JsonDerivedType(typeof(DecisionDue), "decisionDue")]
[JsonDerivedType(typeof(DecisionTaken), "decisionTaken")]
internal abstract record LifeEvent;

/// <summary>已记事件 — an event in its place: which stream, which number, when, and by whom.</summary>
internal sealed record Dated(Guid Stream, int Seq, DateTime At, string Actor, LifeEvent Event);

/// <summary>拟记事件 — an event that a command leads to.</summary>
internal sealed record Step(Guid Stream, LifeEvent Event);

/// <summary>裁定 — what a command leads to, or the refusal that stands in its place.</summary>
internal sealed record Ruling(IReadOnlyList<Step> Steps, Notice? Refusal)
{
    public static Ruling Of(params IReadOnlyList<Step> steps) => new(steps, null);

    public static Ruling Of(Guid stream, params IReadOnlyList<LifeEvent> events) =>
        new([.. events.Select(one => new Step(stream, one))], null);

    public static Ruling Refuse(string code, params (string Name, string Value)[] parameters) =>
        new([], Notice.Of(code, parameters));
}
