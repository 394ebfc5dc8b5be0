using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Agreements.Rows;
using Mingsuan.Agreements.Terms;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Law;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;
using Mingsuan.Policy.Primitives;

namespace Mingsuan.Agreements.Appraising;

/// <summary>考核簿 — records results with what they were computed from; a correction does not overwrite.</summary>
internal sealed class AppraisalBook(
    Session session, Operations operations, TrailWriter trail, TermsBook terms, LawInForce law, TimeProvider clock)
{
    public AppraisalScheme SchemeOf(InstitutionFacts institution, out bool sample)
    {
        var sheet = terms.For(law.Current.Jurisdictions, institution.Admdvs);
        sample = sheet.Sample;
        return sheet.Appraisal;
    }

    public async Task<IReadOnlyList<AppraisalRow>> OfYearAsync(Guid inst, int year, CancellationToken ct) =>
        await Rows(session.Db, inst, year).ToListAsync(ct);

    /// <summary>Scores and records; a refusal when a value is missing.</summary>
    public async Task<(AppraisalRow? Row, Notice? Refusal)> RecordAsync(
        InstitutionFacts institution,
        int year,
        IReadOnlyDictionary<string, decimal> values,
        Money @base,
        string actor,
        CancellationToken ct)
    {
        var scheme = SchemeOf(institution, out var sample);
        var missing = Appraisal.Missing(scheme, values);
        if (missing.Count > 0)
        {
            return (null, Notice.Of("E-APPRAISAL-MISSING", ("indicators", string.Join(", ", missing))));
        }

        var result = Appraisal.Of(scheme, values, @base);
        return (await operations.RunAsync(
            "agreements.appraise",
            (db, token) => StoreAsync(db, institution, year, result, Detail(scheme, result, sample), actor, token),
            ct), null);
    }

    private async Task<AppraisalRow> StoreAsync(
        MingsuanDb db,
        InstitutionFacts institution,
        int year,
        Appraisal result,
        JsonObject detail,
        string actor,
        CancellationToken ct)
    {
        var inst = institution.Id.Value;
        await db.LockInstitutionAsync(inst, ct);
        var row = new AppraisalRow
        {
            InstId = inst,
            Year = year,
            Amendment = await Rows(db, inst, year).CountAsync(ct) + 1,
            Score = result.Score,
            Base = result.Base,
            Deposit = result.Deposit,
            Deduction = result.Deduction,
            Detail = detail.ToJsonString(),
            RecordedBy = actor,
            RecordedAt = TrailTime.Of(clock.GetUtcNow()),
        };
        db.Add(row);
        var payload = new JsonObject
        {
            ["institution"] = institution.Code,
            ["year"] = year,
            ["score"] = result.Score,
            [ProvenRecords.Member] = ProvenRecords.Of(db, row),
        };
        await trail.AppendAsync(db, TrailSubject.Institution(inst), "agreements.appraised", actor, payload, ct);
        return row;
    }

    private static JsonObject Detail(AppraisalScheme scheme, Appraisal result, bool sample) => new()
    {
        ["sample"] = sample,
        ["depositTenThousandths"] = scheme.DepositTenThousandths,
        ["bands"] = JsonSerializer.SerializeToNode(scheme.Bands, JsonSerializerOptions.Web),
        ["indicators"] = new JsonArray([.. result.Scores.Select(one => (JsonNode)new JsonObject
        {
            ["key"] = one.Indicator.Key,
            ["title"] = one.Indicator.Title,
            ["channel"] = one.Indicator.Channel,
            ["weight"] = one.Indicator.Weight,
            ["target"] = one.Indicator.Target,
            ["value"] = one.Value.ToString(CultureInfo.InvariantCulture),
            ["points"] = one.Points,
        })]),
    };

    private static IQueryable<AppraisalRow> Rows(MingsuanDb db, Guid inst, int year) =>
        db.Set<AppraisalRow>().AsNoTracking()
            .Where(row => row.InstId == inst && row.Year == year)
            .OrderBy(row => row.Amendment);
}
