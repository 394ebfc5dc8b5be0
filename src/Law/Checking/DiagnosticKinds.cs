namespace Mingsuan.Law.Checking;

/// <summary>诊断目录 — every mistake that loading a law library can name. A code, once given, keeps its meaning.</summary>
public static class DiagnosticKinds
{
    public static readonly DiagnosticKind BadFrontMatter = Error("L001", "bad-front-matter",
        "The file must open with front matter between two lines '---': {0}.");

    public static readonly DiagnosticKind UnreadableYaml = Error("L002", "unreadable-yaml",
        "The YAML cannot be read: {0}.");

    public static readonly DiagnosticKind UnknownKind = Error("L003", "unknown-kind",
        "A rule names exactly one kind; found '{0}'. Nearest kind: '{1}'. Kinds: {2}.");

    public static readonly DiagnosticKind UnknownField = Error("L004", "unknown-field",
        "'{0}' is not a field of '{1}'. Nearest: '{2}'. Its fields: {3}.");

    public static readonly DiagnosticKind BadValue = Error("L005", "unknown-value",
        "'{0}' cannot be the value of '{1}': expected {2}.");

    public static readonly DiagnosticKind UnknownFact = Error("L006", "unknown-fact",
        "'{0}' is not a fact of the vocabulary. Nearest: '{1}'.");

    public static readonly DiagnosticKind MissingField = Error("L007", "missing-field",
        "'{1}' lacks the field '{0}' ({2}).");

    public static readonly DiagnosticKind Duplicate = Error("L008", "duplicate-id",
        "The {0} '{1}' stands already in {2}, line {3}.");

    public static readonly DiagnosticKind JurisdictionMismatch = Error("L009", "jurisdiction-mismatch",
        "The front matter says jurisdiction '{0}', the folder '{1}'. A file lies in the folder of its area.");

    public static readonly DiagnosticKind BlockOutsideClause = Error("L010", "block-outside-clause",
        "This {0} block stands under no clause. Put it under a heading with an anchor: ## article {{#anchor}}.");

    public static readonly DiagnosticKind MoneyDecimals = Error("L011", "money-decimals",
        "The amount '{0}' of '{1}' has more than two decimals; the smallest amount is one fen (0.01).");

    public static readonly DiagnosticKind EmptyPeriod = Error("L012", "empty-period",
        "The period from {0} to {1} holds no day; both days are included.");

    public static readonly DiagnosticKind UnknownSituation = Error("L013", "unknown-situation",
        "No rule of this area or above it says from when to when the situation '{0}' stands.");

    /// <summary>All of them, by code.</summary>
    public static IReadOnlyList<DiagnosticKind> All { get; } =
        [.. typeof(DiagnosticKinds).GetFields()
            .Select(field => field.GetValue(null))
            .OfType<DiagnosticKind>()
            .OrderBy(kind => kind.Code, StringComparer.Ordinal)];

    private static DiagnosticKind Error(string code, string name, string english) =>
        new(code, name, Severity.Error, english);
}
