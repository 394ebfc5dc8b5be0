using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Contracts.Acceptance;

namespace Mingsuan.Modules.Tests.Acceptance;

/// <summary>A test area that waits at a chosen place, so that a test acts while a call is in flight.</summary>
internal sealed class HeldArea(ITestArea inner) : ITestArea, IAsyncDisposable
{
    private Hold? opening;
    private Hold? filling;

    /// <summary>How often it was filled.</summary>
    public int Fillings { get; private set; }

    /// <summary>Puts it in the place of the platform's own.</summary>
    public static void Into(IServiceCollection services)
    {
        var made = services.Last(one => one.ServiceType == typeof(ITestArea)).ImplementationFactory!;
        services.AddSingleton<ITestArea>(provider => new HeldArea((ITestArea)made(provider)));
    }

    /// <summary>The next one who opens the area waits.</summary>
    public Hold HoldOpening() => opening = new();

    /// <summary>The next one who fills the area waits.</summary>
    public Hold HoldFilling() => filling = new();

    public Task<string> AnswerKeyAsync(CancellationToken ct) => inner.AnswerKeyAsync(ct);

    public async Task<IServiceProvider> OpenAsync(CancellationToken ct)
    {
        await PassAsync(Interlocked.Exchange(ref opening, null));
        return await inner.OpenAsync(ct);
    }

    public async Task FillAsync(TestAreaRows rows, CancellationToken ct)
    {
        Fillings++;
        await PassAsync(Interlocked.Exchange(ref filling, null));
        await inner.FillAsync(rows, ct);
    }

    public Task<string> SignAsync(ReadOnlyMemory<byte> output, CancellationToken ct) => inner.SignAsync(output, ct);

    public ValueTask DisposeAsync() => ((IAsyncDisposable)inner).DisposeAsync();

    private static async Task PassAsync(Hold? hold)
    {
        if (hold is not null)
        {
            hold.There.TrySetResult();
            await hold.Go.Task;
        }
    }

    /// <summary>One who waits: whether there already, and the word to go on.</summary>
    internal sealed class Hold
    {
        public TaskCompletionSource There { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Go { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
