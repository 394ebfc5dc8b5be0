using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Persistence;
using Mingsuan.Registry.Institutions;
using Mingsuan.Registry.Practitioners;

namespace Mingsuan.Registry.Importing.Rows;

/// <summary>医师药师护士的行 — a practice at an institution. Their eligibility is decided elsewhere, never imported.</summary>
internal sealed class PractitionerRows : IRowReader
{
    public string Kind => "practitioners";

    public async Task<IReadOnlyList<RowPlan>> PlanAsync(
        MingsuanDb db, IReadOnlyList<RowValues> rows, PlanContext context, CancellationToken ct)
    {
        var places = rows.Select(row => row.Text("institution")).Distinct().ToArray();
        var institutions = await db.Set<Institution>().AsNoTracking().Include(one => one.Standings)
            .Where(one => places.Contains(one.Code)).ToDictionaryAsync(one => one.Code, ct);
        var codes = rows.Select(row => row.Text("code")).Distinct().ToArray();
        var known = await db.Set<Practitioner>().AsNoTracking()
            .Where(one => codes.Contains(one.Code)).ToDictionaryAsync(one => one.Code, ct);
        var ids = known.Values.Select(one => one.PractitionerId).ToArray();
        var practices = (await db.Set<Practice>().AsNoTracking()
            .Where(one => ids.Contains(one.PractitionerId)).ToListAsync(ct)).ToLookup(one => one.PractitionerId);
        return [.. rows.Select(row => Plan(row, institutions, known, practices, context))];
    }

    private static RowPlan Plan(
        RowValues row,
        Dictionary<string, Institution> institutions,
        Dictionary<string, Practitioner> known,
        ILookup<Guid, Practice> practices,
        PlanContext context)
    {
        var (code, place) = (row.Text("code"), institutions.GetValueOrDefault(row.Text("institution")));
        InstitutionCheck.Standing(row, "institution", place, context);
        if (place is not { Kind: InstitutionKind.Pharmacy } || row.Text("kind") != "pharmacist")
        {
            // The codes of pharmacists in retail shops have another form, which is not known for sure.
            row.CheckCode("code", row.Text("kind"));
        }

        if (code.Length > 0 && !context.IsFirst(code))
        {
            row.Find("code", "twice");
        }

        var found = known.GetValueOrDefault(code);
        if (found is not null && (found.Name != row.Text("name") || found.Kind != row.Text("kind")))
        {
            row.Find("name", "named");
        }

        if (!row.IsGood)
        {
            return new(row, code);
        }

        var person = found ?? new Practitioner
        {
            PractitionerId = context.NextId(),
            Code = code,
            Name = row.Text("name"),
            Kind = row.Text("kind"),
        };
        var next = Practice(row, person.PractitionerId, place!.InstId, context);
        return Planning.Of(
            row,
            code,
            person.PractitionerId,
            found is null ? [person] : [],
            context.Place(row, practices[person.PractitionerId].Where(one => one.InstId == next.InstId), next));
    }

    private static Practice Practice(RowValues row, Guid person, Guid inst, PlanContext context) => new()
    {
        PractitionerId = person,
        InstId = inst,
        FactId = context.NextId(),
        ValidFrom = row.From,
        ValidTo = row.To,
        Source = context.Source,
        Title = row.Text("title"),
        Department = row.Maybe("department"),
        Qualification = row.Maybe("qualification"),
        IndependentPracticeSince = row.Day("practiceSince"),
        Consent = row.Flag("consent"),
        SigningKey = row.Maybe("signingKey"),
    };
}
