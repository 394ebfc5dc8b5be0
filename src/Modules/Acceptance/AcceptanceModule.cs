using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Acceptance.Area;
using Mingsuan.Acceptance.Desk;
using Mingsuan.Acceptance.Runs;
using Mingsuan.Acceptance.Scenarios;
using Mingsuan.Contracts.Acceptance;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Trail;
using Mingsuan.Workbench;

namespace Mingsuan.Acceptance;

/// <summary>
/// 验收 — an institution's system plays a published scenario set against a test area of the national interface; the
/// platform judges each step and issues a signed report. (楚医保规〔2022〕3号 第二十二条（一）)
/// </summary>
public static class AcceptanceModule
{
    /// <summary>The test area's address, under which the gateway is mapped a second time.</summary>
    public const string AreaAddress = TestAreaDoor.Address;

    /// <summary>Where the entity maps are.</summary>
    public static Assembly Assembly => typeof(AcceptanceModule).Assembly;

    /// <summary>Tables whose every row the trail must commit to; calls are proven by their run's report.</summary>
    public static IReadOnlyList<ProvenTable> Proven { get; } =
    [
        Platform.Trail.Proven.ByInstitution<AcceptanceRun>(row => row.InstId),
        Platform.Trail.Proven.ByInstitution<AcceptanceEvidence>(row => row.InstId),
    ];

    /// <summary>Adds the runs and their judgement over the scenario set of a folder.</summary>
    public static IServiceCollection AddAcceptance(this IServiceCollection services, DirectoryInfo samples)
    {
        services.AddSingleton(_ => ScenarioSet.Read(Bytes(samples, ScenarioSet.File)));
        services.AddSingleton(_ => FixtureSet.Read(Bytes(samples, FixtureSet.File)));
        services.AddSingleton<Faults>();
        services.AddSingleton<TestAreaDoor>();
        services.AddSingleton<ReportSigning>();
        services.AddSingleton<Hearing>();
        services.AddScoped<RunTrail>();
        services.AddScoped<RunBook>();
        services.AddHostedService<CallSweep>();
        services.AddScoped<RunDecisions>();
        services.AddScoped<IAcceptanceReports, AcceptanceReports>();
        services.AddScoped<RunTelling>();
        services.AddScoped<IDeskInbox, AcceptanceInbox>();
        services.AddSingleton(new DeskWay(StaffRoles.Hospital, "/hospital/acceptance", 40));
        services.AddSingleton(new DeskWay(StaffRoles.Agency, "/agency/acceptance", 40));
        foreach (var table in Proven)
        {
            services.AddSingleton(table);
        }

        return services;
    }

    /// <summary>Stands before the gateway on the test area's address.</summary>
    public static IApplicationBuilder UseTestArea(this IApplicationBuilder app) => app.UseWhen(
        context => context.Request.Path.StartsWithSegments(TestAreaDoor.Address, StringComparison.Ordinal),
        branch => branch.Use((context, next) =>
            context.RequestServices.GetRequiredService<TestAreaDoor>().PassAsync(context, next)));

    /// <summary>Maps what institutions, the agency and anyone who checks a report may ask.</summary>
    public static void MapAcceptanceApi(this IEndpointRouteBuilder routes)
    {
        HospitalApi.Map(routes);
        AgencyApi.Map(routes);
        ReportApi.Map(routes);
        RunForms.Map(routes);
    }

    /// <summary>Whether a report file holds under a key.</summary>
    public static bool Holds(string file, Sm2PublicKey key) => ReportSigning.Holds(Hearing.Tree(file), key);

    /// <summary>The key that a platform's reports are signed with.</summary>
    public static Sm2PublicKey ReportKey(PlatformKeys keys) => new ReportSigning(keys).Public;

    private static byte[] Bytes(DirectoryInfo folder, string name) =>
        File.ReadAllBytes(Path.Combine(folder.FullName, name));
}
