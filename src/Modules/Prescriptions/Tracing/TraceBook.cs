using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Platform.Trail;

namespace Mingsuan.Prescriptions.Tracing;

/// <summary>
/// 追溯码簿 — locks codes, reads their events, and writes new ones with the projection and one entry on each chain that
/// they concern. Persons are locked first, ascending, then the institution, then codes in their order.
/// </summary>
internal sealed class TraceBook(TrailWriter trail, IInstitutionDirectory institutions, TimeProvider clock)
{
    /// <summary>
    /// Locks the persons, and the institution where something concerns no person: its chain will be written.
    /// </summary>
    public static async Task LockAsync(
        MingsuanDb db, IEnumerable<Guid> persons, Guid? institution, CancellationToken ct)
    {
        foreach (var person in persons.Distinct().Order())
        {
            await db.LockPersonAsync(person, ct);
        }

        if (institution is { } inst)
        {
            await db.LockInstitutionAsync(inst, ct);
        }
    }

    /// <summary>Locks codes and reads what happened to them.</summary>
    public async Task<OpenCodes> OpenAsync(MingsuanDb db, IEnumerable<string> codes, CancellationToken ct)
    {
        var opened = new Dictionary<string, OpenCode>(StringComparer.Ordinal);
        foreach (var code in codes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            opened.Add(code, await OpenAsync(db, code, ct));
        }

        // Under the locks: whoever waited is dated after whom he waited for.
        return new(TrailTime.Of(clock.GetUtcNow()), opened);
    }

    /// <summary>The events of a code, unlocked, in their order.</summary>
    public static async Task<IReadOnlyList<TraceEventRow>> EventsAsync(
        MingsuanDb db, string code, CancellationToken ct) =>
        await db.Set<TraceEventRow>().AsNoTracking()
            .Where(row => row.Code == code)
            .OrderBy(row => row.Seq)
            .ToListAsync(ct);

    /// <summary>
    /// Writes what was taken, and other rows beside it, each proven by its person's chain, else by the institution's.
    /// </summary>
    public async Task WriteAsync(
        MingsuanDb db,
        OpenCodes open,
        string kind,
        string actor,
        IEnumerable<(TrailSubject Subject, object Row)> beside,
        CancellationToken ct)
    {
        var proven = beside.ToList();
        foreach (var code in open.All)
        {
            if (code.New.Count == 0)
            {
                if (code.IsFresh)
                {
                    db.Remove(code.Row);
                }

                continue;
            }

            proven.AddRange(await AddAsync(db, code, actor, ct));
        }

        foreach (var rows in proven.GroupBy(one => one.Subject, one => one.Row))
        {
            var payload = new JsonObject { [ProvenRecords.Member] = ProvenRecords.Of(db, rows.ToList()) };
            await trail.AppendAsync(db, rows.Key, kind, actor, payload, ct);
        }
    }

    /// <summary>Whose chain proves a row.</summary>
    public static TrailSubject SubjectOf(Guid? person, Guid institution) =>
        person is { } id ? TrailSubject.Person(id) : TrailSubject.Institution(institution);

    /// <summary>A refusal with the first use in it: where, when and by which document, and never for whom.</summary>
    public async Task<Notice> SayAsync(TraceRefusal refused, CancellationToken ct)
    {
        if (refused.Holder is not { } holder)
        {
            return Notice.Of(refused.Reason, ("code", refused.Code));
        }

        var (document, day) = (holder.Document, BeijingTime.Day(holder.Document.At));
        var where = await institutions.FindAsync(new InstitutionId(holder.Institution), day, ct);
        return Notice.Of(
            refused.Reason,
            ("code", refused.Code),
            ("institution", where?.Name ?? ""),
            ("time", BeijingTime.Text(document.At)),
            ("document", document.Number));
    }

    private static async Task<OpenCode> OpenAsync(MingsuanDb db, string code, CancellationToken ct)
    {
        var rows = db.Set<TraceCodeRow>();
        var at = DateTime.UnixEpoch;
        var added = await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO prescriptions_trace_code (code, state, is_split, at, version)
            VALUES ({code}, {nameof(TraceState.Free)}, {false}, {at}, 0) ON CONFLICT DO NOTHING
            """,
            ct);
        if (added == 1)
        {
            var row = new TraceCodeRow { Code = code, State = TraceState.Free, IsSplit = false, At = at };
            rows.Attach(row);
            return new(row, true, TraceCode.Unused, 0);
        }

        var locking = db.Database.IsNpgsql()
            ? rows.FromSql($"SELECT * FROM prescriptions_trace_code WHERE code = {code} FOR UPDATE")
            : rows.Where(row => row.Code == code);
        var found = (await locking.AsTracking().ToListAsync(ct)).Single();
        var events = await EventsAsync(db, code, ct);
        return new(found, false, TraceCode.Fold(events.Select(row => row.Event)), events.Count);
    }

    private static async Task<IReadOnlyList<(TrailSubject Subject, object Row)>> AddAsync(
        MingsuanDb db, OpenCode code, string actor, CancellationToken ct)
    {
        var proven = new List<(TrailSubject Subject, object Row)>();
        foreach (var (at, (happened, step)) in code.New.Index())
        {
            var deed = happened.Deed;
            var row = new TraceEventRow
            {
                Code = step.Code,
                Seq = code.Seq + at + 1,
                At = happened.At,
                Move = happened.Move,
                InstId = deed.Institution,
                PersonId = deed.Person,
                SettlementId = deed.Settlement,
                SaleId = deed.Sale,
                Document = deed.Document,
                IsSplit = deed.IsSplit,
                ItemCode = step.ItemCode,
                Bchno = step.Bchno,
                Actor = actor,
            };
            db.Add(row);
            proven.Add((SubjectOf(deed.Person, deed.Institution), row));
            if (await LineAsync(db, happened, step, ct) is { } line)
            {
                proven.Add((TrailSubject.Person(line.PersonId), line));
            }
        }

        Project(code);
        return proven;
    }

    /// <summary>What leads from a settlement to the code, once.</summary>
    private static async Task<TraceLine?> LineAsync(
        MingsuanDb db, TraceEvent happened, TraceStep step, CancellationToken ct)
    {
        if (happened is not
            { Move: TraceMove.Reserved or TraceMove.Sold, Deed: { Person: { } person, Settlement: { } settlement } } ||
            await db.Set<TraceLine>().FindAsync([person, settlement, step.Code], ct) is not null)
        {
            return null;
        }

        var line = new TraceLine
        {
            PersonId = person,
            SettlementId = settlement,
            Code = step.Code,
            FeedetlSn = step.FeedetlSn,
        };
        db.Add(line);
        return line;
    }

    private static void Project(OpenCode code)
    {
        var (row, last) = (code.Row, code.New[^1].Event);
        row.State = code.State.State;
        row.IsSplit = code.State.Uses.Any(use => use.IsSplit);
        row.InstId = last.Deed.Institution;
        row.PersonId = last.Deed.Person;
        row.SettlementId = last.Deed.Settlement;
        row.Document = last.Deed.Document;
        row.At = last.At;
        row.Version++;
    }
}
