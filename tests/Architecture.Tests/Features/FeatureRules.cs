using System.Text.RegularExpressions;
using Mingsuan.Law;

namespace Mingsuan.Architecture.Tests.Features;

/// <summary>
/// Holds the list of features against the tests that it names: each is there, is run, and reaches as it says.
/// </summary>
internal static partial class FeatureRules
{
    /// <summary>What a test class must use to be of a reach: a client over HTTP, a page in a browser.</summary>
    private static readonly Dictionary<TestReach, string[]> Means = new()
    {
        [TestReach.Unit] = [],
        [TestReach.Http] =
        [
            "LineHost", "SettledStage", "MoneyStage", "AgreementStage", "PriceStage", "EpcCaller", "EvidenceWalk",
            "HttpClient",
        ],
        [TestReach.Browser] = ["ChromiumBrowser"],
    };

    public static IEnumerable<Finding> Unproven(IEnumerable<Feature> features, IReadOnlyList<SourceFile> files)
    {
        foreach (var feature in features)
        {
            if (feature.State == FeatureState.Fulfilled && !feature.IsProven)
            {
                yield return new(feature.Name, "is fulfilled without a test over HTTP or in a browser");
            }

            if (feature.State == FeatureState.Planned && feature.Tests.Count > 0)
            {
                yield return new(feature.Name, "is planned and names tests");
            }

            foreach (var test in feature.Tests)
            {
                if (Fault(test, files) is { } fault)
                {
                    yield return new(feature.Name, $"{test.Name} {fault}");
                }
            }
        }
    }

    private static string? Fault(FeatureTest test, IReadOnlyList<SourceFile> files)
    {
        var name = TestName().Match(test.Name);
        if (!name.Success)
        {
            return "is not named as project:Class.Method";
        }

        var declared = $@"\bclass {name.Groups["class"].Value}\b";
        var file = files.FirstOrDefault(one =>
            one.IsUnder("tests/" + name.Groups["project"].Value) && Regex.IsMatch(one.Text, declared));
        if (file is null)
        {
            return "is in no file of its project";
        }

        var method = $@"\[(Fact|Theory)\]\s+(\[[^\n]+\]\s+)*public (async Task|void) {name.Groups["method"].Value}\(";
        if (!Regex.IsMatch(file.Text, method))
        {
            return $"is not a test in {file.Path}";
        }

        var means = Means[test.Reach];
        return means.Length == 0 || means.Any(one => Regex.IsMatch(file.Text, $@"\b{one}s?\b"))
            ? null
            : $"does not go by {test.Reach}: {file.Path}";
    }

    [GeneratedRegex(@"^(?<project>[\w.]+):(?<class>\w+)\.(?<method>\w+)$")]
    private static partial Regex TestName();
}
