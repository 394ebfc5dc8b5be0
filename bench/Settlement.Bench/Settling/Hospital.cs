using System.Text;
using System.Text.Json.Nodes;

namespace Mingsuan.Settlement.Bench.Settling;

/// <summary>A hospital's system: sends messages over one loopback connection per call at work.</summary>
internal sealed class Hospital(Uri address) : IDisposable
{
    private const string Done = "\"infcode\":0";
    private static long messages = 1_000_000_000_000;

    private readonly HttpClient client = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address };

    public static long NextMessage() => Interlocked.Increment(ref messages);

    /// <summary>Posts one message; anything but success stops the bench.</summary>
    public async Task<string> CallAsync(string message)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(message));
        content.Headers.ContentType = new("application/json");
        using var response = await client.PostAsync("/fsi/api", content);
        var answer = await response.Content.ReadAsStringAsync();
        return answer.Contains(Done, StringComparison.Ordinal)
            ? answer
            : throw new InvalidOperationException($"Refused: {answer} to {message}");
    }

    /// <summary>Charges, asks what it would come to, and settles.</summary>
    public async Task SettleAsync(Errand errand, Stated stated)
    {
        await CallAsync(Messages.Fees(errand, NextMessage()));
        await CallAsync(Messages.Settling("2206", errand, NextMessage(), stated));
        await CallAsync(Messages.Settling("2207", errand, NextMessage(), stated));
    }

    /// <summary>The same with the sums as 2204 answers them, which it gives.</summary>
    public async Task<Stated> SettleFirstAsync(Errand errand)
    {
        var answer = JsonNode.Parse(await CallAsync(Messages.Fees(errand, NextMessage())))!;
        var lines = answer["output"]!["result"]!.AsArray();
        decimal Sum(string name) => lines.Sum(line => (decimal)line![name]!);
        var stated = new Stated(
            Sum("det_item_fee_sumamt"),
            Sum("fulamt_ownpay_amt"),
            Sum("overlmt_amt"),
            Sum("preselfpay_amt"),
            Sum("inscp_scp_amt"));
        await CallAsync(Messages.Settling("2206", errand, NextMessage(), stated));
        await CallAsync(Messages.Settling("2207", errand, NextMessage(), stated));
        return stated;
    }

    public void Dispose() => client.Dispose();
}
