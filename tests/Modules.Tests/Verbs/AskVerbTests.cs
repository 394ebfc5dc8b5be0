namespace Mingsuan.Modules.Tests.Verbs;

/// <summary>`quote`, `adjudicate`, `clock` as a shell meets them.</summary>
public sealed class AskVerbTests
{
    internal const string Pathology = """
        { "region": "430900", "on": "2020-07-01", "item": "270800008", "slides": 4, "intraoperativeFrozen": false,
          "colour": "red",
          "institution": { "ownership": "public", "licences": [{ "kind": "telemedicine", "from": "2020-01-01" }] },
          "consulted": { "level": "tertiary", "title": "chief",
            "licences": [{ "kind": "telemedicine", "from": "2020-01-01" }] },
          "visit": { "consent": true }, "signedOpinion": true }
        """;

    internal const string FollowUp = """
        { "region": "532300", "on": "2026-11-20",
          "insured": { "area": "532301", "scheme": "employee", "status": "working", "accountBalance": 1500 },
          "institution": { "ownership": "public", "level": "secondary",
            "agreement": { "main": { "from": "2020-01-01", "state": "inForce" },
              "supplementary": { "from": "2020-01-01", "state": "inForce" } } },
          "visit": { "channel": "internet", "kind": "followUp", "diagnosis": ["I10.x00x002"], "consent": true,
            "realTime": true, "lastOffline": { "on": "2026-10-21", "diagnosis": "I10.x00x002" } },
          "dispensedBy": "hospital", "useAccount": true,
          "lines": [
            { "id": "1", "kind": "service", "code": "110200001", "class": "A", "unitPrice": 7.50, "quantity": "1" },
            { "id": "2", "kind": "drug", "code": "XC08CAB049A001010100101", "class": "A", "unitPrice": "26.00",
              "quantity": 5 }] }
        """;

    internal const string Review = """{ "document": "楚医保规〔2022〕3号", "step": "review", "from": "2022-09-26" }""";

    [Fact]
    public async Task A_quote_is_one_line_of_JSON_and_what_it_did_not_know_is_told_apart()
    {
        var run = await HostProcess.AskAsync(Pathology, "quote");

        run.Exit.ShouldBe(0, run.Errors);
        run.Out.TrimEnd().ShouldNotContain('\n');
        ((string)run.Json["amount"]!).ShouldBe("460.00");
        run.Json["steps"]!.AsArray().ShouldAllBe(step => step!["clause"]!["article"] != null);
        run.Errors.ShouldBe("ignored: colour" + Environment.NewLine);
    }

    [Fact]
    public async Task A_refusal_alone_is_1_and_among_many_0_in_their_order()
    {
        var alone = await HostProcess.AskAsync("{}", "quote");
        var many = await HostProcess.AskAsync($"[{{}}, {Pathology}]", "quote", "-");

        alone.Exit.ShouldBe(1);
        ((string)alone.Json["decision"]!).ShouldBe("refused");
        ((string)alone.Json["code"]!).ShouldBe("E-MISSING-FACT");
        many.Exit.ShouldBe(0, many.Errors);
        many.Json.AsArray().Select(one => (string)one!["decision"]!).ShouldBe(["refused", "priced"]);
    }

    [Theory]
    [InlineData("quote", "{ \"region\": ")]
    [InlineData("adjudicate", "")]
    [InlineData("clock", "\"a word\"")]
    public async Task What_cannot_be_read_is_2_with_nothing_on_standard_output(string verb, string input)
    {
        var run = await HostProcess.AskAsync(input, verb);

        run.Exit.ShouldBe(2);
        run.Out.ShouldBeEmpty();
        run.Errors.ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public async Task A_claim_is_split_to_the_fen()
    {
        var run = await HostProcess.AskAsync($"[{FollowUp}]", "adjudicate");

        run.Exit.ShouldBe(0, run.Errors);
        var claim = run.Json[0]!;
        ((string)claim["decision"]!).ShouldBe("settled");
        ((string)claim["hifp_pay"]!).ShouldBe("53.63");
        ((string)claim["act_pay_dedc"]!).ShouldBe("40.00");
        ((string)claim["acct_pay"]!).ShouldBe("83.87");
        ((string)claim["psn_cash_pay"]!).ShouldBe("0.00");
        run.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_region_never_seen_answers_from_a_directory_of_files()
    {
        var file = Path.Combine(Path.GetTempPath(), $"mingsuan-{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(
            file,
            """
            { "region": "990200", "on": "2021-03-01",
              "insured": { "area": "990200", "scheme": "employee", "status": "working" },
              "institution": { "ownership": "public", "level": "secondary" }, "visit": { "channel": "offline" },
              "lines": [{ "id": "a", "kind": "drug", "code": "D1", "class": "A", "unitPrice": 1000 }] }
            """,
            TestContext.Current.CancellationToken);

        var run = await HostProcess.RunAsync("adjudicate", "--law", HostProcess.InventedRegion, file);
        File.Delete(file);

        run.Exit.ShouldBe(0, run.Errors);
        ((string)run.Json["act_pay_dedc"]!).ShouldBe("100.00");
        ((string)run.Json["hifp_pay"]!).ShouldBe("500.00");
    }

    [Fact]
    public async Task A_deadline_is_0_and_a_year_that_nobody_published_1()
    {
        var due = await HostProcess.AskAsync(Review, "clock");
        var later = Review.Replace("2022-09-26", "2031-09-26", StringComparison.Ordinal);
        var unknown = await HostProcess.AskAsync(later, "clock");

        due.Exit.ShouldBe(0, due.Errors);
        ((string)due.Json["due"]!).ShouldBe("2022-10-13");
        unknown.Exit.ShouldBe(1);
        ((string)unknown.Json["code"]!).ShouldBe("E-CALENDAR-UNPUBLISHED");
        unknown.Json["due"].ShouldBeNull();
    }

    [Fact]
    public async Task A_verb_a_file_and_a_library_that_are_not_there_are_2()
    {
        foreach (var arguments in new string[][]
        {
            ["ponder"], ["quote", "no-such-file.json"], ["clock", "--law", "no-such-directory"],
        })
        {
            var run = await HostProcess.RunAsync(arguments);
            run.Exit.ShouldBe(2, string.Join(' ', arguments));
            run.Out.ShouldBeEmpty();
            run.Errors.ShouldNotBeNullOrWhiteSpace();
        }
    }
}
