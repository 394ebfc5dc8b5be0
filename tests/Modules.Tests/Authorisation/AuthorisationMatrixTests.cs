using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Testing;
using Mingsuan.Workbench;

namespace Mingsuan.Modules.Tests.Authorisation;

/// <summary>权限矩阵 — every route as every role and as a stranger. (楚医保规〔2022〕3号 第三条)</summary>
public sealed class AuthorisationMatrixTests(PostgresServer server)
{
    /// <summary>Every route with the roles that it serves: a new one is added here by hand, on purpose.</summary>
    private static string Committed => RepositoryRoot.At("tests/Modules.Tests/Authorisation/routes.txt");

    [Fact]
    public async Task Every_route_serves_the_roles_that_the_list_says_and_nobody_else()
    {
        await using var host = await LineHost.StartAsync(DatabaseKinds.Sqlite, server, demo: true);
        var routes = Routes(host);
        var expected = await File.ReadAllLinesAsync(Committed, TestContext.Current.CancellationToken);
        var actual = routes.Select(route => route.ToString()).ToList();
        actual.Except(expected).ShouldBeEmpty("these routes are not in the list, or serve other roles there");
        expected.Except(actual).ShouldBeEmpty("the list has routes that there are not");

        var accounts = StaffRoles.All.ToDictionary(role => role, role => Account(host, role));
        var faults = new List<string>();
        foreach (var route in routes.Where(route => route.Door == DoorKind.Token))
        {
            faults.AddRange(await ByTokenAsync(host, route, accounts));
        }

        var pages = routes.Where(route => route.Door == DoorKind.Page).ToLookup(route => route.IsOfPatients);
        faults.AddRange(await BySessionAsync(host, [.. pages[false]], accounts));
        faults.AddRange(await OfPatientsAsync(host, [.. pages[true]], accounts[StaffRoles.Agency]));
        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Administration_pays_nothing_out_and_the_agency_changes_no_policy()
    {
        await using var host = await LineHost.StartAsync(DatabaseKinds.Sqlite, server, demo: true);
        var writing = Routes(host).Where(route =>
            route.Method != "GET" && !route.OnlyChecks && !route.IsOwnAccount).ToList();

        writing.Where(route => route.Roles.Contains(StaffRoles.Bureau) && route.Roles.Contains(StaffRoles.Agency))
            .ShouldBeEmpty("no write is open to both");
        writing.Where(route => route.Roles.Contains(StaffRoles.Bureau))
            .ShouldAllBe(route => route.Pattern.Contains("/bureau", StringComparison.Ordinal));
    }

    private static IReadOnlyList<StaffRoute> Routes(LineHost host) =>
        StaffRoute.Of(host.Services.GetRequiredService<EndpointDataSource>().Endpoints);

    private static (string User, string Password) Account(LineHost host, string role)
    {
        var found = host.First("accounts", row => (string)row["role"]! == role);
        return ((string)found["user"]!, (string)found["password"]!);
    }

    private static async Task<IEnumerable<string>> ByTokenAsync(
        LineHost host, StaffRoute route, Dictionary<string, (string User, string Password)> accounts)
    {
        var faults = new List<string>();
        if (await AskAsync(host.Client, route, null) is not (401, "E-NOT-SIGNED-IN"))
        {
            faults.Add($"{route}: a stranger is not told to sign in");
        }

        foreach (var (role, account) in accounts)
        {
            var (status, code) = await AskAsync(host.Client, route, account.Password);
            var refused = (status, code) is (403, "E-ROLE");
            if (refused == route.Roles.Contains(role) || status is 401 or >= 500)
            {
                faults.Add($"{route}: {role} is answered {status} {code}");
            }
        }

        return faults;
    }

    private static async Task<IEnumerable<string>> BySessionAsync(
        LineHost host, IReadOnlyList<StaffRoute> routes, Dictionary<string, (string User, string Password)> accounts)
    {
        var faults = new List<string>();
        using (var stranger = StaffBrowser.Stranger(host.Client.BaseAddress!))
        {
            foreach (var route in routes)
            {
                using var answer = await SendAsync(stranger.Client, route, null);
                if (answer.Headers.Location?.ToString().Contains("/login", StringComparison.Ordinal) != true)
                {
                    faults.Add($"{route}: a stranger is not led to the sign-in but gets {answer.StatusCode}");
                }
            }
        }

        foreach (var (role, (user, password)) in accounts)
        {
            using var browser = await StaffBrowser.SignedInAsync(host.Client.BaseAddress!, user, password);
            foreach (var route in routes)
            {
                using var answer = await SendAsync(browser.Client, route, null);
                var refused = answer.StatusCode == HttpStatusCode.Forbidden;
                if (refused == route.Roles.Contains(role) || (int)answer.StatusCode >= 500)
                {
                    faults.Add($"{route}: {role} is answered {answer.StatusCode}");
                }
            }
        }

        return faults;
    }

    /// <summary>A patient's session is none of the staff's: who has only theirs is led to the sign-in.</summary>
    private static async Task<IEnumerable<string>> OfPatientsAsync(
        LineHost host, IReadOnlyList<StaffRoute> routes, (string User, string Password) account)
    {
        var faults = new List<string>();
        using var stranger = StaffBrowser.Stranger(host.Client.BaseAddress!);
        using var officer = await StaffBrowser.SignedInAsync(host.Client.BaseAddress!, account.User, account.Password);
        foreach (var route in routes)
        {
            foreach (var browser in new[] { stranger, officer })
            {
                using var answer = await SendAsync(browser.Client, route, null);
                if (answer.Headers.Location?.ToString() != "/patient/login")
                {
                    faults.Add($"{route}: who is no patient is not led to the sign-in but gets {answer.StatusCode}");
                }
            }
        }

        return faults;
    }

    private static async Task<(int Status, string? Code)> AskAsync(HttpClient client, StaffRoute route, string? token)
    {
        using var answer = await SendAsync(client, route, token);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var code = answer.Content.Headers.ContentType?.MediaType == "application/problem+json"
            ? (string?)JsonNode.Parse(text)!["code"]
            : null;
        return ((int)answer.StatusCode, code);
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, StaffRoute route, string? token)
    {
        using var request = new HttpRequestMessage(new HttpMethod(route.Method), route.Address);
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (route.Method != "GET")
        {
            request.Headers.Add("Idempotency-Key", "matrix");
            request.Content = route.Door == DoorKind.Page
                ? new FormUrlEncodedContent([])
                : new StringContent("{}", Encoding.UTF8, "application/json");
        }

        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
