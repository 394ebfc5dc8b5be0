using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Identity;
using Mingsuan.Platform.Persistence;
using Mingsuan.Registry.Facts;
using Mingsuan.Registry.Importing;
using Mingsuan.Registry.Institutions;
using Mingsuan.Registry.Persons;
using Mingsuan.Registry.Practitioners;
using Mingsuan.Workbench.Files;

namespace Mingsuan.Registry.Exporting;

/// <summary>
/// 登记簿文件 — one kind of the register as it stands on a day, in the columns that an import takes: what is exported can be
/// read in again. Persons are masked unless it was agreed otherwise.
/// </summary>
internal sealed class RegistryExportFile(Session session, IInstitutionDirectory institutions)
{
    public const string Csv = "csv";
    public const string Workbook = "xlsx";
    public const int MostRows = 50_000;

    /// <summary>Whose row it is, where it is an insured person's; no column of a file.</summary>
    private const string PersonOf = "person";

    /// <summary>
    /// The file, how many rows are in it, and of which insured persons; none when there are more than a file holds.
    /// </summary>
    public async Task<(byte[] Content, int Rows, IReadOnlyList<Guid> Persons)?> MakeAsync(
        RegistryExport export, CancellationToken ct)
    {
        var kind = ImportKinds.Shipped.Find(export.Kind)!;
        var reach = new Operator(export.RequestedBy, "", export.Regions);
        var found = await RowsAsync(kind.Name, export.On, reach, ct);
        if (found.Count > MostRows)
        {
            return null;
        }

        var rows = found.Select(row => Cells(kind, row, export.Unmasked)).Prepend(Heading(kind)).ToList();
        return (
            export.Format == Csv ? Spreadsheet.Csv(rows) : Spreadsheet.Workbook(rows, kind.Name),
            found.Count,
            [
                .. found.Select(row => row.GetValueOrDefault(PersonOf)).OfType<string>().Distinct()
                    .Select(id => Guid.Parse(id, CultureInfo.InvariantCulture)),
            ]);
    }

    /// <summary>模板 — the headings alone.</summary>
    public static byte[] Template(ImportKind kind, string format) =>
        format == Csv ? Spreadsheet.Csv([Heading(kind)]) : Spreadsheet.Workbook([Heading(kind)], kind.Name);

    private static IReadOnlyList<object> Heading(ImportKind kind) => [.. kind.Fields.Select(field => field.Header)];

    private static IReadOnlyList<object> Cells(
        ImportKind kind, IReadOnlyDictionary<string, string?> row, bool unmasked) =>
    [
        .. kind.Fields.Select(field => (object)(field.Personal && !unmasked
            ? Masked(field.Name, row.GetValueOrDefault(field.Name) ?? "")
            : field.Read(row.GetValueOrDefault(field.Name)))),
    ];

    private static string Masked(string field, string text) =>
        field == "name" ? Masking.Name(text) : Masking.Certificate(text);

    private async Task<List<Dictionary<string, string?>>> RowsAsync(
        string kind, DateOnly on, Operator reach, CancellationToken ct)
    {
        var all = await institutions.ListAsync(on, ct);
        var within = all.Where(one => reach.Covers(one.Admdvs)).ToDictionary(one => one.Id.Value);
        var codes = all.ToDictionary(one => one.Id.Value, one => one.Code);
        return kind switch
        {
            "institutions" => await InstitutionsAsync(within, codes, InstitutionKind.Hospital, on, ct),
            "pharmacies" => await InstitutionsAsync(within, codes, InstitutionKind.Pharmacy, on, ct),
            "licences" => (await On<Licence>(on).ToListAsync(ct)).Where(one => within.ContainsKey(one.InstId))
                .Select(one => Row(one, ("code", codes[one.InstId]))).ToList(),
            "practitioners" => await PractitionersAsync(within, on, ct),
            "delivery" => (await On<DeliveryEnterprise>(on).ToListAsync(ct)).Where(one => reach.Covers(one.Admdvs))
                .Select(one => Row(one, ("code", one.Code))).ToList(),
            _ => await InsuredAsync(on, reach, ct),
        };
    }

