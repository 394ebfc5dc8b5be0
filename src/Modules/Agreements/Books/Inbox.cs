using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Agreements.Life;
using Mingsuan.Agreements.Rows;
using Mingsuan.Agreements.Terms;
using Mingsuan.Contracts.Registry;
using Mingsuan.Law;
using Mingsuan.Platform.Identity;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Workbench;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Agreements.Books;

/// <summary>待办的种类.</summary>
internal enum WaitingKind
{
    /// <summary>申请办理.</summary>
    Application,

    /// <summary>结果待送达.</summary>
    Service,

    /// <summary>违反一次性告知.</summary>
    Alarm,

    /// <summary>实体协议待决定.</summary>
    Decision,

    /// <summary>补充协议待续签.</summary>
    Renewal,
}

/// <summary>待办 — what waits, of which institution, by when.</summary>
internal sealed record Waiting(
    WaitingKind Kind,
    InstitutionFacts Physical,
    InstitutionFacts Holder,
    Guid Subject,
    Application? Application,
    Due? Due)
{
    /// <summary>Where the agency's officer deals with it.</summary>
    public string Href => Application is null
        ? $"/agency/agreements?institution={Uri.EscapeDataString(Physical.Code)}#standing"
        : $"/agency/agreements/{WireId.Encode(Subject)}?institution={Uri.EscapeDataString(Physical.Code)}";
}

/// <summary>时效 — how the terms of a step were kept by an institution or by its agency. (CX-17)</summary>
internal sealed record Punctuality(
    InstitutionFacts Physical, string Clock, int InTime, int Late, int Running, int Overdue);

/// <summary>
/// 待办与时效 — what waits for an officer by its last day, and who keeps the terms; computed from the events on the day
/// asked.
/// </summary>
internal sealed class Inbox(
    Session session, LifeDesk desk, StaffDesk staff, LawInForce law, TimeProvider clock) : IDeskInbox
{
    public async Task<IReadOnlyList<InboxItem>> ItemsAsync(Operator officer, CancellationToken ct)
    {
        if (officer.Role is not (StaffRoles.Agency or StaffRoles.Hospital))
        {
            return [];
        }

        var agency = officer.Role == StaffRoles.Agency;
        return
        [
            .. (await WaitingAsync(officer, ct))
                .Where(one => agency || (one.Kind == WaitingKind.Application && IsInstitutions(one.Application!)))
                .Select(one => new InboxItem(
                    "agreements." + Word(one),
                    one.Holder.Name,
                    agency ? one.Href : "/hospital/agreements",
                    one.Due?.On,
                    one.Due is { IsLate: true })),
        ];
    }

    /// <summary>Whether the institution and not the agency has the next move.</summary>
    public static bool IsInstitutions(Application application) =>
        application.Step is ApplicationStep.Supplementing or ApplicationStep.Rebuilding ||
        application is { Step: ApplicationStep.Signing, Draft: not null, ByInstitution: null };

    /// <summary>Everything that waits within an officer's reach, by its last day.</summary>
    public async Task<IReadOnlyList<Waiting>> WaitingAsync(Operator officer, CancellationToken ct)
    {
        var reach = (await staff.InstitutionsAsync(officer, ct)).ToDictionary(one => one.Id.Value);
        var pending = await session.Db.Set<ApplicationRow>().AsNoTracking().Where(row => row.IsPending)
            .Select(row => new { row.InstId, row.ForInst }).ToListAsync(ct);
        var waiting = await session.Db.Set<AgreementStanding>().AsNoTracking()
            .Where(row => row.Until == null && row.Waits)
            .Select(row => new { row.InstId, row.ForInst }).ToListAsync(ct);
        var asked = pending.Concat(waiting).Where(one => reach.ContainsKey(one.ForInst))
            .Select(one => one.InstId).Distinct().ToList();
        var today = clock.Today();
        var found = new List<Waiting>();
        foreach (var life in await desk.LivesAsync(asked, null, ct))
        {
            found.AddRange(Of(life, reach, today));
        }

        return
        [
            .. found.OrderBy(one => one.Due?.On ?? DateOnly.MaxValue).ThenBy(one => one.Physical.Code)
                .ThenBy(one => one.Subject),
        ];
    }

    /// <summary>How the terms were kept within an officer's reach, up to the end of a day.</summary>
    public async Task<IReadOnlyList<Punctuality>> PunctualityAsync(
        Operator officer, DateOnly asOf, CancellationToken ct)
    {
        var reach = (await staff.InstitutionsAsync(officer, ct)).ToDictionary(one => one.Id.Value);
        var asked = await session.Db.Set<ApplicationRow>().AsNoTracking().Select(row => row.InstId).Distinct()
            .ToListAsync(ct);
        var lives = await desk.LivesAsync([.. asked.Where(reach.ContainsKey)], asOf, ct);
        return
        [
            .. lives.SelectMany(life => life.Applications.Values.SelectMany(one => one.Legs)
                .Where(leg => leg.Clock != ClockSteps.Reapply)
                .Select(leg => (
                    Physical: reach[life.Inst],
                    Due: Due.Of(law.Current, reach[life.Inst].Admdvs, leg, asOf))))
                .Where(one => one.Due.HasClock)
                .GroupBy(one => (one.Physical.Code, one.Due.Leg.Clock))
                .Select(group => new Punctuality(
                    group.First().Physical,
                    group.Key.Clock,
                    group.Count(one => one.Due is { Leg.Done: not null, IsLate: false }),
                    group.Count(one => one.Due is { Leg.Done: not null, IsLate: true }),
                    group.Count(one => one.Due.Leg.Done is null),
                    group.Count(one => one.Due is { Leg.Done: null, IsLate: true })))
                .OrderByDescending(one => one.Overdue).ThenByDescending(one => one.Late)
                .ThenBy(one => one.Physical.Code, StringComparer.Ordinal).ThenBy(one => one.Clock),
        ];
    }

    private IEnumerable<Waiting> Of(
        InstitutionLife life, Dictionary<Guid, InstitutionFacts> reach, DateOnly today)
    {
        foreach (var one in life.Applications.Values.Where(LifeStore.IsPending))
        {
            if (!reach.TryGetValue(one.ForInst, out var holder))
            {
                continue;
            }

            var physical = reach.GetValueOrDefault(life.Inst, holder);
            var due = one.Running is { } leg ? Due.Of(law.Current, physical.Admdvs, leg, today) : null;
            var kind = one.IsOpen ? WaitingKind.Application : WaitingKind.Service;
            yield return new Waiting(kind, physical, holder, one.Id, one, due);
            if (one.Violations.Length > 0)
            {
                yield return new Waiting(WaitingKind.Alarm, physical, holder, one.Id, one, null);
            }
        }

        foreach (var one in life.Agreements.Values.Where(one => one.Waits))
        {
            if (reach.TryGetValue(one.ForInst, out var holder))
            {
                yield return new Waiting(
                    one.Undecided is null ? WaitingKind.Renewal : WaitingKind.Decision,
                    reach.GetValueOrDefault(life.Inst, holder),
                    holder,
                    one.Id,
                    null,
                    null);
            }
        }
    }

    private static string Word(Waiting one) => JsonNamingPolicy.CamelCase.ConvertName(
        one.Kind == WaitingKind.Application ? one.Application!.Step.ToString() : one.Kind.ToString());
}
