using Mingsuan.Law;
using Mingsuan.Policy.Prescribing;
using Mingsuan.Policy.Refusals;
using Mingsuan.Policy.Tests.Generating;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Policy.Tests.Prescribing;

/// <summary>开方限制 beyond the law files' examples: order of reasons, silence, whose rule counts. (GJ-2, CX-25)</summary>
public sealed class PrescribingTests
{
    private const string Area = "532301";
    private static readonly DateOnly On = new(2026, 11, 20);

    [Fact]
    public void Every_reason_is_given_with_its_clause_and_the_first_by_its_code()
    {
        var facts = Online();
        facts.SetNumber(Fact.PatientAge, 3);
        var drugs = Enumerable.Range(1, 6).Select(at => new PrescribedDrug($"{at}", "XN02AAM999X999010100001")
        {
            Form = "western",
            SupplyDays = 30,
        });
        var answer = PrescribingLimits.Judge(new(Laws.Shipped.Region(Area), On, facts, [.. drugs]) { ValidDays = 9 });

        answer.Refusals.Select(one => one.Code).Order().ShouldBe(
        [
            RefusalCode.ChildUnaccompanied, RefusalCode.DrugNotOnline, RefusalCode.PrescriptionValidity,
            RefusalCode.PrescriptionSupply, RefusalCode.PrescriptionCount,
        ]);
        answer.Refusal!.Code.ShouldBe(RefusalCode.ChildUnaccompanied);
        answer.Refusals.ShouldAllBe(one => Laws.Shipped.Clauses[one.ClauseId].Article.Length > 0);
        answer.Refusals.Single(one => one.Code == RefusalCode.PrescriptionCount).Most.ShouldBe(5);
        answer.Refusals.Single(one => one.Code == RefusalCode.DrugNotOnline).Drug!.Line.ShouldBe("1");
    }

    [Fact]
    public void Silence_is_not_contrary_but_where_evidence_is_owed()
    {
        var region = Laws.Shipped.Region(Area);
        PrescribingLimits.Judge(new(region, On, new FactSet(), [])).Refusal.ShouldBeNull("nothing is known of it");
        PrescribingLimits.Judge(new(region, On, Online(), [])).Refusal.ShouldBeNull("the age is not known");
        var child = Online();
        child.SetNumber(Fact.PatientAge, 5);
        PrescribingLimits.Judge(new(region, On, child, [])).Refusal!.Need.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("ordinary", false, 7)]
    [InlineData("ordinary", true, 28)]
    [InlineData("emergency", true, 3)]
    [InlineData("long", true, 84)]
    public void More_days_never_turn_a_no_into_a_yes(string kind, bool isReasoned, int most)
    {
        var facts = Online();
        facts.SetChoice(Fact.PrescriptionKind, kind);
        foreach (var fact in (Fact[])[Fact.PrescriptionChronic, Fact.PrescriptionReason, Fact.PrescriptionAssessed])
        {
            facts.SetFlag(fact, isReasoned);
        }

        for (var days = 1; days <= 120; days++)
        {
            var drug = new PrescribedDrug("1", "A") { SupplyDays = days };
            (PrescribingLimits.Judge(new(Laws.Shipped.Region(Area), On, facts, [drug])).Refusal is null)
                .ShouldBe(days <= most, $"{days} days");
        }
    }

    [Fact]
    public void A_regions_own_figure_counts_there_and_a_list_recognises_without_a_change_of_code()
    {
        var law = With("""
            ---
            id: own
            title: 自有规定
            number: 测医保〔2021〕1号
            issuers: [楚雄州医疗保障局]
            jurisdiction: "532300"
            issued: 2021-01-01
            ---

            ## 有效期与互认 {#own}

            处方有效期三日，医师可写到七日；本州处方在山东也认。

            ```rule
            prescribing-validity: 3
            longest: 7
            ```

            ```rule
            prescribing-areas: ["370000"]
            ```
            """);
        var answer = PrescribingLimits.Judge(new(law.Region(Area), On, Online(), []) { ValidDays = 7 });
        answer.Kept.Where(one => one.Kind is LimitKind.ValidDays or LimitKind.LongestValidDays)
            .Select(one => one.Most).ShouldBe([3, 7]);
        PrescribingLimits.Judge(new(law.Region("370811"), On, Online(), []) { ValidDays = 7 }).Refusal!.Most
            .ShouldBe(3, "elsewhere the nation's");

        Recognition.Of(Laws.Shipped.Region(Area), "370811", On).IsRecognised.ShouldBeFalse();
        Recognition.Of(law.Region(Area), "370811", On).IsRecognised.ShouldBeTrue();
        Recognition.Of(law.Region(Area), "530102", On).IsRecognised.ShouldBeTrue("lists add up");
        Recognition.Of(law.Region(Area), "370811", new(2020, 12, 31)).IsRecognised.ShouldBeFalse("before its day");
        Recognition.Of(law.Region("370811"), Area, On).IsRecognised.ShouldBeFalse("the area that wrote it decides");
        Recognition.Of(law.Region("320613"), "320685", On).ShouldBe(new(true, null), "one pooling area");
    }

    private static LawSnapshot With(string document)
    {
        var files = new Dictionary<string, string>(
            LawLibrary.ReadFiles(Path.Combine(Laws.Root(), "law")), StringComparer.Ordinal)
        {
            ["532300-chuxiong/2021-01-01-own.md"] = document,
        };
        var load = LawLibrary.Load(files);
        return load.Snapshot.ShouldNotBeNull(string.Join('\n', load.Diagnostics));
    }

    private static FactSet Online()
    {
        var facts = new FactSet();
        facts.SetChoice(Fact.Channel, "internet");
        facts.SetChoice(Fact.PrescriptionKind, "ordinary");
        return facts;
    }
}
