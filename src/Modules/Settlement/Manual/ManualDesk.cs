using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Contracts.Visits;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Platform.Trail;
using Mingsuan.Policy.Primitives;
using Mingsuan.Settlement.Charging;
using Mingsuan.Settlement.Reversing;
using Mingsuan.Settlement.Rows;
using Mingsuan.Settlement.Settling;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Settlement.Manual;

/// <summary>
/// 手工报销 — a claim on paper, decided by the same core on the day of the service and written to the same ledger and
/// trail, marked as manual. The patient has paid the institution: what the funds give is owed to the person.
/// </summary>
internal sealed class ManualDesk(
    ClaimDesk desk,
    Cataloguing cataloguing,
    DoctorCheck doctors,
    Posting posting,
    Reversal reversal,
    IPersonDirectory persons,
    IInstitutionDirectory institutions,
    IVisitBook visits,
    Operations operations,
    TrailWriter trail,
    IdSource ids,
    TimeProvider clock)
{
    private const string Paper = "02";

    private static readonly CompiledRead<
        Func<MingsuanDb, Guid, string, CancellationToken, Task<ManualClaim?>>> LastOfInvoice = new(
            () => EF.CompileAsyncQuery((MingsuanDb db, Guid inst, string invono, CancellationToken _) =>
                db.Set<ManualClaim>().AsNoTracking()
                    .Where(row => row.InstId == inst && row.Invono == invono)
                    .OrderByDescending(row => row.Generation)
                    .FirstOrDefault()));

    public Task<Found<SettlementRow>> ClaimAsync(InfnoCall call, ManualRequest request, CancellationToken ct) =>
        operations.RunAsync(call.Infno, (db, token) => ClaimAsync(db, call, request, token), ct);

    /// <summary>Whether an invoice was reimbursed on paper and that stands.</summary>
    public static async Task<bool> PaidAsync(MingsuanDb db, Guid inst, string invono, CancellationToken ct)
    {
        var last = await LastOfInvoice.For(db)(db, inst, invono, ct);
        return last is not null && await db.Set<SettlementRow>().AnyAsync(
            row => row.PersonId == last.PersonId && row.SettlementId == last.SettlementId && row.ReversedBy == null,
            ct);
    }

    /// <summary>Takes a manual claim back; the invoice may then be claimed again.</summary>
    public async Task<Found<Reversed>> ReverseAsync(
        InfnoCall call, string psnNo, Guid settlement, CancellationToken ct) =>
        await persons.ByNumberAsync(psnNo, ct) is { } person
            ? await operations.RunAsync(
                call.Infno,
                (db, token) => reversal.RunAsync(
                    db, call, person, settlement, null, token, SettlementRow.Manual),
                ct)
            : Found<Reversed>.Refuse("E-PERSON-UNKNOWN");

    private async Task<Found<SettlementRow>> ClaimAsync(
        MingsuanDb db, InfnoCall call, ManualRequest request, CancellationToken ct)
    {
        if (await persons.ByNumberAsync(request.PsnNo, ct) is not { } person)
        {
            return Found<SettlementRow>.Refuse("E-PERSON-UNKNOWN");
        }

        if (request.On > clock.Today())
        {
            return Found<SettlementRow>.Refuse("E-MANUAL-FUTURE");
        }

        if (person.EnrolmentOn(request.On, request.Insutype) is not { } enrolment)
        {
            return Found<SettlementRow>.Refuse("E-SCHEME");
        }

        var inst = call.Institution.Id.Value;
        await db.LockPersonAsync(person.Id.Value, ct);
        await db.LockInstitutionAsync(inst, ct);
        var (twice, generation) = await ClaimedAsync(db, inst, person.Id.Value, request, ct);
        if (twice)
        {
            return Found<SettlementRow>.Refuse("E-CLAIMED-ALREADY", ("invoice", request.Invono));
        }

        var institution = await institutions.FindAsync(call.Institution.Id, request.On, ct) ?? call.Institution;
        var began = await BeganAsync(person, institution, request, ct);
        var open = new OpenClaim(person, enrolment, Visit(person, institution, request, began), institution);
        return await DecideAsync(db, call, request, open, generation, ct);
    }

    private async Task<Found<SettlementRow>> DecideAsync(
        MingsuanDb db, InfnoCall call, ManualRequest request, OpenClaim open, int generation, CancellationToken ct)
    {
        var ordered = request.Lines.Where(line => line.BillingDoctorCode.Length > 0)
            .Select(line => new ServiceBy(line.BillingDoctorCode, open.Visit.BeganAt));
        if (await doctors.IsBarredAsync(ordered, ct))
        {
            return Found<SettlementRow>.Refuse(DoctorCheck.Suspended);
        }

        var standings = await desk.StandingsAsync(open, Cataloguing.Codes(request.Lines), ct);
        var catalogued = await cataloguing.LinesAsync(
            open, request.Lines, standings, new(0, 1, TrailTime.Of(clock.GetUtcNow())), ct);
        if (catalogued.Value is not { } lines)
        {
            return new(null, catalogued.Refusal);
        }

        var decided = await desk.DecideAsync(
            open, request.MedType, request.DiseCodg, lines, useAccount: false, Money.Zero, ct, standings: standings,
            byHand: true);
        if (decided.Mixed)
        {
            return Found<SettlementRow>.Refuse(ClaimChecks.MixedPremium, ("batch", lines[0].ChrgBchno));
        }

        if (!decided.Decision.IsSettled)
        {
            return new(null, LineRefusal.Of(decided.Decision, decided.Law).Refusal);
        }

        if (decided.Decision.Lines.FirstOrDefault(line => line.IsRefused) is { } refused)
        {
            return new(null, LineRefusal.Of(refused).Refusal);
        }

        var split = decided.Decision.Lines.Select((line, at) => UploadFees.Split(lines[at], line.Columns)).ToList();
        db.AddRange(split);
        var account = await posting.AccountAsync(db, open.Person, ct);
        var row = await posting.SettleAsync(
            db, call, Settling(request), decided with { Lines = split }, 1, account, ct, split);
        await KeepAsync(db, call, request, row, generation, ct);
        return Found<SettlementRow>.Of(row);
    }

    /// <summary>When the visit began that the papers name, of that day; else the beginning of the day.</summary>
    private async Task<DateTime> BeganAsync(
        PersonFacts person, InstitutionFacts institution, ManualRequest request, CancellationToken ct) =>
        request.MdtrtId is { } named && WireId.TryDecode(named, out var id, out _)
            && await visits.FindAsync(person.Id, new VisitId(id), ct) is { } visit
            && visit.Institution == institution.Id && visit.On == request.On
            ? visit.BeganAt
            : BeijingTime.StartOf(request.On);

    /// <summary>
    /// The visit of the papers: it is nobody's on the platform and is never settled over the network.
    /// </summary>
    private VisitFacts Visit(
        PersonFacts person, InstitutionFacts institution, ManualRequest request, DateTime began) => new()
        {
            Id = new VisitId(ids.Next()),
            Person = person.Id,
            Institution = institution.Id,
            IptOtpNo = request.Invono,
            Channel = request.Channel,
            ChannelGround = ChannelGround.Declared,
            Insutype = request.Insutype,
            BeganAt = began,
            On = request.On,
            DoctorCode = "",
            DoctorName = "",
            MedType = request.MedType,
            DiseCodg = request.DiseCodg,
            Diagnoses = request.Diagnoses,
            Evidence = EvidenceSetting.Declared,
            CertType = "",
            HasRecord = false,
            Declared = DeclaredEvidence.Nothing,
            State = VisitState.Detailed,
        };

    private static SettleRequest Settling(ManualRequest request) => new(
        request.PsnNo,
        Paper,
        null,
        "01",
        request.MedType,
        Money.Zero,
        "",
        ManualRequest.Batch,
        request.Insutype,
        false,
        false,
        request.Invono,
        null,
        null,
        null,
        null,
        null)
    {
        Route = SettlementRow.Manual,
    };

    /// <summary>
    /// Whether the invoice or the visit was paid for already, on paper or over the network; else which claim of the
    /// invoice this is.
    /// </summary>
    private static async Task<(bool Twice, int Generation)> ClaimedAsync(
        MingsuanDb db, Guid inst, Guid person, ManualRequest request, CancellationToken ct)
    {
        var visit = request.MdtrtId is { } id && WireId.TryDecode(id, out var decoded, out _) ? decoded : Guid.Empty;
        var standing = db.Set<SettlementRow>().Where(row => row.Reverses == null && row.ReversedBy == null);
        if (await standing.AnyAsync(row => row.PersonId == person && row.VisitId == visit, ct) ||
            await standing.AnyAsync(row => row.InstId == inst && row.Invono == request.Invono, ct))
        {
            return (true, 0);
        }

        var earlier = await db.Set<ManualClaim>()
            .Where(row => row.InstId == inst && row.Invono == request.Invono)
            .MaxAsync(row => (int?)row.Generation, ct);
        return (false, (earlier ?? 0) + 1);
    }

    private async Task KeepAsync(
        MingsuanDb db, InfnoCall call, ManualRequest request, SettlementRow row, int generation, CancellationToken ct)
    {
        var claim = new ManualClaim
        {
            InstId = row.InstId,
            Invono = request.Invono,
            Generation = generation,
            PersonId = row.PersonId,
            SettlementId = row.SettlementId,
            Reason = request.Reason,
            EnteredBy = call.Opter.No,
            At = row.SettledAt,
        };
        db.Add(claim);
        var payload = new JsonObject
        {
            ["settlement"] = WireId.Encode(row.SettlementId),
            ["invoice"] = request.Invono,
            ["reason"] = request.Reason,
            [ProvenRecords.Member] = ProvenRecords.Of(db, claim),
        };
        await trail.AppendAsync(
            db, TrailSubject.Institution(row.InstId), "settlement.manual", call.Opter.No, payload, ct);
    }
}
