using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Host.Trail;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Simulator.Tests.Simulating;

/// <summary>One life of the server's process: from its start to its death, over a database that outlives it.</summary>
internal sealed class Server
{
    private readonly RealPlatform platform;
    private readonly OpenConnections connections = new();
    private readonly List<TaskCompletionSource> paused = [];
    private readonly List<TaskCompletionSource> ended = [];
    private readonly Action<TimeSpan, Action> after;
    private readonly Func<string, Fate> fateAt;
    private readonly ServiceProvider services;

    public Server(
        RealPlatform platform,
        string database,
        SimClock clock,
        Chance random,
        Func<string, Fate> fateAt,
        Action<TimeSpan, Action> after,
        IEnumerable<IInterceptor> faults)
    {
        this.platform = platform;
        this.fateAt = fateAt;
        this.after = after;
        services = platform.Start(
            database, clock, random, [connections, .. faults, new PointInterceptor(PointAsync)], RestAsync);
    }

    public StepQueue Steps { get; } = new();

    public int InFlight { get; private set; }

    /// <summary>How many requests take breath before they try again.</summary>
    public int Resting { get; private set; }

    /// <summary>How many ways there are to go on.</summary>
    public int Choices => Steps.Count + paused.Count;

    public IServiceProvider Services => services;

    /// <summary>Goes on in one of the ways.</summary>
    public void GoOn(int choice)
    {
        if (choice < Steps.Count)
        {
            Steps.Run(choice);
            return;
        }

        var point = paused[choice - Steps.Count];
        paused.Remove(point);
        StepQueue.Outside(point.SetResult);
    }

    /// <summary>Takes a message in; the answer comes when it comes, or never.</summary>
    public void Take(byte[] message, Action<int, byte[]> answered) => Begin(async () =>
    {
        var (status, body) = await platform.AnswerAsync(services, message);
        await PointAsync("answer");
        answered(status, body);
    });

    /// <summary>Keeps the trail, as the host does every few seconds; what fails is done the next time.</summary>
    public void KeepTrail() => Begin(async () =>
    {
        try
        {
            await services.GetRequiredService<TrailKeeper>().RunOnceAsync(CancellationToken.None);
        }
        catch (Exception outage) when (DatabaseErrors.IsOutage(outage))
        {
        }
    });

    /// <summary>The process is no more: nothing of it goes on, what it had not committed is gone.</summary>
    public void Kill()
    {
        Steps.Dead = true;

        // Cut first: a statement of work that stands still, and is collected beforehand, is not known to its connection
        // any more, and still keeps it from being closed.
        connections.Cut();
        paused.Clear();
        ended.Clear();
    }

    private void Begin(Func<Task> work) => Steps.Within(() => _ = RunAsync(work));

    private async Task RunAsync(Func<Task> work)
    {
        InFlight++;
        try
        {
            await work();
        }
        catch (Exception failure)
        {
            platform.Failures.Add("Escaped: " + failure);
        }

        InFlight--;
    }

    private async Task RestAsync(TimeSpan time, CancellationToken ct)
    {
        var over = new TaskCompletionSource();
        Resting++;
        after(time, () =>
        {
            Resting--;
            StepQueue.Outside(over.SetResult);
        });
        await over.Task;
    }

    private Task PointAsync(string name)
    {
        switch (Steps.Dead ? Fate.Die : fateAt(name))
        {
            case Fate.Go:
                return Task.CompletedTask;
            case Fate.Wait:
                return Stand(paused);
            default:
                return Stand(ended);
        }
    }

    /// <summary>The work stands still, and whatever it holds is kept with it.</summary>
    private static Task Stand(List<TaskCompletionSource> among)
    {
        var point = new TaskCompletionSource();
        among.Add(point);
        return point.Task;
    }
}

/// <summary>What happens to a process at a point.</summary>
internal enum Fate
{
    /// <summary>It goes on at once.</summary>
    Go,

    /// <summary>It waits, and others may come in between.</summary>
    Wait,

    /// <summary>It dies here.</summary>
    Die,
}
