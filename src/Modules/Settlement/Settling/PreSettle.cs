using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Prescriptions;
using Mingsuan.Platform.Persistence;
using Mingsuan.Settlement.Charging;
using Mingsuan.Settlement.Families;
using Mingsuan.Settlement.Rows;

namespace Mingsuan.Settlement.Settling;

/// <summary>2206 预结算 — the same decision as 2207, nothing recorded.</summary>
internal sealed class PreSettle(
    ClaimDesk desk,
    DoctorCheck doctors,
    FamilyAccount family,
    IPrescriptionBook prescriptions,
    ITraceCodes traces,
    Session session) : IInfno
{
    public string Infno => "2206";

    public bool Writes => false;

    public async Task<InfnoResult> HandleAsync(InfnoCall call, CancellationToken ct)
    {
        var request = SettleRequest.Read(call);
        if (request.Fault is { } fault)
        {
            return InfnoResult.Refused(fault.Code, ("field", fault.Field));
        }

        var open = await desk.OpenAsync(call, request, ct);
        return open.Value is not { } claim
            ? InfnoResult.Refused(open.Refusal!)
            : await PreviewAsync(call, request, claim, ct) with { Person = claim.Person.Id };
    }

    private async Task<InfnoResult> PreviewAsync(
        InfnoCall call, SettleRequest request, OpenClaim claim, CancellationToken ct)
    {
        var (generation, settled) = await ClaimDesk.GenerationAsync(
            session.Db, claim.Person.Id.Value, claim.Visit.Id.Value, request.ChrgBchno, ct);
        if (settled)
        {
            return InfnoResult.Refused("E-ALREADY-SETTLED", ("batch", request.ChrgBchno));
        }

        var lines = await ClaimDesk.LinesAsync(session.Db, claim, request.ChrgBchno, generation, ct);
        if (await doctors.RefusalAsync(claim.Visit, lines, ct) is { } suspended)
        {
            return suspended;
        }

        var standings = await desk.StandingsAsync(claim, lines.Select(line => line.ItemCode), ct);
        if (ClaimChecks.Consent(claim.Visit, standings) is { } unasked)
        {
            return unasked;
        }

        var bought = await prescriptions.AskAsync(claim.Person.Id, claim.Institution, ClaimRecords.Bought(lines), ct);
        if (bought.Refusal is { } against)
        {
            return InfnoResult.Refused(against);
        }

        var share = request.UseFamily
            ? await family.ShareAsync(session.Db, claim.Person.Id.Value, claim.Visit.On, ct)
            : null;
        var balance = await desk.BalanceAsync(claim, ct);
        var decided = await desk.DecideAsync(
            claim,
            request.MedType,
            Batch.DiseaseCode(lines, claim.Visit),
            lines,
            request.UseAccount,
            balance,
            ct,
            share,
            standings,
            records: new(claim.Visit, request, bought));
        return ClaimChecks.Refusal(request, decided) ?? InfnoResult.Done(
            SetlInfo.Preview(call, request, decided),
            [.. ClaimChecks.Warnings(call, decided), .. await TracedAsync(call, request, claim, lines, ct)]);
    }

    /// <summary>What would stand against the codes at the settlement; here it only warns.</summary>
    private async Task<IReadOnlyList<Notice>> TracedAsync(
        InfnoCall call, SettleRequest request, OpenClaim claim, IReadOnlyList<FeeLine> lines, CancellationToken ct)
    {
        var scanned = ScannedLines.Match(request.Scanned, lines);
        return scanned.Refusal is { } misplaced
            ? [misplaced]
            : await traces.CheckAsync(scanned.Of(call, claim, null), ct);
    }
}
