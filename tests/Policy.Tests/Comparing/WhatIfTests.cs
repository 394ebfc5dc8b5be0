using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mingsuan.Law;
using Mingsuan.Law.Comparing;
using Mingsuan.Law.Exchange;
using Mingsuan.Policy.Tests.Generating;

namespace Mingsuan.Policy.Tests.Comparing;

/// <summary>政策试算 — a draft is held against the library in force, claim by claim.</summary>
public sealed class WhatIfTests
{
    private const string Benefits = "532300-chuxiong/2020-01-01-sample-benefits.md";

    private static readonly string[] Claims =
    [
        .. from level in new[] { "tertiary", "secondary", "primary" }
           from status in new[] { "working", "retired" }
           from price in new[] { "26.00", "140.35", "2999.99" }
           select Claim(level, status, price),
    ];

    private static readonly Lazy<LawSnapshot> Draft = new(() => Load("[60, 60, 55, 50]", "[60, 60, 57, 50]"));

    [Fact]
    public void A_library_held_against_itself_changes_nothing()
    {
        var found = Compare(Laws.Shipped, Laws.Shipped, Claims);

        found.Claims.ShouldBe(Claims.Length);
        found.Changed.ShouldBe(0);
        found.Fund.Before.ShouldBe(found.Fund.After);
        found.ToJson()["columns"]!.AsObject().ShouldBeEmpty();
    }

    [Fact]
    public void Sums_are_those_of_adjudicate_to_the_fen_and_the_clause_is_the_draft_s()
    {
        var found = Compare(Laws.Shipped, Draft.Value, Claims);

        var before = Claims.Select(claim => Answer(Laws.Shipped, claim)).ToList();
        var after = Claims.Select(claim => Answer(Draft.Value, claim)).ToList();
        var changed = before.Zip(after).Count(pair => Fund(pair.First) != Fund(pair.Second));
        changed.ShouldBe(2, "the working at a secondary hospital, above the deductible");
        found.Changed.ShouldBe(changed);
        found.Fund.Before.Yuan.ShouldBe(before.Sum(Fund));
        found.Fund.After.Yuan.ShouldBe(after.Sum(Fund));
        (found.Fund.Difference + found.Account.Difference + found.Cash.Difference).Fen.ShouldBe(0);
        var cause = found.Causes().ShouldHaveSingleItem();
        cause.Cause.InDraft.ShouldBeTrue();
        cause.Claims.ShouldBe(changed);
        cause.Fund.ShouldBe(found.Fund.Difference);
        var listed = found.ToJson()["listed"]!.AsArray();
        listed.Select(one => (long)one!["line"]!).ShouldBe([8, 9]);
    }

    [Fact]
    public void Only_so_many_claims_are_listed_and_all_are_counted()
    {
        var found = Compare(Laws.Shipped, Draft.Value, Claims, listed: 1);

        found.Changed.ShouldBe(2);
        found.ToJson()["listed"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public void A_claim_that_only_one_of_them_refuses_is_counted_apart()
    {
        var found = Compare(Laws.Shipped, Laws.Shipped, [.. Claims, "{}", Claims[0].Replace("tertiary", "9Z")]);

        found.Changed.ShouldBe(0, "both refuse what cannot be read");
        found.Claims.ShouldBe(Claims.Length + 2);
        Should.Throw<JsonException>(() => Compare(Laws.Shipped, Laws.Shipped, ["{ \"region\":"]));
        Should.Throw<BadQuestionException>(() => Compare(Laws.Shipped, Laws.Shipped, ["3"]));
    }

    [Theory]
    [InlineData("a\n\nb\r\nccc", new[] { 1, 3, 4 })]
    [InlineData("", new int[0])]
    [InlineData("\n \n", new int[0])]
    [InlineData("last", new[] { 1 })]
    public void Lines_are_counted_with_the_blank_ones(string text, int[] numbers)
    {
        var lines = new ByteLines(new MemoryStream(Encoding.UTF8.GetBytes(text)));
        var found = new List<int>();
        while (lines.TryRead(out _))
        {
            found.Add((int)lines.Number);
        }

        found.ShouldBe(numbers);
    }

    [Fact]
    public void A_long_line_is_read_whole_and_one_without_end_is_not_kept()
    {
        var text = new string('x', 200_000) + "\ny";
        var lines = new ByteLines(new MemoryStream(Encoding.UTF8.GetBytes(text)));

        lines.TryRead(out var line).ShouldBeTrue();
        line.Length.ShouldBe(200_000);
        Should.Throw<InvalidDataException>(() =>
            new ByteLines(new MemoryStream(new byte[1 << 20]), most: 1 << 17).TryRead(out _));
    }

    private static Differences Compare(
        LawSnapshot law, LawSnapshot draft, IEnumerable<string> claims, int listed = WhatIf.UsuallyListed)
    {
        var whatIf = new WhatIf(law, draft, listed);
        var lines = new ByteLines(new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', claims))));
        while (lines.TryRead(out var line))
        {
            whatIf.Add(line, lines.Number);
        }

        return whatIf.Found;
    }

    private static JsonObject Answer(LawSnapshot law, string claim) =>
        Mingsuan.Law.Exchange.Claims.Answer(law, JsonSerializer.Deserialize<JsonElement>(claim));

    private static decimal Fund(JsonObject answer) => decimal.Parse(
        (string)answer["fund_pay_sumamt"]!, System.Globalization.CultureInfo.InvariantCulture);

    private static LawSnapshot Load(string was, string now)
    {
        var files = LawLibrary.ReadFiles(Path.Combine(Laws.Root(), "law")).ToDictionary();
        files[Benefits].ShouldContain(was);
        files[Benefits] = files[Benefits].Replace(was, now);
        var load = LawLibrary.Load(files);
        load.Snapshot.ShouldBeNull("its examples expect what was");
        return load.Draft.ShouldNotBeNull();
    }

    private static string Claim(string level, string status, string price) =>
        """
        {"region":"532300","on":"2023-03-01","insured":{"area":"532300","scheme":"employee","status":"STATUS",
        "accountBalance":"10.50"},"institution":{"ownership":"public","level":"LEVEL",
        "agreement":{"main":{"from":"2022-01-01"},"supplementary":{"from":"2022-07-01"}}},
        "visit":{"channel":"offline"},"dispensedBy":"hospital",
        "lines":[{"id":"1","kind":"drug","code":"X1","class":"A","unitPrice":"PRICE","quantity":1}]}
        """.ReplaceLineEndings("").Replace("LEVEL", level).Replace("STATUS", status).Replace("PRICE", price);
}
