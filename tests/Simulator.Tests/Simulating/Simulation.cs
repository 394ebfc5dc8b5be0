using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Mingsuan.Simulator.Tests.Simulating;

/// <summary>
/// One run: hospitals' windows, a network that loses, doubles and delays, a clock that jumps, and the real settlement
/// path that dies now and then. Everything follows from the seed, on one thread.
/// </summary>
internal sealed class Simulation
{
    private const int MostSteps = 50_000;

    private readonly Ground ground;
    private readonly ulong seed;
    private readonly Plan plan;
    private readonly Chance fates;
    private readonly Chance order;
    private readonly Chance serverRandom;
    private readonly string path;
    private readonly PriorityQueue<Action, (TimeSpan At, long Number)> events = new();
    private readonly TimeSpan calmFrom;
    private readonly int conflictPercent;
    private long numbered;
    private int crashesLeft;
    private int untilCrash;
    private Server? server;
    private bool dying;
    private bool over;

    private Simulation(Ground ground, ulong seed, Plan plan)
    {
        this.ground = ground;
        this.seed = seed;
        this.plan = plan;
        var root = new Chance(seed);
        (fates, order, serverRandom) = (root.Fork(), root.Fork(), root.Fork());
        Clock = new(Ground.Start + TimeSpan.FromMinutes(root.Below(30)));
        Journal = new(Clock);
        Oracle = new(Journal, Tally);
        calmFrom = TimeSpan.FromSeconds(plan.Turbulent ? root.Between(5, 60) : 0);
        crashesLeft = plan.DieAt is not null ? 1 : plan.Turbulent ? root.Below(4) : 0;
        untilCrash = plan.DieAt ?? root.Between(1, 250);
        Draws = root.Fork();
        conflictPercent = plan.Turbulent ? root.One(0, 1, 2, 5) : 0;
        path = ground.Copy();
    }

    public SimClock Clock { get; }

    public Journal Journal { get; }

    public Oracle Oracle { get; }

    public Tally Tally { get; } = new();

    /// <summary>The windows' own draws.</summary>
    public Chance Draws { get; }

    public Ground Ground => ground;

    /// <summary>Whether the network still plays tricks.</summary>
    public bool Turbulent => plan.Turbulent && !over && Clock.Passed < calmFrom;

    /// <summary>The windows' processes; they never die.</summary>
    public StepQueue Outside { get; } = new();

    /// <summary>
    /// Plays a run on a thread of its own: only there nobody else's scheduler takes a step away.
    /// </summary>
    public static Outcome Run(Ground ground, ulong seed, Plan plan)
    {
        Outcome? outcome = null;
        var thread = new Thread(() => outcome = new Simulation(ground, seed, plan).Run());
        thread.Start();
        thread.Join();
        return outcome!;
    }

    private Outcome Run()
    {
        try
        {
            Play();
            Books.CheckAsync(this, "sqlite:" + path).GetAwaiter().GetResult();
        }
        catch (Exception escaped)
        {
            Oracle.Fault("the run broke: " + escaped);
        }
        finally
        {
            server?.Kill();
            Ground.Delete(path);
        }

        return new(seed, Oracle.Faults, Journal.Lines, Journal.Digest(), Tally);
    }

    /// <summary>Lets something happen later.</summary>
    public void After(TimeSpan delay, Action happens) => events.Enqueue(happens, (Clock.Passed + delay, numbered++));

    /// <summary>
    /// Sends a message once: it may be lost, come twice, come late, and so may its answer.
    /// </summary>
    public void Send(Message message, Action<byte[]> answered)
    {
        if (!Turbulent)
        {
            After(TimeSpan.FromMilliseconds(1), () => Arrive(message, answered));
            return;
        }

        var copies = fates.Percent(12) ? 2 : 1;
        Tally.Doubled += copies - 1;
        for (var copy = 0; copy < copies; copy++)
        {
            if (fates.Percent(12))
            {
                Tally.Lost++;
                continue;
            }

            After(fates.Wait(fates.Percent(copy == 0 ? 8 : 50) ? 60_000 : 400), () => Arrive(message, answered));
        }
    }

