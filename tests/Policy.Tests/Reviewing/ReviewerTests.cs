using Mingsuan.Policy.Provisions;
using Mingsuan.Policy.Reviewing;
using Mingsuan.Policy.Tests.Generating;
using Mingsuan.Policy.Vocabulary;
using static Mingsuan.Policy.Tests.Law.LibraryFixture;

namespace Mingsuan.Policy.Tests.Reviewing;

/// <summary>审核 over histories drawn from few people, places and minutes, so that they meet often.</summary>
public sealed class ReviewerTests
{
    private static readonly LawSnapshot Law = Snapshot(
        Rule("split", "repeated: { at-least: 2, same: [person, institution, day, department, disease] }"),
        Rule("places", "repeated: { at-least: 2, same: [doctor, minute], different: [institution] }"),
        Rule("asked", "when: { visit.kind: follow-up }\nbeside: consultation"));

    [Fact]
    public void The_order_of_the_history_changes_nothing() => Properties.Hold(Drawn, history =>
    {
        var shuffled = history with
        {
            Claims = [.. history.Claims.OrderBy(one => Shuffle(one, history.Seed))],
            Consultations = [.. history.Consultations.Reverse()],
        };

        Told(shuffled).ShouldBe(Told(history));
    });

    [Fact]
    public void A_reversed_settlement_is_no_claim() => Properties.Hold(Drawn, history =>
        Told(history with { Claims = [.. history.Claims.Where(one => !one.Reversed)] }).ShouldBe(Told(history)));

    [Fact]
    public void What_is_found_is_what_comparing_every_pair_finds() => Properties.Hold(
        Drawn,
        history =>
        {
            var standing = history.Claims.Where(one => !one.Reversed).ToList();
            var split = Pairs(standing, (one, other) => one.Person == other.Person
                && one.Institution == other.Institution && one.On == other.On && one.Department == other.Department
                && one.Department is not null && Category(one) == Category(other) && Category(one) is not null);
            var places = Pairs(standing, (one, other) => one.Doctor == other.Doctor && one.Doctor is not null
                && one.Began is not null && one.Began == other.Began && one.Institution != other.Institution);
            var asked = standing.Where(one => one.Facts.Word(Fact.VisitKind) == "followUp"
                && history.Consultations.Any(of => (of.Person, of.Institution, of.On)
                    == (one.Person, one.Institution, one.On))).Select(one => one.Visit);
            var findings = Reviewer.Review(history.Claims, history.Consultations, Law);

            Visits(findings, "split").ShouldBe(split.ToHashSet(), ignoreOrder: true);
            Visits(findings, "places").ShouldBe(places.ToHashSet(), ignoreOrder: true);
            Visits(findings, "asked").ShouldBe(asked.ToHashSet(), ignoreOrder: true);
        },
        cases: Properties.Cases / 3);

    [Fact]
    public void A_lower_areas_rule_takes_the_place_of_the_one_above_from_its_first_day()
    {
        var law = Good(
            (Province, Document(Rule("split", "repeated: { at-least: 2, same: [person, day] }"))),
            (City, Document(
                Rule("split", "repeated: { at-least: 3, same: [person, day] }\nfrom: 2020-07-01"),
                "t-2",
                area: "990100"))).Snapshot!;

        Found(law, "990100", new(2020, 6, 30)).ShouldBe(1, "the province's holds in the city");
        Found(law, "990100", new(2020, 7, 1)).ShouldBe(0, "the city asks for three");
        Found(law, "990200", new(2020, 7, 1)).ShouldBe(1, "elsewhere the province's holds");
        Found(law, "990101", new(2020, 7, 1)).ShouldBe(0, "a county has its city's");
        Found(law, "980100", new(2020, 7, 1)).ShouldBe(0);
        Found(law, "990100", new(2020, 5, 31)).ShouldBe(0, "not yet in force");
    }

    [Fact]
    public void A_finding_names_what_its_visits_share_and_counts_a_visit_once()
    {
        var first = Claim(1, "v1", new(2020, 7, 1));
        var finding = Reviewer.Review(
            [first, first with { Settlement = "s9" }, Claim(2, "v2", new(2020, 7, 1))], [], Law)
            .ShouldHaveSingleItem();

        finding.Claims.Select(one => (one.Visit, one.Settlement)).ShouldBe([("v1", "s1"), ("v1", "s9"), ("v2", "s2")]);
        finding.Shared.Select(one => (one.Key, one.Value)).ShouldBe(
        [
            (ReviewKey.Person, "p1"), (ReviewKey.Institution, "h1"), (ReviewKey.Day, "2020-07-01"),
            (ReviewKey.Department, "0301"), (ReviewKey.Disease, "I10"),
        ]);
        Law.Clauses[finding.Rule.ClauseId].Article.ShouldBe("第一条");
        Reviewer.Review([first, first with { Settlement = "s9" }], [], Law).ShouldBeEmpty("one visit, two batches");
    }

