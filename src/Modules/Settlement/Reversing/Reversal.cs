using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Contracts.Visits;
using Mingsuan.Law;
using Mingsuan.Law.Exchange;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;
using Mingsuan.Settlement.Rows;
using Mingsuan.Settlement.Settling;

namespace Mingsuan.Settlement.Reversing;

/// <summary>
/// 冲正 — the opposite of a settlement: new rows with negative amounts, new postings, the totals and the account as they
/// were
/// without it. It replays what was recorded and never adjudicates again.
/// </summary>
internal sealed class Reversal(Posting posting, IVisitBook visits, IdSource ids, TimeProvider clock, LawInForce law)
{
    public async Task<Found<SettlementRow>> RunAsync(
        MingsuanDb db, InfnoCall call, PersonFacts person, Guid settlement, Guid? visit, CancellationToken ct)
    {
        var personId = person.Id.Value;
        await db.LockPersonAsync(personId, ct);
        var original = await db.Set<SettlementRow>().AsTracking().SingleOrDefaultAsync(
            row => row.PersonId == personId && row.SettlementId == settlement, ct);
        if (original is null || original.InstId != call.Institution.Id.Value ||
            (visit is { } id && original.VisitId != id))
        {
            return Found<SettlementRow>.Refuse("E-SETTLEMENT-UNKNOWN");
        }

        if (original.Reverses is not null || original.ReversedBy is not null)
        {
            return Found<SettlementRow>.Refuse("E-ALREADY-REVERSED");
        }

        if (LastFirst(original) && await LaterStandsAsync(db, original, ct))
        {
            return Found<SettlementRow>.Refuse("E-REVERSE-ORDER");
        }

        return Found<SettlementRow>.Of(await WriteAsync(db, call, person, original, ct));
    }

    private bool LastFirst(SettlementRow original)
    {
        var claim = Claims.Read(law.Current, ClaimFacts.Element(
            (System.Text.Json.Nodes.JsonObject)System.Text.Json.Nodes.JsonNode.Parse(original.Facts)!));
        return Claims.DialectOf(claim) is { ReversalLastFirst: true };
    }

    private static Task<bool> LaterStandsAsync(MingsuanDb db, SettlementRow original, CancellationToken ct) =>
        db.Set<SettlementRow>().AnyAsync(
            row => row.PersonId == original.PersonId && row.Reverses == null && row.ReversedBy == null &&
                row.Pool == original.Pool && row.BenefitYear == original.BenefitYear &&
                row.SettledAt > original.SettledAt,
            ct);

    private async Task<SettlementRow> WriteAsync(
        MingsuanDb db, InfnoCall call, PersonFacts person, SettlementRow original, CancellationToken ct)
    {
        var account = await posting.AccountAsync(db, person, ct);
        account.Spent -= original.Account;
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
            db, call, "settlement.reversed", row, [row, original, .. opposite, .. entries, .. totals, account], ct);
        await visits.MarkAsync(new PersonId(row.PersonId), new VisitId(row.VisitId), VisitState.Reversed, ct);
        return row;
    }

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
