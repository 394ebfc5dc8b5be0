using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Prescriptions;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;
using Mingsuan.Prescriptions.Life;
using Mingsuan.Prescriptions.Rows;

namespace Mingsuan.Prescriptions.Books;

/// <summary>
/// 处方与结算 — no drug of a prescription is charged twice, and a settlement and its prescriptions name each other.
/// (NHC-8, ADR 0026)
/// </summary>
internal sealed class PrescriptionBook(RxBook book, RxStore store, Session session, TimeProvider clock)
    : IPrescriptionBook
{
    private const string NoSettlement = "";

    public async Task<BoughtStanding> AskAsync(
        PersonId person, InstitutionFacts institution, IReadOnlyList<BoughtDrug> drugs, CancellationToken ct)
    {
        var known = new Dictionary<string, PrescriptionStanding>(StringComparer.Ordinal);
        Notice? refusal = null;
        var now = Now();
        foreach (var group in drugs.GroupBy(one => one.Rxno))
        {
            if (await FindAsync(institution, group.Key, ct) is not { } number)
            {
                continue;
            }

            if (number.PersonId != person.Value)
            {
                refusal ??= Notice.Of("E-RX-PATIENT", ("rxno", group.Key));
                continue;
            }

            var rx = (await RxStore.LoadAsync(session.Db, person.Value, number.RxId, ct)).Rx!;
            known[group.Key] = new(rx.IsSigned, rx.IsReviewed, rx.IsUploaded, rx.IsTakenBy(institution.Code));
            refusal ??= Against(rx, institution, [.. group], now);
        }

        return new(known, refusal);
    }

    public async Task PayAsync(
        PersonId person,
        InstitutionFacts institution,
        SettlementId settlement,
        IReadOnlyList<BoughtDrug> drugs,
        string actor,
        CancellationToken ct)
    {
        var now = Now();
        foreach (var group in drugs.GroupBy(one => one.Rxno))
        {
            if (await FindAsync(institution, group.Key, ct) is { } number && number.PersonId == person.Value)
            {
                var dossier = await RxStore.LoadAsync(session.Db, person.Value, number.RxId, ct);
                if (dossier.Rx is { IsUploaded: true } rx)
                {
                    var paid = new Paid(WireId.Encode(settlement.Value), institution.Code, Portions(rx, [.. group])!);
                    await WriteAsync(dossier, RxRules.Pay(rx, paid, now), actor, now, ct);
                }
            }
        }
    }

    public async Task RefundAsync(
        PersonId person,
        InstitutionFacts institution,
        SettlementId settlement,
        IReadOnlyCollection<string> rxnos,
        string actor,
        CancellationToken ct)
    {
        var now = Now();
        foreach (var rxno in rxnos.Distinct())
        {
            if (await FindAsync(institution, rxno, ct) is { } number && number.PersonId == person.Value)
            {
                var dossier = await RxStore.LoadAsync(session.Db, person.Value, number.RxId, ct);
                var back = RxRules.Refund(dossier.Rx, new Refunded(WireId.Encode(settlement.Value)), now);
                await WriteAsync(dossier, back, actor, now, ct);
            }
        }
    }

    /// <summary>What is not uploaded yet is for the law to judge; what is, is charged once and where it is.</summary>
    private static Notice? Against(
        Prescription rx, InstitutionFacts institution, IReadOnlyList<BoughtDrug> drugs, DateTime now)
    {
        if (drugs.FirstOrDefault(one => rx.Lines.All(line => line.Code != one.Drug)) is { } stray)
        {
            return Notice.Of("E-RX-NOT-PRESCRIBED", ("rxno", stray.Rxno), ("drug", stray.Drug));
        }

        if (rx.Stored == RxState.Revoked)
        {
            return Notice.Of("E-RX-STATE", ("state", RxWords.Of(RxState.Revoked)));
        }

        if (!rx.IsUploaded)
        {
            return null;
        }

        return Portions(rx, drugs) is not { } portions
            ? Notice.Of("E-RX-CONSUMED")
            : RxRules.Pay(rx, new Paid(NoSettlement, institution.Code, portions), now).Refusal is not { } refusal ? null
            : refusal.Parameters.ContainsKey("state") ? Notice.Of(refusal.Code, ("state", RxWords.Of(rx.At(now))))
            : refusal;
    }

    /// <summary>
    /// The drugs on the prescription's lines, from the first on; none when they are more than is left.
    /// </summary>
    private static List<Portion>? Portions(Prescription rx, IReadOnlyList<BoughtDrug> drugs)
    {
        var portions = new List<Portion>();
        foreach (var drug in drugs.GroupBy(one => one.Drug))
        {
            var open = drug.Sum(one => one.TenThousandths);
            foreach (var line in rx.Lines.Where(one => one.Code == drug.Key))
            {
                var amount = Math.Min(open, rx.Unpaid(line.Line));
                if (amount > 0)
                {
                    portions.Add(new(line.Line, amount));
                    open -= amount;
                }
            }

            if (open > 0)
            {
                return null;
            }
        }

        return portions;
    }

    private async Task WriteAsync(
        RxDossier dossier, RxRuling ruling, string actor, DateTime now, CancellationToken ct)
    {
        if (ruling.Refusal is { } refusal)
        {
            throw new InvalidOperationException($"{refusal.Code} came up after the question was answered.");
        }

        await store.WriteAsync(session.Db, dossier, RxDecision.Of(ruling), actor, now, ct);
    }

    private async Task<RxNumber?> FindAsync(InstitutionFacts institution, string rxno, CancellationToken ct) =>
        await book.ByWireAsync(institution.Id, rxno, ct) ?? await book.ByHospitalAsync(institution.Id, rxno, ct);

    private DateTime Now() => TrailTime.Of(clock.GetUtcNow());
}
