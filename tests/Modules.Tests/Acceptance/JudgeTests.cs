using System.Text.Json.Nodes;
using Mingsuan.Acceptance.Judging;
using Mingsuan.Acceptance.Scenarios;

namespace Mingsuan.Modules.Tests.Acceptance;

/// <summary>判定 — a transcript in, a verdict out; right and wrong are one call apart.</summary>
public sealed class JudgeTests
{
    private const string Me = "me";
    private int seq;

    [Fact]
    public void Who_is_not_who_they_say_is_not_let_in()
    {
        Of("stopped").ShouldBe("Waiting not-identified");
        Of("stopped", Call("1101")).ShouldBe("Passed passed");
        Of("stopped", Call("1101"), Call("2201", code: "E-IDENTITY")).ShouldBe(
            "Failed opened-despite-mismatch", "trying is enough");
        Of("opened", Call("2201", mdtrtId: "V")).ShouldBe("Failed opened-unseen");
        Of("opened", Call("1101"), Call("2201", mdtrtId: "V")).ShouldBe("Passed passed");
    }

    [Fact]
    public void A_lost_answer_is_asked_for_under_its_own_number_or_undone_first()
    {
        var lost = Call("2207", "N1", fault: "lost", setlId: "S1");
        var stands = Facts(("S1", true));
        OfFault("lost", stands).ShouldBe("Waiting no-fault-yet");
        OfFault("lost", stands, lost).ShouldBe("Waiting no-answer-yet");
        OfFault("lost", stands, lost, Call("2207", "N1", setlId: "S1")).ShouldBe("Passed passed");
        OfFault("lost", stands, lost, Call("2207", "N2", code: "E-ALREADY-SETTLED")).ShouldBe("Failed new-number");

        var undone = Facts(("S1", false), ("S2", true));
        var undo = Call("2601", "N3", input: new() { ["omsgid"] = "N1" });
        OfFault("lost", undone, lost, undo, Call("2207", "N2", setlId: "S2")).ShouldBe("Passed passed");
        var other = Call("2601", "N3", input: new() { ["omsgid"] = "N9" });
        OfFault("lost", undone, lost, other, Call("2207", "N2", setlId: "S2")).ShouldBe("Failed new-number");
        OfFault("lost", Facts(("S1", true), ("S2", true)), lost, undo, Call("2207", "N2", setlId: "S2"))
            .ShouldBe("Failed settled-twice");
    }

    [Fact]
    public void A_slow_answer_is_one_settlement_whether_it_is_awaited_or_asked_for_again()
    {
        var slow = Call("2207", "N1", fault: "slow", setlId: "S1");
        OfFault("slow", Facts(("S1", true)), slow).ShouldBe("Passed passed");
        OfFault("slow", Facts(("S1", true)), slow, Call("2207", "N2", code: "E-ALREADY-SETTLED"))
            .ShouldBe("Failed new-number");
    }

    [Fact]
    public void A_wrong_amount_is_noticed_before_it_is_settled()
    {
        var altered = Call("2206", fault: "altered");
        var settled = Call("2207", setlId: "S1");
        Of("previewedAgain", altered).ShouldBe("Waiting not-settled");
        Of("previewedAgain", altered, settled).ShouldBe("Failed wrong-amount-settled");
        Of("previewedAgain", altered, Call("2206"), Call("2207", setlId: "S1")).ShouldBe("Passed passed");
    }

    [Fact]
    public void A_settlement_is_previewed_and_comes_to_the_fen_that_is_expected()
    {
        var preview = Call("2206");
        var settled = Call("2207", setlId: "S1", output: new() { ["medfee_sumamt"] = 137.50m });
        var facts = Facts(("S1", true));
        Settled(facts, "137.50", settled).ShouldBe("Failed not-previewed");
        Settled(facts, "137.50", preview, settled).ShouldBe("Passed passed");
        Settled(facts, "137.51", preview, settled).ShouldBe("Failed amount-differs");
        Settled(Facts(("S1", false)), "137.5", preview, settled).ShouldBe("Waiting none-stands");
    }

    [Fact]
    public void A_warned_visit_is_not_settled()
    {
        var warned = Call("2206") with { Warnings = "[E-LATE]…" };
        Of("warned", warned).ShouldBe("Passed passed");
        Of("warned", Call("2206")).ShouldBe("Waiting not-warned");
        Of("warned", warned, Call("2207", setlId: "S1")).ShouldBe("Failed settled-despite-warning");
    }

    [Fact]
    public void The_same_number_is_the_same_settlement_and_another_is_refused()
    {
        var first = Call("2207", "N1", setlId: "S1");
        Of("repeated", first).ShouldBe("Waiting not-repeated");
        Of("repeated", first, Call("2207", "N1", setlId: "S1")).ShouldBe("Passed passed");
        Of("repeated", first, Call("2207", "N1", setlId: "S2")).ShouldBe("Failed other-answer");
        Of("refused", first, Call("2207", "N2", code: "E-LATE")).ShouldBe("Passed passed");
        Of("refused", first, Call("2207", "N2", setlId: "S2")).ShouldBe("Failed taken-twice");
    }

