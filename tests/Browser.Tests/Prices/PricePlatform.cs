namespace Mingsuan.Browser.Tests.Prices;

/// <summary>价格平台 — a platform of its own for what hospitals file and departments receive.</summary>
public sealed class PricePlatform : IAsyncLifetime
{
    private readonly PlatformServer server = new();

    public string Address => server.Address;

    /// <summary>The hospital of the demonstration's account.</summary>
    public string Institution => (string)server.Demo["institutions"]![0]!["code"]!;

    public ValueTask InitializeAsync() => server.InitializeAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
