using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Agreements;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Prices;
using Mingsuan.Contracts.Registry;
using Mingsuan.Contracts.Visits;
using Mingsuan.Law;
using Mingsuan.Law.Exchange;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Platform.Trail;
using Mingsuan.Policy;
using Mingsuan.Policy.Adjudication;
using Mingsuan.Policy.Pricing;
using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Refusals;
using Mingsuan.Settlement.Families;
using Mingsuan.Settlement.Rows;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Settlement.Settling;

/// <summary>A visit that may be settled, with all that is known around it.</summary>
internal sealed record OpenClaim(
    PersonFacts Person, EnrolmentFacts Enrolment, VisitFacts Visit, InstitutionFacts Institution);

/// <summary>A claim decided: its canonical facts, the decision, and what it was decided with.</summary>
internal sealed record DecidedClaim(
    OpenClaim Open,
    IReadOnlyList<FeeLine> Lines,
    JsonObject Facts,
    ClaimDecision Decision,
    LawSnapshot Law,
    Money Balance,
    Guid? FamilyHolder = null,
    bool Mixed = false,
    IReadOnlyList<Notice>? AboveNotice = null)
{
    /// <summary>佐证欠缺 — records that a declaring institution keeps itself and did not name. (AMB-27)</summary>
    public IReadOnlyList<Notice> Lacking { get; init; } = [];

    /// <summary>Whether the region's books count the account into the fund's total. (nhsa §21.12)</summary>
    public bool AccountInFundTotal =>
        Claims.DialectOf(Claims.Read(Law, ClaimFacts.Element(Facts))) is { FundTotalIncludesAccount: true };
}

