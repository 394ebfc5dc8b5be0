using System.Text.Json.Nodes;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.PublicService.Duties;
using Mingsuan.PublicService.Rows;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.PublicService;

/// <summary>值班表, over HTTP on a <see cref="LineHost"/>. (SD-J5, SD-P5)</summary>
public sealed class DutyTests(PostgresServer server)
{
    private static readonly DateTime Midnight = new(2026, 11, 20, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Gaps_are_what_no_duty_covers_whatever_the_order_and_however_they_overlap()
    {
        Gaps().ShouldBe([(0, 24)]);
        Gaps((0, 24)).ShouldBeEmpty();
        Gaps((20, 30), (-4, 8), (6, 12)).ShouldBe([(12, 20)]);
        Gaps((2, 10), (4, 6)).ShouldBe([(0, 2), (10, 24)]);
        Gaps((8, 12), (12, 20)).ShouldBe([(0, 8), (20, 24)], "one hour's end is the next one's begin");
        Gaps((-8, 0), (24, 30)).ShouldBe([(0, 24)]);
    }

    [Fact]
    public void Who_is_on_duty_is_told_by_kind_with_the_last_end()
    {
        var duties = new[] { Duty(0, 8), Duty(4, 12), Duty(4, 6, "nurse") };
        DutyRoster.At(duties, Midnight.AddHours(5)).ShouldBe(
            [("doctor", Midnight.AddHours(12)), ("nurse", Midnight.AddHours(6))]);
        DutyRoster.At(duties, Midnight.AddHours(6)).Select(one => one.Kind).ShouldBe(["doctor"], "an end is excluded");
        DutyRoster.At(duties, Midnight.AddHours(12)).ShouldBeEmpty();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task The_list_says_who_is_on_duty_and_the_public_is_told_the_kind_and_the_gaps(string database)
    {
        await using var stage = await ServiceStage.OpenAsync(database, server);
        var doctor = stage.Host.First("practitioners", one => (string)one["institution"]! == ServiceStage.Code);
        var (code, name) = ((string)doctor["code"]!, (string)doctor["name"]!);
        var open = await stage.GetAsync($"/institutions/{ServiceStage.Code}/duty");
        ((bool)open["kept"]!).ShouldBeFalse();

        const string list = "/hospital/duties";
        await stage.RefusedAsync(list, Entry("D0", "08:00", "20:00"), ServiceStage.Hospital, "E-DUTY-PERSON");
        await stage.RefusedAsync(list, Entry(code, "20:00", "08:00"), ServiceStage.Hospital, "E-DUTY-SPAN");
        await stage.RefusedAsync(list, Entry(code, "08:00", "20:00"), ServiceStage.Doctor, "E-ROLE", 403);
        await stage.RefusedAsync(list, Entry(code, "08:00", "20:00"), ServiceStage.OtherHospital, "E-DUTY-PERSON");
        var entered = await stage.PostAsync(list, Entry(code, "00:00", "20:00"), ServiceStage.Hospital);
        await stage.RefusedAsync(list, Entry(code, "19:00", "21:00"), ServiceStage.Hospital, "E-DUTY-OVERLAP");

        var own = await stage.GetAsync(list + "?on=2026-11-20", ServiceStage.Doctor);
        ((string)own["duties"]!.AsArray().ShouldHaveSingleItem()!["practitioner"]!).ShouldBe(code);
        var gap = own["gaps"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)gap["from"]!, (string)gap["to"]!).ShouldBe(("2026-11-20 20:00:00", "2026-11-21 00:00:00"));

        var overseen = (await stage.GetAsync("/agency/duties?on=2026-11-20", ServiceStage.Agency)).AsArray();
        var one = overseen.Single(row => (string)row!["institution"]! == ServiceStage.Code)!;
        ((string)one["duties"]![0]!["practitioner"]!, (string)one["gaps"]![0]!["from"]!).ShouldBe(
            (code, "2026-11-20 20:00:00"));
        overseen.Count(row => row!["duties"]!.AsArray().Count == 0).ShouldBe(overseen.Count - 1, "empty ones, too");
        (await stage.GetAsync("/agency/duties", ServiceStage.Elsewhere)).ToJsonString().ShouldNotContain(code);

        var told = await stage.GetAsync($"/institutions/{ServiceStage.Code}/duty");
        told["now"]!.AsArray().Select(one => (string)one!["kind"]!).ShouldBe(["doctor"]);
        ((string)told["gaps"]![0]!["from"]!).ShouldBe("2026-11-20 20:00:00");
        told.ToJsonString().ShouldNotContain(code);
        var page = await stage.Host.Client.GetStringAsync(
            $"/institutions/{ServiceStage.Code}", TestContext.Current.CancellationToken);
        page.ShouldContain("现在有人值班");
        page.ShouldContain("2026-11-20 20:00");
        (page.Split(name).Length - 1).ShouldBeLessThanOrEqualTo(1, "once among the people, never as on duty");

        await stage.PostAsync($"{list}/{(string)entered["id"]!}/removal", [], ServiceStage.Hospital);
        await stage.RefusedAsync(
            $"{list}/{(string)entered["id"]!}/removal", [], ServiceStage.Hospital, "E-DUTY-UNKNOWN");
        ((bool)(await stage.GetAsync($"/institutions/{ServiceStage.Code}/duty"))["kept"]!).ShouldBeFalse();
        await stage.ShouldBeProvenAsync();
    }

    private static JsonObject Entry(string practitioner, string from, string to) => new()
    {
        ["practitioner"] = practitioner,
        ["from"] = $"2026-11-20 {from}:00",
        ["to"] = $"2026-11-20 {to}:00",
    };

    private static IEnumerable<(int, int)> Gaps(params (int From, int To)[] duties) =>
        DutyRoster.Gaps(duties.Select(one => Duty(one.From, one.To)), Midnight, Midnight.AddHours(24))
            .Select(gap => ((int)(gap.From - Midnight).TotalHours, (int)(gap.To - Midnight).TotalHours));

    private static Duty Duty(int from, int to, string kind = "doctor") => new()
    {
        InstId = Guid.Empty,
        DutyId = Guid.Empty,
        Practitioner = "D",
        Kind = kind,
        StartsAt = Midnight.AddHours(from),
        EndsAt = Midnight.AddHours(to),
        EnteredBy = "x",
        EnteredAt = Midnight,
    };
}
