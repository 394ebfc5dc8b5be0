using System.Net;
using System.Text.Json.Nodes;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Platform.Crypto;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Agreements;

/// <summary>申请全程 — over HTTP, from nothing to an agreement in force, and each way off the road.</summary>
public sealed class ApplicationRoadTests(PostgresServer server)
{
    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_hospital_goes_from_nothing_to_an_agreement_in_force(string database)
    {
        await using var stage = await AgreementStage.OpenAsync(database, server);
        await stage.ActAsync(AgreementStage.Applying, "main", "terminate");
        (await stage.RefusedAsync("/hospital/applications", AgreementStage.Applied(), AgreementStage.Hospital))
            .Code.ShouldBe("E-NO-MAIN-AGREEMENT");
        var main = $"/agency/agreements/{AgreementStage.Applying}/main";
        await stage.PostAsync(main, Span("2026-11-20", "2026-12-31"));
        (await stage.RefusedAsync(main, Span("2026-11-20", "2027-12-31"))).Code.ShouldBe("E-AGREEMENT-EXISTS");

        var applied = await stage.ApplyAsync("records", "channel");
        ((string)applied["step"]!).ShouldBe("supplementing");
        Texts(applied["missing"]!).ShouldBe(["records", "channel"]);
        applied["due"].ShouldBeNull("an incomplete application takes nothing of the agency's term");
        stage.Host.Clock.Advance(TimeSpan.FromDays(3));
        var supplied = await stage.PostAsync(
            stage.Own + "/pieces",
            new JsonObject
            {
                ["pieces"] = new JsonArray(AgreementStage.Piece("records"), AgreementStage.Piece("channel")),
            },
            AgreementStage.Hospital);
        ((string)supplied["due"]!["on"]!).ShouldBe("2026-12-07", "ten working days after Monday, 23 November");
        ((string)supplied["due"]!["clause"]!["article"]!).ShouldBe("第十七条（一）");
        ((int)supplied["due"]!["workingDaysLeft"]!).ShouldBe(10);
        await stage.PostAsync(stage.At + "/completeness", new JsonObject { ["complete"] = true });

        var passed = await stage.PostAsync(stage.At + "/review", AgreementStage.Passed());
        ((string)passed["ticket"]!["owner"]!).ShouldBe("agency");
        ((string)passed["due"]!["step"]!).ShouldBe("rebuild");
        ((string)passed["due"]!["unknown"]!["code"]!).ShouldBe(
            "E-CALENDAR-UNPUBLISHED", "three months end in 2027, whose calendar nobody knows yet");
        (await stage.RefusedAsync(stage.Own + "/acceptance", new JsonObject(), AgreementStage.Hospital))
            .ShouldSatisfyAllConditions(
                refused => refused.Code.ShouldBe("E-TICKET-OPEN"), refused => refused.Said.ShouldContain("接口联调"));
        await FinishAsync(stage);
        await stage.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task After_a_refusal_the_hospital_waits_three_full_months_from_its_service(string database)
    {
        await using var stage = await AgreementStage.OpenAsync(database, server);
        await stage.ApplyAsync();
        (await stage.RefusedAsync(stage.At + "/review", AgreementStage.Failed())).Code.ShouldBe("E-NOTICE-EMPTY");
        await stage.PostAsync(stage.At + "/review", AgreementStage.Failed(("records", "no audit trail")));
        (await stage.RefusedAsync("/hospital/applications", AgreementStage.Applied(), AgreementStage.Hospital))
            .Code.ShouldBe("E-NOTICE-UNSERVED");
        (await WaitingAsync(stage)).ShouldBe(["service"]);
        var served = await stage.PostAsync(stage.At + "/service", new JsonObject { ["on"] = "2026-11-20" });
        ((string)served["firstAgain"]!).ShouldBe("2027-02-21");

        stage.Host.Clock.Leap(TimeSpan.FromDays(92));
        var early = await stage.RefusedAsync(
            "/hospital/applications", AgreementStage.Applied(), AgreementStage.Hospital);
        early.Code.ShouldBe("E-REAPPLY-EARLY");
        early.Said.ShouldContain("2027-02-21");
        stage.Host.Clock.Leap(TimeSpan.FromDays(1));
        await stage.ApplyAsync();

        await stage.PostAsync(
            stage.At + "/review",
            AgreementStage.Failed(("records", "no audit trail"), ("followUp", "no proof of the last visit")));
        var alarmed = await stage.GetAsync(stage.At);
        alarmed["oneTimeViolated"]!.AsArray().Select(one => (string)one!["piece"]!).ShouldBe(["followUp"]);
        (await WaitingAsync(stage)).Order().ShouldBe(["alarm", "service"]);
        await stage.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task It_may_be_withdrawn_and_nobody_is_opened_without_asking(string database)
    {
        await using var stage = await AgreementStage.OpenAsync(database, server);
        (await stage.GetAsync("/hospital/applications", AgreementStage.Hospital))["applications"]!.AsArray()
            .ShouldBeEmpty();
        (await stage.GetAsync("/hospital/agreements", AgreementStage.Hospital))["agreements"]!.AsArray()
            .Select(one => (string)one!["kind"]!).ShouldBe(["main"]);
        await stage.ApplyAsync();
        (await stage.RefusedAsync("/hospital/applications", AgreementStage.Applied(), AgreementStage.Hospital))
            .Code.ShouldBe("E-APPLICATION-OPEN");
        var withdrawn = await stage.PostAsync(
            stage.Own + "/withdraw", AgreementStage.Reason("not this year"), AgreementStage.Hospital);
        ((string)withdrawn["step"]!).ShouldBe("withdrawn");
        (await WaitingAsync(stage)).ShouldBeEmpty();
        (await stage.RefusedAsync(stage.At + "/review", AgreementStage.Passed())).Code.ShouldBe("E-APPLICATION-STEP");
        await stage.ApplyAsync();
        (await WaitingAsync(stage)).ShouldBe(["application"]);
    }

    [Theory]
    [InlineData("sqlite")]
    public async Task Others_see_nothing_and_do_nothing(string database)
    {
        await using var stage = await AgreementStage.OpenAsync(database, server);
        await stage.ApplyAsync();
        await stage.GetAsync(stage.At, AgreementStage.Elsewhere, HttpStatusCode.Forbidden);
        await stage.GetAsync(stage.At, AgreementStage.Hospital, HttpStatusCode.Forbidden);
        await stage.GetAsync(stage.At, "nobody", HttpStatusCode.Unauthorized);
        await stage.GetAsync(stage.Own, AgreementStage.Settling, HttpStatusCode.UnprocessableEntity);
        await stage.GetAsync(stage.Own, AgreementStage.Agency, HttpStatusCode.Forbidden);
        (await stage.GetAsync("/agency/applications", AgreementStage.Elsewhere))["waiting"]!.AsArray().ShouldBeEmpty();
        (await stage.RefusedAsync(stage.Own + "/withdraw", AgreementStage.Reason(), AgreementStage.Settling))
            .Code.ShouldBe("E-APPLICATION-UNKNOWN");
        await stage.PostAsync(
            stage.At + "/review", new JsonObject { ["passed"] = "perhaps" }, status: HttpStatusCode.BadRequest);
        await stage.PostAsync(
            "/hospital/applications",
            new JsonObject { ["pieces"] = new JsonArray(new JsonObject { ["key"] = "records" }) },
            AgreementStage.Hospital,
            HttpStatusCode.BadRequest);
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task An_internet_hospital_applies_through_the_physical_one_that_it_depends_on(string database)
    {
        await using (var lone = await AgreementStage.OpenAsync(database, server, services =>
            DependingDirectory.Before(services, AgreementStage.Applying, physical: null)))
        {
            (await lone.RefusedAsync("/hospital/applications", AgreementStage.Applied(), AgreementStage.Hospital))
                .Code.ShouldBe("E-NO-PHYSICAL");
        }

        var physical = Guid.Parse("018cc251-f400-7cc8-a001-1ed1fda728ab");
        await using var stage = await AgreementStage.OpenAsync(database, server, services =>
            DependingDirectory.Before(services, AgreementStage.Applying, physical));
        var applied = await stage.ApplyAsync();
        ((string)applied["institution"]!).ShouldBe(AgreementStage.Serving);
        var at = $"/agency/applications/{AgreementStage.Serving}/{stage.Application}";
        ((string)(await stage.GetAsync(at))["step"]!).ShouldBe("reviewing");
        (await stage.GetAsync(stage.Own, AgreementStage.Settling, HttpStatusCode.UnprocessableEntity))["code"]!
            .GetValue<string>().ShouldBe("E-APPLICATION-UNKNOWN", "the physical hospital has applications of its own");
        await stage.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Punctuality_tells_who_kept_which_term(string database)
    {
        await using var stage = await AgreementStage.OpenAsync(database, server);
        await stage.ApplyAsync();
        stage.Host.Clock.Leap(TimeSpan.FromDays(17));
        var late = (await stage.GetAsync(stage.At))["due"]!;
        ((string)late["lateSince"]!).ShouldBe("2026-12-05");
        ((string)late["late"]!).ShouldBe("agency");
        ((string)late["lapse"]!).ShouldBe("markOverdue");
        (await stage.GetAsync(stage.At + "?asOf=2026-12-04"))["due"]!["lateSince"]
            .ShouldBeNull("any past day is shown");

        var board = (await stage.GetAsync("/agency/punctuality"))["steps"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)board["step"]!, (int)board["running"]!, (int)board["overdue"]!).ShouldBe(("review", 1, 1));
        await stage.PostAsync(stage.At + "/review", AgreementStage.Passed());
        board = (await stage.GetAsync("/agency/punctuality"))["steps"]!.AsArray()
            .Single(one => (string)one!["step"]! == "review")!;
        ((int)board["late"]!, (int)board["running"]!).ShouldBe((1, 0));
    }

    private static async Task FinishAsync(AgreementStage stage)
    {
        foreach (var item in new[] { "network", "eCertificate", "mobilePayment", "jointTest" })
        {
            await stage.PostAsync(
                stage.Own + "/ticket", new JsonObject { ["item"] = item, ["done"] = true }, AgreementStage.Hospital);
        }

        await stage.PostAsync(stage.Own + "/acceptance", Run(FixedReports.Bad), AgreementStage.Hospital);
        (await stage.RefusedAsync(stage.At + "/acceptance", AgreementStage.Passed()))
            .Code.ShouldBe("E-ACCEPTANCE-NOT-PASSED");
        (await stage.RefusedAsync(stage.At + "/acceptance", Run("nowhere", true))).Code.ShouldBe("E-ACCEPTANCE-RUN");
        (await stage.RefusedAsync(stage.At + "/acceptance", Run(FixedReports.Old, true)))
            .Code.ShouldBe("E-ACCEPTANCE-OLD");
        await stage.PostAsync(stage.At + "/acceptance", Run(FixedReports.Good, true));

        var longer = await stage.RefusedAsync(stage.At + "/draft", new JsonObject { ["to"] = "2027-10-25" });
        longer.Code.ShouldBe("E-AGREEMENT-TERM");
        longer.Said.ShouldContain("2026-12-31");
        var lacking = await stage.RefusedAsync(
            stage.At + "/draft",
            new JsonObject { ["parts"] = new JsonObject { ["prescriptionReview"] = " ", ["scope"] = "复诊" } });
        lacking.Code.ShouldBe("E-AGREEMENT-PARTS");
        lacking.Said.ShouldContain("处方审核标准");
        var drafted = await stage.PostAsync(stage.At + "/draft", new JsonObject { ["to"] = "2026-12-31" });
        await SignAsync(stage, drafted);
    }

    private static async Task SignAsync(AgreementStage stage, JsonNode drafted)
    {
        using var stranger = Sm2PrivateKey.Generate();
        var changed = stage.Signed(drafted);
        changed["digest"] = new string('0', 64);
        (await stage.RefusedAsync(stage.Own + "/sign", changed, AgreementStage.Hospital))
            .Code.ShouldBe("E-TEXT-CHANGED");
        var forged = stage.Signed(drafted, stranger);
        forged["publicKey"] = stage.Signed(drafted)["publicKey"]!.DeepClone();
        (await stage.RefusedAsync(stage.Own + "/sign", forged, AgreementStage.Hospital))
            .Code.ShouldBe("E-SIGNATURE-INVALID");
        var keyless = stage.Signed(drafted);
        keyless.Remove("publicKey");
        (await stage.RefusedAsync(stage.Own + "/sign", keyless, AgreementStage.Hospital))
            .Code.ShouldBe("E-SIGNATURE-KEY");
        await stage.PostAsync(stage.Own + "/sign", stage.Signed(drafted), AgreementStage.Hospital);
        var unseen = new JsonObject { ["digest"] = new string('0', 64) };
        (await stage.RefusedAsync(stage.At + "/sign", unseen)).Code.ShouldBe("E-TEXT-CHANGED");
        await stage.PostAsync(
            stage.At + "/sign", new JsonObject(), AgreementStage.Agency, System.Net.HttpStatusCode.BadRequest);
        var concluded = await stage.PostAsync(stage.At + "/sign", AgreementStage.Seen(drafted));
        ((string)concluded["step"]!).ShouldBe("concluded");

        var agreement = await stage.AgreementAsync(
            AgreementStage.Applying, "supplementary", (string)concluded["agreement"]!);
        ((string)agreement["state"]!).ShouldBe("inForce");
        ((string)agreement["from"]!).ShouldBe("2026-11-23");
        ((string)agreement["to"]!).ShouldBe("2026-12-31");
        var verification = $"/agency/agreements/{AgreementStage.Applying}/{(string)agreement["id"]!}/verification";
        ((bool)(await stage.GetAsync(verification))["good"]!).ShouldBeTrue();
        var text = (string)concluded["draft"]!["text"]!;
        ((bool)(await stage.PostAsync(verification, Text(text)))["good"]!).ShouldBeTrue();
        var tampered = await stage.PostAsync(verification, Text(text + " "));
        ((bool)tampered["good"]!).ShouldBeFalse();
        ((bool)tampered["sameText"]!).ShouldBeFalse();
    }

    private static JsonObject Text(string text) => new() { ["text"] = text };

    private static JsonObject Run(string run, bool? passed = null)
    {
        var body = new JsonObject { ["run"] = run };
        if (passed is { } flag)
        {
            body["passed"] = flag;
        }

        return body;
    }

    private static JsonObject Span(string from, string to) =>
        new() { ["from"] = from, ["to"] = to, ["document"] = "定点协议（样例）" };

    private static IEnumerable<string> Texts(JsonNode array) => array.AsArray().Select(one => (string)one!);

    private static async Task<List<string>> WaitingAsync(AgreementStage stage) =>
        [.. (await stage.GetAsync("/agency/applications"))["waiting"]!.AsArray().Select(one => (string)one!["kind"]!)];
}
