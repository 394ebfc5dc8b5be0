using Mingsuan.Law.Mutation;
using static Mingsuan.Policy.Tests.Law.LibraryFixture;

namespace Mingsuan.Policy.Tests.Law;

public sealed class MutationTests
{
    private const string Rule = """
        price-item: "T001"
        name: 测试项目
        unit: 次
        price: { by: consulted.level, tertiary: 260 }
        needs:
          - { is: { consulted.level: tertiary }, else: E-LEVEL-NOT-ALLOWED }
        to: 2021-05-31
        """;

    private const string Examples = """
        base: { consulted: { level: tertiary } }
        cases:
          - { quote: 260.00 }
          - { given: { on: 2021-05-31 }, quote: 260.00 }
          - { given: { on: 2021-06-01 }, refused: E-NO-PRICE-ROW }
          - { given: { consulted: { level: secondary } }, refused: E-LEVEL-NOT-ALLOWED }
        """;

    [Fact]
    public void Examples_that_name_every_value_leave_no_survivor()
    {
        var told = 0;

        var report = MutationRun.Of(Good((Province, Document(Block("rule", Rule) + Block("example", Examples)))),
            (done, _) => told = done);

        report.Survivors.ShouldBeEmpty(string.Join('\n', report.Survivors));
        report.Score.ShouldBe(1m);
        report.Mutants.ShouldBe(7);
        told.ShouldBe(7);
    }

    [Fact]
    public void A_value_that_no_example_names_survives_and_is_listed_with_its_line()
    {
        var examples = string.Join("\n", Examples.Split("\n").Where(line => !line.Contains("2021")));

        var report = MutationRun.Of(Good((Province, Document(Block("rule", Rule) + Block("example", examples)))));

        var survivor = report.Survivors.ShouldHaveSingleItem();
        (survivor.Path, survivor.Was, survivor.Became, survivor.Line).ShouldBe(("to", "2021-05-31", "2021-06-01", 24));
        report.Killed.ShouldBe(report.Mutants - 1);
    }

    [Fact]
    public void After_a_run_the_library_is_as_it_was()
    {
        var load = Good((Province, Document(Block("rule", Rule) + Block("example", Examples))));

        var first = MutationRun.Of(load);

        MutationRun.Of(load).Mutants.ShouldBe(first.Mutants);
        load.Snapshot!.ItemsOf("T001")[0].Rows[0].From.Fen.ShouldBe(26000);
    }
}
