using System.Text.Json;
using Mingsuan.Law.Exchange;
using Mingsuan.Policy.Pricing;
using Mingsuan.Policy.Tests.Law;

namespace Mingsuan.Policy.Tests.Pricing;

/// <summary>A price decision on prepared facts allocates nothing, so that a stream of them never waits.</summary>
public sealed class AllocationTests
{
    private const int Calls = 10_000;

    private static readonly string Rules =
        LibraryFixture.Item("price: { by: institution.level, tertiary: 80, secondary: 70 }") +
        LibraryFixture.Item("""
            price: 100
            count: { of: slides, included: 2, each-extra: 30, cap: { from: 5, total: 200 } }
            adjust:
              - { when: { intraoperative-frozen: true }, percent: 50 }
            quantity: { at-most: 9 }
            """, "T002") +
        LibraryFixture.Item("""
            price: 10
            add-on: { of: [T001], at-most: 1, not-with: [T005] }
            """, "T004") +
        LibraryFixture.Item("price: { same-as: T001, with: { channel: internet } }", "T005") +
        LibraryFixture.Item("price: 90\ncovers: [T999]", "T006") +
        LibraryFixture.Block("rule", "admission: 知情同意\nneeds:\n" +
            "  - { is: { visit.consent: true }, else: E-NO-CONSENT }") +
        LibraryFixture.Block("rule", "not-an-item: [健康管理]");

    [Theory]
    [InlineData("""{ "item": "T001" }""")]
    [InlineData("""{ "item": "T001", "quantity": 3 }""")]
    [InlineData("""{ "item": "T002", "slides": 4, "intraoperativeFrozen": true, "quantity": 2 }""")]
    [InlineData("""{ "item": "T004", "with": ["T001", "T006"] }""")]
    [InlineData("""{ "item": "T005" }""")]
    [InlineData("""{ "item": "T006", "with": ["T001"] }""")]
    public void A_price_decision_on_prepared_facts_allocates_nothing(string asked)
    {
        var load = LibraryFixture.Good((LibraryFixture.Province, LibraryFixture.Document(Rules)));
        var question = Quotes.Read(load.Snapshot.ShouldNotBeNull(), Question(asked));
        var kept = new List<Step>(16);
        Price(question, kept, Calls).ShouldBeTrue();

        var before = GC.GetAllocatedBytesForCurrentThread();
        var priced = Price(question, kept, Calls);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        priced.ShouldBeTrue();
        allocated.ShouldBe(0);
    }

    private static bool Price(PriceQuestion question, List<Step> kept, int calls)
    {
        var priced = true;
        var none = default(NoSteps);
        var steps = new StepList(kept);
        for (var i = 0; i < calls; i++)
        {
            kept.Clear();
            priced &= Pricer.Price(question, ref none).IsPriced && Pricer.Price(question, ref steps).IsPriced;
        }

        return priced;
    }

    private static JsonElement Question(string asked) => JsonSerializer.Deserialize<JsonElement>($$"""
        {
          "region": "990000", "on": "2020-07-01",
          "institution": { "ownership": "public", "level": "tertiary" },
          "visit": { "consent": true },
          {{asked.Trim().TrimStart('{')}}
        """);
}
