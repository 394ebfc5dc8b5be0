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

    /// <summary>
    /// Goes to a page and waits for everything that it asks for. Scripts are deferred, so they have run when it is
    /// loaded; only what they still wait for then makes us wait until nothing has moved for a while.
    /// </summary>
    public static async Task RestAsync(this IPage page, string address)
    {
        var open = 0;
        void Asked(object? sender, IRequest request) => Interlocked.Increment(ref open);
        void Ended(object? sender, IRequest request) => Interlocked.Decrement(ref open);
        page.Request += Asked;
        page.RequestFinished += Ended;
        page.RequestFailed += Ended;
        await page.GotoAsync(address);
        await page.EvaluateAsync("() => document.readyState");
        if (Volatile.Read(ref open) > 0)
        {
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        }

        page.Request -= Asked;
        page.RequestFinished -= Ended;
        page.RequestFailed -= Ended;
    }
}
