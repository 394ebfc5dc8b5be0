using System.Reflection;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Mingsuan.Contracts.Registry;
using Mingsuan.Patient.Api;
using Mingsuan.Patient.ECertificate;
using Mingsuan.Patient.Records;
using Mingsuan.Patient.SigningIn;

namespace Mingsuan.Patient;

/// <summary>个人服务 — sign-in with the e-certificate, and a person's own records on the phone. (ADR 0027)</summary>
public static class PatientModule
{
    /// <summary>Where the pages are.</summary>
    public static Assembly Assembly => typeof(PatientModule).Assembly;

    /// <summary>Adds the e-certificate's client, found by its file among the keys, and what a patient reads.</summary>
    public static IServiceCollection AddPatient(this IServiceCollection services, DirectoryInfo keys)
    {
        services.AddSingleton(own => new CertificateFile(
            keys, own.GetRequiredService<ILogger<CertificateFile>>()));
        services.AddSingleton<CertificateClient>();
        services.AddSingleton<IPresentedTokens, PresentedTokens>();
        services.AddScoped<CertificateIdentity>();
        services.AddScoped<PatientDesk>();
        services.AddScoped<PlaceNames>();
        services.AddScoped<PatientRecords>();
        services.AddScoped<ReleaseDesk>();
        return services;
    }

    /// <summary>Adds the patient's session beside the staff's.</summary>
    public static IServiceCollection AddPatientSession(this IServiceCollection services)
    {
        PatientSession.Add(services);
        return services;
    }

    /// <summary>Maps the sign-in, what a patient asks, and the one form.</summary>
    public static void MapPatientApi(this IEndpointRouteBuilder routes)
    {
        SignInRoutes.Map(routes);
        PatientApi.Map(routes);
        ReleaseDesk.Map(routes);
    }
}
