using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Contracts.Visits;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Platform.Trail;
using Mingsuan.Visits.Book;
using Mingsuan.Visits.Diagnosing;
using Mingsuan.Visits.Opening;
using Mingsuan.Visits.Querying;
using Mingsuan.Visits.Samples;

namespace Mingsuan.Visits;

/// <summary>
/// 诊疗 — visits online and offline: real name, channel, diagnosis, and the proof of earlier offline visits.
/// </summary>
public static class VisitsModule
{
    /// <summary>Where the entity maps are.</summary>
    public static Assembly Assembly => typeof(VisitsModule).Assembly;

    /// <summary>Tables whose every row the trail must commit to.</summary>
    public static IReadOnlyList<ProvenTable> Proven { get; } =
        [Platform.Trail.Proven.ByPerson<MedicalRecord>(row => row.PersonId)];

    /// <summary>Adds the questions it answers and the transactions it owns.</summary>
    public static IServiceCollection AddVisits(this IServiceCollection services)
    {
        services.AddScoped<IVisitBook, VisitBook>();
        services.AddScoped<IVisitHistory, VisitHistory>();
        services.AddScoped<IVisitRecords, VisitRecords>();
        services.AddScoped<IPatients, Patients>();
        services.AddScoped<RecordKeeper>();
        services.AddScoped<IInfno, OpenVisit>();
        services.AddScoped<IInfno, CancelVisit>();
        services.AddScoped<IInfno, UploadVisit>();
        services.AddScoped<IInfno, UploadVisitWithMaternity>();
        services.AddScoped<IInfno, QueryVisits>();
        services.AddScoped<IInfno, QueryDiagnoses>();
        foreach (var table in Proven)
        {
            services.AddSingleton(table);
        }

        return services;
    }

    /// <summary>Gives each sample person the last offline visit that the samples tell of.</summary>
    public static Task SeedAsync(
        MingsuanDb db, IServiceProvider services, DirectoryInfo samples, DateOnly today, CancellationToken ct) =>
        new VisitSamples(db, samples, today, services.GetRequiredService<IdSource>()).SeedAsync(
            services.GetRequiredService<IInstitutionDirectory>(),
            services.GetRequiredService<IPractitionerDirectory>(),
            ct);
}
