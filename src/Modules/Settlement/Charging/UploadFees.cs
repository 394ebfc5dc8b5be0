using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Prices;
using Mingsuan.Contracts.Visits;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;
using Mingsuan.Policy.Adjudication;
using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Refusals;
using Mingsuan.Settlement.Rows;
using Mingsuan.Settlement.Settling;

namespace Mingsuan.Settlement.Charging;

/// <summary>
/// 2204 费用明细上传 — splits each line by catalogue and standard. A line that may not be charged refuses the upload, so that
/// nothing is charged by half.
/// </summary>
internal sealed class UploadFees(
    ClaimDesk desk,
    Cataloguing cataloguing,
    OwnCodes ownCodes,
    DoctorCheck doctors,
    IVisitBook visits,
    Operations operations,
    FeeTrail trail,
    TimeProvider clock)
    : IInfno
{
    private const long MicroYuanPerFen = 10_000;

    public string Infno => "2204";

    public bool Writes => true;

    public async Task<InfnoResult> HandleAsync(InfnoCall call, CancellationToken ct)
    {
        var request = FeeRequest.Read(call);
        if (request.Fault is { } fault)
        {
            return InfnoResult.Refused(fault.Code, ("field", fault.Field));
        }

        if (request.ToCome(call) is { } early)
        {
            return InfnoResult.Refused("E-FEE-TIME", ("line", early.FeedetlSn));
        }

        var first = request.Lines[0];
        var open = await desk.OpenAsync(call, first.PsnNo, first.MdtrtId, null, ct);
        return open.Value is not { } claim
            ? InfnoResult.Refused(open.Refusal!)
            : await operations.RunAsync(Infno, (db, token) => StoreAsync(db, call, request, claim, token), ct)
                with
            { Person = claim.Person.Id };
    }

    private async Task<InfnoResult> StoreAsync(
        MingsuanDb db, InfnoCall call, FeeRequest request, OpenClaim open, CancellationToken ct)
    {
        var (person, visit) = (open.Person.Id.Value, open.Visit.Id.Value);
        var batch = request.Lines[0].ChrgBchno;
        await db.LockPersonAsync(person, ct);
        var (generation, settled) = await ClaimDesk.GenerationAsync(db, person, visit, batch, ct);
        if (settled)
        {
            return InfnoResult.Refused("E-ALREADY-SETTLED", ("batch", batch));
        }

        if (await TwiceAsync(db, request, person, visit, generation, ct) is { } twice)
        {
            return InfnoResult.Refused("E-DUP-FEE-LINE", ("line", twice));
        }

        var (mismatch, unmapped) = await ownCodes.CheckAsync(open, request.Lines, ct);
        if (mismatch is not null)
        {
            return mismatch;
        }

        var held = await ClaimDesk.LinesAsync(db, open, batch, generation, ct);
        var standings = await desk.StandingsAsync(
            open, Cataloguing.Codes(request.Lines).Concat(held.Select(one => one.ItemCode)), ct);
        var now = TrailTime.Of(clock.GetUtcNow());
        var catalogued = await cataloguing.LinesAsync(
            open, request.Lines, standings, new(held.Count, generation, now), ct);
        if (catalogued.Value is not { } lines)
        {
            return InfnoResult.Refused(catalogued.Refusal!);
        }

        if (await doctors.RefusalAsync(open.Visit, lines, ct) is { } suspended)
        {
            return suspended;
        }

        // What the batch holds already is decided with it: one line may exclude another, or need it.
        List<FeeLine> whole = [.. held, .. lines];
        var decided = await desk.DecideAsync(
            open, open.Visit.MedType ?? "11", Batch.DiseaseCode(whole, open.Visit), whole, false, Money.Zero, ct,
            standings: standings);
        if ((Refusal(decided) ?? Unpriced(open, lines, standings)) is { } refusal)
        {
            return refusal;
        }

        var split = decided.Decision.Lines.Skip(held.Count)
            .Select((line, at) => Split(lines[at], line.Columns)).ToList();
        db.AddRange(split);
        await trail.RecordAsync(db, call, person, "settlement.fees", ProvenRecords.Of(db, split), ct);
        await visits.MarkAsync(open.Person.Id, open.Visit.Id, VisitState.Detailed, ct);
        return InfnoResult.Done(
            new JsonObject { ["result"] = new JsonArray([.. split.Select(line => (JsonNode)FeeOutput.Of(line))]) },
            [.. unmapped, .. PriceFacts.AboveNotice(open, lines, standings, decided.Law)]);
    }

    /// <summary>The number of a line that the visit has already; none when all are new.</summary>
    private static async Task<string?> TwiceAsync(
        MingsuanDb db, FeeRequest request, Guid person, Guid visit, int generation, CancellationToken ct)
    {
        var known = await SettleReads.Uploaded.For(db)(db, person, visit, request.Lines[0].ChrgBchno, generation)
            .ToListAsync(ct);
        return known.Find(number => request.Lines.Any(line => line.FeedetlSn == number));
    }

    private static InfnoResult? Refusal(DecidedClaim decided)
    {
        if (decided.Mixed)
        {
            return InfnoResult.Refused(ClaimChecks.MixedPremium, ("batch", decided.Lines[0].ChrgBchno));
        }

        if (!decided.Decision.IsSettled)
        {
            return LineRefusal.Of(decided.Decision, decided.Law);
        }

        var refused = decided.Decision.Lines.FirstOrDefault(line => line.IsRefused);
        return refused is null ? null : LineRefusal.Of(refused);
    }

    /// <summary>
    /// An approved item to which no document, no decision and no filing gives a price: it may not be charged at any.
    /// </summary>
    private static InfnoResult? Unpriced(OpenClaim open, List<FeeLine> lines, PriceStandings standings) =>
        open.Visit.Channel == VisitChannel.Internet && lines.Find(line => line.Ceiling is null &&
            standings.Of(line.ItemCode) is { Registered: not null, FiledPrice: null }) is { } unpriced
            ? InfnoResult.Refused(
                RefusalCode.NoPriceRow.Printed(), ("name", unpriced.ItemName), ("line", unpriced.FeedetlSn))
            : null;

    /// <summary>The line with its split.</summary>
    public static FeeLine Split(FeeLine line, Columns columns) => new()
    {
        PersonId = line.PersonId,
        VisitId = line.VisitId,
        ChrgBchno = line.ChrgBchno,
        Generation = line.Generation,
        FeedetlSn = line.FeedetlSn,
        Place = line.Place,
        InstId = line.InstId,
        MedListCodg = line.MedListCodg,
        MedinsListCodg = line.MedinsListCodg,
        ItemCode = line.ItemCode,
        ItemName = line.ItemName,
        Kind = line.Kind,
        ReimbursementClass = line.ReimbursementClass,
        ChargeCategory = line.ChargeCategory,
        InitialCopayTenThousandths = line.InitialCopayTenThousandths,
        PriceMicroYuan = columns.Fee == line.Amount || line.PublicReference is not { } reference
            ? line.PriceMicroYuan
            : reference.Fen * MicroYuanPerFen,
        CountTenThousandths = line.CountTenThousandths,
        Ceiling = line.Ceiling,
        PublicReference = line.PublicReference,
        Amount = columns.Fee,
        FullSelfPay = columns.FullSelfPay,
        OverLimit = columns.OverLimit,
        InitialCopay = columns.InitialCopay,
        InScope = columns.InScope,
        Facts = line.Facts,
        DiseCodg = line.DiseCodg,
        Rxno = line.Rxno,
        ExternalPrescription = line.ExternalPrescription,
        BillingDoctorCode = line.BillingDoctorCode,
        OccurredAt = line.OccurredAt,
        UploadedAt = line.UploadedAt,
    };
}
