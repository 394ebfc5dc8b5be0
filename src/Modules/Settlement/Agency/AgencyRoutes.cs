using Microsoft.AspNetCore.Routing;
using Mingsuan.Workbench;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Settlement.Agency;

/// <summary>经办路由 — the agency's questions under <c>/api/v1/agency</c>.</summary>
internal static class AgencyRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapDesk("/api/v1/agency", StaffRoles.Agency);
        BooksApi.Map(group);
        BudgetsApi.Map(group);
        SettlementsApi.Map(group);
        ExportsApi.Map(group);
        ManualApi.Map(group);
    }
}
