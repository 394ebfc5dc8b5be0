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

    public static readonly DiagnosticKind UnknownDocument = Error("L014", "unknown-document",
        "The relation '{0}' names the document '{1}', which is not in the library. Nearest: '{2}'.");

    public static readonly DiagnosticKind RepealOfNothing = Error("L015", "repeal-of-nothing",
        "'{0}' is not in force on {1}, the day before this document takes effect: there is nothing to repeal.");

    public static readonly DiagnosticKind Gap = Error("L016", "gap",
        "The area {0} has no '{1}' for {2} from {3} to {4}. What is not paid needs a row that says so.");

    public static readonly DiagnosticKind Overlap = Error("L017", "overlap",
        "This '{0}' and the one in {1}, line {2} hold at once for {3} from {4} to {5}, and disagree.");

    public static readonly DiagnosticKind Unreachable = Error("L018", "unreachable-row",
        "This '{0}' can never apply: {1}.");

    public static readonly DiagnosticKind Collision = Error("L019", "date-collision",
        "The item '{0}' is priced for the same area by {1}, line {2} too, from {3} to {4}. End one of them.");

    public static readonly DiagnosticKind AboveCeiling = Error("L020", "above-ceiling",
        "The price {0} of '{1}' is above the ceiling {2} that {3}, line {4} sets for the superior area.");

    public static readonly DiagnosticKind ExampleFails = Error("L021", "example-fails",
        "The example{0} expects {1}: {2}; the answer has {3}.");

    public static readonly DiagnosticKind UnmarkedClause = Error("L022", "unmarked-clause",
        "The clause has neither rule nor obligation, and no informative mark with a reason.");

    public static readonly DiagnosticKind RowTwice = Error("L023", "row-under-two-clauses",
        "The matrix row '{0}' stands already under '{1}' in {2}, line {3}; it belongs to one clause.");

    public static readonly DiagnosticKind UnknownFeature = Error("L024", "unknown-feature",
        "'{0}' is not a feature of the platform. Nearest: '{1}'.");

    public static readonly DiagnosticKind FeatureWithoutTest = Error("L025", "feature-without-test",
        "The feature '{0}' is called fulfilled, but no HTTP or browser test carries it.");

    public static readonly DiagnosticKind BadCalendarDay = Error("L026", "bad-calendar-day",
        "The calendar cannot hold the day {0}: {1}.");

    public static readonly DiagnosticKind UnknownItem = Error("L027", "unknown-item",
        "'{0}' names the item '{1}', which no document of this area or above it prices. Nearest: '{2}'.");

    public static readonly DiagnosticKind BadExample = Error("L028", "bad-example",
        "The example cannot be read: {0}.");

    public static readonly DiagnosticKind EmptyLibrary = Error("L029", "empty-library",
        "The directory holds no law document, so nothing would be law.");

    public static readonly DiagnosticKind ReviewOneChannel = Error("L030", "review-one-channel",
        "The review rule '{0}' leaves out visits online: one library of rules holds online and offline.");

    public static readonly DiagnosticKind BoundlessReview = Error("L031", "boundless-review",
        "The review rule '{0}' says neither when nor repeated nor beside: every visit would be a finding.");

    public static readonly DiagnosticKind UnreviewedFact = Error("L032", "unreviewed-fact",
        "'{0}' is no fact of a settled visit as a whole, so the review rule would never find anything.");

    /// <summary>All of them, by code.</summary>
    public static IReadOnlyList<DiagnosticKind> All { get; } =
        [.. typeof(DiagnosticKinds).GetFields()
            .Select(field => field.GetValue(null))
            .OfType<DiagnosticKind>()
            .OrderBy(kind => kind.Code, StringComparer.Ordinal)];

    private static DiagnosticKind Error(string code, string name, string english) =>
        new(code, name, Severity.Error, english);
}
