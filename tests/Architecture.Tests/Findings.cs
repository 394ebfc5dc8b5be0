namespace Mingsuan.Architecture.Tests;

/// <summary>A place that breaks a rule: a file, a type or a project, as an exception would name it.</summary>
internal sealed record Finding(string Place, string Message)
{
    public override string ToString() => $"{Place}: {Message}";
}

/// <summary>
/// The places that may break a rule for now, by rule, each with its reason in a comment. The list may only shrink:
/// an exception that excuses nothing any more fails the test until it is taken out.
/// </summary>
internal static class Exceptions
{
    private static readonly Dictionary<string, string[]> Named = [];

    /// <summary>Fails with each finding that no exception names and each exception that nothing needs.</summary>
    public static void Hold(string rule, IEnumerable<Finding> findings) =>
        Judge(rule, [.. findings], Named.GetValueOrDefault(rule, [])).ShouldBeEmpty(rule);

    internal static string[] Judge(string rule, Finding[] findings, string[] excused) =>
    [
        .. findings.Where(finding => !excused.Contains(finding.Place)).Select(finding => finding.ToString()),
        .. excused.Where(place => findings.All(finding => finding.Place != place))
            .Select(place => $"{place}: no longer needs its exception from {rule}; take it out"),
    ];
}
