using Mingsuan.Law;
using LawFeatures = Mingsuan.Law.Features;

namespace Mingsuan.Architecture.Tests.Features;

public sealed class FeatureTests
{
    [Fact]
    public void Each_test_that_carries_a_feature_exists_and_reaches_as_it_says() =>
        Exceptions.Hold("features", FeatureRules.Unproven(LawFeatures.All, [.. SourceTree.Code("tests")]));

    [Fact]
    public void A_feature_is_listed_once() =>
        LawFeatures.All.GroupBy(one => one.Name).Where(group => group.Count() > 1).ShouldBeEmpty();

    [Theory]
    [InlineData("X.Tests:ATests.A_test", TestReach.Http, null)]
    [InlineData("X.Tests:ATests.A_test", TestReach.Browser, "does not go by Browser")]
    [InlineData("X.Tests:ATests.Another", TestReach.Http, "is not a test in")]
    [InlineData("X.Tests:ATests.Helper", TestReach.Http, "is not a test in")]
    [InlineData("X.Tests:BTests.A_test", TestReach.Http, "is in no file")]
    [InlineData("Y.Tests:ATests.A_test", TestReach.Http, "is in no file")]
    [InlineData("A_test", TestReach.Http, "is not named as")]
    [InlineData("X.Tests:ATests.A_test", TestReach.Unit, "without a test over HTTP")]
    public void A_feature_that_nothing_carries_is_found(string test, TestReach reach, string? fault)
    {
        var file = new SourceFile("tests/X.Tests/ATests.cs", """
            public sealed class ATests(LineHosts hosts)
            {
                [Theory]
                [ClassData(typeof(DatabaseKinds))]
                public async Task A_test(string database)
                {
                }

                public void Helper()
                {
                }
            }
            """);
        var feature = new Feature("f", FeatureState.Fulfilled, [new FeatureTest(test, reach)]);
        if (fault is null)
        {
            FeatureRules.Unproven([feature], [file]).ShouldBeEmpty();
        }
        else
        {
            FeatureRules.Unproven([feature], [file]).ShouldHaveSingleItem().Message.ShouldContain(fault);
        }
    }
}
