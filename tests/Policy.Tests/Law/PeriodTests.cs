using Mingsuan.Policy.Primitives;
using static Mingsuan.Policy.Tests.Law.LibraryFixture;

namespace Mingsuan.Policy.Tests.Law;

public sealed class PeriodTests
{
    [Fact]
    public void A_repeal_ends_the_rules_of_the_other_document_the_day_before_it_takes_effect()
    {
        var load = Good(
            (Province, Document(Item())),
            (Second, Document(Item("price: 90"), "t-2", "until: 2030-12-31\nrelations:\n  - { repeals: t-1 }")
                .Replace("effective: 2020-06-01", "effective: 2020-07-01", StringComparison.Ordinal)));

        load.Snapshot!.ItemsOf("T001").ToArray().Select(one => one.Effective).ShouldBe(
            [Days("2020-06-01", "2020-06-30"), Days("2020-07-01", "2030-12-31")]);
    }

    [Fact]
    public void A_rule_of_a_situation_holds_in_each_of_its_spells_within_the_documents_dates()
    {
        var situations = Block("rule", "situation: epidemic\nfrom: 2020-01-20\nto: 2020-06-30")
            + Block("rule", "situation: epidemic\nfrom: 2021-01-01\nto: 2021-01-31");

        var load = Good(
            (Province, Document(situations).Replace("2020-06-01", "2020-01-01", StringComparison.Ordinal)),
            (Second, Document(Item("price: 80\nsituation: epidemic"), "t-2")));

        load.Snapshot!.ItemsOf("T001").ToArray().Select(one => one.Effective).ShouldBe(
            [Days("2020-06-01", "2020-06-30"), Days("2021-01-01", "2021-01-31")]);
    }

    [Fact]
    public void A_trial_that_another_document_carries_on_ends_later_and_cites_that_document()
    {
        var extension = "relations:\n  - extends-trial: { document: t-1, until: 2022-05-31 }";

        var load = Good(
            (Province, Document(Item(), front: "trial-until: 2021-05-31")),
            (Second, Document(Block("informative", "reason: 只延长试行期"), "t-2", extension)));

        var item = load.Snapshot!.ItemsOf("T001").ToArray().ShouldHaveSingleItem();
        item.TrialUntil.ShouldBe(new DateOnly(2022, 5, 31));
        load.Snapshot.Clauses[item.TrialClauseId].DocumentId.ShouldBe("t-2");
        load.Snapshot.Clauses[item.ClauseId].DocumentId.ShouldBe("t-1");
    }

    [Fact]
    public void Calendars_and_areas_come_from_their_own_files()
    {
        const string Year = "year: 2020\nrest: [2020-01-01, 2020-01-24..2020-02-02]\nwork: [2020-01-19]\nsource: 测试";

        var load = Good(
            ("calendars/2020.yaml", Year),
            ("regions.yaml", "- { admdvs: \"990100\", name: 测试市, modelled: [价格], verified: 2020-06-01 }"),
            (Province, Document(Item())));

        var calendar = load.Snapshot!.Calendar;
        calendar.IsWorkingDay(new DateOnly(2020, 1, 19)).ShouldBe(true);
        calendar.IsWorkingDay(new DateOnly(2020, 1, 31)).ShouldBe(false);
        calendar.IsWorkingDay(new DateOnly(2021, 1, 4)).ShouldBeNull();
        load.Snapshot.Jurisdictions.NameOf("990100").ShouldBe("测试市");
        load.Regions.ShouldHaveSingleItem().Modelled.ShouldBe(["价格"]);
    }

    [Fact]
    public void The_hash_follows_every_byte_of_the_files_and_nothing_else()
    {
        var one = Good((Province, Document(Item()))).Hash;

        Good((Province, Document(Item()))).Hash.ShouldBe(one);
        Good((Province, Document(Item("price: 81")))).Hash.ShouldNotBe(one);
        Good((Second, Document(Item()))).Hash.ShouldNotBe(one);
    }

    private static Period Days(string from, string to) => new(
        DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture),
        DateOnly.Parse(to, System.Globalization.CultureInfo.InvariantCulture));
}
