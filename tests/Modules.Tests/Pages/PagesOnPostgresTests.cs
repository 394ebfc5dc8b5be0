using System.Net;
using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Modules.Tests.Authorisation;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Testing;
using Mingsuan.Workbench;

namespace Mingsuan.Modules.Tests.Pages;

/// <summary>
/// 页面 — opened over PostgreSQL, which refuses a second question on a connection that is still answering one. SQLite
/// never shows it, since it answers at once.
/// </summary>
public sealed class PagesOnPostgresTests(PostgresServer server)
{
    /// <summary>An address that something stands behind, for a page that takes one.</summary>
    private static readonly Dictionary<string, string> Known = new()
    {
        ["/institutions/{Code}"] = "/institutions/H53230100002",
        ["/institutions/{Code}/notice"] = "/institutions/H53230100002/notice",
        ["/law/{Id}"] = "/law/cx-yibaogui-2022-3",
        ["/interface/{Infno}"] = "/interface/2207",
    };

    /// <summary>What more a page shows when it is asked for it.</summary>
    private static readonly (string Role, string Path)[] Deeper =
    [
        (StaffRoles.Agency, "/agency/registry?practitioner=D532301000204"),
        (StaffRoles.Agency, "/agency/registry?institution=H53230100001"),
        (StaffRoles.Agency, "/agency/registry?correct=licences"),
        (StaffRoles.Agency, "/agency/agreements?institution=H53230100004"),
        (StaffRoles.Agency, "/agency/appraisal?institution=H53230100002&year=2026"),
        (StaffRoles.Agency, "/agency/budget?institution=H53230100002&year=2026"),
        (StaffRoles.Agency, "/agency/settlements?institution=H53230100002"),
        (StaffRoles.Agency, "/agency/duties?on=2026-11-20"),
        (StaffRoles.Bureau, "/agency/registry?institution=H53230100001"),
    ];

    [Fact]
    public async Task Every_page_opens_for_every_role_that_it_serves()
    {
        await using var host = await LineHost.StartAsync(DatabaseKinds.Postgres, server, demo: true);
        var pages = StaffRoute.Of(Pages(host))
            .Where(page => !page.Pattern.StartsWith("/error", StringComparison.Ordinal)).ToList();
        pages.Count(page => page.Door == DoorKind.Page).ShouldBeGreaterThan(30);
        var faults = new List<string>();
        using (var anybody = StaffBrowser.Stranger(host.Client.BaseAddress!))
        {
            faults.AddRange(await OpenAsync(anybody, "anybody", pages.Where(page => page.Door == DoorKind.Open)));
        }

        foreach (var role in StaffRoles.All)
        {
            var account = host.First("accounts", row => (string)row["role"]! == role);
            using var browser = await StaffBrowser.SignedInAsync(
                host.Client.BaseAddress!, (string)account["user"]!, (string)account["password"]!);
            faults.AddRange(await OpenAsync(browser, role, pages.Where(page => page.Roles.Contains(role))));
            foreach (var (_, path) in Deeper.Where(one => one.Role == role))
            {
                faults.AddRange(await OpenAsync(browser, role, path, HttpStatusCode.OK));
            }
        }

        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_stands_inside_a_page_asks_in_a_scope_of_its_own()
    {
        IServiceCollection? services = null;
        await using var host = await LineHost.StartAsync(
            DatabaseKinds.Sqlite, server, demo: true, replace: all => services = all);
        var shared = services!.Where(one => one.Lifetime == ServiceLifetime.Scoped)
            .Select(one => one.ServiceType).Where(IsOurs).ToHashSet();
        var pages = Pages(host).Select(page => page.Metadata.GetMetadata<ComponentTypeMetadata>()!.Type).ToList();
        var inside = pages.Select(page => page.Assembly).Distinct().SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.IsAssignableTo(typeof(ComponentBase)) && !type.IsDefined(typeof(RouteAttribute)))
            .ToList();

        pages.SelectMany(Injected).Count(shared.Contains).ShouldBeGreaterThan(50, "a page asks on the request's scope");
        inside.Count.ShouldBeGreaterThan(40);
        inside.SelectMany(type => Injected(type).Where(shared.Contains).Select(one => $"{type.Name} asks {one.Name}"))
            .ShouldBeEmpty("a page and what stands in it may ask at once: inherit OwningComponentBase (ADR 0018)");
    }

    private static IReadOnlyList<RouteEndpoint> Pages(LineHost host) =>
    [
        .. host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(one => one.Metadata.GetMetadata<ComponentTypeMetadata>() is not null),
    ];

    /// <summary>The services that a component is given, those of a list among them.</summary>
    private static IEnumerable<Type> Injected(Type component) => component
        .GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
        .Where(property => property.IsDefined(typeof(InjectAttribute)))
        .SelectMany(property => property.PropertyType.GenericTypeArguments.Append(property.PropertyType));

    private static bool IsOurs(Type type) => type.Namespace?.StartsWith("Mingsuan", StringComparison.Ordinal) == true;

    private static async Task<IEnumerable<string>> OpenAsync(
        StaffBrowser browser, string who, IEnumerable<StaffRoute> pages)
    {
        var faults = new List<string>();
        foreach (var page in pages)
        {
            var whole = Known.GetValueOrDefault(page.Pattern);
            faults.AddRange(await OpenAsync(
                browser,
                who,
                whole ?? page.Address,
                whole is not null || !page.Pattern.Contains('{', StringComparison.Ordinal) ? HttpStatusCode.OK : null));
        }

        return faults;
    }

    /// <summary>What is wrong with the answer; an address with nothing behind it may be answered as unknown.</summary>
    private static async Task<IEnumerable<string>> OpenAsync(
        StaffBrowser browser, string who, string path, HttpStatusCode? expected)
    {
        using var answer = await browser.Client.GetAsync(path, TestContext.Current.CancellationToken);
        var good = expected is { } status ? answer.StatusCode == status : (int)answer.StatusCode < 500;
        return good ? [] : [$"{path} as {who}: {answer.StatusCode}"];
    }
}
