using System.Text.Json.Nodes;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Platform.Time;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Prices;

/// <summary>价格公示与知情同意 (HN-3): three columns or no notice, a consent for each visit and version.</summary>
public sealed class NoticeTests(PostgresServer server)
{
    private const string Follow = "110200001";

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_notice_without_one_of_the_three_columns_is_not_published(string database)
    {
        await using var stage = await PriceStage.OpenAsync(database, server);
        foreach (var (column, code) in new[]
            {
                ("policy", "E-NOTICE-POLICY"), ("content", "E-NOTICE-CONTENT"), ("price", "E-NOTICE-PRICE"),
            })
        {
            var lacking = Notice("2026-11-20", "7.50");
            lacking["lines"]![0]!.AsObject().Remove(column);
            (await stage.RefusedAsync("/hospital/prices/notices", lacking, PriceStage.Hospital, code))
                .ShouldContain(Follow);
        }

        var bare = Notice("2026-11-20", "7.50");
        bare["lines"]![0]!["policy"] = "";
        bare["lines"]![0]!["content"] = "";
        await stage.RefusedAsync("/hospital/prices/notices", bare, PriceStage.Hospital, "E-NOTICE-COLUMNS");
        await stage.RefusedAsync(
            "/hospital/prices/notices", Notice("2026-11-19", "7.50"), PriceStage.Hospital, "E-NOTICE-DAY");
        await stage.GetAsync($"/institutions/{stage.Code}/notice", "", 404);
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Anybody_reads_the_notice_of_any_past_day(string database)
    {
        await using var stage = await PriceStage.OpenAsync(database, server);
        await stage.PostAsync("/hospital/prices/notices", Notice("2026-11-20", "7.50"), PriceStage.Hospital);
        await stage.PostAsync("/hospital/prices/notices", Notice("2026-11-25", "7.00"), PriceStage.Hospital);

        async Task<(int, string)> On(string day)
        {
            var notice = await stage.GetAsync($"/institutions/{stage.Code}/notice?on={day}", "");
            return ((int)notice["number"]!, (string)notice["lines"]![0]!["price"]!);
        }

        (await On("2026-11-20")).ShouldBe((1, "7.50"));
        (await On("2026-11-24")).ShouldBe((1, "7.50"));
        (await On("2026-11-25")).ShouldBe((2, "7.00"));
        await stage.GetAsync($"/institutions/{stage.Code}/notice?on=2026-11-19", "", 404);
        await stage.GetAsync("/institutions/H0/notice", "", 404);
        await stage.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_strict_institution_charges_nobody_who_did_not_agree_to_the_notice_in_force(string database)
    {
        await using var stage = await PriceStage.OpenAsync(database, server, PriceStage.DemandingLaw());
        var visit = await StrictVisitAsync(stage);
        (await visit.UploadAsync()).ShouldRefuse("E-NO-CONSENT");
        await stage.PostAsync("/hospital/prices/notices", Notice("2026-11-20", "7.50", "OTHER"), PriceStage.Strict);
        (await visit.UploadAsync()).ShouldRefuse("E-NO-CONSENT");
        await visit.ConsentAsync(1);
        (await visit.UploadAsync()).ShouldRefuse("E-NOT-PUBLICIZED");

        await stage.PostAsync("/hospital/prices/notices", Notice("2026-11-21", "7.50"), PriceStage.Strict);
        (await visit.UploadAsync()).ShouldRefuse("E-NOT-PUBLICIZED");

        stage.Host.Clock.Advance(TimeSpan.FromDays(1));
        visit = await StrictVisitAsync(stage, "2026-11-21 09:00:00");
        (await visit.UploadAsync()).ShouldRefuse("E-NO-CONSENT");
        await stage.RefusedAsync("/hospital/consents", visit.Consent(1), PriceStage.Strict, "E-CONSENT-OUTDATED");
        await stage.RefusedAsync(
            "/hospital/consents", visit.Consent(2, "2026-11-19 08:00:00"), PriceStage.Strict, "E-CONSENT-EARLY");
        await visit.ConsentAsync(2);
        (await visit.UploadAsync()).ShouldSucceed();

        await stage.PostAsync("/hospital/prices/notices", Notice("2026-11-22", "7.00"), PriceStage.Strict);
        await stage.RefusedAsync("/hospital/consents", visit.Consent(3), PriceStage.Strict, "E-CONSENT-OUTDATED");
        (await visit.SettleAsync()).ShouldSucceed();

        var kept = (await stage.GetAsync(
            $"/hospital/consents?psnNo={visit.Person.PsnNo}&mdtrtId={visit.Id}", PriceStage.Strict)).AsArray();
        kept.Select(one => (int)one!["notice"]!).ShouldBe([2]);
        ((string)kept[0]!["way"]!, (string)kept[0]!["confirmedBy"]!).ShouldBe(("page", "self"));
        await stage.PostAsync("/hospital/consents", visit.Consent(2), PriceStage.Hospital, 422);
        await stage.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task What_a_declaring_institution_says_of_consent_stays_as_it_was(string database)
    {
        await using var stage = await PriceStage.OpenAsync(database, server, PriceStage.DemandingLaw());
        await stage.PostAsync(
            "/hospital/prices/notices", Notice("2026-11-20", "7.50", "OTHER"), PriceStage.Hospital);
        var walk = await SettlementWalk.DiagnosedAsync(stage.Host, LinePerson.At(stage.Host, 0));
        (await walk.UploadAsync((Follow, 7.50m, 1))).ShouldSucceed();
        var settled = await stage.Host.CallAsync("2207", walk.Settling(7.50m, 7.50m, account: false));
        settled.ShouldSucceed().WarnMsg.ShouldContain("W-CONSENT-NOT-DECLARED");
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_consent_belongs_to_its_visit_and_a_cancelled_visit_takes_none(string database)
    {
        await using var stage = await PriceStage.OpenAsync(database, server, PriceStage.DemandingLaw());
        await stage.PostAsync("/hospital/prices/notices", Notice("2026-11-20", "7.50"), PriceStage.Strict);
        var first = await StrictVisitAsync(stage);
        await first.ConsentAsync(1);
        (await first.CancelAsync()).ShouldSucceed();
        await stage.RefusedAsync("/hospital/consents", first.Consent(1), PriceStage.Strict, "E-VISIT-CLOSED");

        var second = await StrictVisitAsync(stage);
        (await second.UploadAsync()).ShouldRefuse("E-NO-CONSENT");
        await second.ConsentAsync(1);
        (await second.UploadAsync()).ShouldSucceed();
        await stage.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Where_a_document_demands_it_no_charge_exceeds_the_announced_price_of_the_day(string database)
    {
        await using var stage = await PriceStage.OpenAsync(database, server, PriceStage.DemandingLaw());
        var walk = await SettlementWalk.DiagnosedAsync(stage.Host, LinePerson.At(stage.Host, 0));
        (await walk.UploadAsync((Follow, 7.00m, 1))).ShouldSucceed();
        await stage.PostAsync("/hospital/prices/notices", Notice("2026-11-20", "6.99"), PriceStage.Hospital);
        foreach (var infno in new[] { "2206", "2207" })
        {
            (await stage.Host.CallAsync(infno, walk.Settling(7.00m, 7.00m, account: false)))
                .ShouldRefuse("E-OVER-ANNOUNCED");
        }

        await stage.RefusedAsync(
            "/hospital/prices/notices", Notice("2026-11-20", "7.00"), PriceStage.Hospital, "E-NOTICE-TODAY");
        await stage.PostAsync("/hospital/prices/notices", Notice("2026-11-21", "7.00"), PriceStage.Hospital);
        stage.Host.Clock.Advance(TimeSpan.FromDays(1));
        walk = await SettlementWalk.DiagnosedAsync(
            stage.Host, LinePerson.At(stage.Host, 0), day: "2026-11-21 09:00:00");
        (await walk.UploadAsync((Follow, 7.01m, 1))).ShouldRefuse("E-OVER-ANNOUNCED");
        (await walk.UploadAsync((Follow, 7.00m, 1))).ShouldSucceed()
            .WarnMsg.ShouldNotContain("W-OVER-ANNOUNCED");
        await walk.SettleAsync(7.00m, 7.00m, account: false);
        await stage.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task One_announced_price_is_not_held_against_an_item_whose_price_hangs_on_the_case(string database)
    {
        await using var stage = await PriceStage.OpenAsync(database, server, PriceStage.DemandingLaw());
        var notice = Notice("2026-11-20", "440.00", "CX-TIER");
        notice["lines"]!.AsArray().Add(Notice("2026-11-20", "440.00", "CX-ANY")["lines"]![0]!.DeepClone());
        await stage.PostAsync("/hospital/prices/notices", notice, PriceStage.Hospital);
        var walk = await SettlementWalk.DiagnosedAsync(stage.Host, LinePerson.At(stage.Host, 0));
        (await walk.UploadAsync(("CX-ANY", 600.00m, 1))).ShouldRefuse("E-OVER-ANNOUNCED");
        (await walk.UploadAsync(("CX-TIER", 600.00m, 1))).ShouldRefuse("E-MISSING-FACT");
        var line = SettlementWalk.Line("F1", walk.MdtrtId, walk.PsnNo, "CX-TIER", 600.00m);
        line["exp_content"] = new JsonObject { ["facts"] = new JsonObject { ["disciplines"] = 3 } };
        (await stage.Host.CallAsync("2204", walk.Fees(line))).ShouldSucceed()
            .WarnMsg.ShouldNotContain("W-OVER-ANNOUNCED");
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Where_no_document_demands_it_a_charge_above_the_notice_is_a_warning(string database)
    {
        await using var stage = await PriceStage.OpenAsync(database, server);
        await stage.PostAsync("/hospital/prices/notices", Notice("2026-11-20", "7.00"), PriceStage.Hospital);
        var walk = await SettlementWalk.DiagnosedAsync(stage.Host, LinePerson.At(stage.Host, 0));
        var uploaded = (await walk.UploadAsync((Follow, 7.50m, 1))).ShouldSucceed();
        uploaded.WarnMsg.ShouldContain("W-OVER-ANNOUNCED");
        uploaded.WarnMsg.ShouldContain("7.00");
        (await stage.Host.CallAsync("2207", walk.Settling(7.50m, 7.50m, account: false))).ShouldSucceed()
            .WarnMsg.ShouldContain("W-OVER-ANNOUNCED");
    }

    private static JsonObject Notice(string from, string price, string item = Follow) => new()
    {
        ["effectiveOn"] = from,
        ["lines"] = new JsonArray(new JsonObject
        {
            ["item"] = item,
            ["name"] = "普通门诊诊察费（互联网复诊）",
            ["unit"] = "次",
            ["content"] = "复诊患者线上诊察",
            ["price"] = price,
            ["policy"] = "甲类，纳入统筹基金支付",
        }),
    };

    private static async Task<StrictVisit> StrictVisitAsync(
        PriceStage stage, string day = "2026-11-20 09:00:00")
    {
        var (host, person) = (stage.Host, LinePerson.At(stage.Host, 0));
        var doctor = host.First("practitioners", row => (string)row["institution"]! == PriceStage.StrictCode);
        var opened = await StrictVisit.CallAsync(host, "2201", person.Opening(data =>
        {
            data["exp_content"] = new JsonObject { ["visit_channel"] = "internet" };
            data["atddr_no"] = (string)doctor["code"]!;
            data["begntime"] = day;
        }));
        var id = (string)opened.ShouldSucceed().Output["data"]!["mdtrt_id"]!;
        (await StrictVisit.CallAsync(host, "2203", person.Upload(id))).ShouldSucceed();
        return new StrictVisit(stage, person, id);
    }

    /// <summary>A visit at the strict institution, charged over the national interface.</summary>
    private sealed class StrictVisit(PriceStage stage, LinePerson person, string id)
    {
        public LinePerson Person => person;

        public string Id => id;

        public static Task<Answer> CallAsync(LineHost host, string infno, JsonObject input) =>
            host.CallAsync(infno, input, message => message["fixmedins_code"] = PriceStage.StrictCode);

        public Task<Answer> UploadAsync() => CallAsync(stage.Host, "2204", new JsonObject
        {
            ["feedetail"] = new JsonArray(SettlementWalk.Line("F1", id, person.PsnNo, Follow, 7.50m)),
        });

        public Task<Answer> SettleAsync() => CallAsync(stage.Host, "2207", new JsonObject
        {
            ["data"] = new JsonObject
            {
                ["psn_no"] = person.PsnNo,
                ["mdtrt_cert_type"] = "01",
                ["med_type"] = "11",
                ["medfee_sumamt"] = 7.50m,
                ["mdtrt_id"] = id,
                ["chrg_bchno"] = "B1",
                ["insutype"] = "310",
                ["acct_used_flag"] = "0",
                ["fulamt_ownpay_amt"] = 0,
                ["overlmt_selfpay"] = 0,
                ["preselfpay_amt"] = 0,
                ["inscp_scp_amt"] = 7.50m,
            },
        });

        public Task<Answer> CancelAsync() => CallAsync(stage.Host, "2202", new JsonObject
        {
            ["data"] = new JsonObject
            {
                ["psn_no"] = person.PsnNo,
                ["mdtrt_id"] = id,
                ["ipt_otp_no"] = "MZ0001",
            },
        });

        public JsonObject Consent(int notice, string? at = null) => new()
        {
            ["psnNo"] = person.PsnNo,
            ["mdtrtId"] = id,
            ["notice"] = notice,
            ["way"] = "page",
            ["confirmedBy"] = "self",
            ["givenAt"] = at ?? BeijingTime.Text(stage.Host.Clock.GetUtcNow().UtcDateTime),
        };

        public Task<JsonNode> ConsentAsync(int notice) =>
            stage.PostAsync("/hospital/consents", Consent(notice), PriceStage.Strict);
    }
}
