using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Registry.Eligibility;
using Mingsuan.Registry.Importing;
using Mingsuan.Registry.Institutions;
using Mingsuan.Registry.Practitioners;

namespace Mingsuan.Registry.Facts;

/// <summary>
/// 问法 — the day asked about, and the moment whose knowledge counts; everything ever said when no day is given.
/// </summary>
internal sealed record AsKnown(DateOnly? On, DateTime? At);

/// <summary>
/// 登记簿沿革 — everything that was ever said of a subject, with who said it, when, and when it was withdrawn.
/// </summary>
internal sealed class RegisterHistory(Session session, EligibilityBook eligibility)
{
    public async Task<JsonArray> OfInstitutionAsync(Guid inst, AsKnown known, CancellationToken ct)
    {
        var db = session.Db;
        var codes = await db.Set<Institution>().AsNoTracking()
            .ToDictionaryAsync(one => one.InstId.ToString("N"), one => one.Code, ct);
        List<(string Kind, DatedFact Fact)> facts =
        [
            .. (await db.Set<InstitutionStanding>().AsNoTracking().Where(one => one.InstId == inst).ToListAsync(ct))
                .Select(one => ("institutions", (DatedFact)one)),
            .. (await db.Set<InstitutionProfile>().AsNoTracking().Where(one => one.InstId == inst).ToListAsync(ct))
                .Select(one => ("institutions", (DatedFact)one)),
            .. (await db.Set<Designation>().AsNoTracking().Where(one => one.InstId == inst).ToListAsync(ct))
                .Select(one => ("institutions", (DatedFact)one)),
            .. (await db.Set<Licence>().AsNoTracking().Where(one => one.InstId == inst).ToListAsync(ct))
                .Select(one => ("licences", (DatedFact)one)),
        ];
        return Json(facts, known, codes);
    }

    public async Task<Practitioner?> FindAsync(string code, CancellationToken ct) =>
        await session.Db.Set<Practitioner>().AsNoTracking().SingleOrDefaultAsync(one => one.Code == code, ct);

    public async Task<JsonArray> OfPractitionerAsync(Guid practitioner, AsKnown known, CancellationToken ct)
    {
        var db = session.Db;
        var practices = await db.Set<Practice>().AsNoTracking()
            .Where(one => one.PractitionerId == practitioner).ToListAsync(ct);
        var codes = await db.Set<Institution>().AsNoTracking()
            .ToDictionaryAsync(one => one.InstId, one => one.Code, ct);
        return new(
        [
            .. practices.GroupBy(one => one.InstId).SelectMany(group =>
                Json([.. group.Select(one => ("practitioners", (DatedFact)one))], known, [])
                    .Select(one =>
                    {
                        var copy = (JsonObject)one!.DeepClone();
                        copy["institution"] = codes.GetValueOrDefault(group.Key);
                        return (JsonNode)copy;
                    })),
        ]);
    }

    /// <summary>支付资格的历史, the latest first.</summary>
    public async Task<JsonArray> EligibilityAsync(Guid practitioner, CancellationToken ct) => new(
    [
        .. (await eligibility.EventsAsync(practitioner, ct)).OrderByDescending(one => one.Seq)
            .Select(one => (JsonNode)Json(one)),
    ]);

    internal static JsonObject Json(EligibilityEvent one) => new()
    {
        ["seq"] = one.Seq,
        ["act"] = JsonNamingPolicy.CamelCase.ConvertName(one.Act.ToString()),
        ["points"] = one.Points,
        ["at"] = BeijingTime.Text(one.At),
        ["reason"] = one.Reason,
        ["document"] = one.Document,
        ["by"] = one.By,
    };

    private static JsonArray Json(
        List<(string Kind, DatedFact Fact)> facts, AsKnown known, Dictionary<string, string> codes) => new(
    [
        .. facts.Where(one => known.On is not { } day || (known.At is { } at
                ? one.Fact.HeldAsKnown(day, at)
                : one.Fact.Holds(day)))
            .OrderBy(one => one.Fact.GetType().Name, StringComparer.Ordinal)
            .ThenByDescending(one => one.Fact.ValidFrom)
            .ThenBy(one => one.Fact.WithdrawnAt is null ? 0 : 1)
            .Select(one => (JsonNode)Json(one.Kind, one.Fact, codes)),
    ]);

    private static JsonObject Json(string kind, DatedFact fact, Dictionary<string, string> codes)
    {
        var fields = ImportKinds.Shipped.Find(kind)!;
        var says = fact.Says().Where(one => one.Value is not null && fields.Field(one.Key) is not null)
            .Select(one => (JsonNode)new JsonObject
            {
                ["field"] = one.Key,
                ["header"] = fields.Field(one.Key)!.Header,
                ["value"] = codes.GetValueOrDefault(one.Value!) ?? fields.Field(one.Key)!.Read(one.Value),
            });
        return new()
        {
            ["line"] = JsonNamingPolicy.CamelCase.ConvertName(fact.GetType().Name),
            ["from"] = Text(fact.ValidFrom),
            ["to"] = fact.ValidTo is { } to ? Text(to) : null,
            ["source"] = fact.Source,
            ["recordedAt"] = fact.RecordedAt is { } at ? BeijingTime.Text(at) : null,
            ["recordedBy"] = fact.RecordedBy,
            ["withdrawnAt"] = fact.WithdrawnAt is { } gone ? BeijingTime.Text(gone) : null,
            ["withdrawnBy"] = fact.WithdrawnBy,
            ["says"] = new JsonArray([.. says]),
        };
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
