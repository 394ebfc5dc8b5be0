using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Persistence;
using Mingsuan.Registry.Facts;
using Mingsuan.Registry.Institutions;

namespace Mingsuan.Registry.Importing.Rows;

/// <summary>医疗机构与药店的行 — standing, designation and what is published, over the same days.</summary>
internal sealed class InstitutionRows(InstitutionKind of) : IRowReader
{
    public string Kind => of == InstitutionKind.Hospital ? "institutions" : "pharmacies";

    public async Task<IReadOnlyList<RowPlan>> PlanAsync(
        MingsuanDb db, IReadOnlyList<RowValues> rows, PlanContext context, CancellationToken ct)
    {
        var codes = rows.SelectMany(row => new[] { row.Text("code"), row.Text("physical") }).Distinct().ToArray();
        var known = await db.Set<Institution>().AsNoTracking().AsSplitQuery().Include(one => one.Standings)
            .Where(one => codes.Contains(one.Code)).ToDictionaryAsync(one => one.Code, ct);
        var ids = known.Values.Select(one => one.InstId).ToArray();
        var profiles = (await db.Set<InstitutionProfile>().AsNoTracking()
            .Where(one => ids.Contains(one.InstId)).ToListAsync(ct)).ToLookup(one => one.InstId);
        var designations = (await db.Set<Designation>().AsNoTracking()
            .Where(one => ids.Contains(one.InstId)).ToListAsync(ct)).ToLookup(one => one.InstId);
        return [.. rows.Select(row => Plan(row, known, profiles, designations, context))];
    }

    private RowPlan Plan(
        RowValues row,
        Dictionary<string, Institution> known,
        ILookup<Guid, InstitutionProfile> profiles,
        ILookup<Guid, Designation> designations,
        PlanContext context)
    {
        var code = row.Text("code");
        Check(row, context);
        var physical = Physical(row, known, context);
        var found = known.GetValueOrDefault(code);
        if (found is not null
            && found.Standings.Exists(one => one.Meets(row.From, row.To) && !context.Covers(one.Admdvs)))
        {
            row.Find("code", "scope");
        }

        if (found is not null && (found.Name != row.Text("name") || found.Uscc != row.Text("uscc") || found.Kind != of))
        {
            row.Find("name", "named");
        }

        if (!row.IsGood)
        {
            return new(row, code);
        }

        var inst = found?.InstId ?? context.NextId();
        return Planning.Of(
            row,
            code,
            inst,
            found is null ? [Named(row, inst)] : [],
            context.Place(row, found?.Standings ?? [], Standing(row, inst, physical, context)),
            context.Place(row, profiles[inst], Profile(row, inst, context)),
            context.Place(row, designations[inst], Designated(row, inst, context)));
    }

    private void Check(RowValues row, PlanContext context)
    {
        if (row.Text("ownership") == "public" && row.Text("nature") == "forProfit")
        {
            row.Find("nature", "nature");
        }

        if (row.Maybe("admdvs") is { } area && !context.Covers(area))
        {
            row.Find("admdvs", "scope");
        }

        if (row.Maybe("code") is { } code && !context.IsFirst(code))
        {
            row.Find("code", "twice");
        }
    }

    /// <summary>An internet hospital depends on a physical institution that stands on its first day.</summary>
    private static Guid? Physical(RowValues row, Dictionary<string, Institution> known, PlanContext context)
    {
        if (row.Maybe("physical") is not { } code)
        {
            if (row.Flag("internet"))
            {
                row.Find("physical", "physical-missing");
            }

            return null;
        }

        var standing = known.GetValueOrDefault(code)?.Standings.FirstOrDefault(one => one.Holds(row.From));
        if (standing is null or { InternetHospital: true })
        {
            row.Find("physical", "physical-unknown");
        }
        else if (!context.Covers(standing.Admdvs))
        {
            row.Find("physical", "scope");
        }

        return standing?.InstId;
    }

    private Institution Named(RowValues row, Guid inst) => new()
    {
        InstId = inst,
        Code = row.Text("code"),
        Name = row.Text("name"),
        Uscc = row.Text("uscc"),
        Kind = of,
    };

    private InstitutionStanding Standing(RowValues row, Guid inst, Guid? physical, PlanContext context)
    {
        var pharmacy = of == InstitutionKind.Pharmacy;
        return new()
        {
            InstId = inst,
            FactId = context.NextId(),
            ValidFrom = row.From,
            ValidTo = row.To,
            Source = context.Source,
            Admdvs = row.Text("admdvs"),
            Level = pharmacy ? "unrated" : row.Text("level"),
            Grade = row.Maybe("grade"),
            Ownership = pharmacy ? "private" : row.Text("ownership"),
            BusinessNature = pharmacy ? "forProfit" : row.Text("nature"),
            InternetHospital = row.Flag("internet"),
            ChronicPharmacy = row.Flag("chronic"),
            Evidence = row.Text("evidence") == "strict" ? EvidenceSetting.Strict : EvidenceSetting.Declared,
            PhysicalInstId = physical,
        };
    }

    private static InstitutionProfile Profile(RowValues row, Guid inst, PlanContext context) => new()
    {
        InstId = inst,
        FactId = context.NextId(),
        ValidFrom = row.From,
        ValidTo = row.To,
        Source = context.Source,
        Address = row.Maybe("address"),
        Phone = row.Maybe("phone"),
        Departments = row.Maybe("departments"),
    };

    private static Designation Designated(RowValues row, Guid inst, PlanContext context) => new()
    {
        InstId = inst,
        FactId = context.NextId(),
        ValidFrom = row.From,
        ValidTo = row.To,
        Source = context.Source,
        State = Enum.Parse<DesignationState>(row.Text("designation"), ignoreCase: true),
    };
}
