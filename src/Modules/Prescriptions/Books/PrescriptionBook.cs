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
/// 处方与结算 — no drug of a prescription is charged twice, by whatever number a line names it, and a settlement and its
/// prescriptions name each other. (NHC-8, ADR 0026)
/// </summary>
internal sealed class PrescriptionBook(RxBook book, RxStore store, Session session, TimeProvider clock)
    : IPrescriptionBook
{
    private const string NoSettlement = "";

    public async Task<BoughtStanding> AskAsync(
        PersonId person, InstitutionFacts institution, IReadOnlyList<BoughtDrug> drugs, CancellationToken ct)
    {
        var now = TrailTime.Of(clock.GetUtcNow());
        var known = new Dictionary<string, PrescriptionStanding>(StringComparer.Ordinal);
        Notice? refusal = null;
        foreach (var (number, bought) in await NamedAsync(institution, drugs, ct))
        {
            if (number.PersonId != person.Value)
            {
                refusal ??= Notice.Of("E-RX-PATIENT", ("rxno", bought[0].Rxno));
                continue;
            }

            var rx = (await RxStore.LoadAsync(session.Db, person.Value, number.RxId, ct)).Rx!;
            var standing = new PrescriptionStanding(
                rx.IsSigned, rx.IsReviewed, rx.IsUploaded, rx.IsTakenBy(institution.Code));
            foreach (var rxno in bought.Select(one => one.Rxno))
            {
                known[rxno] = standing;
            }

            refusal ??= Against(rx, institution, bought, now);
        }

        return new(known, refusal, now);
    }

    public async Task PayAsync(
        PersonId person,
        InstitutionFacts institution,
        SettlementId settlement,
        IReadOnlyList<BoughtDrug> drugs,
        DateTime asked,
        string actor,
        CancellationToken ct)
    {
        foreach (var (number, bought) in await NamedAsync(institution, drugs, ct))
        {
            var dossier = await RxStore.LoadAsync(session.Db, person.Value, number.RxId, ct);
            var paid = new Paid(
                WireId.Encode(settlement.Value), institution.Code, Portions(dossier.Rx!, institution.Code, bought)!);
            await WriteAsync(dossier, RxRules.Pay(dossier.Rx, paid, asked), actor, asked, ct);
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
        var now = TrailTime.Of(clock.GetUtcNow());
        var drugs = rxnos.Select(rxno => new BoughtDrug(rxno, "", 0)).ToList();
        foreach (var (number, _) in await NamedAsync(institution, drugs, ct))
        {
            if (number.PersonId == person.Value)
            {
                var dossier = await RxStore.LoadAsync(session.Db, person.Value, number.RxId, ct);
                var back = RxRules.Refund(dossier.Rx, new Refunded(WireId.Encode(settlement.Value)), now);
                await WriteAsync(dossier, back, actor, now, ct);
            }
        }
    }

    private static Notice? Against(
        Prescription rx, InstitutionFacts institution, IReadOnlyList<BoughtDrug> drugs, DateTime now)
    {
        if (drugs.FirstOrDefault(one => rx.Lines.All(line => line.Code != one.Drug)) is { } stray)
        {
            return Notice.Of("E-RX-NOT-PRESCRIBED", ("rxno", stray.Rxno), ("drug", stray.Drug));
        }

        return Portions(rx, institution.Code, drugs) is not { } portions
            ? Notice.Of("E-RX-CONSUMED")
            : RxRules.Pay(rx, new Paid(NoSettlement, institution.Code, portions), now).Refusal is not { } refusal ? null
            : refusal.Parameters.ContainsKey("state") ? Notice.Of(refusal.Code, ("state", RxWords.Of(rx.At(now))))
            : refusal;
    }

    /// <summary>
    /// The drugs on the prescription's lines, from the first on; none when they are more than is left to charge.
    /// </summary>
    private static List<Portion>? Portions(Prescription rx, string institution, IReadOnlyList<BoughtDrug> drugs)
    {
        var portions = new List<Portion>();
        foreach (var drug in drugs.GroupBy(one => one.Drug))
        {
            var open = drug.Sum(one => one.TenThousandths);
            foreach (var line in rx.Lines.Where(one => one.Code == drug.Key))
            {
                var amount = Math.Min(open, rx.Chargeable(line.Line, institution));
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

    /// <summary>The prescriptions that the drugs name, each once, whichever of its numbers stands in a line.</summary>
    private async Task<IReadOnlyList<(RxNumber Number, IReadOnlyList<BoughtDrug> Drugs)>> NamedAsync(
        InstitutionFacts institution, IReadOnlyList<BoughtDrug> drugs, CancellationToken ct)
    {
        var named = new Dictionary<Guid, (RxNumber Number, List<BoughtDrug> Drugs)>();
        foreach (var group in drugs.GroupBy(one => one.Rxno))
        {
            var number = await book.ByWireAsync(institution.Id, group.Key, ct)
                ?? await book.ByHospitalAsync(institution.Id, group.Key, ct);
            if (number is not null)
            {
                named.TryAdd(number.RxId, (number, []));
                named[number.RxId].Drugs.AddRange(group);
            }
        }

        return [.. named.Values.Select(one => (one.Number, (IReadOnlyList<BoughtDrug>)one.Drugs))];
    }

    private async Task WriteAsync(RxDossier dossier, RxRuling ruling, string actor, DateTime at, CancellationToken ct)
    {
        if (ruling.Refusal is { } refusal)
        {
            throw new InvalidOperationException($"{refusal.Code} came up after the question was answered.");
        }

        await store.WriteAsync(session.Db, dossier, RxDecision.Of(ruling), actor, at, ct);
    }
}
