using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Contracts.Registry;
using Mingsuan.Contracts.Visits;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Line;

public sealed class VisitRulesTests(PostgresServer server, LineHosts hosts)
{
    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_strangers_visit_is_refused_like_an_unknown_one(string database)
    {
        var host = await hosts.On(database, server);
        var mdtrtId = await LinePerson.At(host, 0).OpenAsync();

        (await host.CallAsync("2203", LinePerson.At(host, 1).Upload(mdtrtId))).ShouldRefuse("E-VISIT-UNKNOWN");
        (await host.CallAsync(
            "2203",
            LinePerson.At(host, 0).Upload(mdtrtId),
            message => message["fixmedins_code"] = (string)host.Demo["institutions"]![1]!["code"]!))
            .ShouldRefuse("E-VISIT-UNKNOWN");
        (await host.CallAsync("2203", LinePerson.At(host, 0).Upload("01HK153X00EGESG6WNFPFGDP3E")))
            .ShouldRefuse("E-VISIT-UNKNOWN");
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_token_of_another_person_is_an_identity_refusal(string database)
    {
        var host = await hosts.On(database, server);
        var opening = LinePerson.At(host, 0).Opening(
            data => data["mdtrt_cert_no"] = LinePerson.At(host, 1).Token);
        (await host.CallAsync("2201", opening)).ShouldRefuse("E-IDENTITY");
        var unknown = LinePerson.At(host, 0).Opening(data => data["psn_no"] = "01HK153X00EGESG6WNFPFGDP3F");
        (await host.CallAsync("2201", unknown)).ShouldRefuse("E-PERSON-UNKNOWN");
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_suspended_doctor_and_a_doctor_of_elsewhere_may_not_open_a_visit(string database)
    {
        var host = await hosts.On(database, server);
        var person = LinePerson.First(host);
        var suspended = host.First("practitioners", row => (string)row["standing"]! == "suspended");
        var elsewhere = host.First("practitioners", row =>
            (string)row["institution"]! != (string)host.Demo["institutions"]![0]!["code"]!);

        (await host.CallAsync("2201", person.Opening(data => data["atddr_no"] = (string)suspended["code"]!)))
            .ShouldRefuse("E-DOCTOR-SUSPENDED");
        (await host.CallAsync("2201", person.Opening(data => data["atddr_no"] = (string)elsewhere["code"]!)))
            .ShouldRefuse("E-DOCTOR-UNKNOWN");
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_later_upload_replaces_the_diagnoses(string database)
    {
        var host = await hosts.On(database, server);
        var person = LinePerson.First(host);
        var mdtrtId = await person.OpenAsync();
        (await host.CallAsync("2203", person.Upload(mdtrtId))).ShouldSucceed();
        (await host.CallAsync("2203A", person.Upload(mdtrtId, "E11.900", "14"))).ShouldSucceed();

        var visit = await FirstHalfTests.VisitAsync(host, person, mdtrtId);
        visit.Diagnoses.ShouldBe(["E11.900"]);
        visit.MedType.ShouldBe("14");

        var taken = person.Upload(mdtrtId, "E11.900");
        taken["diseinfo"]![0]!["vali_flag"] = "0";
        (await host.CallAsync("2203", taken)).ShouldSucceed();
        (await FirstHalfTests.VisitAsync(host, person, mdtrtId)).State.ShouldBe(VisitState.Registered);
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_settled_or_cancelled_visit_takes_no_more_diagnoses(string database)
    {
        var host = await hosts.On(database, server);
        var person = LinePerson.First(host);
        var settled = await person.OpenAsync();
        (await host.CallAsync("2203", person.Upload(settled))).ShouldSucceed();
        await MarkAsync(host, person, settled, VisitState.Settled);
        (await host.CallAsync("2203", person.Upload(settled))).ShouldRefuse("E-VISIT-CLOSED");
        await MarkAsync(host, person, settled, VisitState.Reversed);
        (await host.CallAsync("2203", person.Upload(settled))).ShouldSucceed();

        var cancelled = await person.OpenAsync();
        var cancel = new JsonObject
        {
            ["data"] = new JsonObject
            {
                ["psn_no"] = person.PsnNo,
                ["mdtrt_id"] = cancelled,
                ["ipt_otp_no"] = "MZ0001",
            },
        };
        (await host.CallAsync("2202", cancel)).ShouldSucceed();
        (await host.CallAsync("2203", person.Upload(cancelled))).ShouldRefuse("E-VISIT-CLOSED");
    }

    [Theory]
    [InlineData("1", null, VisitChannel.Offline, ChannelGround.Otherwise)]
    [InlineData("3", null, VisitChannel.Internet, ChannelGround.MobileToken)]
    [InlineData("3", "offline", VisitChannel.Offline, ChannelGround.Declared)]
    [InlineData("1", "internet", VisitChannel.Internet, ChannelGround.Declared)]
    public async Task The_channel_is_derived_once_and_a_declaration_wins(
        string opterType, string? declared, VisitChannel channel, ChannelGround ground)
    {
        var host = await hosts.On(DatabaseKinds.Sqlite, server);
        var person = LinePerson.First(host);
        var opening = person.Opening(data =>
        {
            if (declared is not null)
            {
                data["exp_content"] = new JsonObject { ["visit_channel"] = declared };
            }
        });
        var opened = (await host.CallAsync("2201", opening, message => message["opter_type"] = opterType))
            .ShouldSucceed();

        var visit = await FirstHalfTests.VisitAsync(host, person, (string)opened.Output["data"]!["mdtrt_id"]!);
        visit.Channel.ShouldBe(channel);
        visit.ChannelGround.ShouldBe(ground);
    }

    [Fact]
    public async Task An_internet_hospital_opens_online_and_a_strict_one_keeps_its_setting()
    {
        var host = await hosts.On(DatabaseKinds.Sqlite, server);
        var person = LinePerson.First(host);
        var online = host.First(
            "practitioners", row => ((string)row["institution"]!).EndsWith("07", StringComparison.Ordinal));
        (await OpenAtAsync(host, person, online)).ChannelGround.ShouldBe(ChannelGround.InternetHospital);

        var strict = host.First("institutions", row => (string)row["evidence"]! == "strict");
        var doctor = host.First("practitioners", row => (string)row["institution"]! == (string)strict["code"]!);
        (await OpenAtAsync(host, person, doctor)).Evidence.ShouldBe(EvidenceSetting.Strict);
    }

    private static async Task<VisitFacts> OpenAtAsync(LineHost host, LinePerson person, JsonObject doctor)
    {
        var opened = (await host.CallAsync(
            "2201",
            person.Opening(data => data["atddr_no"] = (string)doctor["code"]!),
            message => message["fixmedins_code"] = (string)doctor["institution"]!)).ShouldSucceed();
        return await FirstHalfTests.VisitAsync(host, person, (string)opened.Output["data"]!["mdtrt_id"]!);
    }

    private static async Task MarkAsync(LineHost host, LinePerson person, string mdtrtId, VisitState state)
    {
        await using var scope = host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Operations>().RunAsync(
            "mark",
            async (_, ct) =>
            {
                await scope.ServiceProvider.GetRequiredService<IVisitBook>().MarkAsync(
                    new(WireId.Decode(person.PsnNo)), new(WireId.Decode(mdtrtId)), state, ct);
                return true;
            },
            TestContext.Current.CancellationToken);
    }
}
