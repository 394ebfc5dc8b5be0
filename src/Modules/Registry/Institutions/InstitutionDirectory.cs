using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Registry.Institutions;

internal sealed class InstitutionDirectory(Session session) : IInstitutionDirectory
{
    // A few rows of each kind at most: one statement is cheaper than four.
    private static readonly CompiledRead<Func<MingsuanDb, string, CancellationToken, Task<Institution?>>> ByCode = new(
        () => EF.CompileAsyncQuery((MingsuanDb db, string code, CancellationToken _) => db.Set<Institution>()
            .AsNoTracking().AsSingleQuery()
            .Include(row => row.Standings).Include(row => row.Licences)
            .SingleOrDefault(row => row.Code == code)));

    private static readonly CompiledRead<Func<MingsuanDb, Guid, CancellationToken, Task<Institution?>>> ById = new(
        () => EF.CompileAsyncQuery((MingsuanDb db, Guid id, CancellationToken _) => db.Set<Institution>()
            .AsNoTracking().AsSingleQuery()
            .Include(row => row.Standings).Include(row => row.Licences)
            .SingleOrDefault(row => row.InstId == id)));

    private static readonly CompiledRead<
        Func<MingsuanDb, Guid, Guid, IAsyncEnumerable<Designation>>> Designations = new(
        () => EF.CompileAsyncQuery((MingsuanDb db, Guid own, Guid physical) => db.Set<Designation>()
            .AsNoTracking().Where(row => row.InstId == own || row.InstId == physical)));

    private static readonly string[] WorstFirst = ["revoked", "none", "suspended", "designated"];

    // One request asks for its institution by code, then by id, for more than one day: it is read once.
    private Institution? last;

    public async Task<InstitutionFacts?> FindAsync(string code, DateOnly on, CancellationToken ct)
    {
        last = last?.Code == code ? last : await ByCode.For(session.Db)(session.Db, code, ct);
        return Facts(last, on);
    }

    public async Task<InstitutionFacts?> FindAsync(InstitutionId id, DateOnly on, CancellationToken ct)
    {
        last = last?.InstId == id.Value ? last : await ById.For(session.Db)(session.Db, id.Value, ct);
        return Facts(last, on);
    }

    public async Task<string?> DesignationAsync(InstitutionFacts institution, DateOnly on, CancellationToken ct)
    {
        var physical = (institution.PhysicalInstitution ?? institution.Id).Value;
        var rows = await Designations.For(session.Db)(session.Db, institution.Id.Value, physical).ToListAsync(ct);
        var known = rows.Where(row => row.Stands()).ToLookup(row => row.InstId);
        return known
            .Select(course => course.SingleOrDefault(row => row.Holds(on))?.State switch
            {
                DesignationState.Designated => "designated",
                DesignationState.Suspended => "suspended",
                DesignationState.Revoked => "revoked",
                _ => "none",
            })
            .MinBy(word => Array.IndexOf(WorstFirst, word));
    }

    public async Task<IReadOnlyList<InstitutionFacts>> ListAsync(DateOnly on, CancellationToken ct)
    {
        var rows = await session.Db.Set<Institution>().AsNoTracking().AsSingleQuery()
            .Include(row => row.Standings).Include(row => row.Licences)
            .OrderBy(row => row.Code).ToListAsync(ct);
        return rows.Select(row => Facts(row, on)).OfType<InstitutionFacts>().ToList();
    }

    private static InstitutionFacts? Facts(Institution? row, DateOnly on)
    {
        var standing = row?.Standings.SingleOrDefault(fact => fact.Holds(on));
        return row is null || standing is null ? null : new InstitutionFacts
        {
            Id = new(row.InstId),
            Code = row.Code,
            Name = row.Name,
            Uscc = row.Uscc,
            Kind = row.Kind,
            Admdvs = standing.Admdvs,
            Level = standing.Level,
            Grade = standing.Grade,
            Ownership = standing.Ownership,
            BusinessNature = standing.BusinessNature,
            InternetHospital = standing.InternetHospital,
            ChronicPharmacy = standing.ChronicPharmacy,
            Evidence = standing.Evidence,
            PhysicalInstitution = standing.PhysicalInstId is { } physical ? new(physical) : null,
            Licences = row.Licences.Where(licence => licence.Stands()).OrderBy(licence => licence.ValidFrom)
                .Select(licence => new LicenceFacts(
                    licence.Kind, new(licence.ValidFrom, licence.ValidTo, licence.Source))
                {
                    Number = licence.Number,
                    Issuer = licence.Issuer,
                })
                .ToList(),
            Span = new(standing.ValidFrom, standing.ValidTo, standing.Source),
        };
    }
}
