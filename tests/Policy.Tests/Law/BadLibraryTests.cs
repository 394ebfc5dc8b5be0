using Mingsuan.Law;
using Mingsuan.Law.Checking;
using Mingsuan.Law.Reading;

namespace Mingsuan.Policy.Tests.Law;

/// <summary>Each folder of <c>bad/</c> is a small library with one mistake; expect.yaml says how it is named.</summary>
public sealed class BadLibraryTests
{
    private static readonly string Bad = Path.Combine(AppContext.BaseDirectory, "Law", "bad");

    public static TheoryData<string> Cases =>
        [.. Directory.GetDirectories(Bad).Select(one => Path.GetFileName(one)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_mistake_is_named_once_at_its_place_and_the_library_does_not_load(string name)
    {
        var expected = (YamlMap)YamlReader.Read(File.ReadAllText(Path.Combine(Bad, name, "expect.yaml")), 1)!;

        var load = LawLibrary.Load(LawLibrary.ReadFiles(Path.Combine(Bad, name)), FeaturesFor(expected));

        var found = load.Diagnostics.ShouldHaveSingleItem(string.Join('\n', load.Diagnostics));
        found.Code.ShouldBe(Text(expected, "code"));
        found.File.ShouldBe(Text(expected, "file"));
        $"{found.Line}".ShouldBe(Text(expected, "line"));
        found.Clause.ShouldBe(Text(expected, "clause"));
        name.ShouldBe($"{found.Code}-{found.Kind.Name}");
        found.Message.ShouldNotMatch(@"\{\d");
        load.Snapshot.ShouldBeNull();
    }

    [Fact]
    public void Every_diagnostic_has_a_bad_case_and_a_Chinese_sentence()
    {
        var names = Cases.Select(one => one.Data).ToList();

        DiagnosticKinds.All.Select(one => $"{one.Code}-{one.Name}").ShouldBe(names, ignoreOrder: true);
        DiagnosticKinds.All.ShouldAllBe(one => DiagnosticTexts.Has(one.Code));
    }

    private static IReadOnlyList<Feature> FeaturesFor(YamlMap expected) => Text(expected, "feature") is { } unproven
        ? [.. Features.All, new(unproven, FeatureState.Fulfilled, [new FeatureTest("Unit:Only", TestReach.Unit)])]
        : Features.All;

    private static string? Text(YamlMap map, string key) =>
        map.Find(key) is YamlScalar { IsEmpty: false } scalar ? scalar.Text : null;
}
