using Mingsuan.Law;
using Mingsuan.Law.Checking;
using Mingsuan.Law.Mutation;

namespace Mingsuan.Policy.Tests.Law;

/// <summary>
/// Each folder of <c>regions/</c> is a whole library of an invented region, working from files alone.
/// </summary>
public sealed class InventedRegionTests
{
    private static readonly string Regions = Path.Combine(AppContext.BaseDirectory, "Law", "regions");

    public static TheoryData<string> Names =>
        [.. Directory.GetDirectories(Regions).Select(one => Path.GetFileName(one)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_region_that_the_project_has_never_seen_works_from_files_alone(string name)
    {
        var load = LawLibrary.Load(Path.Combine(Regions, name));

        load.Diagnostics.ShouldBeEmpty(string.Join('\n', load.Diagnostics));
        load.Snapshot.ShouldNotBeNull();
        load.Examples.Count.ShouldBeGreaterThan(40);
        load.Documents.SelectMany(one => one.Clauses).ShouldAllBe(clause =>
            clause.IsCovered || clause.Blocks.Count == 0);
    }

    /// <summary>Regions with unlike rules, written from the guide alone.</summary>
    [Theory]
    [InlineData("fengmian")]
    [InlineData("shuoyuan")]
    [InlineData("linhai")]
    [InlineData("qinglan")]
    public void Each_value_of_a_region_written_from_the_guide_is_noticed(string name)
    {
        var report = MutationRun.Of(LawLibrary.Load(Path.Combine(Regions, name)));

        report.Mutants.ShouldBeGreaterThan(60);
        report.Survivors.ShouldBeEmpty(string.Join('\n', report.Survivors));
    }

    [Fact]
    public void An_official_text_stands_before_sample_data_of_its_area()
    {
        var files = LibraryOf(officialPays: true);

        LawLibrary.Load(files).Diagnostics.ShouldBeEmpty();
        LawLibrary.Load(LibraryOf(officialPays: false)).Diagnostics.ShouldHaveSingleItem().Kind
            .ShouldBe(DiagnosticKinds.ExampleFails);
    }

    [Theory]
    [InlineData("正文", true)]
    [InlineData("测〔2021〕1号 正文", true)]
    [InlineData("测〔2021〕2号 正文", false)]
    public void An_example_can_cite_a_clause_alone_or_with_its_document(string cited, bool holds)
    {
        var files = LibraryOf(officialPays: true);
        files["990000-x/2021-01-01-a.md"] += $$"""

            ```example
            given: { item: A, on: 2021-01-01 }
            quote: 1.00
            clause: {{cited}}
            ```
            """;

        LawLibrary.Load(files).HasErrors.ShouldBe(!holds);
    }

    private static Dictionary<string, string> LibraryOf(bool officialPays) => new()
    {
        ["990000-x/2020-01-01-sample.md"] = """
            ---
            id: sample
            title: 示例
            number: 示例1号
            issuers: [测试]
            jurisdiction: "990000"
            issued: 2020-01-01
            sample: true
            ---

            ## 缺省 {#default}

            ```rule
            coverage: default
            when: { channel: internet }
            pays: none
            ```

            ```rule
            benefit: all
            ratio: 50
            ```
            """,
        ["990000-x/2021-01-01-a.md"] = $$"""
            ---
            id: official
            title: 正式
            number: 测〔2021〕1号
            issuers: [测试]
            jurisdiction: "990000"
            issued: 2021-01-01
            ---

            ## 正文 {#body}

            ```rule
            price-item: A
            name: 甲
            unit: 次
            price: 1
            ```

            ```rule
            coverage: online
            when: { channel: internet }
            pays: {{(officialPays ? "pool" : "none")}}
            ```

            ```example
            given: { visit: { channel: internet }, lines: [{ id: a, code: A, unit-price: 10 }] }
            adjudicate: { hifp_pay: 5.00 }
            ```
            """,
    };
}
