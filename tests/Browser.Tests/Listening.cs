using Microsoft.Playwright;

namespace Mingsuan.Browser.Tests;

/// <summary>旁听 — everything that a page should not do: errors, failed answers, requests to other hosts.</summary>
internal static class Listening
{
    /// <summary>Starts to listen; the list grows while the page is used.</summary>
    public static List<string> Complaints(this IPage page, string address)
    {
        var complaints = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => complaints.Add(error);
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(address, StringComparison.Ordinal)
                && !request.Url.StartsWith("data:", StringComparison.Ordinal))
            {
                complaints.Add("asked " + request.Url);
            }
        };
        page.Response += (_, response) =>
        {
            if (response.Status >= 400)
            {
                complaints.Add(response.Status + " " + response.Url);
            }
        };
        return complaints;
    }
}
