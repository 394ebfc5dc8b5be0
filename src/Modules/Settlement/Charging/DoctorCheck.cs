using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Contracts.Visits;
using Mingsuan.Settlement.Rows;

namespace Mingsuan.Settlement.Charging;

/// <summary>
/// 医师停权核对 — neither the visit's doctor nor one who ordered a line may be suspended, in whichever channel.
/// (楚医保规〔2022〕3号 第十九条)
/// </summary>
internal sealed class DoctorCheck(IPractitionerDirectory practitioners)
{
    public const string Suspended = "E-DOCTOR-SUSPENDED";

    /// <summary>Whether one who rendered any of the services was or is suspended.</summary>
    public async Task<bool> IsBarredAsync(IEnumerable<ServiceBy> services, CancellationToken ct) =>
        await practitioners.BarredAsync([.. services], ct) is not null;

    /// <summary>The refusal, or none.</summary>
    public async Task<InfnoResult?> RefusalAsync(VisitFacts visit, IEnumerable<FeeLine> lines, CancellationToken ct)
    {
        var services = lines.Select(line => new ServiceBy(line.BillingDoctorCode, line.OccurredAt))
            .Prepend(new(visit.DoctorCode, visit.BeganAt));
        return await IsBarredAsync(services, ct) ? InfnoResult.Refused(Suspended) : null;
    }
}
