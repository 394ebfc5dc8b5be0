using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Paging;
using Mingsuan.Contracts.Prescriptions;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Prescriptions.Books;
using Mingsuan.Prescriptions.Checking;
using Mingsuan.Prescriptions.Life;
using Mingsuan.Prescriptions.Rows;
using Mingsuan.Prescriptions.Secrets;

namespace Mingsuan.Prescriptions.Patients;

/// <summary>本人处方 — a person's prescriptions in the same book as everybody's, asked by the person's own key.</summary>
internal sealed class PersonPrescriptions(
    Session session, RxDesk desk, RxSecrets secrets, IInstitutionDirectory institutions, TimeProvider clock)
    : IPersonPrescriptions
{
    private const decimal TenThousandths = 10_000m;

    public async Task<IReadOnlyList<PersonPrescription>> PageAsync(
        PersonId person, VisitId? visit, Place? after, int limit, CancellationToken ct)
    {
        var rows = session.Db.Set<PrescriptionRow>().AsNoTracking().Where(row => row.PersonId == person.Value);
        rows = visit is { } of ? rows.Where(row => row.VisitId == of.Value) : rows;
        if (after is not null)
        {
            // The ids tell the order: each begins with its time.
            var id = after.Id;
            rows = rows.Where(row => row.RxId.CompareTo(id) < 0);
        }

        var ids = await rows.OrderByDescending(row => row.RxId).Take(limit).Select(row => row.RxId).ToListAsync(ct);
        var page = new List<PersonPrescription>();
        foreach (var id in ids)
        {
            page.Add(View(await desk.ReadAsync(person.Value, id, ct)));
        }

        return page;
    }

    public async Task<PersonPrescription?> FindAsync(PersonId person, string hiRxno, CancellationToken ct) =>
        WireId.TryDecode(hiRxno, out var id, out _)
            && await desk.ReadAsync(person.Value, id, ct) is { Refusal: null } done ? View(done) : null;

    public async Task<(string? Code, Notice? Refusal)> CodeAsync(PersonId person, string hiRxno, CancellationToken ct)
    {
        if (!WireId.TryDecode(hiRxno, out var id, out _))
        {
            return (null, Notice.Of("E-RX-UNKNOWN"));
        }

        var done = await desk.ReadAsync(person.Value, id, ct);
        if (done.Refusal is not null)
        {
            return (null, done.Refusal);
        }

        if (!HasCode(done.State))
        {
            return (null, Notice.Of("E-RX-STATE", ("state", RxWords.Of(done.State))));
        }

        var row = done.Dossier!.Row!;
        var from = await institutions.FindAsync(new InstitutionId(row.InstId), clock.Today(), ct);
        return from is null
            ? (null, Notice.Of("E-RX-UNKNOWN"))
            : (secrets.AccessCodeOf(from.Code, row.Handle), null);
    }

    public async Task<Notice?> ReleaseAsync(PersonId person, string hiRxno, CancellationToken ct) =>
        WireId.TryDecode(hiRxno, out var id, out _)
            ? (await desk.RunAsync(
                "rx.release",
                person.Value,
                id,
                WireId.Encode(person.Value),
                (dossier, now) => Task.FromResult(RxDecision.Of(
                    RxRules.Release(dossier.Rx, WireId.Encode(person.Value), isPatient: true, now))),
                ct)).Refusal
            : Notice.Of("E-RX-UNKNOWN");

    private static bool HasCode(RxState state) => state is RxState.Circulating or RxState.Held;

    private static PersonPrescription View(RxDone done)
    {
        var (dossier, row) = (done.Dossier!, done.Dossier!.Row!);
        var (rx, text) = (dossier.Rx!, CheckedText.Of(row.Text.Plain));
        return new()
        {
            HiRxno = WireId.Encode(dossier.Id),
            Place = new(text.PrescribedAt, dossier.Id),
            State = RxWords.Key(done.State),
            StateName = RxWords.Of(done.State),
            PrescribedAt = text.PrescribedAt,
            ValidUntil = rx.ValidUntil,
            Institution = new(row.InstId),
            Visit = new(row.VisitId),
            Doctor = text.Visit("prscDrName"),
            Diagnoses = [.. text.Diagnoses.Select(one => (string)one["diagName"]!)],
            Drugs = [.. text.Drugs.Zip(rx.Lines, (drug, line) => new PrescribedDrug(
                Said(drug, "drugGenname"),
                Said(drug, "drugSpec"),
                Said(drug, "drugDosunt"),
                string.Join(' ', Usage(drug)),
                line.Amount / TenThousandths,
                rx.Given.GetValueOrDefault(line.Line) / TenThousandths))],
            Holder = rx.Pharmacy is not null && row.Holder is { } holder ? new InstitutionId(holder) : null,
            IsToBeRevoked = rx.IsToBeRevoked,
            HasCode = HasCode(done.State),
            MayRelease = rx.Stored == RxState.Held && RxMoves.Allows(done.State, RxMove.Release),
        };
    }

    /// <summary>用法 — how it is taken, how often, how much at a time.</summary>
    private static IEnumerable<string> Usage(System.Text.Json.Nodes.JsonObject drug) => new[]
    {
        Said(drug, "medcWayDscr"),
        Said(drug, "usedFrquName"),
        Said(drug, "sinDoscnt") + Said(drug, "sinDosunt"),
    }.Where(part => part.Length > 0);

    private static string Said(System.Text.Json.Nodes.JsonObject drug, string name) => drug[name]?.ToString() ?? "";
}
