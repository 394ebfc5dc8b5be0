using System.Globalization;

namespace Mingsuan.Law.Checking;

/// <summary>How grave a diagnostic is: a library with an error does not load.</summary>
public enum Severity
{
    Warning,
    Error,
}

/// <summary>诊断种类 — a named mistake that a law file can contain. <paramref name="English"/> holds {0}, {1}…</summary>
public sealed record DiagnosticKind(string Code, string Name, Severity Severity, string English);

/// <summary>诊断 — one mistake, at its place: file, line, clause as printed.</summary>
public sealed record Diagnostic(
    DiagnosticKind Kind, string File, int Line, string? Clause, IReadOnlyList<string> Arguments)
{
    public string Code => Kind.Code;

    public Severity Severity => Kind.Severity;

    /// <summary>The English sentence.</summary>
    public string Message => string.Format(CultureInfo.InvariantCulture, Kind.English, [.. Arguments]);

    public override string ToString() =>
        $"{File}:{Line}: {Severity.ToString().ToLowerInvariant()} {Code} {Kind.Name}: {Message}";
}

/// <summary>Gathers diagnostics.</summary>
public sealed class DiagnosticSink
{
    private readonly List<Diagnostic> found = [];

    public IReadOnlyList<Diagnostic> Found => found;

    public bool HasErrors => found.Exists(one => one.Severity == Severity.Error);

    public void Report(DiagnosticKind kind, string file, int line, string? clause, params string[] arguments) =>
        found.Add(new Diagnostic(kind, file, line, clause, arguments));
}
