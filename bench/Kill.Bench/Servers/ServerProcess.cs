using System.Diagnostics;
using System.Globalization;
using System.Text;
using Mingsuan.Kill.Bench.Clients;

namespace Mingsuan.Kill.Bench.Servers;

/// <summary>The real server, as a process that can be killed and started again.</summary>
public sealed class ServerProcess : IDisposable
{
    private const string ReadyMark = "Mingsuan is ready";
    private const int Terminate = 15;
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);
    private readonly ServerPlan plan;
    private readonly Lock guard = new();
    private TaskCompletionSource up = NewSignal();
    private Process? process;

    public ServerProcess(ServerPlan plan)
    {
        this.plan = plan;
        AppDomain.CurrentDomain.ProcessExit += KillAtExit;
    }

    public ServerPlan Plan => plan;

    public int ProcessId => process?.Id ?? throw new InvalidOperationException("The server is not running.");

    /// <summary>Completes while the server answers; a client that lost its connection waits here.</summary>
    public Task Up(CancellationToken ct)
    {
        lock (guard)
        {
            return up.Task.WaitAsync(ct);
        }
    }

    /// <summary>
    /// Brings the database to where a hospital's system can go live: filled, and knowing how the hospital signs.
    /// </summary>
    public async Task PrepareAsync(CancellationToken ct)
    {
        await ReadyAsync(LaunchFilling(), ct);
        await StopAsync(ct);
        var access = Path.Combine(plan.Data.FullName, "access.json");
        await File.WriteAllTextAsync(
            access, Signature.AccessFile(new Hospital(plan.DemoFile, TimeProvider.System).Code), ct);
        var (exit, text) = await VerbAsync(
            ct, "registry", "access", access, "--database", plan.Database, "--keys", plan.Keys);
        if (exit != 0)
        {
            throw new InvalidOperationException("The hospital's access could not be set: " + text);
        }
    }

    /// <summary>Starts it and waits until it says that it is ready; gives how long that took.</summary>
    public async Task<TimeSpan> StartAsync(CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        await ReadyAsync(Launch(plan.Arguments), ct);
        lock (guard)
        {
            up.TrySetResult();
        }

        return watch.Elapsed;
    }

    /// <summary>Starts the one that fills the database and gives back control at once: to be killed at it.</summary>
    public Process LaunchFilling() => Launch(plan.FillingArguments);

    private Process Launch(IEnumerable<string> arguments)
    {
        // A server that meets a limit of its file size is told so by an error, not ended by a signal.
        var start = new ProcessStartInfo("env", ["--ignore-signal=XFSZ", DotNet, plan.Host, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("MINGSUAN_KEYS");
        // It lives for a second: what makes a long life faster only makes its start slower.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        process = Process.Start(start)!;
        return process;
    }

    /// <summary>SIGKILL, at once. Returns when the signal is sent.</summary>
    public void Kill()
    {
        lock (guard)
        {
            if (up.Task.IsCompleted)
            {
                up = NewSignal();
            }
        }

        process!.Kill();
    }

    /// <summary>Waits for the end of a killed server.</summary>
    public async Task GoneAsync(CancellationToken ct)
    {
        await process!.WaitForExitAsync(ct);
        process.Dispose();
        process = null;
    }

    /// <summary>Asks it to end by itself, which writes and signs whatever waits.</summary>
    public async Task StopAsync(CancellationToken ct)
    {
        _ = Signal(ProcessId, Terminate);
        await process!.WaitForExitAsync(ct).WaitAsync(Deadline, ct);
        var code = process.ExitCode;
        process.Dispose();
        process = null;
        lock (guard)
        {
            up = NewSignal();
        }

        if (code != 0)
        {
            throw new InvalidOperationException($"The server ended with exit code {code}.");
        }
    }

    /// <summary>Runs another verb of the same program to its end.</summary>
    public async Task<(int Exit, string Text)> VerbAsync(CancellationToken ct, params string[] arguments)
    {
        var start = new ProcessStartInfo(DotNet, [plan.Host, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var verb = Process.Start(start)!;
        var errors = verb.StandardError.ReadToEndAsync(ct);
        var text = await verb.StandardOutput.ReadToEndAsync(ct);
        await verb.WaitForExitAsync(ct);
        return (verb.ExitCode, text + await errors);
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= KillAtExit;
        process?.Kill();
        process?.WaitForExit();
        process?.Dispose();
        process = null;
    }

    private static string DotNet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [System.Runtime.InteropServices.DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Signal(int process, int signal);

    private static async Task ReadyAsync(Process started, CancellationToken ct)
    {
        var said = new StringBuilder();
        var ready = NewSignal();
        void Heard(string? line)
        {
            lock (said)
            {
                said.AppendLine(line);
            }

            if (line is null)
            {
                ready.TrySetException(new InvalidOperationException(string.Create(
                    CultureInfo.InvariantCulture, $"The server ended before it was ready: {said}")));
            }
            else if (line.StartsWith(ReadyMark, StringComparison.Ordinal))
            {
                ready.TrySetResult();
            }
        }

        started.OutputDataReceived += (_, line) => Heard(line.Data);
        started.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is not null)
            {
                Heard(line.Data);
            }
        };
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
        await ready.Task.WaitAsync(Deadline, ct);
    }

    private void KillAtExit(object? sender, EventArgs e) => process?.Kill();
}