/// <summary>
/// 核定台 — gathers the facts of a claim and lets the core decide. Pre-settlement and settlement differ only in what
/// follows.
/// </summary>
internal sealed class ClaimDesk(
    LawInForce law,
    IPersonDirectory persons,
    IInstitutionDirectory institutions,
    IVisitBook visits,
    IAgreementBook agreements,
    IPriceBook prices,
    Session session,
    TimeProvider time)
{
    private const int ProofYears = 2;

    /// <summary>
    /// The visit that a settlement asks for, when the 就诊凭证 it presents, if any, is the patient's own. (CX-22-2)
    /// </summary>
    public async Task<Found<OpenClaim>> OpenAsync(InfnoCall call, SettleRequest request, CancellationToken ct)
    {
        var open = await OpenAsync(call, request.PsnNo, request.MdtrtId, request.Insutype, ct);
        if (open.Value is not { } claim || request.CertNo is not { } credential)
        {
            return open;
        }

        var presented = await persons.PresentedAsync(
            request.CertType, credential, request.PsnCertType, null, time.Today(), ct);
        return presented?.Id == claim.Person.Id ? open : Found<OpenClaim>.Refuse("E-IDENTITY");
    }

    /// <summary>The person's visit at the calling institution, open for charging.</summary>
    public async Task<Found<OpenClaim>> OpenAsync(
        InfnoCall call, string psnNo, string mdtrtId, string? insutype, CancellationToken ct)
    {
        var person = await persons.ByNumberAsync(psnNo, ct);
        if (person is not null && session.Db.Database.CurrentTransaction is not null)
        {
            // What is written next depends on the visit's state: nobody may change it in between.
            await session.Db.LockPersonAsync(person.Id.Value, ct);
        }

        if (person is null || !WireId.TryDecode(mdtrtId, out var id, out _) ||
            await visits.FindAsync(person.Id, new VisitId(id), ct) is not { } visit ||
            visit.Institution != call.Institution.Id)
        {
            return Found<OpenClaim>.Refuse("E-VISIT-UNKNOWN");
        }

        if (visit.State == VisitState.Cancelled)
        {
            return Found<OpenClaim>.Refuse("E-VISIT-CLOSED");
        }

        if (person.EnrolmentOn(visit.On, insutype ?? visit.Insutype) is not { } enrolment)
        {
            return Found<OpenClaim>.Refuse("E-SCHEME");
        }

        var institution = await institutions.FindAsync(visit.Institution, visit.On, ct) ?? call.Institution;
        return Found<OpenClaim>.Of(new OpenClaim(person, enrolment, visit, institution));
    }

    /// <summary>
    /// Decides the batch. Of several earlier offline visits the latest that proves the follow-up counts; the pool's
    /// totals
    /// are read once the benefit row is known, which the facts alone decide. Over the network the agreements must have
    /// been in force at the visit and still be now; on paper, at the visit.
    /// </summary>
    public async Task<DecidedClaim> DecideAsync(
        OpenClaim open,
        string medType,
        string? diseaseCode,
        IReadOnlyList<FeeLine> lines,
        bool useAccount,
        Money balance,
        CancellationToken ct,
        FamilyShare? family = null,
        PriceStandings? standings = null,
        bool byHand = false,
        ClaimRecords? records = null)
    {
        var snapshot = law.Current;
        standings ??= await StandingsAsync(open, lines.Select(line => line.ItemCode), ct);
        var stands = new InstitutionStands(
            await agreements.ServingAsync(open.Institution, open.Visit.BeganAt, !byHand, ct),
            await institutions.DesignationAsync(open.Institution, open.Visit.On, ct));
        var facts = ClaimFacts.Of(
            open.Visit, open.Person, open.Enrolment, open.Institution, stands, medType, diseaseCode, lines);
        PriceFacts.Set(facts, open, lines, standings, snapshot);
        records?.State(facts, lines);
        var first = await ProveFollowUpAsync(snapshot, facts, open, ct);
        var totals = await TotalsAsync(open, first, ct);
        ClaimFacts.SetMoney(facts, totals, balance, useAccount, family?.Balance);
        return new DecidedClaim(
            open,
            lines,
            facts,
            Decide(snapshot, facts),
            snapshot,
            balance,
            family?.Holder,
            PriceFacts.Mixes([.. lines.Select(line => (line.Kind, line.ItemCode))], standings),
            PriceFacts.AboveNotice(open, lines, standings, snapshot))
        {
            Lacking = records?.Lacking(facts, lines, claim => Decide(snapshot, claim)) ?? [],
        };
    }

    /// <summary>What the institution filed and gave notice of for these items on the day of the visit.</summary>
    public Task<PriceStandings> StandingsAsync(OpenClaim open, IEnumerable<string> items, CancellationToken ct) =>
        prices.AskAsync(
            open.Visit.Institution, open.Institution.Admdvs, items.Distinct().ToArray(), open.Visit.On, ct);

    /// <summary>The lines of a batch that no settlement has taken yet, in the order of their upload.</summary>
    public static async Task<List<FeeLine>> LinesAsync(
        MingsuanDb db, OpenClaim open, string chrgBchno, int generation, CancellationToken ct) =>
        await SettleReads.Lines.For(db)(db, open.Person.Id.Value, open.Visit.Id.Value, chrgBchno, generation)
            .ToListAsync(ct);

    /// <summary>The generation of a batch that may be charged now, and whether a settlement holds it.</summary>
    public static async Task<(int Generation, bool Settled)> GenerationAsync(
        MingsuanDb db, Guid person, Guid visit, string chrgBchno, CancellationToken ct)
    {
        var rows = await SettleReads.Charged.For(db)(db, person, visit, chrgBchno).ToListAsync(ct);
        return rows.Count == 0
            ? (1, false)
            : rows.Any(row => row.ReversedBy == null)
                ? (rows.Max(row => row.Generation), true)
                : (rows.Max(row => row.Generation) + 1, false);
    }

    public async Task<Money> BalanceAsync(OpenClaim open, CancellationToken ct)
    {
        var row = await SettleReads.Account.For(session.Db)(session.Db, open.Person.Id.Value, ct);
        return row?.Balance ?? open.Person.AccountOpening?.Balance ?? Money.Zero;
    }

    private static ClaimDecision Decide(LawSnapshot snapshot, JsonObject facts)
    {
        var none = default(NoSteps);
        return Adjudicator.Decide(Claims.Read(snapshot, ClaimFacts.Element(facts)), ref none);
    }

    private async Task<ClaimDecision> ProveFollowUpAsync(
        LawSnapshot snapshot, JsonObject facts, OpenClaim open, CancellationToken ct)
    {
        var on = open.Visit.On;
        var earlier = await visits.OfflineVisitsAsync(
            open.Person.Id, on.AddYears(-ProofYears), on, open.Visit.Id, ct);
        foreach (var visit in earlier)
        {
            ClaimFacts.SetLastOffline(facts, visit);
            var decision = Decide(snapshot, facts);
            if (Proves(decision))
            {
                return decision;
            }
        }

        if (open.Visit.CountedProof is { } proof)
        {
            ClaimFacts.SetStatedProof(facts, proof);
            var decision = Decide(snapshot, facts);
            if (Proves(decision))
            {
                return decision;
            }
        }

        ClaimFacts.SetLastOffline(facts, earlier.Count > 0 ? earlier[0] : null);
        return Decide(snapshot, facts);
    }

    private static bool Proves(ClaimDecision decision) =>
        decision.Lines.All(line => line.Code is not (RefusalCode.RevisitWindow or RefusalCode.DiseaseMismatch));

    private async Task<List<Accumulator>> TotalsAsync(OpenClaim open, ClaimDecision decision, CancellationToken ct)
    {
        if (decision.Benefit is not { } benefit)
        {
            return [];
        }

        var year = BenefitYear.Of(benefit, open.Visit.On);
        return await SettleReads.Totals.For(session.Db)(
            session.Db, open.Person.Id.Value, open.Enrolment.Insutype, benefit.Pool, year).ToListAsync(ct);
    }
}
