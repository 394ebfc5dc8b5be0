using System.Diagnostics;
using System.Globalization;
using System.Text;

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

    /// <summary>Starts it and waits until it says that it is ready; gives how long that took.</summary>
    public async Task<TimeSpan> StartAsync(CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        await StartOnlyAsync(ct);
        lock (guard)
        {
            up.TrySetResult();
        }

        return watch.Elapsed;
    }

    /// <summary>Starts it and gives back control at once: to be killed while it starts.</summary>
    public Process Launch()
    {
        // A server that meets a limit of its file size is told so by an error, not ended by a signal.
        var start = new ProcessStartInfo("env", ["--ignore-signal=XFSZ", DotNet, plan.Host, .. plan.Arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("MINGSUAN_KEYS");
        start.Environment["DOTNET_TieredPGO"] = "0";
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

    private async Task StartOnlyAsync(CancellationToken ct)
    {
        var started = Launch();
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
