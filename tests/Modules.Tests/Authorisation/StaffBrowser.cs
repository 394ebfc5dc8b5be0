using System.Net;
using System.Text.RegularExpressions;

namespace Mingsuan.Modules.Tests.Authorisation;

/// <summary>A browser without a screen, signed in as one account or as nobody.</summary>
internal sealed class StaffBrowser : IDisposable
{
    private readonly HttpClientHandler handler = new() { AllowAutoRedirect = false };

    private StaffBrowser(Uri address) => Client = new HttpClient(handler) { BaseAddress = address };

    public HttpClient Client { get; }

    public static StaffBrowser Stranger(Uri address)
    {
        var browser = new StaffBrowser(address);
        browser.Client.DefaultRequestHeaders.Add("Accept", "text/html");
        return browser;
    }

    /// <summary>Signs in with the code that a demonstration fills in.</summary>
    public static async Task<StaffBrowser> SignedInAsync(Uri address, string user, string password)
    {
        var browser = Stranger(address);
        (await browser.SignInAsync(user, password, null)).ShouldBe(HttpStatusCode.Redirect, user);
        return browser;
    }

    /// <summary>What comes of the second step.</summary>
    public static async Task<HttpStatusCode> TryAsync(Uri address, string user, string password, string code)
    {
        using var browser = Stranger(address);
        return await browser.SignInAsync(user, password, code);
    }

    public void Dispose() => Client.Dispose();

    private async Task<HttpStatusCode> SignInAsync(string user, string password, string? code)
    {
        var first = await Client.GetStringAsync("/login", TestContext.Current.CancellationToken);
        using var second = await SendAsync(first, ("_handler", "sign-in"), ("name", user), ("token", password));
        var page = await second.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        using var done = await SendAsync(
            page,
            ("_handler", "confirm"),
            ("ticket", Value(page, "ticket")),
            ("code", code ?? Value(page, "code")));
        return done.StatusCode;
    }

    private static string Value(string page, string name) => Regex.Match(
        page, $"name=\"{name}\"[^>]*? value=\"([^\"]*)\"").Groups[1].Value;

    private Task<HttpResponseMessage> SendAsync(string page, params (string Name, string Value)[] fields)
    {
        var form = fields.Append(("__RequestVerificationToken", Value(page, "__RequestVerificationToken")))
            .Select(field => KeyValuePair.Create(field.Item1, field.Item2));
        return Client.PostAsync("/login", new FormUrlEncodedContent(form), TestContext.Current.CancellationToken);
    }
}
