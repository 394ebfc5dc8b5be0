namespace Mingsuan.Architecture.Tests.Dependencies;

public sealed class PolicyPurityTests
{
    [Fact]
    public void R2_Policy_has_no_static_mutable_state() =>
        Exceptions.Hold("R2 state", PolicyTypes().SelectMany(Purity.MutableStatics));

    [Fact]
    public void R2_Policy_has_nothing_to_wait_for() =>
        Exceptions.Hold("R2 async", PolicyTypes().SelectMany(Purity.Waiting));

    [Theory]
    [InlineData(nameof(Impure.counter), true)]
    [InlineData(nameof(Impure.Names), true)]
    [InlineData(nameof(Impure.Known), true)]
    [InlineData(nameof(Impure.Limit), false)]
    [InlineData(nameof(Impure.Label), false)]
    [InlineData(nameof(Impure.Codes), false)]
    public void A_static_that_can_change_is_found(string field, bool found) =>
        Purity.MutableStatics(typeof(Impure)).Any(finding => finding.Place.EndsWith(field, StringComparison.Ordinal))
            .ShouldBe(found);

    [Fact]
    public void A_method_that_waits_is_found() =>
        Purity.Waiting(typeof(Impure)).ShouldHaveSingleItem().Place.ShouldEndWith(nameof(Impure.Wait));

    private static IEnumerable<Type> PolicyTypes() =>
        Project.All.Single(project => project.Name == "Policy").Assembly.GetTypes()
            .Where(type => !Surface.IsCompilerMade(type));

    private static class Impure
    {
        public const int Limit = 3;
        public static readonly string Label = "label";
        public static readonly System.Collections.Immutable.ImmutableArray<int> Codes = [1, 2];
        public static readonly int[] Names = [1, 2];
        public static readonly Dictionary<int, int> Known = [];
#pragma warning disable CS0649 // It is here to be found, not to be used.
        public static int counter;
#pragma warning restore CS0649

        public static Task Wait() => Task.CompletedTask;
    }
}
