using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;
using Mingsuan.Registry.Access;
using Mingsuan.Registry.Catalogue;
using Mingsuan.Registry.Dictionaries;
using Mingsuan.Registry.Filings;
using Mingsuan.Registry.Institutions;
using Mingsuan.Registry.Mappings;
using Mingsuan.Registry.Persons;
using Mingsuan.Registry.Practitioners;
using Mingsuan.Registry.Samples;
using Mingsuan.Registry.SignIns;

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
        Platform.Trail.Proven.ByInstitution<CatalogueMapping>(row => row.InstId),
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
        AddFilings(services);
        foreach (var table in Proven)
        {
            services.AddSingleton(table);
        }

        return services;
    }

    /// <summary>
    /// Loads the sample rows of a directory into an empty registry; does nothing when there are rows already.
    /// </summary>
    public static Task SeedAsync(MingsuanDb db, DirectoryInfo samples, DateOnly today, CancellationToken ct) =>
        new RegistrySamples(db, samples, today, "sample").SeedAsync(ct);

    /// <summary>
    /// Loads an operator's files of the same form into an empty registry; false when it is not empty.
    /// </summary>
    public static async Task<bool> ImportAsync(
        MingsuanDb db, DirectoryInfo files, DateOnly today, CancellationToken ct)
    {
        if (await db.Set<Institution>().AnyAsync(ct))
        {
            return false;
        }

        await new RegistrySamples(db, files, today, "import").SeedAsync(ct);
        return true;
    }

    /// <summary>Adds the rows of a directory to a registry that may hold others; nothing of theirs changes.</summary>
    public static Task AddAsync(
        MingsuanDb db, DirectoryInfo files, DateOnly today, string source, CancellationToken ct) =>
        new RegistrySamples(db, files, today, source).AddAsync(ct);

    /// <summary>
    /// 接入设置 — sets how institutions sign, encipher and are answered, as a file says; gives a line for each, without
    /// secrets. Throws <see cref="InvalidDataException"/> when the file cannot be, and then sets nothing.
    /// </summary>
    public static Task<IReadOnlyList<string>> SetAccessAsync(
        IServiceProvider scope, string file, CancellationToken ct) =>
        scope.GetRequiredService<AccessImport>().RunAsync(file, ct);

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
