using Mingsuan.Law;
using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Provisions;
using Mingsuan.Policy.Refusals;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Policy.Tests.Law;

public sealed class FirstSliceTests
{
    private const string Document = """
        ---
        id: x-1
        title: 试行项目
        number: 测医保发〔2020〕1号
        issuers: [测试省医疗保障局]
        jurisdiction: "990000"
        issued: 2020-05-13
        effective: 2020-06-01
        trial-until: 2021-05-31
        ---

        # 试行项目

        ## 附件 序号5 {#annex-5 rows="X-T5 X-T6"}

        我们的概括。

        ```rule
        price-item: "270800008"
        name: 远程病理会诊
        unit: 次
        category: remote-diagnosis
        price: { by: consulted.level, tertiary: 260 }
        needs:
          - { is: { consulted.level: tertiary }, else: E-LEVEL-NOT-ALLOWED }
        count: { of: slides, included: 2, each-extra: 100, cap: { from: 5, total: 600 } }
        adjust:
          - { when: { intraoperative-frozen: true }, percent: 50 }
        ```

        ## 备注 {#note}

        ```rule
        item-retired: "111000005"
        replaced-by: ["270800008"]
        to: 2030-01-01
        ```

        ```rule
        admission: licence
        needs:
          - { is: { institution.licences: telemedicine }, else: E-QUAL-EXPIRED }
        ```
        """;

    [Fact]
    public void A_document_becomes_provisions_that_cite_their_clause()
    {
        var load = LawLibrary.Load(new Dictionary<string, string> { ["990000-x/2020-05-13-x.md"] = Document });

        load.Diagnostics.ShouldBeEmpty();
        var law = load.Snapshot.ShouldNotBeNull();
        var item = law.ItemsOf("270800008")[0];
        item.Rows.ShouldHaveSingleItem().From.ShouldBe(new Money(26000));
        item.Effective.ShouldBe(new Period(new DateOnly(2020, 6, 1), DateOnly.MaxValue));
        item.TrialUntil.ShouldBe(new DateOnly(2021, 5, 31));
        item.Count.ShouldBe(new CountRule(
            Fact.Slides, 1, 2, new Money(10000), new CountCap(5, new Money(60000), CapMode.AtMost, CapScope.Counted)));
        item.Category.ShouldBe("remoteDiagnosis");
        law.Clauses[item.ClauseId].Article.ShouldBe("附件 序号5");
        law.Clauses[item.ClauseId].Document.ShouldBe("测医保发〔2020〕1号");
        item.Needs.ShouldHaveSingleItem().Else.ShouldBe(RefusalCode.LevelNotAllowed);
        law.All<RetiredItem>().ShouldHaveSingleItem().Effective.To.ShouldBe(new DateOnly(2030, 1, 1));
        law.All<Admission>().ShouldHaveSingleItem().Needs.ShouldHaveSingleItem();
        load.Documents[0].Clauses[0].Rows.ShouldBe(["X-T5", "X-T6"]);
        load.Documents[0].Clauses[0].Prose.ShouldBe("我们的概括。");
    }

    [Fact]
    public void A_mistake_is_named_with_its_line_and_the_nearest_word()
    {
        var load = LawLibrary.Load(new Dictionary<string, string>
        {
            ["990000-x/2020-05-13-x.md"] = Document.Replace("unit: 次", "unity: 次", StringComparison.Ordinal),
        });

        load.Snapshot.ShouldBeNull();
        load.Diagnostics.Select(one => (one.Code, one.Line, one.Clause)).ShouldBe(
            [("L007", 19, "附件 序号5"), ("L004", 21, "附件 序号5")]);
        load.Diagnostics[1].Message.ShouldContain("Nearest: 'unit'");
    }
}
