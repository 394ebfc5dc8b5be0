using Mingsuan.Law.Forms;
using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Provisions;
using Mingsuan.Policy.Refusals;
using Mingsuan.Policy.Vocabulary;
using static Mingsuan.Policy.Tests.Law.LibraryFixture;

namespace Mingsuan.Policy.Tests.Law;

public sealed class FormTests
{
    [Fact]
    public void A_benefit_table_becomes_one_row_for_each_cell_and_none_pays_nothing()
    {
        var table = """
            benefit: 门诊统筹
            year-starts: "07-01"
            deductible-per: level-and-year
            deductible-year-total: 300
            table:
              by: institution.level
              columns: [unrated, tertiary]
              rows:
                - { when: { insured.scheme: employee }, ratio: [60, 50], deductible: [20, 60], year-limit: 6000 }
                - { when: { insured.scheme: resident }, ratio: [55.5, none], deductible: [0, none] }
            """;

        var rows = Good((Province, Document(Block("rule", table)))).Snapshot!.All<Benefit>();

        rows.Select(one => (one.Pays, one.Ratio, one.Deductible.Fen, one.YearLimit?.Fen)).ShouldBe(
        [
            (true, 0.6m, 2000, 600000), (true, 0.5m, 6000, 600000), (true, 0.555m, 0, null), (false, 0m, 0, null),
        ]);
        rows.ShouldAllBe(one => one.DeductiblePer == DeductiblePer.LevelAndYear && one.YearStartMonth == 7
            && one.DeductibleYearTotal == new Money(30000));
        var facts = new FactSet();
        facts.SetChoice(Fact.InsuredScheme, "resident");
        facts.SetChoice(Fact.InstitutionLevel, "tertiary");
        rows.Where(one => one.When.Evaluate(facts, out _) == Truth.Yes).ShouldHaveSingleItem().Pays.ShouldBeFalse();
    }

    [Fact]
    public void Conditions_take_words_ranges_codes_and_alternatives()
    {
        var rule = """
            admission: 测试
            when:
              - { visit.kind: follow-up, imaging: [x-ray, pet-ct] }
              - { minutes: { from: 30 }, institution.charged-price: { to: 10.5 }, visit.diagnosis: [I10, E11] }
            needs:
              - { is: { visit.real-time: true }, else: E-NOT-REAL-TIME }
            """;

        var admission = Good((Province, Document(Block("rule", rule)))).Snapshot!.All<Admission>()[0];

        var (first, second) = (admission.When.Alternatives[0], admission.When.Alternatives[1]);
        first.Select(test => (test.Fact, test.Low)).ShouldBe([(Fact.VisitKind, 2), (Fact.Imaging, 1 | 8)]);
        second.Select(test => (test.Fact, test.Low, test.High)).ShouldBe(
        [
            (Fact.Minutes, 300_000, long.MaxValue), (Fact.InstitutionChargedPrice, long.MinValue + 1, 1050),
            (Fact.VisitDiagnosis, 0, 0),
        ]);
        second[2].Codes.ShouldBe(["I10", "E11"]);
        admission.Needs[0].Else.ShouldBe(RefusalCode.NotRealTime);
    }

    [Theory]
    [InlineData("price: self-set", true, 0, null)]
    [InlineData("price: 12.50", false, 1, null)]
    [InlineData("price: { by: institution.level, tertiary: 20, secondary: 17 }", false, 2, null)]
    [InlineData("price: [ { amount: 3 } ]", false, 1, null)]
    [InlineData("price: { same-as: \"T001\", with: { channel: offline } }", false, 0, "T001")]
    public void A_price_is_written_in_any_of_its_forms(string price, bool selfSet, int rows, string? sameAs)
    {
        var load = Good((Province, Document(Item() + Item(price, "T002"))));

        var item = load.Snapshot!.ItemsOf("T002")[0];
        item.SelfSet.ShouldBe(selfSet);
        item.Rows.Count.ShouldBe(rows);
        item.SameAs?.Item.ShouldBe(sameAs);
        item.SameAs?.With.ShouldBe([KeyValuePair.Create(Fact.Channel, 1L)]);
    }

    [Fact]
    public void Every_kind_has_a_key_of_its_own_and_every_field_a_meaning()
    {
        RuleForms.All.Select(one => one.Kind).ShouldBeUnique();
        RuleForms.All.SelectMany(one => one.Form.Fields).ShouldAllBe(one => one.Meaning.Length > 5);
        RuleForms.All.ShouldAllBe(one => one.Form.Fields.GroupBy(field => field.Name).All(group => group.Count() == 1));
    }
}