    private static int Shuffle(ReviewedClaim one, int seed) =>
        ((int.Parse(one.Settlement[1..], System.Globalization.CultureInfo.InvariantCulture) * 7919) + seed) % 31;

    private static int Found(LawSnapshot law, string area, DateOnly on) => Reviewer.Review(
        [Claim(1, "v1", on) with { Area = area }, Claim(2, "v2", on) with { Area = area }], [], law).Count;

    private static ReviewedClaim Claim(int number, string visit, DateOnly on) => new()
    {
        Settlement = $"s{number}",
        Visit = visit,
        Area = "990100",
        On = on,
        Began = on.ToDateTime(new TimeOnly(9, number)),
        Person = "p1",
        Institution = "h1",
        Doctor = "d1",
        Department = "0301",
        Diagnoses = ["I10.x00"],
        Facts = new FactSet(),
    };

    private static History Drawn(Draw draw)
    {
        var claims = Enumerable.Range(1, draw.Int(0, 14)).Select(number => Claim(draw, number)).ToList();
        return new History(
            [.. claims.Select(one => one with { Visit = draw.Chance(10) ? Twin(claims, one).Visit : one.Visit })
                .GroupBy(one => one.Visit).SelectMany(Alike)],
            [.. Enumerable.Range(1, draw.Int(0, 4)).Select(number => new ReviewedConsultation(
                $"z{number}", draw.One("p1", "p2"), draw.One("h1", "h2"), Day(draw)))],
            draw.Int(0, 1_000_000));
    }

    private static ReviewedClaim Claim(Draw draw, int number)
    {
        var facts = new FactSet();
        if (draw.Chance(70))
        {
            facts.SetChoice(Fact.VisitKind, draw.One("first", "followUp"));
        }

        var on = Day(draw);
        return Claim(number, $"v{number}", on) with
        {
            Reversed = draw.Chance(20),
            Person = draw.One("p1", "p2"),
            Institution = draw.One("h1", "h2"),
            Doctor = draw.One("d1", "d2", null),
            Department = draw.One("0301", "0302", null),
            Began = draw.Chance(10) ? null : on.ToDateTime(new TimeOnly(9, draw.Int(0, 2))),
            Diagnoses = draw.One<string[]>(["I10.x00"], ["I10.901", "E11"], ["E11.900"], []),
            Facts = facts,
        };
    }

    private static DateOnly Day(Draw draw) => new DateOnly(2020, 7, 1).AddDays(draw.Int(0, 1));

    private static ReviewedClaim Twin(List<ReviewedClaim> claims, ReviewedClaim one) =>
        claims.First(other => other.Visit != one.Visit || claims.Count == 1);

    /// <summary>Settlements of one visit differ in nothing but what they are settlements of.</summary>
    private static IEnumerable<ReviewedClaim> Alike(IGrouping<string, ReviewedClaim> visit) =>
        visit.Select(one => visit.First() with { Settlement = one.Settlement, Reversed = one.Reversed });

    private static IEnumerable<string> Pairs(
        List<ReviewedClaim> claims, Func<ReviewedClaim, ReviewedClaim, bool> together) =>
        claims.Where(one => claims.Exists(other => other.Visit != one.Visit && together(one, other)))
            .Select(one => one.Visit);

    private static HashSet<string> Visits(IEnumerable<Finding> findings, string rule) =>
    [
        .. findings.Where(one => one.Rule.Name == rule).SelectMany(one => one.Claims).Select(one => one.Visit),
    ];

    private static string? Category(ReviewedClaim one) => Reviewer.ValueOf(ReviewKey.Disease, one);

    private static string Told(History history) => string.Join('\n', Reviewer
        .Review(history.Claims, history.Consultations, Law)
        .Select(one => $"{one.Rule.Name}: {string.Join(' ', one.Claims.Select(claim => claim.Settlement))} | "
            + $"{string.Join(' ', one.Shared)} | {string.Join(' ', one.Consultations)}"));

    private static LawSnapshot Snapshot(params string[] rules) =>
        Good((Province, Document(string.Concat(rules)))).Snapshot!;

    private static string Rule(string name, string body) => Block(
        "rule", $"review-rule: {name}\ntitle: 测试\nsays: 测试规则\ndisposition: question\n{body}");

    private sealed record History(
        IReadOnlyList<ReviewedClaim> Claims, IReadOnlyList<ReviewedConsultation> Consultations, int Seed);
}
