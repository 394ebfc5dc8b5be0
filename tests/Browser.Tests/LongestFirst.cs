using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(Mingsuan.Browser.Tests.LongestFirst))]

namespace Mingsuan.Browser.Tests;

/// <summary>
/// 长者先行 — the classes that take longest begin first, so that no processor stands idle at the end. The runner begins
/// with the first two and goes on from the back.
/// </summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Front = [nameof(Agency.AgencyPageTests), nameof(Journey.HospitalJourneyTests)];

    private static readonly string[] Back =
    [
        nameof(Prices.PriceWalkTests), nameof(PublicService.PublicServicePagesTests),
        nameof(Registry.RegistryDeskTests), nameof(LawPagesTests), nameof(Agency.AgencyOnPostgresTests),
    ];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(
        IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(one => Place(one.TestCollectionDisplayName))];

    /// <summary>Below nothing at the front, above nothing at the back, and nothing between them.</summary>
    private static int Place(string name) =>
        Of(Front, name) is >= 0 and var first ? first - Front.Length : Of(Back, name) + 1;

    private static int Of(string[] classes, string name) =>
        Array.FindIndex(classes, one => name.Contains("." + one + " ", StringComparison.Ordinal));
}
