using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Contracts.Registry;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Modules.Tests.MoneyOverTime;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Registry;

/// <summary>沿革 — a correction changes what a past day was, and what was believed then can still be read.</summary>
public sealed class HistoryTests(PostgresServer server)
{
    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_past_day_after_a_correction_is_as_corrected_and_as_it_was_known(string database)
    {
        await using var stage = await RegisterStage.OpenAsync(database, server);
        var before = stage.Host.Clock.GetUtcNow();
        stage.Host.Clock.Leap(TimeSpan.FromHours(1));
        var done = await stage.Desk.PostAsync("/registry/corrections", Correction("2021-12-31", "primary"));
        ((int)done["withdrawn"]!).ShouldBeGreaterThanOrEqualTo(1);

        (await LevelAsync(stage, new DateOnly(2021, 6, 1))).ShouldBe("primary");
        (await LevelAsync(stage, new DateOnly(2020, 6, 1))).ShouldBe("secondary");
        (await LevelAsync(stage, new DateOnly(2026, 11, 20))).ShouldBe("secondary");

        var then = await stage.Desk.GetAsync(
            $"/registry/institutions/{stage.Desk.Institution}?on=2021-06-01&knownAt={before:yyyy-MM-ddTHH:mm:ss}Z");
        Level(then).ShouldBe("二级");
        Level(await stage.Desk.GetAsync($"/registry/institutions/{stage.Desk.Institution}?on=2021-06-01"))
            .ShouldBe("一级");
        var all = (await stage.Desk.GetAsync($"/registry/institutions/{stage.Desk.Institution}"))["facts"]!.AsArray()
            .Where(one => (string)one!["line"]! == "institutionStanding").ToList();
        all.Count.ShouldBe(4);
        all.Count(one => one!["withdrawnAt"] is not null).ShouldBe(1);
        await stage.Desk.ShouldBeProvenAsync();

        (await stage.Desk.PostAsync(
            "/registry/corrections", Correction("2021-12-31", "primary"), HttpStatusCode.UnprocessableEntity))["code"]!
            .ToString().ShouldBe("E-REGISTER-SAME");
        var wrong = Correction("2021-12-31", "primary");
        wrong["values"]!["nature"] = "forProfit";
        (await stage.Desk.PostAsync("/registry/corrections", wrong, HttpStatusCode.UnprocessableEntity))["code"]!
            .ToString().ShouldBe("E-REGISTER-ROW");

        await stage.Desk.SqlAsync("update registry_institution_standing set level = 'tertiary' where level = 'primary'"
            + " and valid_to = '2021-12-31'");
        (await SettlementTests.VerifyAsync(stage.Host)).Breaks.ShouldNotBeEmpty();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task The_register_leaves_only_when_a_second_person_agrees_and_masked(string database)
    {
        await using var stage = await RegisterStage.OpenAsync(database, server);
        var wish = new JsonObject { ["kind"] = "insured", ["format"] = "csv", ["reason"] = "r" };
        var export = (string)(await stage.Desk.PostAsync("/registry/exports", wish))["id"]!;
        var decision = $"/registry/exports/{export}/decision";
        async Task<string> RefusedAsync(string token) => (string)(await stage.Desk.PostAsync(
            decision, new JsonObject { ["agrees"] = "true" }, HttpStatusCode.UnprocessableEntity, token))["code"]!;

        (await RefusedAsync(MoneyStage.Officer)).ShouldBe("E-EXPORT-SELF");
        await stage.Desk.GetAsync($"/registry/exports/{export}/file", HttpStatusCode.UnprocessableEntity);
        await stage.Desk.PostAsync(decision, new JsonObject { ["agrees"] = "true" }, token: MoneyStage.Second);
        var file = Encoding.UTF8.GetString(await stage.Desk.BytesAsync($"/registry/exports/{export}/file"));

        var person = stage.Host.Demo["insured"]![0]!;
        file.ShouldContain("身份证号");
        file.ShouldContain("**************" + ((string)person["certno"]!)[^4..]);
        file.ShouldNotContain((string)person["certno"]!);
        file.ShouldNotContain((string)person["name"]!);
        await stage.Desk.GetAsync($"/registry/exports/{export}/file", HttpStatusCode.UnprocessableEntity);
        await stage.Desk.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task What_is_exported_can_be_read_in_again_and_changes_nothing(string database)
    {
        await using var stage = await RegisterStage.OpenAsync(database, server);
        (string Kind, string Format)[] files =
            [("institutions", "csv"), ("practitioners", "xlsx"), ("licences", "csv")];
        foreach (var (kind, format) in files)
        {
            var wish = new JsonObject { ["kind"] = kind, ["format"] = format, ["reason"] = "r" };
            var export = (string)(await stage.Desk.PostAsync("/registry/exports", wish))["id"]!;
            await stage.Desk.PostAsync(
                $"/registry/exports/{export}/decision",
                new JsonObject { ["agrees"] = "true" },
                token: MoneyStage.Second);
            var preview = await stage.PreviewAsync(
                kind, await stage.Desk.BytesAsync($"/registry/exports/{export}/file"));

            ((int)preview["rows"]!).ShouldBeGreaterThan(3, kind);
            ((int)preview["bad"]!).ShouldBe(0, preview.ToJsonString());
            ((int)preview["changing"]!).ShouldBe(0, preview.ToJsonString());
        }
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Training_is_entered_by_the_hospital_read_by_the_agency_and_exported_by_year(string database)
    {
        await using var stage = await RegisterStage.OpenAsync(database, server);
        var entry = new JsonObject
        {
            ["kind"] = "training",
            ["heldOn"] = "2026-11-01",
            ["title"] = "医保政策培训",
            ["count"] = 30,
            ["summary"] = "全员合格",
        };
        var id = (string)(await HospitalAsync(stage, "/training", entry))["id"]!;
        entry["heldOn"] = "2026-12-01";
        ((string)(await HospitalAsync(stage, "/training", entry, HttpStatusCode.UnprocessableEntity))["code"]!)
            .ShouldBe("E-TRAINING-DAY");

        var path = $"/institutions/{stage.Desk.Institution}/training/2026";
        ((int)(await stage.Desk.GetAsync(path))[0]!["count"]!).ShouldBe(30);
        Encoding.UTF8.GetString(await stage.Desk.BytesAsync(path + "/file")).ShouldContain("培训,2026-11-01,医保政策培训,30");
        await HospitalAsync(stage, $"/training/{id}/withdrawal", []);
        (await stage.Desk.GetAsync(path))[0]!["withdrawnAt"].ShouldNotBeNull();
        (await stage.Desk.GetAsync($"/institutions/{stage.Desk.Institution}/training/2025")).AsArray().ShouldBeEmpty();
        await stage.Desk.ShouldBeProvenAsync();
    }

    [Fact]
    public async Task Pharmacies_delivery_enterprises_and_people_are_told_for_a_day()
    {
        await using var stage = await RegisterStage.OpenAsync(DatabaseKinds.Sqlite, server);
        await using var scope = stage.Host.Services.CreateAsyncScope();
        var (dispensing, stop) = (
            scope.ServiceProvider.GetRequiredService<IDispensingDirectory>(), TestContext.Current.CancellationToken);
        var (now, never) = (new DateOnly(2026, 11, 20), new DateOnly(2019, 12, 31));

        (await dispensing.PharmaciesAsync(now, stop)).Count.ShouldBe(2);
        (await dispensing.PharmaciesAsync(never, stop)).ShouldBeEmpty();
        (await dispensing.DeliveryEnterprisesAsync(now, stop)).ShouldHaveSingleItem().GspNumber.ShouldNotBeEmpty();
        (await dispensing.DeliveryEnterprisesAsync(never, stop)).ShouldBeEmpty();
        var online = (await scope.ServiceProvider.GetRequiredService<IInstitutionDirectory>()
            .FindAsync("H53230100007", now, stop))!;
        online.PhysicalInstitution.ShouldNotBeNull();
    }

    private static JsonObject Correction(string to, string level) => new()
    {
        ["kind"] = "institutions",
        ["document"] = "doc-2",
        ["reason"] = "级别登记有误",
        ["values"] = new JsonObject
        {
            ["code"] = "H53230100002",
            ["name"] = "楚雄云岭医院（样例）",
            ["uscc"] = "12532301000020000Q",
            ["admdvs"] = "532301",
            ["level"] = level,
            ["ownership"] = "公立",
            ["nature"] = "非营利",
            ["internet"] = "否",
            ["designation"] = "定点",
            ["from"] = "2021-01-01",
            ["to"] = to,
        },
    };

    private static string Level(JsonNode told) => (string)told["facts"]!.AsArray()
        .Single(one => (string)one!["line"]! == "institutionStanding")!["says"]!.AsArray()
        .Single(one => (string)one!["field"]! == "level")!["value"]!;

    private static async Task<string> LevelAsync(RegisterStage stage, DateOnly on)
    {
        await using var scope = stage.Host.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<IInstitutionDirectory>()
            .FindAsync(stage.Desk.Institution, on, TestContext.Current.CancellationToken))!.Level;
    }

    private static async Task<JsonNode> HospitalAsync(
        RegisterStage stage, string path, JsonObject body, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/hospital" + path)
        {
            Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", stage.Host.NextMsgId());
        request.Headers.Authorization = new("Bearer", "demo-hospital-2026");
        using var response = await stage.Host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(status, text);
        return JsonNode.Parse(text)!;
    }
}
