using Mingsuan.Prices.Proposing;

namespace Mingsuan.Modules.Tests.Prices;

/// <summary>相似项目比对 (CX-6-6), as a pure function.</summary>
public sealed class SimilarityTests
{
    private const string Signs = "线上互联网复诊病情沟通远程会诊监测（）, AB12";

    [Fact]
    public void A_name_inside_brackets_is_found_in_the_scope_of_a_proposal()
    {
        var found = Similarity.Find(
            "线上病情沟通费",
            "医师通过互联网与复诊患者沟通病情",
            [
                new("1", "普通门诊诊察费（互联网复诊）", "", "a"),
                new("2", "远程病理会诊", "", "a"),
                new("3", "互联网复诊", "", "b"),
            ]);

        found.Select(one => (one.Item.Code, one.Score)).ShouldBe([("1", 750), ("3", 750)]);
    }

    [Fact]
    public void A_part_of_an_items_scope_that_is_proposed_anew_is_found()
    {
        var whole = new KnownItem("1", "远程会诊", "会诊前病历整理、实时会诊、会诊意见书", "a");

        Similarity.Score("会诊意见书", "出具书面意见", whole).ShouldBe(1000);
        Similarity.Score("居家测压", "患者每日测压", whole).ShouldBe(0);
    }

    [Fact]
    public void Width_case_and_punctuation_make_no_difference()
    {
        var item = new KnownItem("1", "互联网复诊ＡＢ", "", "a");

        Similarity.Score("互联网-复诊ab", "", item).ShouldBe(1000);
        Similarity.Score("", "", item).ShouldBe(0);
        Similarity.Score("别的", "别的", item).ShouldBe(0);
    }

    [Fact]
    public void The_order_depends_on_what_is_compared_and_not_on_how_it_came()
    {
        var random = new Random(20261120);
        string Word(int most) => string.Concat(Enumerable.Range(0, random.Next(most))
            .Select(_ => Signs[random.Next(Signs.Length)]));
        for (var round = 0; round < 500; round++)
        {
            var known = Enumerable.Range(0, 12)
                .Select(at => new KnownItem($"{at:D2}", Word(9), Word(20), "x")).ToArray();
            var (name, scope, least) = (Word(9), Word(20), random.Next(1001));
            var found = Similarity.Find(name, scope, known, least);

            found.ShouldAllBe(one => one.Score >= least && one.Score <= 1000);
            found.Zip(found.Skip(1)).ShouldAllBe(pair => pair.First.Score > pair.Second.Score ||
                (pair.First.Score == pair.Second.Score &&
                    string.CompareOrdinal(pair.First.Item.Code, pair.Second.Item.Code) < 0));
            random.Shuffle(known);
            Similarity.Find(name, scope, known, least).ShouldBe(found);
            Similarity.Alike(Similarity.Pairs(name), Similarity.Pairs(scope))
                .ShouldBe(Similarity.Alike(Similarity.Pairs(scope), Similarity.Pairs(name)));
            Similarity.Find(name, scope, known, 0).Count.ShouldBe(known.Length);
        }
    }
}