    private async Task<List<Dictionary<string, string?>>> InstitutionsAsync(
        Dictionary<Guid, InstitutionFacts> within,
        Dictionary<Guid, string> codes,
        InstitutionKind kind,
        DateOnly on,
        CancellationToken ct)
    {
        var standings = await On<InstitutionStanding>(on).ToDictionaryAsync(one => one.InstId, ct);
        var profiles = await On<InstitutionProfile>(on).ToDictionaryAsync(one => one.InstId, ct);
        var designations = await On<Designation>(on).ToDictionaryAsync(one => one.InstId, ct);
        var rows = new List<Dictionary<string, string?>>();
        foreach (var one in within.Values.Where(one => one.Kind == kind))
        {
            var row = Row(
                standings[one.Id.Value], ("code", one.Code), ("name", one.Name), ("uscc", one.Uscc));
            foreach (var more in new DatedFact?[]
                { profiles.GetValueOrDefault(one.Id.Value), designations.GetValueOrDefault(one.Id.Value) })
            {
                foreach (var (name, value) in more?.Says() ?? new Dictionary<string, string?>())
                {
                    row[name] = value;
                }
            }

            row["physical"] = one.PhysicalInstitution is { } id ? codes.GetValueOrDefault(id.Value) : null;
            rows.Add(row);
        }

        return rows;
    }

    private async Task<List<Dictionary<string, string?>>> PractitionersAsync(
        Dictionary<Guid, InstitutionFacts> within, DateOnly on, CancellationToken ct)
    {
        var known = await session.Db.Set<Practitioner>().AsNoTracking()
            .ToDictionaryAsync(one => one.PractitionerId, ct);
        return
        [
            .. (await On<Practice>(on).ToListAsync(ct)).Where(one => within.ContainsKey(one.InstId)).Select(one =>
            {
                var who = known[one.PractitionerId];
                return Row(
                    one,
                    ("code", who.Code),
                    ("name", who.Name),
                    ("kind", who.Kind),
                    ("institution", within[one.InstId].Code));
            }),
        ];
    }

    private async Task<List<Dictionary<string, string?>>> InsuredAsync(
        DateOnly day, Operator reach, CancellationToken ct)
    {
        var db = session.Db;
        var found = await (
            from enrolment in db.Set<Enrolment>().AsNoTracking()
            join person in db.Set<Person>().AsNoTracking() on enrolment.PersonId equals person.PersonId
            where enrolment.ValidFrom <= day && (enrolment.ValidTo == null || enrolment.ValidTo >= day)
            select new { enrolment, person }).Take(MostRows + 1).ToListAsync(ct);
        var ids = found.Select(one => one.person.PersonId).ToArray();
        var entitlements = (await db.Set<Entitlement>().AsNoTracking().Where(one => ids.Contains(one.PersonId)
            && one.ValidFrom <= day && (one.ValidTo == null || one.ValidTo >= day)).ToListAsync(ct))
            .ToLookup(one => (one.PersonId, one.Insutype));
        var diseases = (await db.Set<DiseaseRegistration>().AsNoTracking().Where(one => ids.Contains(one.PersonId)
            && one.Benefit == DiseaseBenefit.Chronic && one.ValidFrom <= day
            && (one.ValidTo == null || one.ValidTo >= day)).ToListAsync(ct)).ToLookup(one => one.PersonId);
        return
        [
            .. found.Where(one => reach.Covers(one.enrolment.Area)).Select(one => Row(
                one.enrolment,
                one.person,
                entitlements[(one.person.PersonId, one.enrolment.Insutype)].FirstOrDefault(),
                diseases[one.person.PersonId])),
        ];
    }

    private static Dictionary<string, string?> Row(
        Enrolment enrolment,
        Person person,
        Entitlement? entitlement,
        IEnumerable<DiseaseRegistration> diseases) => new()
        {
            [PersonOf] = person.PersonId.ToString("D"),
            ["certno"] = person.Certno.Plain,
            ["name"] = person.Name.Plain,
            ["sex"] = person.Sex,
            ["birth"] = Text(person.BirthDate),
            ["area"] = enrolment.Area,
            ["insutype"] = enrolment.Insutype,
            ["status"] = enrolment.Status,
            ["psnType"] = enrolment.PsnType,
            ["employer"] = enrolment.Employer,
            ["entitlement"] = (entitlement?.State ?? EntitlementState.Suspended).ToString(),
            ["chronic"] = string.Join(';', diseases.Select(one => one.Code)),
            ["from"] = Text(entitlement?.ValidFrom ?? enrolment.ValidFrom),
        };

    private IQueryable<T> On<T>(DateOnly on)
        where T : DatedFact =>
        session.Db.Set<T>().AsNoTracking().Where(one => one.WithdrawnAt == null
            && one.ValidFrom <= on && (one.ValidTo == null || one.ValidTo >= on));

    private static Dictionary<string, string?> Row(DatedFact fact, params (string Name, string Value)[] more)
    {
        var row = fact.Says().ToDictionary(one => one.Key, one => one.Value, StringComparer.Ordinal);
        foreach (var (name, value) in more)
        {
            row[name] = value;
        }

        (row["from"], row["to"]) = (Text(fact.ValidFrom), fact.ValidTo is { } to ? Text(to) : null);
        return row;
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
