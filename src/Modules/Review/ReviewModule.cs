using System.Reflection;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Review.Api;
using Mingsuan.Review.Findings;
using Mingsuan.Workbench;

namespace Mingsuan.Review;

/// <summary>
/// 费用审核 — what the review rules of the law library find in settlements that stand, online and offline alike. Nothing is
/// stored: each question is answered anew. (鲁医保发〔2022〕44号 七, 楚医保规〔2022〕3号 第二十七条)
/// </summary>
public static class ReviewModule
{
    /// <summary>Where the pages are.</summary>
    public static Assembly Assembly => typeof(ReviewModule).Assembly;

    /// <summary>Adds its desk.</summary>
    public static IServiceCollection AddReview(this IServiceCollection services)
    {
        services.AddScoped<ReviewDesk>();
        services.AddSingleton(new DeskWay(StaffRoles.Agency, "/agency/review", 15));
        services.AddSingleton(new DeskWay(StaffRoles.Bureau, "/bureau/review", 65));
        services.AddSingleton(new DeskWay(StaffRoles.HealthCommission, "/health-commission/review", 55));
        return services;
    }

    /// <summary>Maps what the agency and the two supervisors ask.</summary>
    public static void MapReviewApi(this IEndpointRouteBuilder routes) => FindingsApi.Map(routes);
}
