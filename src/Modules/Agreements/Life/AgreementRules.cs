using System.Globalization;
using Mingsuan.Contracts.Agreements;

namespace Mingsuan.Agreements.Life;

/// <summary>
/// 协议规则 — suspension, restoring, termination and renewal. Downward the main agreement takes its supplementary ones with
/// it at once; upward an officer decides. (CX-19-1, CX-19-2, AMB-18)
/// </summary>
internal static class AgreementRules
{
    private const string Unknown = "E-AGREEMENT-UNKNOWN";
    private const string State = "E-AGREEMENT-STATE";

    /// <summary>签订定点协议 — a main agreement that begins; one at a time.</summary>
    public static Ruling OpenMain(
        InstitutionLife life, Guid id, DateOnly from, DateOnly? to, string source, DateTime at, DateOnly today)
    {
        if (to < from)
        {
            return Ruling.Refuse("E-AGREEMENT-SPAN");
        }

        if (life.Main is { IsTerminated: false } main && (main.To is null || today <= main.To))
        {
            return Ruling.Refuse("E-AGREEMENT-EXISTS");
        }

        if (life.Main is { IsTerminated: false } old && from <= old.To)
        {
            return Ruling.Refuse("E-AGREEMENT-OVERLAP", ("end", Text(old.To)));
        }

        return Ruling.Of(id, new Opened(
            AgreementKind.Main, life.Inst, null, from, to, AgreementState.InForce, at, source, null));
    }

    public static Ruling Suspend(InstitutionLife life, Guid id, string reason)
    {
        if (life.Agreements.GetValueOrDefault(id) is not { } agreement)
        {
            return Ruling.Refuse(Unknown);
        }

        return agreement is { IsTerminated: false, SuspendedItself: false }
            ? Ruling.Of([.. Suspending(life, agreement, reason)])
            : Ruling.Refuse(State);
    }

    public static Ruling Restore(InstitutionLife life, Guid id, string reason)
    {
        if (life.Agreements.GetValueOrDefault(id) is not { } agreement)
        {
            return Ruling.Refuse(Unknown);
        }

        if (agreement is not { IsTerminated: false, SuspendedItself: true })
        {
            return Ruling.Refuse(agreement.SuspendedByMain ? "E-SUSPENDED-BY-MAIN" : State);
        }

        var cause = new Cause(id, agreement.Seq + 1);
        return Ruling.Of(
        [
            new Step(id, new Restored(reason, null)),
            .. life.SupplementaryOf(id).Where(one => one.SuspendedByMain)
                .Select(one => new Step(one.Id, new Restored(reason, cause))),
        ]);
    }

    public static Ruling Terminate(InstitutionLife life, Guid id, string reason)
    {
        if (life.Agreements.GetValueOrDefault(id) is not { } agreement)
        {
            return Ruling.Refuse(Unknown);
        }

        return agreement.IsTerminated ? Ruling.Refuse(State) : Ruling.Of([.. Ending(life, agreement, reason)]);
    }

    /// <summary>决定 — what becomes of the main agreement after a supplementary one was stopped. (CX-19-2)</summary>
    public static Ruling Decide(InstitutionLife life, Guid id, MainDecision decision, string reason)
    {
        if (life.Agreements.GetValueOrDefault(id) is not { } main)
        {
            return Ruling.Refuse(Unknown);
        }

        if (main.Undecided is null)
        {
            return Ruling.Refuse("E-NO-DECISION-DUE");
        }

        var cause = decision == MainDecision.Keep ? main.Undecided.Cause : null;
        var taken = new Step(id, new DecisionTaken(decision, reason, cause));
        var after = main with { Seq = main.Seq + 1 };
        return decision switch
        {
            MainDecision.Keep => Ruling.Of([taken]),
            MainDecision.Suspend when main.State == AgreementState.InForce =>
                Ruling.Of([taken, .. Suspending(life, after, reason)]),
            MainDecision.Terminate when !main.IsTerminated => Ruling.Of([taken, .. Ending(life, after, reason)]),
            _ => Ruling.Refuse(State),
        };
    }

    /// <summary>续签定点协议 — its supplementary ones are not renewed with it: each gets a thing to do. (AMB-18)</summary>
    public static Ruling Renew(InstitutionLife life, Guid id, DateOnly? to, string source)
    {
        if (life.Agreements.GetValueOrDefault(id) is not { Kind: AgreementKind.Main } main)
        {
            return Ruling.Refuse(Unknown);
        }

        if (main.IsTerminated || main.To is null || main.Id != life.Main?.Id)
        {
            return Ruling.Refuse(State);
        }

        if (to <= main.To)
        {
            return Ruling.Refuse("E-AGREEMENT-TERM", ("end", Text(main.To)));
        }

        var cause = new Cause(id, main.Seq + 1);
        return Ruling.Of(
        [
            new Step(id, new Renewed(to, source, null)),
            .. life.SupplementaryOf(id).Select(one => new Step(one.Id, new RenewalDue(to, cause))),
        ]);
    }

    /// <summary>不续签补充协议.</summary>
    public static Ruling DropRenewal(InstitutionLife life, Guid id, string reason) =>
        life.Agreements.GetValueOrDefault(id) is not { } agreement ? Ruling.Refuse(Unknown)
        : agreement.Unrenewed is null ? Ruling.Refuse("E-NO-RENEWAL-DUE")
        : Ruling.Of([new Step(id, new RenewalDropped(reason)), .. Closing(life, id, reason)]);

    public static string Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static IEnumerable<Step> Suspending(InstitutionLife life, Agreement agreement, string reason)
    {
        var cause = new Cause(agreement.Id, agreement.Seq + 1);
        yield return new Step(agreement.Id, new Suspended(reason, null));
        if (agreement.Kind == AgreementKind.Main)
        {
            foreach (var one in life.SupplementaryOf(agreement.Id).Where(one => !one.SuspendedByMain))
            {
                yield return new Step(one.Id, new Suspended(reason, cause));
            }
        }
        else if (Deciding(life, agreement) is { } main)
        {
            yield return new Step(main, new DecisionDue(cause, Terminated: false));
        }
    }

    private static IEnumerable<Step> Ending(InstitutionLife life, Agreement agreement, string reason)
    {
        var cause = new Cause(agreement.Id, agreement.Seq + 1);
        yield return new Step(agreement.Id, new Terminated(reason, null));
        foreach (var closed in Closing(life, agreement.Id, reason))
        {
            yield return closed;
        }

        if (agreement.Kind == AgreementKind.Main)
        {
            foreach (var one in life.SupplementaryOf(agreement.Id))
            {
                yield return new Step(one.Id, new Terminated(reason, cause));
                foreach (var closed in Closing(life, one.Id, reason))
                {
                    yield return closed;
                }
            }
        }
        else if (Deciding(life, agreement) is { } main)
        {
            yield return new Step(main, new DecisionDue(cause, Terminated: true));
        }
    }

    /// <summary>The signing that was opened to renew an agreement ends with its ground.</summary>
    private static IEnumerable<Step> Closing(InstitutionLife life, Guid renewed, string reason) =>
        life.Applications.Values.Where(one => one.Renews == renewed && one.IsOpen)
            .Select(one => new Step(one.Id, new Withdrawn(reason)));

    /// <summary>The main agreement that an officer must now decide on.</summary>
    private static Guid? Deciding(InstitutionLife life, Agreement supplementary) =>
        supplementary.Main is { } id && life.Agreements.GetValueOrDefault(id) is { IsTerminated: false } main
            ? main.Id
            : null;
}
