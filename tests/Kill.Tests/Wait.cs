namespace Mingsuan.Kill.Tests;

/// <summary>Waits for something that can only be observed from outside, up to a deadline.</summary>
internal static class Wait
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(50);

    public static Task UntilAsync(Func<bool> holds, CancellationToken ct) =>
        UntilAsync(() => Task.FromResult(holds()), () => "", ct);

    public static async Task UntilAsync(Func<Task<bool>> holds, Func<string> told, CancellationToken ct)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(Deadline);
        while (!await holds())
        {
            if (deadline.IsCancellationRequested)
            {
                throw new TimeoutException("It did not come about in time. " + told());
            }

            await Task.Delay(Between, ct);
        }
    }
}
