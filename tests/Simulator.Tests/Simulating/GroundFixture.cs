namespace Mingsuan.Simulator.Tests.Simulating;

/// <summary>The ground of all runs, prepared once.</summary>
public sealed class GroundFixture : IAsyncLifetime
{
    internal Ground Ground { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Ground = await Ground.PrepareAsync();

    public ValueTask DisposeAsync()
    {
        Ground.Dispose();
        return ValueTask.CompletedTask;
    }
}
