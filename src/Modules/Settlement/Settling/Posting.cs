using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Contracts.Visits;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Outbox;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;
using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Provisions;
using Mingsuan.Policy.Refusals;
using Mingsuan.Settlement.Rows;

namespace Mingsuan.Settlement.Settling;

/// <summary>
/// 入账 — writes what was decided: settlement, lines, balanced postings, accumulators, account, trail entry, outbox
/// message.
/// The caller holds the person's lock and the transaction.
/// </summary>
internal sealed class Posting(IdSource ids, TimeProvider clock, TrailWriter trail, OutboxWriter outbox)
{
    /// <summary>The person's account, opened from the registry when nothing was spent yet.</summary>
    public async Task<PersonAccount> AccountAsync(MingsuanDb db, PersonFacts person, CancellationToken ct)
    {
        if (await SettleReads.OwnAccount.For(db)(db, person.Id.Value, ct) is { } account)
        {
            return account;
        }

        account = new PersonAccount
        {
            PersonId = person.Id.Value,
            Opening = person.AccountOpening?.Balance ?? Money.Zero,
            Spent = Money.Zero,
        };
        db.Add(account);
        return account;
    }

    public async Task<SettlementRow> SettleAsync(
        MingsuanDb db,
        InfnoCall call,
        SettleRequest request,
        DecidedClaim claim,
        int generation,
        PersonAccount account,
        CancellationToken ct,
        IReadOnlyList<FeeLine>? entered = null)
    {
        account.Spent += claim.Decision.Total.Account - claim.Decision.Total.FamilyAccount;
        account.Version++;
        var row = Row(call, request, claim, generation, account.Balance);
        var lines = Lines(claim, row);
        var entries = Entries(row);
        var totals = await AccumulateAsync(db, row, 1, ct);
        db.Add(row);
        db.AddRange(lines);
        db.AddRange(entries);
        var claimed = new BatchClaim
        {
            PersonId = row.PersonId,
            MdtrtId = row.VisitId,
            ChrgBchno = row.ChrgBchno,
            Generation = generation,
            SettlementId = row.SettlementId,
            CreatedAt = row.SettledAt,
        };
        db.Add(claimed);
        await RecordAsync(
            db,
            call,
            "settlement.settled",
            row,
            [row, .. lines, .. entries, .. totals, account, claimed, .. entered ?? []],
            ct);
        return row;
    }

    /// <summary>Puts the rows on the person's trail and tells the outbox.</summary>
    public async Task RecordAsync(
        MingsuanDb db,
        InfnoCall call,
        string kind,
        SettlementRow row,
        IReadOnlyList<object> rows,
        CancellationToken ct,
        string? hint = null)
    {
        var payload = new JsonObject
        {
            ["infno"] = call.Infno,
            ["msgid"] = call.MsgId,
            ["institution"] = call.Institution.Code,
            ["settlement"] = WireId.Encode(row.SettlementId),
            ["law"] = row.LawHash,
            ["facts"] = JsonNode.Parse(row.Facts),
            ["hint"] = hint,
            [ProvenRecords.Member] = ProvenRecords.Of(db, rows),
        };
        await trail.AppendAsync(
            db, TrailSubject.Person(row.PersonId), kind, call.Actor, payload, ct);
        outbox.Append(db, row.PersonId, kind, new JsonObject
        {
            ["settlement"] = WireId.Encode(row.SettlementId),
            ["institution"] = call.Institution.Code,
            ["fee"] = row.Fee.ToString(),
            ["fund"] = row.FundTotal.ToString(),
            ["hint"] = hint,
        }.ToJsonString());
    }

    /// <summary>The postings of a settlement; they sum to zero.</summary>
    public IReadOnlyList<LedgerEntry> Entries(SettlementRow row)
    {
        // A patient with papers has paid the institution: what the funds give is owed to the person.
        var network = row.Route == SettlementRow.Network;
        (string Name, Money Amount)[] postings =
        [
            (network ? "institution" : "person", network ? row.Fee : row.FundTotal),
            ("fund:hifp", -row.Hifp),
            ("fund:hifob", -row.Hifob),
            ("fund:hifmi", -row.Hifmi),
            ("fund:hifes", -row.Hifes),
            ("fund:cvlserv", -row.Cvlserv),
            ("fund:maf", -row.Maf),
            ("fund:oth", -row.Oth),
            ("account", row.FamilyAccount - row.Account),
            ("family", -row.FamilyAccount),
            ("cash", network ? -row.Cash : Money.Zero),
            ("hospital", network ? -row.Hospital : Money.Zero),
        ];
        return Entries(row, row.PersonId, postings);
    }

    /// <summary>What the relative's account gave, in the relative's own ledger; it sums to zero there, too.</summary>
    public IReadOnlyList<LedgerEntry> FamilyEntries(SettlementRow row, Guid holder) =>
        Entries(row, holder, [("account", -row.FamilyAccount), ("family", row.FamilyAccount)]);

