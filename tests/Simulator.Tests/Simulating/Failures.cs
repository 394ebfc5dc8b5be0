using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Simulator.Tests.Simulating;

/// <summary>
/// Keeps what the server logs as an error, for each thread and so for each run. One for all lives, since the libraries'
/// caches hang on it.
/// </summary>
internal sealed class Failures : ILoggerFactory, ILogger
{
    private readonly ThreadLocal<List<string>> seen = new(() => []);

    /// <summary>The libraries' own words are left out: a key that is taken is business here.</summary>
    public ILogger CreateLogger(string categoryName) =>
        categoryName.StartsWith("Mingsuan", StringComparison.Ordinal) ? this : NullLogger.Instance;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        // Whoever asked in an outage was told to ask again; that is seen in the answer.
        if (IsEnabled(logLevel) && (exception is null || !DatabaseErrors.IsOutage(exception)))
        {
            Add(formatter(state, exception) + " " + exception);
        }
    }

    public void Add(string failure) => seen.Value!.Add(failure);

    /// <summary>What was logged since the last asking.</summary>
    public IReadOnlyList<string> Take()
    {
        var taken = seen.Value!.ToList();
        seen.Value!.Clear();
        return taken;
    }

    public void Dispose() => seen.Dispose();
}
