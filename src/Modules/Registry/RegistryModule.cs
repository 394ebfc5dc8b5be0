using System.Linq.Expressions;
using System.Reflection;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;
using Mingsuan.Registry.Access;
using Mingsuan.Registry.Catalogue;
using Mingsuan.Registry.Desk;
using Mingsuan.Registry.Dictionaries;
using Mingsuan.Registry.Eligibility;
using Mingsuan.Registry.Exporting;
using Mingsuan.Registry.Facts;
using Mingsuan.Registry.Filings;
using Mingsuan.Registry.Importing;
using Mingsuan.Registry.Importing.Rows;
using Mingsuan.Registry.Institutions;
using Mingsuan.Registry.Mappings;
using Mingsuan.Registry.Pages;
using Mingsuan.Registry.Persons;
using Mingsuan.Registry.Practitioners;
using Mingsuan.Registry.PublicRegister;
using Mingsuan.Registry.Samples;
using Mingsuan.Registry.SignIns;
using Mingsuan.Registry.Training;
using Mingsuan.Workbench;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Registry;

/// <summary>基础信息 — institutions, practitioners, insured persons and the catalogue, with their dated history.</summary>
public static class RegistryModule
{
    /// <summary>Where the entity maps are.</summary>
    public static Assembly Assembly => typeof(RegistryModule).Assembly;

    /// <summary>Tables whose every row the trail must commit to: what was filed gives rights.</summary>
    public static IReadOnlyList<ProvenTable> Proven { get; } =
    [
        Platform.Trail.Proven.ByPerson<DiseaseFiling>(row => row.PersonId),
        Platform.Trail.Proven.ByPerson<ChoiceFiling>(row => row.PersonId),
        Insured<Enrolment>(),
        Insured<Entitlement>(),
        Insured<DiseaseRegistration>(),
        Platform.Trail.Proven.ByInstitution<CatalogueMapping>(row => row.InstId),
        Entered<InstitutionStanding>(row => row.InstId),
        Entered<InstitutionProfile>(row => row.InstId),
        Entered<Designation>(row => row.InstId),
        Entered<Licence>(row => row.InstId),
        Entered<DeliveryEnterprise>(row => row.EnterpriseId),
        Entered<Practice>(row => row.PractitionerId),
        Platform.Trail.Proven.ByInstitution<EligibilityEvent>(
            row => row.PractitionerId, row => row.By != EligibilityEvent.Stock),
        Platform.Trail.Proven.ByInstitution<RegistryImport>(row => row.InstId),
        Platform.Trail.Proven.ByInstitution<RegistryExport>(row => row.InstId),
        Platform.Trail.Proven.ByInstitution<TrainingRecord>(row => row.InstId),
    ];

    /// <summary>Adds the questions it answers and the transactions it owns.</summary>
    public static IServiceCollection AddRegistry(this IServiceCollection services)
    {
        services.AddScoped<IInstitutionDirectory, InstitutionDirectory>();
        services.AddScoped<IPersonDirectory, PersonDirectory>();
        services.AddScoped<IPractitionerDirectory, PractitionerDirectory>();
        services.AddScoped<ICatalogue, CatalogueDirectory>();
        services.AddScoped<IInstitutionAccess, AccessDirectory>();
        services.AddScoped<AccessImport>();
        services.AddScoped<IInfno, SigningIn>();
        services.AddScoped<IInfno, SigningOut>();
        services.AddScoped<IInfno, QueryPerson>();
        services.AddScoped<IInfno, QueryInstitution>();
        services.AddScoped<IInfno, CheckEntitlement>();
        services.AddScoped<IInfno, QueryDictionary>();
        AddRegister(services);
        AddFilings(services);
        foreach (var table in Proven)
        {
            services.AddSingleton(table);
        }

        return services;
    }

    /// <summary>Maps the register's questions for the agency and for institutions, and its pages' forms.</summary>
    public static void MapRegistryApi(this IEndpointRouteBuilder routes)
    {
        var agency = routes.MapDesk("/api/v1/agency", StaffRoles.Agency);
        ImportsApi.Map(agency);
        SanctionsApi.Map(agency);
        RegistryExportsApi.Map(agency);
        HospitalApi.Map(routes.MapDesk("/api/v1/hospital", StaffRoles.Hospital), agency);
        RegistryForms.Map(routes);
    }

    /// <summary>
    /// Loads the sample rows of a directory into an empty registry; does nothing when there are rows already.
    /// </summary>
    public static Task SeedAsync(
        MingsuanDb db, IServiceProvider services, DirectoryInfo samples, DateOnly today, CancellationToken ct) =>
        Samples(db, services, samples, today, "sample").SeedAsync(ct);

