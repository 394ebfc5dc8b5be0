using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Agreements.Life;
using Mingsuan.Agreements.Rows;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;

namespace Mingsuan.Agreements.Books;

/// <summary>
/// 事件库 — reads an institution's events into its life, and writes new ones with the projections that follow from them
/// and
/// one entry on the institution's chain.
/// </summary>
internal sealed class LifeStore(TrailWriter trail)
{
    private const string Discriminator = "event";

    private static readonly JsonSerializerOptions Options = new(WireJson.Options)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>An institution's life, or that part of it which lies before an instant.</summary>
    public static async Task<InstitutionLife> LoadAsync(
        MingsuanDb db, Guid inst, CancellationToken ct, DateTime? before = null)
    {
        var rows = await db.Set<AgreementEventRow>().AsNoTracking()
            .Where(row => row.InstId == inst)
            .OrderBy(row => row.Place)
            .ToListAsync(ct);
        return new InstitutionLife(inst, rows.Where(row => before is null || row.At < before).Select(Read));
    }

    /// <summary>The lives of several institutions.</summary>
    public static async Task<IReadOnlyList<InstitutionLife>> LoadAsync(
        MingsuanDb db, IReadOnlyCollection<Guid> institutions, CancellationToken ct, DateTime? before = null)
    {
        var rows = await db.Set<AgreementEventRow>().AsNoTracking()
            .Where(row => institutions.Contains(row.InstId))
            .OrderBy(row => row.InstId).ThenBy(row => row.Place)
            .ToListAsync(ct);
        return
        [
            .. rows.Where(row => before is null || row.At < before).GroupBy(row => row.InstId)
                .Select(one => new InstitutionLife(one.Key, one.Select(Read))),
        ];
    }

    /// <summary>An event as JSON, as it is stored and as timelines show it.</summary>
    public static JsonObject Json(LifeEvent happened) => JsonSerializer.SerializeToNode(happened, Options)!.AsObject();

    /// <summary>
    /// Writes the steps in their order: events, projections, one entry on the chain. The caller holds the institution's
    /// lock.
    /// </summary>
    public async Task WriteAsync(
        MingsuanDb db,
        InstitutionLife life,
        IReadOnlyList<Step> steps,
        string actor,
        DateTime at,
        CancellationToken ct)
    {
        var rows = steps
            .Select(step => Take(life, new Dated(step.Stream, life.NextSeq(step.Stream), at, actor, step.Event)))
            .ToList();
        db.AddRange(rows);
        var projected = new List<object>();
        foreach (var stream in steps.Select(step => step.Stream).Distinct())
        {
            projected.AddRange(life.Applications.TryGetValue(stream, out var application)
                ? await ProjectAsync(db, life.Inst, application, ct)
                : await ProjectAsync(db, life.Inst, life.Agreements[stream], at, ct));
        }

        var payload = new JsonObject
        {
            ["events"] = new JsonArray([.. rows.Select(row => (JsonNode)row.Kind)]),
            [ProvenRecords.Member] = ProvenRecords.Of(db, [.. rows, .. projected]),
        };
        await trail.AppendAsync(
            db, TrailSubject.Institution(life.Inst), "agreements." + rows[0].Kind, actor, payload, ct);
    }

    /// <summary>
    /// Whether an application is in the inbox: under way, or refused with a notice that is not served.
    /// </summary>
    public static bool IsPending(Application application) =>
        application.IsOpen || application is { Step: ApplicationStep.Failed, ServedOn: null };

    private static Dated Read(AgreementEventRow row) =>
        new(row.StreamId, row.Seq, row.At, row.Actor, JsonSerializer.Deserialize<LifeEvent>(row.Data, Options)!);

    private static AgreementEventRow Take(InstitutionLife life, Dated dated)
    {
        life.Take(dated);
        var json = Json(dated.Event);
        return new AgreementEventRow
        {
            InstId = life.Inst,
            StreamId = dated.Stream,
            Seq = dated.Seq,
            Place = life.Events.Count,
            At = dated.At,
            Actor = dated.Actor,
            Kind = (string)json[Discriminator]!,
            Data = json.ToJsonString(WireJson.Options),
        };
    }

    private static async Task<IReadOnlyList<object>> ProjectAsync(
        MingsuanDb db, Guid inst, Application application, CancellationToken ct)
    {
        var pending = IsPending(application);
        var row = await db.Set<ApplicationRow>().AsTracking()
            .SingleOrDefaultAsync(one => one.InstId == inst && one.ApplicationId == application.Id, ct);
        if (row is null)
        {
            row = new ApplicationRow
            {
                InstId = inst,
                ApplicationId = application.Id,
                ForInst = application.ForInst,
                OpenedAt = application.OpenedAt,
                IsPending = pending,
            };
            db.Add(row);
            return [row];
        }

        if (row.IsPending == pending)
        {
            return [];
        }

        row.IsPending = pending;
        row.Version++;
        return [row];
    }

    private static async Task<IReadOnlyList<object>> ProjectAsync(
        MingsuanDb db, Guid inst, Agreement agreement, DateTime at, CancellationToken ct)
    {
        var last = await db.Set<AgreementStanding>().AsTracking().SingleOrDefaultAsync(
            row => row.InstId == inst && row.AgreementId == agreement.Id && row.Until == null, ct);
        if (last is not null && last.State == agreement.State && last.ValidTo == agreement.To)
        {
            if (last.Waits == agreement.Waits)
            {
                return [];
            }

            last.Waits = agreement.Waits;
            last.Version++;
            return [last];
        }

        var next = new AgreementStanding
        {
            InstId = inst,
            AgreementId = agreement.Id,
            Seq = agreement.Seq,
            Kind = agreement.Kind,
            ForInst = agreement.ForInst,
            State = agreement.State,
            ValidFrom = agreement.From,
            ValidTo = agreement.To,
            Source = agreement.Source,
            Since = last is null ? agreement.Since : at,
            Waits = agreement.Waits,
        };
        db.Add(next);
        if (last is null)
        {
            return [next];
        }

        last.Until = at;
        last.Waits = false;
        last.Version++;
        return [last, next];
    }
}
