using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Persistence;
using Mingsuan.Registry.Catalogue;
using Mingsuan.Registry.Institutions;
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

    /// <summary>Adds the questions it answers and the transactions it owns.</summary>
    public static IServiceCollection AddRegistry(this IServiceCollection services)
    {
        services.AddScoped<IInstitutionDirectory, InstitutionDirectory>();
        services.AddScoped<IPersonDirectory, PersonDirectory>();
        services.AddScoped<IPractitionerDirectory, PractitionerDirectory>();
        services.AddScoped<ICatalogue, CatalogueDirectory>();
        services.AddScoped<IInfno, SigningIn>();
        services.AddScoped<IInfno, SigningOut>();
        services.AddScoped<IInfno, QueryPerson>();
        services.AddScoped<IInfno, QueryInstitution>();
        services.AddScoped<IInfno, CheckEntitlement>();
        return services;
    }

    /// <summary>
    /// Loads the sample rows of a directory into an empty registry; does nothing when there are rows already.
    /// </summary>
    public static Task SeedAsync(MingsuanDb db, DirectoryInfo samples, DateOnly today, CancellationToken ct) =>
        new RegistrySamples(db, samples, today).SeedAsync(ct);
}
