using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;
using Mingsuan.Prescriptions.Life;
using Mingsuan.Prescriptions.Rows;

namespace Mingsuan.Prescriptions.Books;

/// <summary>
/// 处方库 — reads a prescription's events, and writes new ones with the projection that follows from them and one entry on
/// the person's chain.
/// </summary>
internal sealed class RxStore(TrailWriter trail)
{
    private const string Discriminator = "event";

    /// <summary>
    /// A prescription of a person; one that does not exist yet has no events. Its projection follows later events only
    /// inside an operation.
    /// </summary>
    public static async Task<RxDossier> LoadAsync(MingsuanDb db, Guid person, Guid id, CancellationToken ct)
    {
        var projections = db.Database.CurrentTransaction is null
            ? db.Set<PrescriptionRow>().AsNoTracking()
            : db.Set<PrescriptionRow>().AsTracking();
        var rows = await db.Set<RxEventRow>().AsNoTracking()
            .Where(row => row.PersonId == person && row.RxId == id)
            .OrderBy(row => row.Seq)
            .ToListAsync(ct);
        var projection = await projections
            .SingleOrDefaultAsync(row => row.PersonId == person && row.RxId == id, ct);
        return new(person, id, projection, rows.Select(row => new RxDated(
            row.Seq, row.At, row.Actor, JsonSerializer.Deserialize<RxEvent>(row.Data, WireJson.Options)!)));
    }

    /// <summary>Writes what was decided. The caller holds the person's lock.</summary>
    public async Task WriteAsync(
        MingsuanDb db, RxDossier dossier, RxDecision decision, string actor, DateTime at, CancellationToken ct)
    {
        if (decision.Events.Count == 0)
        {
            return;
        }

        var before = dossier.Row?.Holder;
        var rows = decision.Events.Select(happened => Row(dossier, dossier.Take(happened, at, actor))).ToList();
        db.AddRange(rows);
        var proven = new List<object>(rows) { Project(db, dossier, decision) };
        if (decision.File is { } file)
        {
            db.Add(file);
            proven.Add(file);
        }

        await HoldingsAsync(db, dossier, before, at, ct);
        var payload = new JsonObject
        {
            ["prescription"] = WireId.Encode(dossier.Id),
            ["events"] = new JsonArray([.. rows.Select(row => (JsonNode)row.Kind)]),
            [ProvenRecords.Member] = ProvenRecords.Of(db, proven),
        };
        await trail.AppendAsync(
            db, TrailSubject.Person(dossier.Person), "prescriptions." + rows[^1].Kind, actor, payload, ct);
    }

    private static RxEventRow Row(RxDossier dossier, RxDated dated)
    {
        var json = JsonSerializer.SerializeToNode(dated.Event, WireJson.Options)!.AsObject();
        return new RxEventRow
        {
            PersonId = dossier.Person,
            RxId = dossier.Id,
            Seq = dated.Seq,
            At = dated.At,
            Actor = dated.Actor,
            Kind = (string)json[Discriminator]!,
            Data = json.ToJsonString(WireJson.Options),
        };
    }

    private static PrescriptionRow Project(MingsuanDb db, RxDossier dossier, RxDecision decision)
    {
        var rx = dossier.Rx!;
        if (dossier.Row is null)
        {
            dossier.Row = decision.Begun!;
            db.Add(dossier.Row);
        }
        else
        {
            dossier.Row.Version++;
        }

        var row = dossier.Row;
        decision.Change?.Invoke(row);
        row.Prescriber = rx.Prescriber;
        row.State = rx.Stored;
        row.Pharmacist = rx.Pharmacist;
        row.Holder = rx.Pharmacy is null ? null : decision.Holder ?? row.Holder;
        row.IsToBeRevoked = rx.IsToBeRevoked;
        row.ValidUntil = rx.ValidUntil;
        return row;
    }

    /// <summary>Who held it before closes the folder, who holds it now opens one.</summary>
    private static async Task HoldingsAsync(
        MingsuanDb db, RxDossier dossier, Guid? before, DateTime at, CancellationToken ct)
    {
        var now = dossier.Row!.Holder;
        if (before == now)
        {
            return;
        }

        if (before is { } last)
        {
            var closed = await HoldingAsync(db, last, dossier.Id, ct);
            if (closed is not null)
            {
                closed.IsOpen = false;
                closed.Version++;
            }
        }

        if (now is not { } next)
        {
            return;
        }

        if (await HoldingAsync(db, next, dossier.Id, ct) is { } again)
        {
            again.IsOpen = true;
            again.Since = at;
            again.Version++;
            return;
        }

        db.Add(new RxHolding
        {
            InstId = next,
            RxId = dossier.Id,
            PersonId = dossier.Person,
            Since = at,
            IsOpen = true,
        });
    }

    private static Task<RxHolding?> HoldingAsync(MingsuanDb db, Guid pharmacy, Guid rx, CancellationToken ct) =>
        db.Set<RxHolding>().AsTracking().SingleOrDefaultAsync(row => row.InstId == pharmacy && row.RxId == rx, ct);
}
