using System.Reflection;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Agreements.Api;
using Mingsuan.Agreements.Appraising;
using Mingsuan.Agreements.Books;
using Mingsuan.Agreements.Pages;
using Mingsuan.Agreements.Rows;
using Mingsuan.Agreements.Samples;
using Mingsuan.Agreements.Signing;
using Mingsuan.Agreements.Terms;
using Mingsuan.Contracts.Agreements;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;
using Mingsuan.Workbench;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Agreements;

/// <summary>协议管理 — apply, review, rebuild, acceptance, sign, in force; cascades; appraisal.</summary>
public static class AgreementsModule
{
    /// <summary>Where the entity maps are.</summary>
    public static Assembly Assembly => typeof(AgreementsModule).Assembly;

    /// <summary>Tables whose every row the trail must commit to.</summary>
    public static IReadOnlyList<ProvenTable> Proven { get; } =
    [
        Platform.Trail.Proven.ByInstitution<AgreementEventRow>(row => row.InstId),
        Platform.Trail.Proven.ByInstitution<ApplicationRow>(row => row.InstId),
        Platform.Trail.Proven.ByInstitution<AgreementStanding>(row => row.InstId),
        Platform.Trail.Proven.ByInstitution<AppraisalRow>(row => row.InstId),
    ];

    /// <summary>Adds the question it answers and the desks of its operations.</summary>
    public static IServiceCollection AddAgreements(this IServiceCollection services)
    {
        services.AddSingleton(TermsBook.Shipped());
        services.AddScoped<IAgreementBook, AgreementBook>();
        services.AddScoped<LifeStore>();
        services.AddScoped<LifeDesk>();
        services.AddScoped<SigningDesk>();
        services.AddScoped<PaperDesk>();
        services.AddScoped<ApplicationDesk>();
        services.AddScoped<AgreementDesk>();
        services.AddScoped<AppraisalBook>();
        services.AddScoped<Inbox>();
        services.AddSingleton(new DeskWay(StaffRoles.Agency, "/agency/agreements", 40));
        services.AddSingleton(new DeskWay(StaffRoles.Agency, "/agency/appraisal", 42));
        services.AddSingleton(new DeskWay(StaffRoles.Hospital, "/hospital/agreements", 10));
        services.AddScoped<IDeskInbox>(provider => provider.GetRequiredService<Inbox>());
        foreach (var table in Proven)
        {
            services.AddSingleton(table);
        }

        return services;
    }

    /// <summary>Maps both sides' questions under <c>/api/v1</c>, and the forms of their pages.</summary>
    public static void MapAgreementsApi(this IEndpointRouteBuilder routes)
    {
        var agency = routes.MapDesk("/api/v1/agency", StaffRoles.Agency);
        AgencyApplicationsApi.Map(agency);
        AgencyAgreementsApi.Map(agency);
        AppraisalsApi.Map(agency);
        HospitalApi.Map(routes.MapDesk("/api/v1/hospital", StaffRoles.Hospital));
        AgreementForms.Map(routes);
        AppraisalForms.Map(routes);
    }

    /// <summary>Loads the agreements of a directory's sample institutions when there are none yet.</summary>
    public static Task SeedAsync(
        MingsuanDb db, IServiceProvider services, DirectoryInfo samples, CancellationToken ct) =>
        Import(db, services).RunAsync(samples, "sample", ct);

    /// <summary>Loads the agreements of an operator's files of the same form.</summary>
    public static Task ImportAsync(
        MingsuanDb db, IServiceProvider services, DirectoryInfo files, CancellationToken ct) =>
        Import(db, services).RunAsync(files, "import", ct);

    /// <summary>Adds the agreements of new institutions beside those that are there.</summary>
    public static Task AddAsync(
        MingsuanDb db, IServiceProvider services, DirectoryInfo files, CancellationToken ct) =>
        Import(db, services).AddAsync(files, "added", ct);

    private static AgreementImport Import(MingsuanDb db, IServiceProvider services) => new(
        db,
        services.GetRequiredService<LifeStore>(),
        services.GetRequiredService<IdSource>(),
        services.GetRequiredService<TimeProvider>());
}
