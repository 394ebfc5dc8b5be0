using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Platform.Trail;
using Mingsuan.Registry.Practitioners;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Registry.Eligibility;

/// <summary>一项处理 — what is decided about a practitioner, why, and by which document.</summary>
internal sealed record Sanction(string Code, EligibilityAct Act, int Points, string Reason, string Document)
{
    public const int LongestReason = 500;
    public const int LongestDocument = 100;
    public const int MostPoints = 12;

    /// <summary>Whether the points fit the act: an entry of points has some, nothing else has any.</summary>
    public bool IsSound => Act == EligibilityAct.Points ? Points is > 0 and <= MostPoints : Points == 0;
}

/// <summary>处理之后 — the decision, how the practitioner stands, and what the year's points would lead to.</summary>
internal sealed record Sanctioned(
    EligibilityEvent Event, PractitionerStanding Standing, int YearPoints, EligibilityAct? Due);

/// <summary>
/// 支付资格处理 — one operation by one officer of the agency, with reason and document. It takes effect at its moment,
/// online and offline at once. (楚医保规〔2022〕3号 第十九条)
/// </summary>
internal sealed class SanctionDesk(
    Operations operations, TrailWriter trail, PointsLimits limits, TimeProvider clock)
{
    public Task<Found<Sanctioned>> DecideAsync(Sanction sanction, string actor, CancellationToken ct) =>
        operations.RunAsync("registry.sanction", (db, token) => DecideAsync(db, sanction, actor, token), ct);

    /// <summary>How one stands now, and what the points of this year would lead to.</summary>
    public Sanctioned After(EligibilityEvent last, IReadOnlyList<EligibilityEvent> events)
    {
        var now = TrailTime.Of(clock.GetUtcNow());
        var points = EligibilityFold.Points(events, clock.Today().Year, now);
        var standing = EligibilityFold.At(events, now);
        return new(last, standing, points, limits.Due(points, standing));
    }

    private async Task<Found<Sanctioned>> DecideAsync(
        MingsuanDb db, Sanction sanction, string actor, CancellationToken ct)
    {
        var known = await db.Set<Practitioner>().AsNoTracking()
            .SingleOrDefaultAsync(one => one.Code == sanction.Code, ct);
        if (known is null)
        {
            return Found<Sanctioned>.Refuse("E-PRACTITIONER-UNKNOWN", ("code", sanction.Code));
        }

        await db.LockInstitutionAsync(known.PractitionerId, ct);
        var (events, now) = (
            await EligibilityBook.Of(db, known.PractitionerId).ToListAsync(ct), TrailTime.Of(clock.GetUtcNow()));
        if (!EligibilityFold.MayFollow(EligibilityFold.At(events, now), sanction.Act))
        {
            return Found<Sanctioned>.Refuse("E-ELIGIBILITY-STATE");
        }

        var decided = new EligibilityEvent
        {
            PractitionerId = known.PractitionerId,
            Seq = events.Count + 1,
            Code = known.Code,
            Act = sanction.Act,
            Points = sanction.Points,
            At = now,
            Reason = sanction.Reason,
            Document = sanction.Document,
            By = actor,
        };
        db.Add(decided);
        var payload = new JsonObject
        {
            ["practitioner"] = known.Code,
            ["act"] = JsonNamingPolicy.CamelCase.ConvertName(sanction.Act.ToString()),
            [ProvenRecords.Member] = ProvenRecords.Of(db, decided),
        };
        await trail.AppendAsync(
            db, TrailSubject.Institution(known.PractitionerId), "registry.eligibility", actor, payload, ct);
        return Found<Sanctioned>.Of(After(decided, [.. events, decided]));
    }
}
