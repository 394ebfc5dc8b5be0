using System.Reflection;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Prescriptions;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;
using Mingsuan.Prescriptions.Books;
using Mingsuan.Prescriptions.Checking;
using Mingsuan.Prescriptions.Patients;
using Mingsuan.Prescriptions.Pharmacy;
using Mingsuan.Prescriptions.Publishing;
using Mingsuan.Prescriptions.Querying;
using Mingsuan.Prescriptions.Reviewing;
using Mingsuan.Prescriptions.Rows;
using Mingsuan.Prescriptions.Secrets;
using Mingsuan.Prescriptions.Signing;
using Mingsuan.Prescriptions.Tracing;
using Mingsuan.Prescriptions.Uploading;

namespace Mingsuan.Prescriptions;

/// <summary>电子处方中心 — check, sign, review, circulate, hold, dispense. (ADR 0022)</summary>
public static class PrescriptionsModule
{
    /// <summary>Where the entity maps are.</summary>
    public static Assembly Assembly => typeof(PrescriptionsModule).Assembly;

    /// <summary>Tables whose every row the trail must commit to.</summary>
    public static IReadOnlyList<ProvenTable> Proven { get; } =
    [
        Platform.Trail.Proven.ByPerson<RxEventRow>(row => row.PersonId),
        Platform.Trail.Proven.ByPerson<PrescriptionRow>(row => row.PersonId),
        Platform.Trail.Proven.ByPerson<RxFile>(row => row.PersonId),
        Platform.Trail.Proven.ByPerson<TraceLine>(row => row.PersonId),
        Platform.Trail.Proven.ByPerson<TraceEventRow>(row => row.PersonId!.Value, row => row.PersonId != null),
        Platform.Trail.Proven.ByInstitution<TraceEventRow>(row => row.InstId, row => row.PersonId == null),
        Platform.Trail.Proven.ByPerson<GoodsRecord>(row => row.PersonId!.Value, row => row.PersonId != null),
        Platform.Trail.Proven.ByInstitution<GoodsRecord>(row => row.InstId, row => row.PersonId == null),
    ];

    /// <summary>Adds the methods of the centre and the desks of its operations.</summary>
    public static IServiceCollection AddPrescriptions(this IServiceCollection services)
    {
        services.AddSingleton<RxSecrets>();
        services.AddScoped<RxStore>();
        services.AddScoped<RxDesk>();
        services.AddScoped<RxBook>();
        services.AddScoped<IPrescriptionBook, PrescriptionBook>();
        services.AddScoped<Prescribers>();
        services.AddScoped<PrescribingCheck>();
        services.AddScoped<SigningCertificates>();
        services.AddScoped<PharmacyDesk>();
        services.AddScoped<ReviewDesk>();
        services.AddScoped<QueryDesk>();
        services.AddScoped<IPersonPrescriptions, PersonPrescriptions>();
        services.AddScoped<IEpcMethod, CheckUpload>();
        services.AddScoped<IEpcMethod, SignPrescription>();
        services.AddScoped<IEpcMethod, UploadPrescription>();
        services.AddScoped<IEpcMethod, UndoPrescription>();
        services.AddScoped<IEpcMethod, QueryDetail>();
        services.AddScoped<IEpcMethod, QueryReview>();
        services.AddScoped<IEpcMethod, QueryTaken>();
        services.AddScoped<IEpcMethod, QueryDrugs>();
        AddTracing(services);
        foreach (var table in Proven)
        {
            services.AddSingleton(table);
        }

        return services;
    }

    /// <summary>Maps what pharmacies and a hospital's pharmacists ask, and the published moves.</summary>
    public static void MapPrescriptionsApi(this IEndpointRouteBuilder routes)
    {
        PharmacyApi.Map(routes);
        ReviewApi.Map(routes);
        MovesApi.Map(routes);
        TraceApi.Map(routes);
    }

    /// <summary>Trace codes: what settlements ask, what institutions report. (ADR 0024)</summary>
    private static void AddTracing(IServiceCollection services)
    {
        services.AddScoped<TraceBook>();
        services.AddScoped<GoodsDesk>();
        services.AddScoped<DispensedCodes>();
        services.AddScoped<ITraceCodes, TraceCodes>();
        services.AddScoped<IInfno>(provider => Moving(provider, "3505", isReturn: false));
        services.AddScoped<IInfno>(provider => Moving(provider, "3506", isReturn: true));
        services.AddScoped<IInfno, SellMany>();
        services.AddScoped<IInfno, DeleteGoods>();
        services.AddScoped<IInfno, QueryTraceCode>();
    }

    private static MoveGoods Moving(IServiceProvider provider, string infno, bool isReturn) => new(
        infno, isReturn, provider.GetRequiredService<GoodsDesk>(), provider.GetRequiredService<Operations>());
}
