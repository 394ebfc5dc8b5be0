using Mingsuan.Law.Checking;
using Mingsuan.Law.Mutation;
using Mingsuan.Policy.Provisions;
using static Mingsuan.Policy.Tests.Law.LibraryFixture;

namespace Mingsuan.Policy.Tests.Law;

/// <summary>审核规则 as law files write them.</summary>
public sealed class ReviewFormTests
{
    private const string Head = """
        review-rule: test-rule
        title: 测试
        says: 测试规则
        disposition: refuse
        """;

    [Fact]
    public void A_rule_says_case_repetition_and_what_stands_beside_it()
    {
        var rule = Good((Province, Document(Rule("""
            when: { visit.kind: follow-up }
            repeated: { at-least: 3, same: [person, visit-kind], different: institution }
            beside: consultation
            """)))).Snapshot!.All<ReviewRule>().ShouldHaveSingleItem();

        (rule.Name, rule.Disposition, rule.BesideConsultation).ShouldBe(("testRule", Disposition.Refuse, true));
        rule.When.Alternatives.ShouldHaveSingleItem().ShouldHaveSingleItem();
        rule.Repeated!.AtLeast.ShouldBe(3);
        rule.Repeated.Same.ShouldBe([ReviewKey.Person, ReviewKey.VisitKind]);
        rule.Repeated.Different.ShouldBe([ReviewKey.Institution]);
    }

    [Theory]
    [InlineData("channels: [offline]\nbeside: consultation", "L030")]
    [InlineData("when: { channel: offline }", "L030")]
    [InlineData("when: [{ channel: offline, visit.kind: first }, { channel: offline }]", "L030")]
    [InlineData("channels: [offline, internet]\nbeside: consultation", null)]
    [InlineData("channels: internet\nbeside: consultation", null)]
    [InlineData("when: [{ channel: offline, visit.kind: first }, { visit.kind: follow-up }]", null)]
    public void A_rule_that_leaves_out_visits_online_does_not_load(string body, string? code) =>
        Load((Province, Document(Rule(body)))).Diagnostics.Select(one => one.Code)
            .ShouldBe(code is null ? [] : [code]);

    [Theory]
    [InlineData("channels: [offline, internet]", "L031")]
    [InlineData("note: 什么都没有说", "L031")]
    [InlineData("when: { visit.kind: follow-up, line.code: X1 }", "L032")]
    [InlineData("when: { clinic: expert }", "L032")]
    [InlineData("repeated: { at-least: 1, same: [person] }", "L005")]
    [InlineData("repeated: { at-least: 2, same: [person, person] }", "L005")]
    [InlineData("repeated: { at-least: 2, same: [person, day], different: [day] }", "L005")]
    [InlineData("channels: [internet, internet]\nbeside: consultation", "L005")]
    [InlineData("repeated: { at-least: 2, same: [ward] }", "L005")]
    [InlineData("repeated: { at-least: 2 }", "L007")]
    public void A_rule_that_says_nothing_twice_or_what_no_visit_has_does_not_load(string body, string code) =>
        Load((Province, Document(Rule(body)))).Diagnostics.ShouldHaveSingleItem().Code.ShouldBe(code);

    [Fact]
    public void Two_rules_of_one_name_in_one_area_must_agree_and_a_city_may_say_another()
    {
        var (first, second) = (Rule("beside: consultation"), Rule("repeated: { at-least: 2, same: [person] }"));

        Load((Province, Document(first + second))).Diagnostics.ShouldHaveSingleItem().Kind
            .ShouldBe(DiagnosticKinds.Overlap);
        Good((Province, Document(first)), (City, Document(second, "t-2", area: "990100")));
    }

    [Fact]
    public void Each_value_of_a_rule_that_its_examples_name_is_noticed()
    {
        var rule = Rule("""
            when: { visit.kind: follow-up }
            repeated: { at-least: 2, same: [doctor, minute], different: [institution] }
            """);
        var examples = Block("example", """
            base:
              claim: { person: p, hospital: h1, doctor: d, began: 2020-06-01T09:30, visit: { kind: followUp } }
            cases:
              - { given: { claims: [{}, { hospital: h2 }] }, refuse: [test-rule] }
              - { given: { claims: [{}, { hospital: h2, doctor: d2 }] }, found: [] }
              - { given: { claims: [{}, { hospital: h2, began: 2020-06-01T09:31, department: "1" }] }, found: [] }
              - given: { claims: [{ department: "1" }, { hospital: h2, began: 2020-06-01T09:31, department: "1" }] }
                found: []
              - { given: { claims: [{}, { hospital: h2, visit: { kind: first } }] }, found: [] }
              - given: { claims: [{ began: 2020-05-31T09:30 }, { hospital: h2, began: 2020-05-31T09:30 }] }
                found: []
            """);

        var report = MutationRun.Of(Good((Province, Document(rule + examples))));

        report.Mutants.ShouldBe(7);
        report.Survivors.ShouldBeEmpty(string.Join('\n', report.Survivors));
    }

    private static string Rule(string body) => Block("rule", $"{Head}\n{body}");
}
