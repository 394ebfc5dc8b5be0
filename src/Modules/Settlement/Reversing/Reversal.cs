using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Prescriptions;
using Mingsuan.Contracts.Registry;
using Mingsuan.Contracts.Visits;
using Mingsuan.Law;
using Mingsuan.Law.Exchange;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;
using Mingsuan.Settlement.Families;
using Mingsuan.Settlement.Rows;
using Mingsuan.Settlement.Settling;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Settlement.Reversing;

/// <summary>A reversal done, and whether later settlements of the same pool and year stand.</summary>
internal sealed record Reversed(SettlementRow Row, bool LaterStands)
{
    public IReadOnlyList<Notice> Warnings => LaterStands ? [Notice.Of("W-LATER-STANDS")] : [];
}

/// <summary>
/// 冲正 — the opposite of a settlement: new rows with negative amounts, new postings, the totals and the account as they
/// were
/// without it. It replays what was recorded and never adjudicates again.
/// </summary>
/// <remarks>
/// 次序 (AMB-33): a region takes later settlements back first, or lets each go alone; then the later ones keep their
/// result and the trail and the outbox carry a hint for review.
/// </remarks>
internal sealed class Reversal(
    Posting posting,
    FamilyAccount family,
    IVisitBook visits,
    IPrescriptionBook prescriptions,
    ITraceCodes traces,
    IdSource ids,
    TimeProvider clock,
    LawInForce law)
{
    /// <summary>后笔未冲 — the hint that settlements made on top of this one stand.</summary>
    public const string LaterStandHint = "later-stands";

    public async Task<Found<Reversed>> RunAsync(
        MingsuanDb db,
        InfnoCall call,
        PersonFacts person,
        Guid settlement,
        Guid? visit,
        CancellationToken ct,
        string route = SettlementRow.Network)
    {
        var personId = person.Id.Value;
        await LockAsync(db, personId, settlement, ct);
        var original = await db.Set<SettlementRow>().AsTracking().SingleOrDefaultAsync(
            row => row.PersonId == personId && row.SettlementId == settlement, ct);
        if (original is null || original.Route != route || original.InstId != call.Institution.Id.Value ||
            (visit is { } id && original.VisitId != id))
        {
            return Found<Reversed>.Refuse("E-SETTLEMENT-UNKNOWN");
        }

        if (original.Reverses is not null || original.ReversedBy is not null)
        {
            return Found<Reversed>.Refuse("E-ALREADY-REVERSED");
        }

        var later = await LaterStandsAsync(db, original, ct);
        if (later && LastFirst(original))
        {
            return Found<Reversed>.Refuse("E-REVERSE-ORDER");
        }

        var row = await WriteAsync(db, call, person, original, later ? LaterStandHint : null, ct);
        return Found<Reversed>.Of(new Reversed(row, later));
    }

    /// <summary>Locks the person and, where a relative's account paid, the relative, in the fixed order.</summary>
    public async Task LockAsync(MingsuanDb db, Guid person, Guid settlement, CancellationToken ct)
    {
        var holder = await db.Set<SettlementRow>()
            .Where(row => row.PersonId == person && row.SettlementId == settlement)
            .Select(row => row.FamilyHolderId)
            .SingleOrDefaultAsync(ct);
        await FamilyAccount.LockAsync(db, person, holder, ct);
    }

    private bool LastFirst(SettlementRow original)
    {
        var claim = Claims.Read(law.Current, ClaimFacts.Element(
            (System.Text.Json.Nodes.JsonObject)System.Text.Json.Nodes.JsonNode.Parse(original.Facts)!));
        return Claims.DialectOf(claim) is { ReversalLastFirst: true };
    }

    private static async Task<bool> LaterStandsAsync(MingsuanDb db, SettlementRow original, CancellationToken ct) =>
        original.Pool is not null && await db.Set<SettlementRow>().AnyAsync(
            row => row.PersonId == original.PersonId && row.Reverses == null && row.ReversedBy == null &&
                row.Insutype == original.Insutype && row.Pool == original.Pool &&
                row.BenefitYear == original.BenefitYear && row.SettledAt > original.SettledAt,
            ct);

    /// <summary>A visit whose other batches stand is still settled.</summary>
    private static async Task<VisitState> StateAsync(MingsuanDb db, SettlementRow original, CancellationToken ct) =>
        await db.Set<SettlementRow>().AnyAsync(
            row => row.PersonId == original.PersonId && row.VisitId == original.VisitId && row.Reverses == null &&
                row.ReversedBy == null && row.SettlementId != original.SettlementId,
            ct)
            ? VisitState.Settled
            : VisitState.Reversed;

    private async Task<SettlementRow> WriteAsync(
        MingsuanDb db, InfnoCall call, PersonFacts person, SettlementRow original, string? hint, CancellationToken ct)
    {
        var account = await posting.AccountAsync(db, person, ct);
        account.Spent -= original.Account - original.FamilyAccount;
        account.Version++;
        var row = Opposite(original, call, account);
        original.ReversedBy = row.SettlementId;
        original.Version++;
        var lines = await db.Set<SettledLine>().AsNoTracking()
            .Where(line => line.PersonId == original.PersonId && line.SettlementId == original.SettlementId)
            .ToListAsync(ct);
        var opposite = lines.ConvertAll(line => Opposite(line, row.SettlementId));
        var entries = posting.Entries(row);
        var totals = await Posting.AccumulateAsync(db, original, -1, ct);
        db.Add(row);
        db.AddRange(opposite);
        db.AddRange(entries);
        await posting.RecordAsync(
            db,
            call,
            "settlement.reversed",
            row,
            [row, original, .. opposite, .. entries, .. totals, account],
            ct,
            hint);
        await family.MoveAsync(db, call, row, "settlement.family-returned", ct);
        await traces.ReleaseAsync(
            person.Id,
            new SettlementId(original.SettlementId),
            call.Actor,
            ct);
        if (row.Route == SettlementRow.Network)
        {
            var state = await StateAsync(db, original, ct);
            await visits.MarkAsync(new PersonId(row.PersonId), new VisitId(row.VisitId), state, ct);
            await prescriptions.RefundAsync(
                person.Id,
                call.Institution,
                new(original.SettlementId),
                await PrescriptionsAsync(db, original, ct),
                call.Actor,
                ct);
        }

        return row;
    }

    /// <summary>The prescriptions that the settlement's lines named.</summary>
    private static async Task<List<string>> PrescriptionsAsync(
        MingsuanDb db, SettlementRow original, CancellationToken ct) =>
        await db.Set<FeeLine>().AsNoTracking()
            .Where(line => line.PersonId == original.PersonId && line.VisitId == original.VisitId &&
                line.ChrgBchno == original.ChrgBchno && line.Generation == original.Generation && line.Kind == "drug" &&
                line.Rxno != null)
            .Select(line => line.Rxno!)
            .Distinct()
            .ToListAsync(ct);

    private SettlementRow Opposite(SettlementRow row, InfnoCall call, PersonAccount account) => new()
    {
        PersonId = row.PersonId,
        SettlementId = ids.Next(),
        InstId = row.InstId,
        VisitId = row.VisitId,
        ChrgBchno = row.ChrgBchno,
        Generation = row.Generation,
        Reverses = row.SettlementId,
        Msgid = call.MsgId,
        Insutype = row.Insutype,
        ClrOptins = row.ClrOptins,
        Route = row.Route,
        MedType = row.MedType,
        Channel = row.Channel,
        CertType = row.CertType,
        OpterNo = call.Opter.No,
        OpterName = call.Opter.Name,
        Invono = row.Invono,
        DiseCodg = row.DiseCodg,
        Pool = row.Pool,
        BenefitYear = row.BenefitYear,
        Level = row.Level,
        ServiceOn = row.ServiceOn,
        SettledAt = TrailTime.Of(clock.GetUtcNow()),
        Fee = -row.Fee,
        FullSelfPay = -row.FullSelfPay,
        OverLimit = -row.OverLimit,
        InitialCopay = -row.InitialCopay,
        InScope = -row.InScope,
        Deductible = -row.Deductible,
        Hifp = -row.Hifp,
        Hifob = -row.Hifob,
        Hifmi = -row.Hifmi,
        Hifes = -row.Hifes,
        Cvlserv = -row.Cvlserv,
        Maf = -row.Maf,
        Oth = -row.Oth,
        Account = -row.Account,
        FamilyAccount = -row.FamilyAccount,
        FamilyHolderId = row.FamilyHolderId,
        Cash = -row.Cash,
        Hospital = -row.Hospital,
        RatioTenThousandths = row.RatioTenThousandths,
        Balance = account.Balance,
        AccountInFundTotal = row.AccountInFundTotal,
        LawHash = row.LawHash,
        Facts = row.Facts,
    };

    private static SettledLine Opposite(SettledLine line, Guid settlement) => new()
    {
        PersonId = line.PersonId,
        SettlementId = settlement,
        FeedetlSn = line.FeedetlSn,
        Fee = -line.Fee,
        FullSelfPay = -line.FullSelfPay,
        OverLimit = -line.OverLimit,
        InitialCopay = -line.InitialCopay,
        InScope = -line.InScope,
        Deductible = -line.Deductible,
        Fund = -line.Fund,
        Account = -line.Account,
        Cash = -line.Cash,
        Code = line.Code,
    };
}
