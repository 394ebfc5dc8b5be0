using System.Reflection;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Contracts.PublicService;
using Mingsuan.Platform.Trail;
using Mingsuan.PublicService.Api;
using Mingsuan.PublicService.Consulting;
using Mingsuan.PublicService.Duties;
using Mingsuan.PublicService.Pages;
using Mingsuan.PublicService.Publishing;
using Mingsuan.PublicService.Rows;
using Mingsuan.PublicService.Samples;
using Mingsuan.Workbench;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.PublicService;

/// <summary>
/// 公共服务 — announcements, answers on policy with their clauses, consultations of the public, and who is on duty to
/// answer. (JS-3-1, GJ-6, SD-J5, SD-P5)
/// </summary>
public static class PublicServiceModule
{
    /// <summary>Where the entity maps are.</summary>
    public static Assembly Assembly => typeof(PublicServiceModule).Assembly;

    /// <summary>
    /// Tables whose every row the trail must commit to; what an asker wrote of himself is not among them, so that it
    /// can be erased.
    /// </summary>
    public static IReadOnlyList<ProvenTable> Proven { get; } =
    [
        Platform.Trail.Proven.ByRegion<Publication>(row => row.Area),
        Platform.Trail.Proven.ByRegion<PublicationClause>(row => row.Area),
        Platform.Trail.Proven.ByInstitution<Consultation>(row => row.InstId),
        Platform.Trail.Proven.ByInstitution<ConsultationAsker>(row => row.InstId),
        Platform.Trail.Proven.ByInstitution<Duty>(row => row.InstId),
    ];

    /// <summary>Adds its books and desks.</summary>
    public static IServiceCollection AddPublicService(this IServiceCollection services)
    {
        services.AddScoped<PublicationBook>();
        services.AddScoped<ConsultationBook>();
        services.AddScoped<IConsultationRegister, ConsultationRegister>();
        services.AddScoped<DutyBook>();
        services.AddScoped<PublicDesk>();
        services.AddScoped<ServiceSamples>();
        services.AddScoped<PublicReading>();
        services.AddSingleton<PublicBrake>();
        services.AddScoped<IDeskInbox, ServiceInbox>();
        services.AddSingleton(new DeskWay(StaffRoles.Agency, "/agency/publications", 80));
        services.AddSingleton(new DeskWay(StaffRoles.Agency, "/agency/consultations", 81));
        services.AddSingleton(new DeskWay(StaffRoles.Agency, "/agency/duties", 82));
        services.AddSingleton(new DeskWay(StaffRoles.Bureau, "/bureau/publications", 80));
        services.AddSingleton(new DeskWay(StaffRoles.Hospital, "/hospital/duties", 82));
        foreach (var role in StaffRoles.AtHospital.Split(','))
        {
            services.AddSingleton(new DeskWay(role, "/hospital/consultations", 81));
        }

        foreach (var table in Proven)
        {
            services.AddSingleton(table);
        }

        return services;
    }

    /// <summary>
    /// Publishes, asks, answers and enters what a directory's sample file says, by the same operations as people do:
    /// texts when there are none yet, duties for the week that begins today.
    /// </summary>
    public static Task SeedAsync(IServiceProvider services, DirectoryInfo samples, CancellationToken ct) =>
        services.GetRequiredService<ServiceSamples>().SeedAsync(samples, ct);

    /// <summary>Maps what the public and the staff ask, and the forms of their pages.</summary>
    public static void MapPublicServiceApi(this IEndpointRouteBuilder routes)
    {
        PublicApi.Map(routes);
        var agency = routes.MapDesk("/api/v1/agency", StaffRoles.Agency);
        DeskApi.MapPublishing(agency);
        DeskApi.MapConsulting(agency);
        DeskApi.MapOverseeing(agency);
        DeskApi.MapPublishing(routes.MapDesk("/api/v1/bureau", StaffRoles.Bureau));
        var hospital = routes.MapDesk("/api/v1/hospital", StaffRoles.AtHospital.Split(','));
        DeskApi.MapConsulting(hospital);
        DeskApi.MapDuties(hospital);
        ServiceForms.Map(routes);
    }
}
