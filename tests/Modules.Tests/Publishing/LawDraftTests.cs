using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Law;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Platform.Identity;
using Mingsuan.Settlement;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Publishing;

/// <summary>
/// 文件发布 — a policy is a file that one officer proposes and another publishes; no one else can. (楚医保规〔2022〕3号
/// 第三条、第三十三条)
/// </summary>
public sealed class LawDraftTests(PostgresServer server)
{
    private const string Consultation = "110200001";
    private const string Drug = "XC08CAB049A001010100101";

    private static readonly StaffList Staff = StaffList.Of(
        ("first", new Operator("省局甲", "bureau", "940000")),
        ("second", new Operator("省局乙", "bureau", "940000")),
        ("city", new Operator("州局甲", "bureau", "532300")),
        ("city-second", new Operator("州局乙", "bureau", "532300")),
        ("nation", new Operator("国家局", "bureau")),
        ("agency", new Operator("经办", "agency")));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_region_that_nobody_has_seen_is_law_as_soon_as_two_officers_say_so(string database)
    {
        await using var host = await StartAsync(database);
        (await QuoteAsync(host))["decision"]!.ToString().ShouldBe("refused");

        var report = await PostAsync(host, "/check", new() { ["files"] = NewRegion() }, "first");
        report["diagnostics"]!.AsArray().ShouldBeEmpty();
        report["documents"]!.AsArray().Count.ShouldBe(3);
        ((int)report["examples"]!["failed"]!).ShouldBe(0);

        var body = new JsonObject { ["files"] = NewRegion(), ["reason"] = "新地区上线" };
        (await PostAsync(host, "", Copy(body), "city", 422))["code"]!.ToString().ShouldBe("E-DRAFT-REGION");
        (await PostAsync(host, "", Copy(body), "agency", 403))["code"]!.ToString().ShouldBe("E-ROLE");
        var draft = await PostAsync(host, "", Copy(body), "first", key: "once");
        (await PostAsync(host, "", Copy(body), "first", key: "once"))["draft"]!.ToString()
            .ShouldBe(draft["draft"]!.ToString(), "sent twice is one draft");
        (await QuoteAsync(host))["decision"]!.ToString().ShouldBe("refused", "a draft is no law");

        var path = $"/{draft["draft"]}/decision";
        (await PostAsync(host, path, Yes(), "first", 422))["code"]!.ToString().ShouldBe("E-DRAFT-SELF");
        (await PostAsync(host, path, Yes(), "city", 422))["code"]!.ToString().ShouldBe("E-DRAFT-REGION");
        (await PostAsync(host, path, Yes(), "second"))["state"]!.ToString().ShouldBe("published");
        (await PostAsync(host, path, Yes(), "second", 422))["code"]!.ToString().ShouldBe("E-DRAFT-STATE");

        (await QuoteAsync(host))["amount"]!.ToString().ShouldBe("25.00");
        (await host.Client.GetStringAsync("/law", Stop)).ShouldContain("青岚市");

        // The process starts anew with the library that it was shipped with: what was published is still law.
        var shipped = LawLibrary.ReadFiles(RepositoryRoot.At("law"));
        (await SettlementModule.PublishLawAsync(host.Services, shipped, LawLibrary.Load(shipped), Stop)).ShouldBeTrue();
        (await QuoteAsync(host))["amount"]!.ToString().ShouldBe("25.00");
        (await SettlementTests.VerifyAsync(host)).Breaks.ShouldBeEmpty();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_change_is_tried_on_the_settlements_that_were_made_and_changes_none_of_them(string database)
    {
        await using var host = await StartAsync(database);
        var walk = await SettlementWalk.DiagnosedAsync(host, LinePerson.First(host));
        (await walk.UploadAsync((Consultation, 7.50m, 1), (Drug, 26.00m, 5)))
            .ShouldSucceed();
        var settled = await walk.SettleAsync(137.50m, 137.50m, account: false);
        var fund = (decimal)settled["setlinfo"]!["hifp_pay"]!;

        var files = Raise();
        var draft = await PostAsync(
            host, "", new() { ["files"] = Copy(files), ["reason"] = "提高五个百分点" }, "city");
        ((int)draft["effect"]!["claims"]!).ShouldBe(1);
        ((int)draft["effect"]!["changed"]!).ShouldBe(1);
        var scope = draft["effect"]!["scope"]!;
        ((bool)scope["country"]!, (bool)scope["capped"]!).ShouldBe((false, false));
        scope["regions"]!.AsArray().Select(region => (string)region!).ShouldBe(["532300"]);
        Yuan(draft["effect"]!["sums"]!["fund"]!["before"]!).ShouldBe(fund);
        Yuan(draft["effect"]!["sums"]!["fund"]!["after"]!).ShouldBe(58.50m, "60 % of what is above the deductible");

        var other = await PostAsync(
            host, "", new() { ["files"] = Copy(files), ["reason"] = "同一文件的另一份" }, "city-second");
        await PostAsync(host, $"/{draft["draft"]}/decision", Yes(), "city-second");
        (await PostAsync(host, $"/{other["draft"]}/decision", Yes(), "city", 422))["code"]!.ToString()
            .ShouldBe("E-DRAFT-STALE");
        var same = new JsonObject { ["files"] = Copy(files), ["reason"] = "没有改动" };
        (await PostAsync(host, "", same, "city", 422))["code"]!.ToString().ShouldBe("E-DRAFT-SAME");

        var queried = (await host.CallAsync("5203", walk.Reversing())).ShouldSucceed().Output["setlinfo"]!;
        ((decimal)queried["hifp_pay"]!).ShouldBe(fund, "what is settled stays");
        (await SettlementTests.VerifyAsync(host)).Breaks.ShouldBeEmpty();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_draft_is_tried_on_what_its_regions_settled_and_one_of_the_country_on_everything(string database)
    {
        await using var host = await StartAsync(database);
        var walk = await SettlementWalk.DiagnosedAsync(host, LinePerson.First(host));
        (await walk.UploadAsync((Consultation, 7.50m, 1))).ShouldSucceed();
        await walk.SettleAsync(7.50m, 7.50m, account: false);

        var elsewhere = await PostAsync(
            host, "", new() { ["files"] = NewRegion(), ["reason"] = "别处的文件" }, "first");
        ((int)elsewhere["effect"]!["claims"]!).ShouldBe(0, "no institution of that region has settled anything");
        elsewhere["effect"]!["scope"]!["regions"]!.AsArray().ShouldNotContain(one => (string)one! == "532300");

        var (path, text) = LawLibrary.ReadFiles(RepositoryRoot.At("law")).Single(file =>
            file.Key.EndsWith("2020-01-01-sample-conventions.md", StringComparison.Ordinal));
        var national = new JsonObject { [path] = text + "\n以上为全国口径。\n" };
        var everywhere = await PostAsync(
            host, "", new() { ["files"] = national, ["reason"] = "全国文件" }, "nation");
        ((int)everywhere["effect"]!["claims"]!).ShouldBe(1);
        ((bool)everywhere["effect"]!["scope"]!["country"]!).ShouldBeTrue();
    }

    [Fact]
    public async Task A_draft_with_a_fault_names_the_place_and_is_not_kept()
    {
        await using var host = await StartAsync(DatabaseKinds.Sqlite);
        var (path, text) = Benefits();
        var broken = new JsonObject { [path] = text.Replace("ratio:", "ratoi:", StringComparison.Ordinal) };
        var refused = await PostAsync(host, "", new() { ["files"] = broken, ["reason"] = "x" }, "city", 422);
        refused["code"]!.ToString().ShouldBe("E-DRAFT-ERRORS");
        refused["detail"]!.ToString().ShouldContain(path);
        foreach (var place in new[] { "../x.md", "532300-chuxiong/X.md", "notes.txt", "calendars/27.yaml" })
        {
            await PostAsync(
                host, "", new() { ["files"] = new JsonObject { [place] = "x" }, ["reason"] = "x" }, "city", 400);
        }

        using var list = Request(HttpMethod.Get, "", "city");
        (await (await host.Client.SendAsync(list, Stop)).Content.ReadAsStringAsync(Stop)).ShouldBe("[]");
    }

    private Task<LineHost> StartAsync(string database) => LineHost.StartAsync(
        database, server, demo: true, replace: services => services.AddSingleton(Staff));

    private static decimal Yuan(JsonNode amount) => decimal.Parse((string)amount!, CultureInfo.InvariantCulture);

    private static JsonObject Yes() => new() { ["agrees"] = "true", ["word"] = "同意" };

    private static JsonObject Copy(JsonObject body) => body.DeepClone().AsObject();

    /// <summary>The invented region's files, and its names at the end of the list of regions.</summary>
    private static JsonObject NewRegion()
    {
        var region = LawLibrary.ReadFiles(
            RepositoryRoot.At("tests", "Policy.Tests", "Law", "regions", "qinglan"));
        var shipped = File.ReadAllText(RepositoryRoot.At("law", "regions.yaml"));
        var files = new JsonObject { ["regions.yaml"] = shipped + region["regions.yaml"] };
        foreach (var (path, text) in region.Where(file => file.Key.EndsWith(".md", StringComparison.Ordinal)))
        {
            files[path] = text;
        }

        return files;
    }

    /// <summary>The sample benefits of the demonstration's region end in October; a notice raises them after.</summary>
    private static JsonObject Raise()
    {
        var (path, text) = Benefits();
        return new()
        {
            [path] = text.Replace(
                "benefit: employee-outpatient\n",
                "benefit: employee-outpatient\nto: 2026-10-31\n",
                StringComparison.Ordinal),
            ["532300-chuxiong/2026-10-20-sample-raise.md"] = File.ReadAllText(
                RepositoryRoot.At("tests", "Modules.Tests", "Publishing", "raise.md")),
        };
    }

    private static (string Path, string Text) Benefits()
    {
        var (path, text) = LawLibrary.ReadFiles(RepositoryRoot.At("law")).Single(file =>
            file.Key.StartsWith("532300", StringComparison.Ordinal) &&
            file.Key.EndsWith("sample-benefits.md", StringComparison.Ordinal));
        return (path, text);
    }

    private static async Task<JsonNode> QuoteAsync(LineHost host)
    {
        var question = new JsonObject
        {
            ["region"] = "940201",
            ["on"] = "2022-04-01",
            ["item"] = "940200001",
            ["visit"] = new JsonObject { ["kind"] = "first" },
        };
        using var answer = await host.Client.PostAsJsonAsync("/api/v1/quote", question, Stop);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(Stop))!;
    }

    private static async Task<JsonNode> PostAsync(
        LineHost host, string path, JsonObject body, string token, int status = 200, string? key = null)
    {
        using var request = Request(HttpMethod.Post, path, token);
        request.Headers.Add("Idempotency-Key", key ?? host.NextMsgId());
        request.Content = JsonContent.Create(body);
        using var answer = await host.Client.SendAsync(request, Stop);
        var text = await answer.Content.ReadAsStringAsync(Stop);
        ((int)answer.StatusCode).ShouldBe(status, text);
        return JsonNode.Parse(text)!;
    }

    private static HttpRequestMessage Request(HttpMethod method, string path, string token)
    {
        var request = new HttpRequestMessage(method, "/api/v1/bureau/law-drafts" + path);
        request.Headers.Authorization = new("Bearer", token);
        return request;
    }
}
