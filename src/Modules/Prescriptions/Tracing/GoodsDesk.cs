using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Contracts.Settlement;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Platform.Trail;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Prescriptions.Tracing;

/// <summary>一行的结果 — whom it concerned, or why nothing of it was written.</summary>
internal sealed record GoodsDone(PersonId? Person, Notice? Refusal);

/// <summary>
/// 商品进销台 — sales and returns as an institution reports them, with their codes: each line whole or not at all.
/// (nhsa §11)
/// </summary>
internal sealed class GoodsDesk(
    TraceBook book,
    IPersonDirectory persons,
    IChargeBook charges,
    Session session,
    IdSource ids,
    TimeProvider clock)
{
    private const long WholeUnit = 10_000;
    private const string SettlementUnknown = "E-SETTLEMENT-UNKNOWN";

    /// <summary>The line with its buyer found.</summary>
    private sealed record Line(GoodsInput Input, PersonFacts? Buyer, Guid? Settlement)
    {
        public Guid? Person => Buyer?.Id.Value;
    }

    /// <summary>Writes the lines inside the running operation; an answer for each, in their order.</summary>
    public async Task<IReadOnlyList<GoodsDone>> MoveAsync(
        InfnoCall call, IReadOnlyList<GoodsInput> inputs, bool isReturn, CancellationToken ct)
    {
        var (db, inst) = (session.Db, call.Institution.Id.Value);
        var found = new List<Found<Line>>();
        foreach (var input in inputs)
        {
            found.Add(await FindAsync(input, ct));
        }

        var lines = found.Select(one => one.Value).OfType<Line>().ToList();
        var codes = lines.SelectMany(line => line.Input.Codes).ToList();
        var owners = isReturn ? await OwnersAsync(db, codes, inst, ct) : [];
        await TraceBook.LockAsync(
            db,
            lines.Select(line => line.Person).Concat(owners).OfType<Guid>(),
            lines.Any(line => line.Person is null) ? inst : null,
            ct);
        var open = await book.OpenAsync(db, codes, ct);
        var (done, records) = (new List<GoodsDone>(), new List<GoodsRecord>());
        foreach (var one in found)
        {
            var refusal = one.Value is { } line
                ? await TakeAsync(call, open, line, isReturn, records, ct)
                : one.Refusal;
            done.Add(new(one.Value?.Buyer?.Id, refusal));
        }

        db.AddRange(records);
        await book.WriteAsync(
            db,
            open,
            isReturn ? "trace.returned" : "trace.sold",
            Actor(call),
            records.Select(row => (TraceBook.SubjectOf(row.PersonId, row.InstId), (object)row)),
            ct);
        return done;
    }

    /// <summary>删除 — of today's one sale under a number, entered by mistake; its codes may be sold again.</summary>
    public async Task<GoodsDone> WithdrawAsync(InfnoCall call, string bchno, CancellationToken ct)
    {
        var (db, inst) = (session.Db, call.Institution.Id.Value);
        var since = BeijingTime.StartOf(clock.Today());
        var person = await Standing(db, inst, bchno).Where(row => row.RecordedAt >= since)
            .OrderBy(row => row.RecordedAt).Select(row => row.PersonId).FirstOrDefaultAsync(ct);
        await TraceBook.LockAsync(
            db, person is { } known ? [known] : [], person is null ? inst : null, ct);
        var sales = await Standing(db, inst, bchno).AsTracking().ToListAsync(ct);
        var today = sales.Where(row => BeijingTime.Day(row.RecordedAt) == clock.Today()).ToList();
        var refusal = sales.Count == 0 ? "E-TRACE-SALE-UNKNOWN"
            : today.Count == 0 ? "E-TRACE-DELETE-DAY"
            : today.Count > 1 || today[0].PersonId != person ? "E-TRACE-DELETE-MANY"
            : null;
        if (refusal is not null)
        {
            return new(null, Notice.Of(refusal, ("bchno", bchno)));
        }

        var sale = today[0];
        var codes = CodesOf(sale);
        var open = await book.OpenAsync(db, codes, ct);
        var refused = open.Take([.. codes.Select(code => new TraceStep(
            code, TraceMove.Withdrawn, new(inst, person, sale.Document, sale.IsSplit) { Sale = sale.RecordId })
        {
            ItemCode = sale.ItemCode,
            Bchno = bchno,
        })]);
        if (refused is not null)
        {
            return new(null, await book.SayAsync(refused, ct));
        }

        sale.WithdrawnAt = open.Now;
        sale.Version++;
        await book.WriteAsync(
            db, open, "trace.withdrawn", Actor(call), [(TraceBook.SubjectOf(person, inst), sale)], ct);
        return new(person is { } id ? new PersonId(id) : null, null);
    }

    public static string Actor(InfnoCall call) => $"{call.Institution.Code}/{call.Opter.No}";

    private static IQueryable<GoodsRecord> Standing(MingsuanDb db, Guid inst, string bchno) =>
        db.Set<GoodsRecord>().Where(row =>
            row.InstId == inst && row.Bchno == bchno && !row.IsReturn && row.WithdrawnAt == null);

    private static string[] CodesOf(GoodsRecord sale) => sale.Codes.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Who has the codes from this institution: their chains will tell of the return.</summary>
    private static async Task<List<Guid?>> OwnersAsync(
        MingsuanDb db, IReadOnlyList<string> codes, Guid inst, CancellationToken ct)
    {
        var owners = new List<Guid?>();
        foreach (var code in codes)
        {
            var events = await TraceBook.EventsAsync(db, code, ct);
            owners.AddRange(events.Where(row => row.InstId == inst).Select(row => row.PersonId));
        }

        return owners;
    }

    private async Task<Found<Line>> FindAsync(GoodsInput input, CancellationToken ct)
    {
        if (input.Fault is { } fault)
        {
            return Found<Line>.Refuse(fault.Code, ("field", fault.Field));
        }

        var buyer = input.Buyer;
        var person = buyer.PsnNo is { } number ? await persons.ByNumberAsync(number, ct)
            : buyer.Certno is { } certno ? await persons.ByCertificateAsync(buyer.CertType, certno, buyer.Name, ct)
            : null;
        if (person is null && (buyer.PsnNo ?? input.SetlId) is not null)
        {
            return Found<Line>.Refuse("E-PERSON-UNKNOWN");
        }

        return input.SetlId is null ? Found<Line>.Of(new(input, person, null))
            : WireId.TryDecode(input.SetlId, out var settlement, out _) ? Found<Line>.Of(new(input, person, settlement))
            : Found<Line>.Refuse(SettlementUnknown);
    }

    private async Task<Notice?> TakeAsync(
        InfnoCall call, OpenCodes open, Line line, bool isReturn, List<GoodsRecord> records, CancellationToken ct)
    {
        var input = line.Input;
        if (await SettlementFaultAsync(call, line, isReturn, ct) is { } unsettled)
        {
            return unsettled;
        }

        if (Fault(input.Codes, input.IsSplit, input.TenThousandths, input.Bchno) is { } fault)
        {
            return fault;
        }

        var record = Record(call, line, isReturn, open.Now);
        var move = isReturn ? TraceMove.Returned : TraceMove.Sold;
        var deed = new TraceDeed(record.InstId, line.Person, input.Document, input.IsSplit)
        {
            Settlement = line.Settlement,
            Sale = isReturn ? null : record.RecordId,
        };
        var refused = open.Take([.. input.Codes.Distinct(StringComparer.Ordinal).Select(code =>
            new TraceStep(code, move, deed) { ItemCode = input.ItemCode, Bchno = input.Bchno })]);
        if (refused is not null)
        {
            return await book.SayAsync(refused, ct);
        }

        records.Add(record);
        return null;
    }

    /// <summary>
    /// What is wrong with the codes of one line: a box that stands twice, or more boxes than were sold. Of a split box
    /// each portion may state it.
    /// </summary>
    public static Notice? Fault(IReadOnlyList<string> codes, bool isSplit, long tenThousandths, string line)
    {
        if (isSplit)
        {
            return null;
        }

        var twice = codes.GroupBy(code => code, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1);
        var most = (tenThousandths + WholeUnit - 1) / WholeUnit;
        return twice is not null ? Notice.Of("E-TRACE-TWICE", ("code", twice.Key))
            : codes.Count > most ? Notice.Of(
                "E-TRACE-COUNT", ("line", line), ("most", most.ToString(CultureInfo.InvariantCulture)))
            : null;
    }

    /// <summary>A sale is of a settlement that stands; what comes back may be of one that was taken back.</summary>
    private async Task<Notice?> SettlementFaultAsync(
        InfnoCall call, Line line, bool isReturn, CancellationToken ct)
    {
        if (line.Settlement is not { } settlement)
        {
            return null;
        }

        var charged = await charges.FindAsync(line.Buyer!.Id, new SettlementId(settlement), ct);
        return charged is null || charged.Institution != call.Institution.Id ? Notice.Of(SettlementUnknown)
            : charged.Stands || isReturn ? null
            : Notice.Of("E-ALREADY-REVERSED");
    }

    private GoodsRecord Record(InfnoCall call, Line line, bool isReturn, DateTime now) => new()
    {
        InstId = call.Institution.Id.Value,
        RecordId = ids.Next(),
        IsReturn = isReturn,
        PersonId = line.Person,
        SettlementId = line.Settlement,
        ItemCode = line.Input.ItemCode,
        Bchno = line.Input.Bchno,
        Document = line.Input.Document,
        IsSplit = line.Input.IsSplit,
        CountTenThousandths = line.Input.TenThousandths,
        MovedAt = TrailTime.Of(line.Input.MovedAt),
        RecordedAt = now,
        Codes = string.Join(' ', line.Input.Codes.Distinct(StringComparer.Ordinal)),
        Details = WireJson.Canonical(line.Input.Details),
        Actor = Actor(call),
    };
}
