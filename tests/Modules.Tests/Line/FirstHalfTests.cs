using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Visits;
using Mingsuan.Platform.Ids;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Line;

public sealed class FirstHalfTests(PostgresServer server, LineHosts hosts)
{
    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_visit_goes_from_sign_in_to_diagnosis(string database)
    {
        var host = await hosts.On(database, server);
        var person = LinePerson.First(host);

        var signIn = new JsonObject
        {
            ["signIn"] = new JsonObject { ["opter_no"] = "1001", ["mac"] = "00-11", ["ip"] = "10.0.0.1" },
        };
        var signed = (await host.CallAsync("9001", signIn)).ShouldSucceed();
        var signNo = (string)signed.Output["signinoutb"]!["sign_no"]!;
        signNo.Length.ShouldBe(26);

        var query = new JsonObject
        {
            ["data"] = new JsonObject { ["mdtrt_cert_type"] = "01", ["mdtrt_cert_no"] = person.Token },
        };
        var found = (await host.CallAsync("1101", query, message => message["sign_no"] = signNo)).ShouldSucceed();
        ((string)found.Output["baseinfo"]!["psn_no"]!).ShouldBe(person.PsnNo);
        ((string)found.Output["baseinfo"]!["psn_name"]!).ShouldBe(person.Name);
        ((string)found.Output["insuinfo"]![0]!["insutype"]!).ShouldBe("310");
        ((decimal)found.Output["insuinfo"]![0]!["balc"]!).ShouldBe(1500m);

        var mdtrtId = await person.OpenAsync();
        (await host.CallAsync("2203", person.Upload(mdtrtId))).ShouldSucceed().Output.Count.ShouldBe(0);

        var visit = await VisitAsync(host, person, mdtrtId);
        visit.State.ShouldBe(VisitState.Diagnosed);
        visit.Diagnoses.ShouldBe(["I10.x00x002"]);
        visit.MedType.ShouldBe("11");
        visit.On.ShouldBe(new DateOnly(2026, 11, 20));
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Signing_in_again_answers_the_number_that_is_still_valid(string database)
    {
        var host = await hosts.On(database, server);
        var input = new JsonObject { ["data"] = new JsonObject { ["opter_no"] = "1002", ["mac"] = "m", ["ip"] = "i" } };
        var first = (await host.CallAsync("9001", input.DeepClone())).ShouldSucceed();
        var second = (await host.CallAsync("9001", input.DeepClone())).ShouldSucceed();
        var number = (string)first.Output["signinoutb"]!["sign_no"]!;
        ((string)second.Output["signinoutb"]!["sign_no"]!).ShouldBe(number);

        var leave = new JsonObject { ["signOut"] = new JsonObject { ["sign_no"] = number, ["opter_no"] = "1002" } };
        (await host.CallAsync("9002", leave)).ShouldSucceed();
        var third = (await host.CallAsync("9001", input.DeepClone())).ShouldSucceed();
        ((string)third.Output["signinoutb"]!["sign_no"]!).ShouldNotBe(number);
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Institutions_are_found_by_code_and_entitlement_by_day(string database)
    {
        var host = await hosts.On(database, server);
        var code = (string)host.Demo["institutions"]![0]!["code"]!;
        var query = new JsonObject
        {
            ["medinsinfo"] = new JsonObject { ["fixmedins_type"] = "1", ["fixmedins_code"] = code },
        };
        var found = (await host.CallAsync("1201", query)).ShouldSucceed().Output["medinsinfo"]!.AsArray();
        found.Count.ShouldBe(1);
        ((string)found[0]!["hosp_lv"]!).ShouldBe("05");

        (await EnjoysAsync(host, LinePerson.At(host, 0))).ShouldBe("1");
        var arrears = host.First("insured", row => (string)row["entitlement"]! == "arrears");
        (await EnjoysAsync(host, new LinePerson(host, arrears))).ShouldBe("0");
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task The_last_offline_visit_proves_a_follow_up(string database)
    {
        var host = await hosts.On(database, server);
        await using var scope = host.Services.CreateAsyncScope();
        var book = scope.ServiceProvider.GetRequiredService<IVisitBook>();
        var person = new PersonId(WireId.Decode(LinePerson.At(host, 1).PsnNo));
        var today = new DateOnly(2026, 11, 20);

        var offline = await book.OfflineVisitsAsync(person, today.AddMonths(-3), today, except: null, default);

        offline.Count.ShouldBe(1);
        offline[0].Diagnoses.ShouldBe(["I10.x00x002"]);
        offline[0].On.ShouldBe(today.AddDays(-25));
        (await book.OfflineVisitsAsync(person, today.AddDays(-24), today, null, default)).ShouldBeEmpty();
        (await book.OfflineVisitsAsync(person, today.AddDays(-25), today, offline[0].Id, default)).ShouldBeEmpty();
    }

    internal static async Task<VisitFacts> VisitAsync(LineHost host, LinePerson person, string mdtrtId)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var visit = await scope.ServiceProvider.GetRequiredService<IVisitBook>().FindAsync(
            new(WireId.Decode(person.PsnNo)), new(WireId.Decode(mdtrtId)), TestContext.Current.CancellationToken);
        return visit.ShouldNotBeNull();
    }

    private static async Task<string> EnjoysAsync(LineHost host, LinePerson person)
    {
        var input = new JsonObject
        {
            ["data"] = new JsonObject
            {
                ["psn_no"] = person.PsnNo,
                ["insutype"] = "310",
                ["fixmedins_code"] = "H",
                ["med_type"] = "11",
                ["begntime"] = "2026-11-20 09:00:00",
            },
        };
        var answer = (await host.CallAsync("2001", input)).ShouldSucceed();
        return (string)answer.Output["trtinfo"]![0]!["trt_enjymnt_flag"]!;
    }
}
