using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Persistence;
using Mingsuan.Registry.Persons;
using Mingsuan.Workbench.Files;

namespace Mingsuan.Registry.Importing.Rows;

/// <summary>
/// 参保人员的行 — a person with an enrolment, the state of entitlement from a day on, and chronic diseases. A known person
/// gets what is new: what was open ends the day before.
/// </summary>
internal sealed class InsuredRows : IRowReader
{
    public const string Identity = "01";

    private const string Han = "01";

    public string Kind => "insured";

    public async Task<IReadOnlyList<RowPlan>> PlanAsync(
        MingsuanDb db, IReadOnlyList<RowValues> rows, PlanContext context, CancellationToken ct)
    {
        var digests = rows.Select(row => PersonKey.OfCertificate(Identity, row.Text("certno"))).Distinct().ToArray();
        var keys = await db.Set<PersonKey>().AsNoTracking().Where(one => digests.Contains(one.Digest))
            .ToDictionaryAsync(one => one.Digest, one => one.PersonId, ct);
        var ids = keys.Values.ToArray();
        var known = new KnownInsured(
            keys,
            await db.Set<Person>().AsNoTracking().Where(one => ids.Contains(one.PersonId))
                .ToDictionaryAsync(one => one.PersonId, ct),
            (await db.Set<Enrolment>().AsNoTracking().Where(one => ids.Contains(one.PersonId)).ToListAsync(ct))
                .ToLookup(one => one.PersonId),
            (await db.Set<Entitlement>().AsNoTracking().Where(one => ids.Contains(one.PersonId)).ToListAsync(ct))
                .ToLookup(one => one.PersonId),
            (await db.Set<DiseaseRegistration>().AsNoTracking().Where(one => ids.Contains(one.PersonId))
                .ToListAsync(ct)).ToLookup(one => one.PersonId));
        return [.. rows.Select(row => Plan(row, known, context))];
    }

    private static RowPlan Plan(RowValues row, KnownInsured known, PlanContext context)
    {
        var certno = row.Text("certno");
        var subject = Masking.Certificate(certno);
        if (certno.Length > 0 && !context.IsFirst(certno))
        {
            row.Find("certno", "twice");
        }

        if (row.Maybe("area") is { } area && !context.Covers(area))
        {
            row.Find("area", "scope");
        }

        var diseases = row.Text("chronic").Split(';', StringSplitOptions.RemoveEmptyEntries);
        if (!Array.TrueForAll(diseases, one => one.Length == 6 && one[0] == 'M' && one[1..].All(char.IsAsciiDigit)))
        {
            row.Find("chronic", "chronic");
        }

        var id = known.Keys.TryGetValue(PersonKey.OfCertificate(Identity, certno), out var found) ? found : (Guid?)null;
        if (id is { } insured && IsElsewhere(row, known.Enrolments[insured], context))
        {
            // Nothing is said about the name: it is not this officer's to ask about.
            row.Find("area", "elsewhere");
        }
        else if (id is { } of && known.Persons[of].Name.Plain != row.Text("name"))
        {
            row.Find("name", "named");
        }

        if (!row.IsGood)
        {
            return new(row, subject);
        }

        var change = Change(row, id, diseases, known, context);
        return row.IsGood && change.Writes ? new(row, subject) { Insured = change } : new(row, subject);
    }

    private static InsuredChange Change(
        RowValues row, Guid? found, string[] diseases, KnownInsured known, PlanContext context)
    {
        var id = found ?? context.NextId();
        var change = new InsuredChange(id, row, found is null ? NewPerson(row, id) : null);
        var insutype = row.Text("insutype");
        Enrol(change, known.Enrolments[id].Where(one => one.Insutype == insutype && IsCurrent(one, row)), context);

        var open = known.Entitlements[id].Where(one => one.Insutype == insutype
            && (one.ValidTo is null || one.ValidTo >= row.From)).ToList();
        var state = Enum.Parse<EntitlementState>(row.Text("entitlement"), ignoreCase: true);
        if (open is not [{ ValidTo: null } same] || same.State != state || same.ValidFrom > row.From)
        {
            if (open.Exists(one => one.ValidTo is not null || one.ValidFrom >= row.From))
            {
                row.Find("from", "overlap");
            }

            change.Ended.AddRange(open);
            change.Added.Add(new Entitlement
            {
                PersonId = id,
                Id = context.NextId(),
                Insutype = insutype,
                State = state,
                ValidFrom = row.From,
                Source = context.Source,
            });
        }

        var had = known.Diseases[id].Where(one => one.Benefit == DiseaseBenefit.Chronic && one.ValidTo is null)
            .Select(one => one.Code).ToHashSet();
        change.Added.AddRange(diseases.Distinct().Where(code => !had.Contains(code)).Select(code =>
            new DiseaseRegistration
            {
                PersonId = id,
                Id = context.NextId(),
                Benefit = DiseaseBenefit.Chronic,
                Code = code,
                ValidFrom = row.From,
                Source = context.Source,
            }));
        return change;
    }

    /// <summary>Whether who is enrolled belongs to another agency, or is enrolled at another place.</summary>
    private static bool IsElsewhere(RowValues row, IEnumerable<Enrolment> enrolments, PlanContext context) =>
        enrolments.Any(one => IsCurrent(one, row)
            && (!context.Covers(one.Area)
                || (one.Insutype == row.Text("insutype") && one.Area != row.Text("area"))));

    private static bool IsCurrent(Enrolment one, RowValues row) => one.ValidTo is null || one.ValidTo >= row.From;

    /// <summary>The first enrolment, or one that says otherwise than the open one; what is left out stays.</summary>
    private static void Enrol(InsuredChange change, IEnumerable<Enrolment> current, PlanContext context)
    {
        var (row, open) = (change.Row, current.ToList());
        if (open is [{ ValidTo: null } same] && same.PsnType == row.Text("psnType")
            && (row.Maybe("status") ?? same.Status) == same.Status
            && (row.Maybe("employer") ?? same.Employer) == same.Employer)
        {
            return;
        }

        if (open.Exists(one => one.ValidTo is not null || one.ValidFrom >= row.From))
        {
            row.Find("from", "overlap");
        }

        change.Left = open.FirstOrDefault();
        change.Added.Add(Enrolled(row, change.PersonId, change.Left, context));
    }

    private static Person NewPerson(RowValues row, Guid id) => new()
    {
        PersonId = id,
        CertType = Identity,
        Certno = new(row.Text("certno")),
        Name = new(row.Text("name")),
        Sex = row.Text("sex"),
        Nation = Han,
        BirthDate = row.Day("birth")!.Value,
    };

    private static Enrolment Enrolled(RowValues row, Guid id, Enrolment? before, PlanContext context) => new()
    {
        PersonId = id,
        Id = context.NextId(),
        Insutype = row.Text("insutype"),
        Scheme = row.Text("insutype") == "310" ? "employee" : "resident",
        Status = row.Maybe("status") ?? before?.Status,
        PsnType = row.Text("psnType"),
        Area = row.Text("area"),
        CivilServant = before?.CivilServant == true,
        Employer = row.Maybe("employer") ?? before?.Employer,
        ValidFrom = row.From,
        Source = context.Source,
    };

    private sealed record KnownInsured(
        Dictionary<string, Guid> Keys,
        Dictionary<Guid, Person> Persons,
        ILookup<Guid, Enrolment> Enrolments,
        ILookup<Guid, Entitlement> Entitlements,
        ILookup<Guid, DiseaseRegistration> Diseases);
}
