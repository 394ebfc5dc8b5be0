using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Contracts.Registry;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Modules.Tests.MoneyOverTime;
using Mingsuan.Modules.Tests.Registry;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Review;

/// <summary>
/// 智能审核 over what hospitals settled through the national interface on a <see cref="LineHost"/>, with the rules of the
/// shipped law. (SD-7, SD-5, JS-3-2, CX-27, CX-30)
/// </summary>
public sealed class ReviewTests(PostgresServer server, ReviewHosts hosts) : IClassFixture<ReviewHosts>
{
    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_visit_split_in_two_is_found_online_and_offline_alike_and_a_reversed_one_is_no_visit(
        string database)
    {
        const int Person = 10;
        var stage = await hosts.OnAsync(database, server);
        foreach (var (day, channel) in new[] { ("2026-11-20", "internet"), ("2026-11-19", "offline") })
        {
            await stage.SettleAsync(ReviewStage.Nantong, new Told(Person, day + " 08:00:00", channel));
            await stage.SettleAsync(
                ReviewStage.Nantong, new Told(Person, day + " 08:30:00", channel) { Diagnosis = "I10.901" });
        }

        await stage.SettleAsync(ReviewStage.Nantong, new Told(Person, "2026-11-18 08:00:00"));
        var undone = await stage.SettleAsync(ReviewStage.Nantong, new Told(Person, "2026-11-18 08:30:00"));
        (await stage.FindAsync("area=320600"))["found"]!.GetValue<int>().ShouldBe(3);
        await stage.ReverseAsync(ReviewStage.Nantong, undone);
        await stage.SettleAsync(
            ReviewStage.Nantong, new Told(Person, "2026-11-18 08:40:00") { Diagnosis = "E11.900" });

        var answer = await stage.FindAsync("area=320600&rule=split-service");
        ((int)answer["reviewed"]!).ShouldBe(6);
        var findings = answer["findings"]!.AsArray();
        findings.Count.ShouldBe(2);
        foreach (var (finding, day, channel) in new[]
            { (findings[0]!, "2026-11-19", "offline"), (findings[1]!, "2026-11-20", "internet") })
        {
            ((string)finding["rule"]!, (string)finding["disposition"]!).ShouldBe(("splitService", "question"));
            ((string)finding["clause"]!["document"]!).ShouldBe("苏医保发〔2020〕16号");
            ((string)finding["clause"]!["article"]!).ShouldBe("三、2");
            finding["shared"]!.ToJsonString().ShouldBe(
                $$"""{"institution":"H32061300001","day":"{{day}}","department":"0301","disease":"I10"}""");
            finding["visits"]!.AsArray().Select(one => (string)one!["channel"]!).ShouldBe([channel, channel]);
            finding["visits"]!.AsArray().Select(one => (string)one!["began"]!)
                .ShouldBe([day + " 08:00:00", day + " 08:30:00"]);
        }

        (await stage.FindAsync("area=320600&rule=sameMinute"))["found"]!.GetValue<int>().ShouldBe(0);
        (await stage.FindAsync("area=320600&from=2026-11-20&to=2026-11-20"))["found"]!.GetValue<int>().ShouldBe(1);
        await OutOfBoundsAsync(stage);
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_doctor_in_two_places_in_one_minute_is_found_and_each_supervisor_sees_what_is_theirs(
        string database)
    {
        var stage = await hosts.OnAsync(database, server);
        var register = new RegisterStage(new MoneyStage(stage.Host));
        await register.CommitAsync(await register.PreviewAsync(
            "practitioners",
            "人员编码,姓名,类别,机构编码,职称,机构同意线上执业,起始日\n"
            + $"{ReviewStage.Yunling.Doctor},普云舒,医师,{ReviewStage.Centre.Hospital},主治,是,2026-01-01\n"));
        var elsewhere = ReviewStage.Centre with { Doctor = ReviewStage.Yunling.Doctor };
        await stage.SettleAsync(ReviewStage.Yunling, new Told(0, "2026-11-20 08:15:05"));
        await stage.SettleAsync(elsewhere, new Told(1, "2026-11-20 08:15:50", "offline"));
        await stage.SettleAsync(elsewhere, new Told(3, "2026-11-20 08:16:00", "offline"));

        var agency = await stage.FindAsync("", ReviewStage.Agency);
        var finding = agency["findings"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)finding["rule"]!, (string)finding["clause"]!["article"]!).ShouldBe(("sameMinute", "第三十条"));
        var visits = finding["visits"]!.AsArray();
        visits.Select(one => (string)one!["institution"]!)
            .ShouldBe([ReviewStage.Yunling.Hospital, ReviewStage.Centre.Hospital]);
        visits.Select(one => (string)one!["name"]!).ShouldBe(["云**", "沈**"], "masked");
        ((string)visits[0]!["settlements"]![0]!["medfee_sumamt"]!).ShouldBe("52.00");
        await ShouldBeNotedAsync(stage, 0, 1);

        var bureau = await stage.FindAsync("area=532300", ReviewStage.Bureau);
        bureau["findings"]!.ToJsonString().ShouldBe(agency["findings"]!.ToJsonString());
        var health = (await stage.FindAsync("", ReviewStage.Health)).ToJsonString();
        health.ShouldContain("sameMinute");
        foreach (var hidden in new[] { "psn_no", "\"name\"", "amt", "52.00", LinePerson.At(stage.Host, 0).PsnNo })
        {
            health.ShouldNotContain(hidden, Case.Sensitive);
        }
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_follow_up_beside_a_consultation_is_refused_with_its_rule_and_clause(string database)
    {
        const int Person = 9;
        var stage = await hosts.OnAsync(database, server);
        await stage.SettleAsync(ReviewStage.Jining, new Told(Person, "2026-11-20 08:00:00"));
        await stage.SettleAsync(
            ReviewStage.Jining, new Told(Person, "2026-11-20 08:10:00", "offline") { FirstVisit = "0" });
        await stage.SettleAsync(ReviewStage.Jining, new Told(Person, "2026-11-20 08:20:00", "offline"));
        await stage.SettleAsync(ReviewStage.Jining, new Told(Person, "2026-11-19 08:00:00"));
        (await stage.FindAsync("area=370800"))["found"]!.GetValue<int>().ShouldBe(0, "nobody consulted");

        var number = await AskAndAnswerAsync(stage, LinePerson.At(stage.Host, Person).PsnNo);

        var findings = (await stage.FindAsync("area=370000"))["findings"]!.AsArray();
        findings.Count.ShouldBe(2, "online and offline alike; who did not say follow-up did not claim one");
        foreach (var finding in findings)
        {
            ((string)finding!["rule"]!, (string)finding["disposition"]!).ShouldBe(("consultationAsFollowUp", "refuse"));
            ((string)finding["clause"]!["document"]!).ShouldBe("鲁医保发〔2022〕44号", "the province's holds in the city");
            ((string)finding["clause"]!["article"]!).ShouldBe("五");
            finding["consultations"]!.AsArray().Select(one => (string)one!).ShouldBe([number]);
            ((string)finding["visits"]![0]!["kind"]!).ShouldBe("followUp");
        }

        findings.Select(one => (string)one!["visits"]![0]!["channel"]!).ShouldBe(["internet", "offline"]);
        (await SettlementTests.VerifyAsync(stage.Host)).Breaks.ShouldBeEmpty();
    }

    private static async Task<string> AskAndAnswerAsync(ReviewStage stage, string psnNo)
    {
        var number = (string)(await stage.PostAsync(
            "/consultations",
            new JsonObject
            {
                ["to"] = ReviewStage.Jining.Hospital,
                ["contact"] = "0537-0000000",
                ["topic"] = "用药咨询",
                ["question"] = "降压药可以饭后吃吗？",
            },
            ""))["number"]!;
        var answer = $"/hospital/consultations/{number}/answer";
        var unknown = await stage.PostAsync(
            answer,
            new JsonObject { ["answer"] = "可以。", ["psn_no"] = "nobody" },
            ReviewStage.Desk,
            HttpStatusCode.UnprocessableEntity);
        ((string)unknown["code"]!).ShouldBe("E-PERSON-UNKNOWN");
        await stage.PostAsync(
            "/agency" + answer["/hospital".Length..],
            new JsonObject { ["answer"] = "可以。", ["psn_no"] = psnNo },
            ReviewStage.Everywhere,
            HttpStatusCode.BadRequest);
        await stage.PostAsync(
            answer, new JsonObject { ["answer"] = "可以。", ["psn_no"] = psnNo }, ReviewStage.Desk);
        return number;
    }

    /// <summary>A quarter at most, a known form, and nothing outside an officer's reach.</summary>
    private static async Task OutOfBoundsAsync(ReviewStage stage)
    {
        foreach (var bad in new[] { "from=2026-01-01&to=2026-04-03", "from=2026-11-20&to=2026-11-19", "area=32" })
        {
            await stage.FindAsync(bad, status: HttpStatusCode.BadRequest);
        }

        await stage.FindAsync("from=2026-01-01&to=2026-04-02");
        var far = await stage.FindAsync("area=320600", ReviewStage.Agency, HttpStatusCode.UnprocessableEntity);
        ((string)far["code"]!).ShouldBe("E-AREA-SCOPE");
        (await stage.FindAsync("", ReviewStage.Agency)).ToJsonString().ShouldNotContain(ReviewStage.Nantong.Hospital);
        await stage.FindAsync("", ReviewStage.Desk, HttpStatusCode.Forbidden);
    }

    /// <summary>Each person whose record a finding shows reads that it was looked at.</summary>
    private static async Task ShouldBeNotedAsync(ReviewStage stage, params int[] persons)
    {
        await using var scope = stage.Host.Services.CreateAsyncScope();
        var directory = scope.ServiceProvider.GetRequiredService<IPersonDirectory>();
        foreach (var person in persons)
        {
            var facts = await directory.ByNumberAsync(
                LinePerson.At(stage.Host, person).PsnNo, TestContext.Current.CancellationToken);
            stage.Host.Access.Opened("R-FIND", facts!.Id.Value).ShouldBeGreaterThan(0);
        }
    }
}