    [Fact]
    public void A_forged_answer_is_asked_for_again_and_a_wrong_signature_refused_first()
    {
        var forged = Call("1101", fault: "forged");
        Of("askedAgain", forged, Call("2201", mdtrtId: "V")).ShouldBe("Failed forged-answer-taken");
        Of("askedAgain", forged, Call("1101"), Call("2201", mdtrtId: "V")).ShouldBe("Passed passed");
        Of("signature", Call("1101")).ShouldBe("Waiting no-wrong-signature");
        Of("signature", Call("1101", code: "E-SIGN-WRONG")).ShouldBe("Waiting no-right-signature");
        Of("signature", Call("1101", code: "E-SIGN-WRONG"), Call("1101")).ShouldBe("Passed passed");
    }

    [Fact]
    public void The_totals_are_stated_last()
    {
        JsonObject Stated(string result) => new() { ["stmt_rslt"] = result };
        var settled = Call("2207", setlId: "S1");
        var balanced = Call("3201", output: Stated("000000"));
        Of("reconciled", settled, balanced).ShouldBe("Passed passed");
        Of("reconciled", settled, Call("3201", output: Stated("000103"))).ShouldBe("Failed not-balanced");
        Of("reconciled", settled, balanced with { Seq = 90 }, Call("2208") with { Seq = 91 })
            .ShouldBe("Waiting reconcile-again");
    }

    [Fact]
    public void A_channel_is_stated_and_kept_and_a_line_is_mapped()
    {
        var marked = Call("2201", mdtrtId: "V", input: new()
        {
            ["exp_content"] = new JsonObject { ["visit_channel"] = "internet" },
        });
        var kept = new AreaFacts(
            new Dictionary<string, bool>(),
            new Dictionary<string, string> { ["V"] = "internet" },
            new Dictionary<string, IReadOnlyList<string>> { ["own"] = ["national"] });
        Verdict(Step("channel"), kept, marked).ShouldBe("Passed passed");
        Verdict(Step("channel"), AreaFacts.Nothing, marked).ShouldBe("Failed channel-wrong");
        Of("marked", marked, Call("2201", mdtrtId: "W")).ShouldBe("Failed channel-missing");

        Heard Lines(string own) => Call("2204") with
        {
            Input = new()
            {
                ["feedetail"] = new JsonArray(new JsonObject
                {
                    ["medins_list_codg"] = own,
                    ["med_list_codg"] = "national",
                }),
            },
        };
        Verdict(Step("complete"), kept, Lines("own")).ShouldBe("Passed passed");
        Verdict(Step("complete"), kept, Lines("other")).ShouldBe("Failed unmapped");
        Verdict(Step("mapped"), kept).ShouldBe("Passed passed");
        Verdict(Step("mapped"), AreaFacts.Nothing).ShouldBe("Waiting not-mapped");
    }

    [Fact]
    public void Anothers_calls_say_nothing_and_a_step_may_not_apply()
    {
        Of("stopped", Call("1101") with { Person = "other" }).ShouldBe("Waiting not-identified");
        Verdict(Step("askedAgain") with { Needs = "signedAnswers" }, AreaFacts.Nothing)
            .ShouldBe("NotApplicable not-applicable");
    }

    private string Of(string judge, params Heard[] calls) => Verdict(Step(judge), Facts(("S1", true)), calls);

    private static string OfFault(string fault, AreaFacts facts, params Heard[] calls) =>
        Verdict(Step("once") with { Fault = new("2207", fault, null, 0) }, facts, calls);

    private static string Settled(AreaFacts facts, string fee, params Heard[] calls) => Verdict(
        Step("settled"), facts, new Dictionary<string, string> { ["medfee_sumamt"] = fee }, calls);

    private static string Verdict(Step step, AreaFacts facts, params Heard[] calls) =>
        Verdict(step, facts, new Dictionary<string, string>(), calls);

    private static string Verdict(
        Step step, AreaFacts facts, Dictionary<string, string> expect, IReadOnlyList<Heard> calls)
    {
        var verdict = Judge.Of(step, new(calls, facts, expect, ["national"], SignedAnswers: false));
        return $"{verdict.State} {verdict.Reason}";
    }

    private static Step Step(string judge) => new()
    {
        Id = judge,
        Do = "",
        Judge = judge,
        Person = judge is "mapped" or "marked" or "complete" ? null : Me,
        Value = "internet",
        Code = "E-LATE",
    };

    private static AreaFacts Facts(params (string Id, bool Stands)[] settlements) => AreaFacts.Nothing with
    {
        Stands = settlements.ToDictionary(one => one.Id, one => one.Stands),
    };

    private Heard Call(
        string infno,
        string msgid = "N",
        string code = "",
        string fault = "",
        string? setlId = null,
        string? mdtrtId = null,
        JsonObject? input = null,
        JsonObject? output = null)
    {
        var node = output ?? [];
        (node["setl_id"], node["mdtrt_id"]) = (setlId, mdtrtId);
        return new()
        {
            Seq = ++seq,
            Infno = infno,
            MsgId = msgid,
            Person = Me,
            Code = code,
            Fault = fault,
            Input = new() { ["data"] = input ?? [] },
            Output = new() { ["data"] = node },
        };
    }
}
