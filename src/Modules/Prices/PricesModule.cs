using System.Reflection;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Contracts.Prices;
using Mingsuan.Platform.Trail;
using Mingsuan.Prices.Desks;
using Mingsuan.Prices.Filing;
using Mingsuan.Prices.Including;
using Mingsuan.Prices.Items;
using Mingsuan.Prices.Notices;
using Mingsuan.Prices.Pages;
using Mingsuan.Prices.Proposing;
using Mingsuan.Prices.Rows;
using Mingsuan.Prices.Standings;
using Mingsuan.Workbench;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Prices;

/// <summary>
/// 价格 — which services become items, what institutions file and tell the public, what patients agree to, and what funds
/// were decided to pay. Settlement asks it through one question.
/// </summary>
public static class PricesModule
{
    /// <summary>Where the entity maps are.</summary>
    public static Assembly Assembly => typeof(PricesModule).Assembly;

    /// <summary>
    /// Tables whose every row the trail must commit to; an attachment's contents are proven by its digest.
    /// </summary>
    public static IReadOnlyList<ProvenTable> Proven { get; } =
    [
        Platform.Trail.Proven.ByInstitution<Proposal>(row => row.InstId),
        Platform.Trail.Proven.ByInstitution<Evidence>(row => row.InstId),
        Platform.Trail.Proven.ByRegion<RegisteredItem>(row => row.Area),
        Platform.Trail.Proven.ByRegion<ItemTerm>(row => row.Area),
        Platform.Trail.Proven.ByRegion<InclusionDecision>(row => row.Area),
        Platform.Trail.Proven.ByInstitution<PriceFiling>(row => row.InstId),
        Platform.Trail.Proven.ByInstitution<InclusionFiling>(row => row.InstId),
        Platform.Trail.Proven.ByInstitution<PriceNotice>(row => row.InstId),
        Platform.Trail.Proven.ByInstitution<NoticeLine>(row => row.InstId),
        Platform.Trail.Proven.ByInstitution<Standing>(row => row.InstId),
        Platform.Trail.Proven.ByPerson<ConsentRecord>(row => row.PersonId),
    ];

    /// <summary>Adds the questions it answers.</summary>
    public static IServiceCollection AddPrices(this IServiceCollection services)
    {
        services.AddScoped<IPriceBook, PriceBook>();
        services.AddScoped<ProposalBook>();
        services.AddScoped<ItemBook>();
        services.AddScoped<ItemRegister>();
        services.AddScoped<FilingBook>();
        services.AddScoped<PremiumStatistics>();
        services.AddScoped<InclusionBook>();
        services.AddScoped<NoticeBook>();
        services.AddScoped<ConsentBook>();
        services.AddScoped<IDeskInbox, PriceInbox>();
        services.AddSingleton(new DeskWay(StaffRoles.Hospital, "/hospital/prices", 40));
        services.AddSingleton(new DeskWay(StaffRoles.Hospital, "/hospital/proposals", 41));
        services.AddSingleton(new DeskWay(StaffRoles.Bureau, "/bureau/items", 40));
        services.AddSingleton(new DeskWay(StaffRoles.HealthCommission, "/health-commission/filings", 40));
        services.AddSingleton(new DeskWay(StaffRoles.MarketRegulator, "/market-regulator/filings", 40));
        foreach (var table in Proven)
        {
            services.AddSingleton(table);
        }

        return services;
    }

    /// <summary>
    /// Maps what hospitals and the three departments ask and post, and the notice that anybody may read.
    /// </summary>
    public static void MapPricesApi(this IEndpointRouteBuilder routes)
    {
        var hospital = routes.MapDesk("/api/v1/hospital", StaffRoles.Hospital);
        HospitalApi.Map(hospital);
        ProposalsApi.MapHospital(hospital);
        var bureau = routes.MapDesk("/api/v1/bureau", StaffRoles.Bureau);
        BureauApi.Map(bureau);
        ProposalsApi.MapBureau(bureau);
        FilingsApi.Map(bureau, "/items", Department.Insurance);
        FilingsApi.Map(
            routes.MapDesk("/api/v1/health-commission", StaffRoles.HealthCommission), "", Department.Health);
        FilingsApi.Map(routes.MapDesk("/api/v1/market-regulator", StaffRoles.MarketRegulator), "", Department.Market);
        PublicNoticeApi.Map(routes);
        PriceForms.Map(routes);
    }
}
