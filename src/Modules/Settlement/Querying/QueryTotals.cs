using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Contracts.Visits;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Policy.Primitives;
using Mingsuan.Settlement.Rows;

namespace Mingsuan.Settlement.Querying;

/// <summary>
/// 5206 人员累计信息查询 — what a patient of the calling institution used of deductible and fund in each pool and benefit
/// year: up to now, or up to the end of a month of that year. The codes of what is counted are unverified. (nhsa §14)
/// </summary>
internal sealed class QueryTotals(IPersonDirectory persons, IPatients patients, Session session, TimeProvider time)
    : IInfno
{
    private const string MonthForm = "yyyyMM";
    private const int MostRows = 200;

    public string Infno => "5206";

    public bool Writes => false;

    public async Task<InfnoResult> HandleAsync(InfnoCall call, CancellationToken ct)
    {
        var input = new WireReader(call.Input).Object("data");
        var psnNo = input.RequiredText("psn_no", 30);
        var month = Month(input);
        var page = WirePage.Read(input, MostRows);
        if (input.Fault is { } fault)
        {
            return InfnoResult.Refused(fault.Code, ("field", fault.Field));
        }

        if (await persons.ByNumberAsync(psnNo, ct) is not { } person)
        {
            return InfnoResult.Refused("E-PERSON-UNKNOWN");
        }

        if (!await patients.IsPatientAsync(person.Id, call.Institution.Id, ct))
        {
            return InfnoResult.Refused("E-NOT-A-PATIENT") with { Person = person.Id };
        }

        var totals = month is { } asked
            ? await FoldAsync(person.Id.Value, asked, ct)
            : await StoredAsync(person.Id.Value, ct);
        var label = (month ?? time.Today()).ToString(MonthForm, CultureInfo.InvariantCulture);
        var rows = totals
            .OrderBy(one => one.Year).ThenBy(one => one.Insutype, StringComparer.Ordinal)
            .ThenBy(one => one.Pool, StringComparer.Ordinal)
            .SelectMany(one => Rows(one, label))
            .Skip(page.Skip).Take(page.Size + 1)
            .ToList();
        var (shown, more) = page.Cut(rows);
        return InfnoResult.Done(
            new JsonObject { ["cuminfo"] = new JsonArray([.. shown]) },
            more ? [Notice.Of("W-MORE-ROWS")] : []) with
        { Person = person.Id };
    }

    /// <summary>The last day of the month asked for, or none.</summary>
    private static DateOnly? Month(WireReader input)
    {
        if (input.Text("cum_ym", 6) is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(
            text + "01", "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) &&
            first.Year is >= 1900 and <= 2999)
        {
            return first.AddMonths(1).AddDays(-1);
        }

        input.Reject("cum_ym");
        return null;
    }

    private async Task<List<PoolTotal>> StoredAsync(Guid person, CancellationToken ct)
    {
        var rows = await session.Db.Set<Accumulator>().AsNoTracking()
            .Where(row => row.PersonId == person)
            .ToListAsync(ct);
        return [.. rows.GroupBy(row => (row.Insutype, row.Pool, row.BenefitYear)).Select(group => new PoolTotal(
            group.Key.Insutype,
            group.Key.Pool,
            group.Key.BenefitYear,
            Sum(group, row => row.DeductibleUsed),
            Sum(group, row => row.FundPaid)))];
    }

    /// <summary>The same totals as they were at the end of a month: the fold of what settlements recorded.</summary>
    private async Task<List<PoolTotal>> FoldAsync(Guid person, DateOnly until, CancellationToken ct)
    {
        var rows = await session.Db.Set<SettlementRow>().AsNoTracking()
            .Where(row => row.PersonId == person && row.Pool != null && row.BenefitYear == until.Year &&
                row.ServiceOn <= until)
            .ToListAsync(ct);
        return [.. rows.GroupBy(row => (row.Insutype, row.Pool, row.BenefitYear)).Select(group => new PoolTotal(
            group.Key.Insutype,
            group.Key.Pool!,
            group.Key.BenefitYear!.Value,
            Sum(group, row => row.Deductible),
            Sum(group, row => row.FundTotal)))];
    }

    private static Money Sum<T>(IEnumerable<T> rows, Func<T, Money> column) =>
        rows.Aggregate(Money.Zero, (sum, row) => sum + column(row));

    private static IEnumerable<JsonNode> Rows(PoolTotal total, string month) =>
        new (string Code, Money Amount)[] { ("DEDC", total.Deductible), ("FUND", total.Fund) }.Select(
            JsonNode (part) => new JsonObject
            {
                ["insutype"] = total.Insutype,
                ["year"] = total.Year.ToString(CultureInfo.InvariantCulture),
                ["cum_ym"] = month,
                ["cum_type_code"] = part.Code,
                ["cum"] = Wire.Amount(part.Amount),
                ["exp_content"] = new JsonObject { ["pool"] = total.Pool },
            });

    private sealed record PoolTotal(string Insutype, string Pool, int Year, Money Deductible, Money Fund);
}
