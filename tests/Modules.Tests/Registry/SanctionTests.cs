using System.Net;
using System.Text.Json.Nodes;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Modules.Tests.MoneyOverTime;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Registry;

/// <summary>医师停权 — one decision, and neither channel pays for the doctor any more, until another restores.</summary>
public sealed class SanctionTests(PostgresServer server)
{
    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_suspended_doctor_is_refused_in_both_channels_until_restored(string database)
    {
        await using var stage = await RegisterStage.OpenAsync(database, server);
        var doctor = (string)stage.Host.Demo["practitioners"]![0]!["code"]!;
        var walks = new List<SettlementWalk>();
        foreach (var (channel, at) in new[] { ("offline", 0), ("internet", 1) })
        {
            var walk = await SettlementWalk.DiagnosedAsync(stage.Host, LinePerson.At(stage.Host, at), channel);
            (await walk.UploadAsync((MoneyStage.Drug, MoneyStage.Price, 1))).ShouldSucceed();
            walks.Add(walk);
        }

        var fresh = await LinePerson.At(stage.Host, 0).OpenAsync();
        (await Listed(stage)).ShouldContain(doctor);
        stage.Host.Clock.Advance(TimeSpan.FromSeconds(1));
        ((string)(await stage.SanctionAsync(doctor, "suspend"))["standing"]!).ShouldBe("suspended");

        foreach (var (walk, at) in walks.Select((walk, at) => (walk, at)))
        {
            var person = LinePerson.At(stage.Host, at);
            var more = SettlementWalk.Line(
                "F9", walk.MdtrtId, person.PsnNo, MoneyStage.Drug, MoneyStage.Price, batch: "B2");
            (await stage.Host.CallAsync("2206", Settling(stage, walk, at))).ShouldRefuse("E-DOCTOR-SUSPENDED");
            (await stage.Host.CallAsync("2207", Settling(stage, walk, at))).ShouldRefuse("E-DOCTOR-SUSPENDED");
            (await stage.Host.CallAsync("2203", person.Upload(walk.MdtrtId))).ShouldRefuse("E-DOCTOR-SUSPENDED");
            (await stage.Host.CallAsync("2204", walk.Fees(more))).ShouldRefuse("E-DOCTOR-SUSPENDED");
        }

        (await stage.Host.CallAsync("2203", LinePerson.At(stage.Host, 0).Upload(fresh)))
            .ShouldRefuse("E-DOCTOR-SUSPENDED");
        (await stage.Host.CallAsync("2201", LinePerson.At(stage.Host, 0).Opening()))
            .ShouldRefuse("E-DOCTOR-SUSPENDED");
        (await Listed(stage)).ShouldNotContain(doctor);
        (await Listed(stage, "?on=2026-11-19")).ShouldContain(doctor);

        stage.Host.Clock.Advance(TimeSpan.FromSeconds(1));
        await stage.SanctionAsync(doctor, "restore");
        foreach (var (walk, at) in walks.Select((walk, at) => (walk, at)))
        {
            (await stage.Host.CallAsync("2207", Settling(stage, walk, at))).ShouldSucceed();
        }

        (await Listed(stage)).ShouldContain(doctor);
        await stage.Desk.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_line_ordered_by_a_terminated_doctor_is_refused_though_another_holds_the_visit(string database)
    {
        await using var stage = await RegisterStage.OpenAsync(database, server);
        var other = (string)stage.Host.Demo["practitioners"]![1]!["code"]!;
        await stage.SanctionAsync(other, "terminate");
        var person = LinePerson.At(stage.Host, 0);
        var walk = await SettlementWalk.DiagnosedAsync(stage.Host, person, "offline");
        var line = SettlementWalk.Line("F1", walk.MdtrtId, person.PsnNo, MoneyStage.Drug, MoneyStage.Price);
        line["bilg_dr_codg"] = other;

        (await stage.Host.CallAsync("2204", walk.Fees(line.DeepClone().AsObject())))
            .ShouldRefuse("E-DOCTOR-SUSPENDED");
        line["bilg_dr_codg"] = "D1";
        (await stage.Host.CallAsync("2204", walk.Fees(line.DeepClone().AsObject()))).ShouldSucceed();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_claim_on_paper_is_refused_for_a_line_that_a_suspended_doctor_ordered(string database)
    {
        await using var stage = await RegisterStage.OpenAsync(database, server);
        var other = (string)stage.Host.Demo["practitioners"]![1]!["code"]!;
        var claim = ManualTests.Claim(stage.Desk, 0, "P-DR");
        claim["lines"]![0]!["bilg_dr_codg"] = other;
        await stage.SanctionAsync(other, "suspend");
        async Task<JsonNode> ClaimAsync(HttpStatusCode status) =>
            await stage.Desk.PostAsync(ManualTests.Path(stage.Desk), claim.DeepClone().AsObject(), status);

        (await ClaimAsync(HttpStatusCode.UnprocessableEntity))["code"]!.ToString().ShouldBe("E-DOCTOR-SUSPENDED");
        stage.Host.Clock.Advance(TimeSpan.FromSeconds(1));
        await stage.SanctionAsync(other, "restore");
        await ClaimAsync(HttpStatusCode.OK);
        await stage.Desk.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Points_add_up_over_a_year_and_propose_and_a_state_is_not_left_twice(string database)
    {
        await using var stage = await RegisterStage.OpenAsync(database, server);
        const string doctor = "D532301000202";
        ((int)(await stage.SanctionAsync(doctor, "points", 6))["yearPoints"]!).ShouldBe(6);
        var nine = await stage.SanctionAsync(doctor, "points", 3);
        ((string)nine["due"]!).ShouldBe("suspend");
        ((string)nine["standing"]!).ShouldBe("eligible");
        ((string)(await stage.SanctionAsync(doctor, "points", 3))["due"]!).ShouldBe("terminate");

        (await stage.SanctionAsync(doctor, "restore", status: HttpStatusCode.UnprocessableEntity))["code"]!.ToString()
            .ShouldBe("E-ELIGIBILITY-STATE");
        await stage.SanctionAsync(doctor, "suspend", 3, HttpStatusCode.BadRequest);
        await stage.SanctionAsync(doctor, "points", 13, HttpStatusCode.BadRequest);
        (await stage.SanctionAsync("D430902000101", "suspend", status: HttpStatusCode.UnprocessableEntity))["code"]!
            .ToString().ShouldBe("E-PRACTITIONER-UNKNOWN");

        var told = await stage.Desk.GetAsync("/registry/practitioners/" + doctor);
        told["eligibility"]!.AsArray().Count.ShouldBe(3);
        ((int)told["yearPoints"]!).ShouldBe(12);
        stage.Host.Clock.Leap(TimeSpan.FromDays(60));
        ((int)(await stage.Desk.GetAsync("/registry/practitioners/" + doctor))["yearPoints"]!).ShouldBe(0);
        await stage.Desk.GetAsync("/registry/practitioners/" + doctor, token: "demo-bureau-2026");

        await stage.Desk.SqlAsync("update registry_eligibility_event set points = 1 where seq = 1 and points = 6");
        (await SettlementTests.VerifyAsync(stage.Host)).Breaks.ShouldNotBeEmpty();
    }

    private static JsonObject Settling(RegisterStage stage, SettlementWalk walk, int at) => walk.Settling(
        MoneyStage.Price,
        MoneyStage.Price,
        account: false,
        data => data["insutype"] = LinePerson.At(stage.Host, at).Insutype);

    private static async Task<IReadOnlyList<string>> Listed(RegisterStage stage, string query = "") =>
    [
        .. (await stage.PublicAsync($"/institutions/{stage.Desk.Institution}/practitioners{query}")).AsArray()
            .Select(one => (string)one!["code"]!),
    ];
}
