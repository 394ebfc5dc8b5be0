namespace Mingsuan.Simulator.Tests.Simulating;

/// <summary>
/// 收费窗口 — a hospital's window: charges one visit after the other, asks again with the same message when no answer
/// comes, and takes back what it can no longer know.
/// </summary>
internal sealed class Window
{
    private static readonly Charge[] Prices =
    [
        new("XC08CAB049A001010100101", 2600, 1),
        new("XA10BAE023A001010100102", 1850, 1),
        new("XA10BFA016A001010100104", 2480, 1),
    ];

    private readonly Simulation run;
    private readonly Chance draws;
    private readonly Messages messages;
    private readonly ReadyVisit visit;
    private readonly bool opens;

    private Window(Simulation run, ReadyVisit visit, string name, bool opens)
    {
        this.run = run;
        draws = run.Draws.Fork();
        messages = new(run.Ground, run.Clock, name);
        this.visit = visit;
        this.opens = opens;
    }

    public bool Done { get; private set; }

    /// <summary>Windows over visits of few persons, so that they meet; two may even charge one visit.</summary>
    public static IEnumerable<Window> Open(Simulation run, int count)
    {
        var persons = run.Ground.Visits.GroupBy(visit => visit.Person).ToList();
        var crowd = persons.Skip(run.Draws.Below(persons.Count - 1)).Take(2).SelectMany(group => group).ToList();
        ReadyVisit? last = null;
        for (var at = 0; at < count; at++)
        {
            var place = run.Draws.Below(crowd.Count);
            var shared = last is not null && run.Draws.Percent(15);
            var chosen = shared ? last! : crowd[place];
            if (!shared)
            {
                crowd.RemoveAt(place);
            }

            last = chosen;
            yield return new(run, chosen, "W" + (char)('A' + at), opens: !shared && run.Draws.Percent(15));
        }
    }

    public void Begin() => _ = RunAsync();

    private async Task RunAsync()
    {
        try
        {
            await WalkAsync(visit);
        }
        catch (Exception failure)
        {
            run.Oracle.Fault("a window broke: " + failure);
        }

        Done = true;
    }

    private async Task WalkAsync(ReadyVisit ready)
    {
        await PauseAsync(draws.Wait(10_000));
        if (opens)
        {
            var opened = await AskAsync(messages.Open(ready.Person, ready.Channel));
            if (!opened.Succeeded)
            {
                return;
            }

            ready = ready with { MdtrtId = (string)opened.Output["data"]!["mdtrt_id"]! };
            if (!(await AskAsync(messages.Diagnose(ready.Person, ready.MdtrtId))).Succeeded)
            {
                return;
            }
        }

        for (var charges = draws.Between(1, 2); charges > 0; charges--)
        {
            if (!await ChargeAsync(ready))
            {
                return;
            }
        }
    }

    /// <summary>One charge of the visit; true when it was taken back, so that the visit may be charged again.</summary>
    private async Task<bool> ChargeAsync(ReadyVisit ready)
    {
        var lines = Lines();
        if (!(await AskAsync(messages.Upload(ready, lines))).Succeeded)
        {
            return false;
        }

        if (draws.Percent(15))
        {
            lines = Lines();
            if (!(await AskAsync(messages.Withdraw(ready))).Succeeded ||
                !(await AskAsync(messages.Upload(ready, lines))).Succeeded)
            {
                return false;
            }
        }

        if (draws.Percent(25))
        {
            await AskAsync(messages.Settle("2206", ready, lines, true));
        }

        var settling = messages.Settle("2207", ready, lines, draws.Percent(70));
        var rival = draws.Percent(20) ? TryAsync(messages.Settle("2207", ready, lines, true), 3) : null;
        var settled = await TryAsync(settling, run.Turbulent ? draws.Between(1, 4) : int.MaxValue);
        if (rival is not null)
        {
            await rival;
        }

        if (settled is null)
        {
            await UndoAsync(ready, settling.MsgId);
            return true;
        }

        if (draws.Percent(20))
        {
            run.After(draws.Wait(60_000), () => run.Send(settling, _ => { }));
        }

        return settled.Succeeded && await TakeBackAsync(ready, settling, settled);
    }

    private async Task<bool> TakeBackAsync(ReadyVisit ready, Message settling, Answer settled)
    {
        if (draws.Percent(10))
        {
            await UndoAsync(ready, settling.MsgId);
            return true;
        }

        return draws.Percent(35) && (await AskAsync(
            messages.Reverse(ready.Person, ready.MdtrtId, (string)settled.Output["setlinfo"]!["setl_id"]!))).Succeeded;
    }

    private async Task UndoAsync(ReadyVisit ready, string msgid) => await AskAsync(messages.Undo(ready.Person, msgid));

    private List<Charge> Lines()
    {
        var lines = new List<Charge>();
        for (var count = draws.Between(1, 3); count > 0; count--)
        {
            // Large now and then, so that the year's limit and the account come to their ends.
            var many = draws.Percent(30) ? draws.Between(50, 150) : draws.Between(1, 9);
            lines.Add(draws.One(Prices) with { Count = many });
        }

        return lines;
    }

    /// <summary>Asks until there is an answer.</summary>
    private async Task<Answer> AskAsync(Message message) => (await TryAsync(message, int.MaxValue))!;

    /// <summary>Asks so many times; null when there was no answer.</summary>
    private async Task<Answer?> TryAsync(Message message, int attempts)
    {
        for (var attempt = 0; attempt < attempts; attempt++)
        {
            if (await OnceAsync(message) is { } bytes)
            {
                var answer = run.Oracle.Received(message, bytes);
                if (!answer.MayBeRepeated)
                {
                    return answer;
                }
            }
        }

        return null;
    }

    private Task PauseAsync(TimeSpan time)
    {
        var over = new TaskCompletionSource();
        run.After(time, () => run.Outside.Within(over.SetResult));
        return over.Task;
    }

    private Task<byte[]?> OnceAsync(Message message)
    {
        var answer = new TaskCompletionSource<byte[]?>();
        run.Send(message, bytes => answer.TrySetResult(bytes));
        run.After(
            TimeSpan.FromMilliseconds(draws.Between(2_000, 8_000)),
            () => run.Outside.Within(() => answer.TrySetResult(null)));
        return answer.Task;
    }
}