    private void Play()
    {
        Start();
        var all = plan.Clients ?? Draws.Between(2, 4);
        var windows = Window.Open(this, all).ToList();
        if (plan.Turbulent)
        {
            PlanJumps();
        }

        Outside.Within(() =>
        {
            foreach (var window in windows)
            {
                window.Begin();
            }
        });
        var steps = 0;
        while (Step())
        {
            if (++steps > MostSteps)
            {
                throw new InvalidOperationException("The run does not end.");
            }
        }

        over = true;
        server?.KeepTrail();
        while (Step())
        {
        }

        if (windows.Any(window => !window.Done))
        {
            Oracle.Fault("a window waits for ever");
        }

        foreach (var failure in ground.Platform.Failures.Take())
        {
            Oracle.Fault("logged: " + failure);
        }
    }

    private bool Step()
    {
        while (Outside.Count > 0)
        {
            Outside.Run(0);
        }

        if (dying)
        {
            Crash();
        }

        var choices = server?.Choices ?? 0;
        if (choices == 0 && server is { InFlight: > 0, Resting: 0 })
        {
            throw new InvalidOperationException("A request waits for something outside the simulation.");
        }

        if (events.TryPeek(out _, out var next) && (choices == 0 || next.At <= Clock.Passed))
        {
            Clock.MoveTo(next.At);
            events.Dequeue()();
        }
        else if (choices > 0)
        {
            // A step takes its time; now and then the machine stands still for a while.
            var stall = Turbulent && order.Percent(2) ? 6_000 : 8;
            Clock.MoveTo(Clock.Passed + TimeSpan.FromMilliseconds(order.Below(stall)));
            server!.GoOn(choices == 1 ? 0 : order.Below(choices));
        }
        else
        {
            return false;
        }

        return true;
    }

    private void Start()
    {
        Journal.Add("start");
        server = new(
            ground.Platform,
            "sqlite:" + path,
            Clock,
            serverRandom,
            FateAt,
            After,
            Faults());
    }

    private IEnumerable<IInterceptor> Faults()
    {
        yield return new CommitFaults(this, fates);
        yield return new Conflicts(this, fates, conflictPercent);
        if (plan.Broken is { } broken)
        {
            yield return broken();
        }
    }

    private Fate FateAt(string point)
    {
        Tally.Points++;
        Tally.MostInFlight = Math.Max(Tally.MostInFlight, server!.InFlight);
        Journal.Add(point);
        if (crashesLeft > 0 && (Turbulent || plan.DieAt is not null) && --untilCrash <= 0)
        {
            dying = true;
            crashesLeft--;
            untilCrash = order.Between(1, 250);
            return Fate.Die;
        }

        return (server.InFlight > 1 || Turbulent) && order.Percent(server.InFlight > 1 ? 50 : 25) ? Fate.Wait : Fate.Go;
    }

    private void Crash()
    {
        dying = false;
        Journal.Add("crash, in flight: " + server!.InFlight);
        Tally.Crashes++;
        Tally.CrashesInFlight += server.InFlight;
        server.Kill();
        server = null;
        After(TimeSpan.FromMilliseconds(order.Between(50, 5_000)), Start);
    }

    private void Arrive(Message message, Action<byte[]> answered)
    {
        if (server is not { } life)
        {
            Journal.Add("refused connection " + message.MsgId);
            return;
        }

        Tally.Requests++;
        Oracle.Known[message.MsgId] = message;
        Journal.Add("arrive " + message.Infno + " " + message.MsgId);
        life.Take(message.Bytes, (status, body) =>
        {
            Oracle.Answered(message, status, body);
            if (Turbulent && fates.Percent(10))
            {
                Journal.Add("answer lost " + message.MsgId);
                Tally.Lost++;
                return;
            }

            After(
                Turbulent ? fates.Wait(400) : TimeSpan.FromMilliseconds(1),
                () => Outside.Within(() => answered(body)));
        });
    }

    private void PlanJumps()
    {
        for (var jumps = Draws.Below(3); jumps > 0; jumps--)
        {
            var by = Draws.One(
                TimeSpan.FromSeconds(-2), TimeSpan.FromHours(-1), TimeSpan.FromMinutes(5), TimeSpan.FromDays(3));
            After(TimeSpan.FromMilliseconds(Draws.Below(60_000)), () =>
            {
                Journal.Add("clock jumps by " + by);
                Tally.Jumps++;
                Clock.Jump(by);
            });
        }

        for (var keeps = Draws.Below(2); keeps > 0; keeps--)
        {
            After(TimeSpan.FromMilliseconds(Draws.Below(30_000)), () => server?.KeepTrail());
        }
    }
}
