using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Identity;
using Mingsuan.Platform.Time;
using Mingsuan.Settlement.Totals;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Settlement.Supervision;

/// <summary>
/// 监管视图的一行 — an institution's licences of today, who may serve online there, and what was settled in a span of days.
/// </summary>
internal sealed record ServiceLine(
    InstitutionFacts Institution,
    IReadOnlyList<LicenceFacts> Licences,
    int Doctors,
    int Pharmacists,
    int Nurses,
    int Barred,
    Subtotal Offline,
    Subtotal Internet);

/// <summary>
/// 监管视图 — the services of the institutions within an officer's reach, online beside offline: what each of the two
/// supervisors watches over, from the same books. (鲁医保发〔2022〕44号 七, 济医保字〔2022〕49号 七)
/// </summary>
internal sealed class ServiceView(
    StaffDesk officers, IPractitionerDirectory practitioners, SettledBook book, TimeProvider clock)
{
    /// <summary>The longest span that is summed up, in days.</summary>
    public const int MostDays = 92;

    /// <summary>One line for each hospital, by code.</summary>
    public async Task<IReadOnlyList<ServiceLine>> OfAsync(
        Operator officer, DateOnly from, DateOnly to, CancellationToken ct)
    {
        var today = clock.Today();
        var people = (await practitioners.ListAsync(null, today, ct)).ToLookup(one => one.Institution);
        var lines = new List<ServiceLine>();
        foreach (var institution in await officers.InstitutionsAsync(officer, ct))
        {
            if (institution.Kind != InstitutionKind.Hospital)
            {
                continue;
            }

            var (offline, internet, _) = await book.ByChannelAsync(institution.Id.Value, from, to, ct);
            var serving = people[institution.Id].ToLookup(one => one.Standing == PractitionerStanding.Eligible);
            lines.Add(new ServiceLine(
                institution,
                [.. institution.Licences.Where(one => one.Span.Holds(today))],
                serving[true].Count(one => one is { Kind: "doctor", Consent: true }),
                serving[true].Count(one => one.Kind == "pharmacist"),
                serving[true].Count(one => one.Kind == "nurse"),
                serving[false].Count(),
                offline,
                internet));
        }

        return lines;
    }
}
