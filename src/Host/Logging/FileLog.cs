using System.Globalization;

namespace Mingsuan.Host.Logging;

/// <summary>日志文件 — one file per start of the process in the log directory; a line per event.</summary>
internal sealed class FileLog : ILoggerProvider
{
    private readonly Lock guard = new();
    private readonly TimeProvider time;
    private readonly StreamWriter file;

    public FileLog(DirectoryInfo directory, TimeProvider time)
    {
        this.time = time;
        directory.Create();
        var name = string.Create(CultureInfo.InvariantCulture, $"mingsuan-{time.GetUtcNow():yyyyMMdd-HHmmss-fff}.log");
        file = new StreamWriter(Path.Combine(directory.FullName, name), append: true) { AutoFlush = true };
    }

    public ILogger CreateLogger(string categoryName) => new Writer(this, categoryName);

    public void Dispose()
    {
        lock (guard)
        {
            try
            {
                file.Dispose();
            }
            catch (Exception full) when (full is IOException or ArgumentException)
            {
                // As above.
            }
        }
    }

    private void Write(LogLevel level, string category, string message, Exception? failure)
    {
        var at = time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
        var details = failure is null ? "" : Environment.NewLine + failure;
        lock (guard)
        {
            try
            {
                file.WriteLine($"{at} {level} {category} {message}{details}");
            }
            catch (Exception full) when (full is IOException or ArgumentException)
            {
                // A full disk, or a file as long as it may be: a line of the log is lost, and not the request that it
                // tells of.
            }
        }
    }

    private sealed class Writer(FileLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                log.Write(logLevel, category, formatter(state, exception), exception);
            }
        }
    }
}
