using Mingsuan.Law;
using Mingsuan.Platform.Identity;
using Mingsuan.Policy;
using Mingsuan.Prices.Items;

namespace Mingsuan.Modules.Tests.Prices;

/// <summary>项目生命周期 (HN-1, AMB-06), over an invented library: what follows a trial.</summary>
public sealed class ItemLifeTests
{
    private const string Trial = """
        ---
        id: trial
        title: 试行
        number: 测〔2021〕1号
        issuers: [测试]
        jurisdiction: "990000"
        issued: 2021-01-01
        trial-until: 2021-12-31
        ---

        ## 一 {#one}

        ```rule
        price-item: "T1"
        name: 试行项目
        unit: 次
        price: 10
        ```
        """;

    private static readonly Operator Bureau = new("x", "bureau", "990000");

    [Fact]
    public void A_trial_without_a_document_that_follows_waits_for_assessment()
    {
        var law = LawOf();

        On(law, 2020, 12, 31).ShouldBeNull();
        On(law, 2021, 12, 31)!.Stage.ShouldBe(LifeStage.Trial);
        var due = On(law, 2022, 1, 10)!;
        (due.Stage, due.DaysLeft, due.Calls(0)).ShouldBe((LifeStage.Due, -10, true));
        ItemLives.Of(law, new Operator("x", "bureau", "980000"), new DateOnly(2021, 6, 1)).ShouldBeEmpty();
        ItemLives.Of(law, new Operator("x", "bureau", "990100"), new DateOnly(2021, 6, 1)).Count.ShouldBe(1);
    }

    [Fact]
    public void A_document_that_follows_makes_it_formal_from_its_own_day_on()
    {
        var law = LawOf("""
            ---
            id: formal
            title: 正式
            number: 测〔2022〕1号
            issuers: [测试]
            jurisdiction: "990000"
            issued: 2022-03-01
            relations: [{ repeals: trial }]
            ---

            ## 一 {#one}

            ```rule
            price-item: "T1"
            name: 试行项目
            unit: 次
            price: 12
            ```
            """);

        On(law, 2022, 2, 28)!.Stage.ShouldBe(LifeStage.Due);
        On(law, 2022, 3, 1)!.Stage.ShouldBe(LifeStage.Formal);
    }

    [Fact]
    public void A_trial_that_is_carried_on_ends_later_and_a_retired_item_is_stopped()
    {
        var law = LawOf("""
            ---
            id: longer
            title: 延续
            number: 测〔2021〕2号
            issuers: [测试]
            jurisdiction: "990000"
            issued: 2021-12-01
            relations: [{ extends-trial: { document: trial, until: 2022-06-30 } }]
            ---

            ## 一 {#one}

            ```rule
            item-retired: "T1"
            from: 2022-05-01
            ```
            """);

        var longer = On(law, 2022, 3, 1)!;
        (longer.Stage, longer.TrialUntil).ShouldBe((LifeStage.Trial, new DateOnly(2022, 6, 30)));
        On(law, 2022, 5, 1)!.Stage.ShouldBe(LifeStage.Stopped);
    }

    private static ItemLife? On(LawSnapshot law, int year, int month, int day) =>
        ItemLives.Of(law, Bureau, new DateOnly(year, month, day)).SingleOrDefault();

    private static LawSnapshot LawOf(string? later = null)
    {
        var files = new Dictionary<string, string> { ["990000-x/2021-01-01-a.md"] = Trial };
        if (later is not null)
        {
            files["990000-x/2022-01-01-b.md"] = later;
        }

        var load = LawLibrary.Load(files);
        return load.Snapshot.ShouldNotBeNull(string.Join('\n', load.Diagnostics));
    }
}