    private IReadOnlyList<LedgerEntry> Entries(
        SettlementRow row, Guid person, IEnumerable<(string Name, Money Amount)> postings) =>
        [.. postings.Where(posting => posting.Amount != Money.Zero).Select(posting => new LedgerEntry
        {
            PersonId = person,
            EntryId = ids.Next(),
            SettlementId = row.SettlementId,
            InstId = row.InstId,
            AccountName = posting.Name,
            Amount = posting.Amount,
            Channel = row.Channel,
            ServiceOn = row.ServiceOn,
            PostedAt = row.SettledAt,
        })];

    /// <summary>
    /// Adds (or with −1 takes back) what the settlement came to in its pool's year; none without a pool.
    /// </summary>
    public static async Task<IReadOnlyList<Accumulator>> AccumulateAsync(
        MingsuanDb db, SettlementRow row, int sign, CancellationToken ct)
    {
        if (row.Pool is not { } pool || row.BenefitYear is not { } year)
        {
            return [];
        }

        var total = await db.Set<Accumulator>().AsTracking().SingleOrDefaultAsync(
            one => one.PersonId == row.PersonId && one.Insutype == row.Insutype && one.Pool == pool &&
                one.BenefitYear == year && one.Level == row.Level && one.Channel == row.Channel,
            ct);
        if (total is null)
        {
            total = new Accumulator
            {
                PersonId = row.PersonId,
                Insutype = row.Insutype,
                Pool = pool,
                BenefitYear = year,
                Level = row.Level,
                Channel = row.Channel,
                DeductibleUsed = Money.Zero,
                FundPaid = Money.Zero,
            };
            db.Add(total);
        }

        total.DeductibleUsed += sign < 0 ? -row.Deductible : row.Deductible;
        total.FundPaid += sign < 0 ? -row.FundTotal : row.FundTotal;
        total.Version++;
        return [total];
    }

    private static List<SettledLine> Lines(DecidedClaim claim, SettlementRow row) =>
    [
        .. claim.Decision.Lines.Select(line => new SettledLine
        {
            PersonId = row.PersonId,
            SettlementId = row.SettlementId,
            FeedetlSn = line.Line.Id,
            Fee = line.Columns.Fee,
            FullSelfPay = line.Columns.FullSelfPay,
            OverLimit = line.Columns.OverLimit,
            InitialCopay = line.Columns.InitialCopay,
            InScope = line.Columns.InScope,
            Deductible = line.Columns.Deductible,
            Fund = line.Columns.FundTotal,
            Account = line.Columns.Account,
            Cash = line.Columns.Cash,
            Code = line.Code.Printed(),
        }),
    ];

    private SettlementRow Row(
        InfnoCall call, SettleRequest request, DecidedClaim claim, int generation, Money balance)
    {
        var total = claim.Decision.Total;
        var visit = claim.Open.Visit;
        var benefit = claim.Decision.Benefit;
        return new SettlementRow
        {
            PersonId = visit.Person.Value,
            SettlementId = ids.Next(),
            InstId = visit.Institution.Value,
            VisitId = visit.Id.Value,
            ChrgBchno = request.ChrgBchno,
            Generation = generation,
            Msgid = call.MsgId,
            Insutype = claim.Open.Enrolment.Insutype,
            ClrOptins = claim.Open.Enrolment.Area,
            Route = request.Route,
            MedType = request.MedType,
            Channel = visit.Channel == VisitChannel.Internet ? "internet" : "offline",
            CertType = request.CertType,
            OpterNo = call.Opter.No,
            OpterName = call.Opter.Name,
            Invono = request.Invono,
            DiseCodg = Batch.DiseaseCode(claim.Lines, visit),
            Pool = benefit?.Pool,
            BenefitYear = benefit is null ? null : BenefitYear.Of(benefit, visit.On),
            Level = claim.Open.Institution.Level,
            ServiceOn = visit.On,
            SettledAt = TrailTime.Of(clock.GetUtcNow()),
            Fee = total.Fee,
            FullSelfPay = total.FullSelfPay,
            OverLimit = total.OverLimit,
            InitialCopay = total.InitialCopay,
            InScope = total.InScope,
            Deductible = total.Deductible,
            Hifp = total[Fund.Hifp],
            Hifob = total[Fund.Hifob],
            Hifmi = total[Fund.Hifmi],
            Hifes = total[Fund.Hifes],
            Cvlserv = total[Fund.Cvlserv],
            Maf = total[Fund.Maf],
            Oth = total[Fund.Oth],
            Account = total.Account,
            FamilyAccount = total.FamilyAccount,
            FamilyHolderId = total.FamilyAccount == Money.Zero ? null : claim.FamilyHolder,
            Cash = total.Cash,
            Hospital = total.Hospital,
            RatioTenThousandths = decimal.ToInt32(claim.Decision.Ratio * 10_000m),
            Balance = balance,
            AccountInFundTotal = claim.AccountInFundTotal,
            LawHash = claim.Law.Hash,
            Facts = WireJson.Canonical(claim.Facts),
        };
    }
}