    /// <summary>
    /// Loads an operator's files of the same form into an empty registry; false when it is not empty.
    /// </summary>
    public static async Task<bool> ImportAsync(
        MingsuanDb db, IServiceProvider services, DirectoryInfo files, DateOnly today, CancellationToken ct)
    {
        if (await db.Set<Institution>().AnyAsync(ct))
        {
            return false;
        }

        await Samples(db, services, files, today, "import").SeedAsync(ct);
        return true;
    }

    /// <summary>Adds the rows of a directory to a registry that may hold others; nothing of theirs changes.</summary>
    public static Task AddAsync(
        MingsuanDb db,
        IServiceProvider services,
        DirectoryInfo files,
        DateOnly today,
        string source,
        CancellationToken ct) =>
        Samples(db, services, files, today, source).AddAsync(ct);

    /// <summary>
    /// 接入设置 — sets how institutions sign, encipher and are answered, as a file says; gives a line for each, without
    /// secrets. Throws <see cref="InvalidDataException"/> when the file cannot be, and then sets nothing.
    /// </summary>
    public static Task<IReadOnlyList<string>> SetAccessAsync(
        IServiceProvider scope, string file, CancellationToken ct) =>
        scope.GetRequiredService<AccessImport>().RunAsync(file, ct);

    private static RegistrySamples Samples(
        MingsuanDb db, IServiceProvider services, DirectoryInfo files, DateOnly today, string source) => new(
        db,
        services.GetRequiredService<TrailWriter>(),
        TrailTime.Of(services.GetRequiredService<TimeProvider>().GetUtcNow()),
        files,
        today,
        source);

    /// <summary>Facts that were entered or withdrawn since the register began with its stock.</summary>
    private static ProvenTable Entered<T>(Expression<Func<T, Guid>> chain)
        where T : DatedFact =>
        Platform.Trail.Proven.ByInstitution(chain, row => row.RecordedAt != null || row.WithdrawnAt != null);

    /// <summary>What is said of insured persons; only rows of before the trail have no time of entry.</summary>
    private static ProvenTable Insured<T>()
        where T : InsuredFact =>
        Platform.Trail.Proven.ByPerson<T>(row => row.PersonId, row => row.RecordedAt != null);

    /// <summary>
    /// Dated facts, their import and export, eligibility, training, and what everybody may know of it.
    /// </summary>
    private static void AddRegister(IServiceCollection services)
    {
        services.AddScoped<IDispensingDirectory, DispensingDirectory>();
        services.AddScoped<IPublicRegister, PublicDirectory>();
        services.AddSingleton(PointsLimits.Shipped);
        services.AddScoped<EligibilityBook>();
        services.AddScoped<SanctionDesk>();
        services.AddScoped<RegisterWriter>();
        services.AddScoped<IRowReader>(_ => new InstitutionRows(InstitutionKind.Hospital));
        services.AddScoped<IRowReader>(_ => new InstitutionRows(InstitutionKind.Pharmacy));
        services.AddScoped<IRowReader, LicenceRows>();
        services.AddScoped<IRowReader, PractitionerRows>();
        services.AddScoped<IRowReader, DeliveryRows>();
        services.AddScoped<IRowReader, InsuredRows>();
        services.AddScoped<ImportPlanner>();
        services.AddScoped<ImportPreviews>();
        services.AddScoped<ImportPen>();
        services.AddScoped<ImportBook>();
        services.AddScoped<UploadShelf>();
        services.AddHostedService<UploadSweep>();
        services.AddScoped<Corrections>();
        services.AddScoped<RegisterHistory>();
        services.AddScoped<RegistryExportBook>();
        services.AddScoped<RegistryExportFile>();
        services.AddScoped<TrainingBook>();
        services.AddScoped<PractitionerReach>();
        services.AddSingleton(new DeskWay(StaffRoles.Agency, "/agency/registry", 50));
        services.AddSingleton(new DeskWay(StaffRoles.Agency, "/agency/registry/import", 51));
        services.AddSingleton(new DeskWay(StaffRoles.Agency, "/agency/registry/exports", 52));
        services.AddSingleton(new DeskWay(StaffRoles.Bureau, "/agency/registry", 50));
        services.AddSingleton(new DeskWay(StaffRoles.Hospital, "/hospital/people", 40));
        services.AddSingleton(new DeskWay(StaffRoles.Hospital, "/hospital/training", 41));
    }

    private static void AddFilings(IServiceCollection services)
    {
        services.AddScoped<ICatalogueMappings, CatalogueMappings>();
        services.AddScoped<FilingDesk>();
        services.AddScoped<MappingTrail>();
        services.AddScoped<IInfno, FileDisease>();
        services.AddScoped<IInfno, WithdrawDisease>();
        services.AddScoped<IInfno, FileChoice>();
        services.AddScoped<IInfno, WithdrawChoice>();
        services.AddScoped<IInfno, QueryDiseases>();
        services.AddScoped<IInfno, QueryChoices>();
        services.AddScoped<IInfno, UploadMapping>();
        services.AddScoped<IInfno, WithdrawMapping>();
    }
}
