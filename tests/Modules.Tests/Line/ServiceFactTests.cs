using System.Text.Json.Nodes;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Line;

/// <summary>服务事实 — a charged line states how its service was done, and is priced and admitted by it.</summary>
public sealed class ServiceFactTests(LineHosts hosts, PostgresServer server)
{
    private const string Consultation = "110200001";
    private const string Ct = "210300001";
    private const string RemoteConsultation = "111000006-1";

    /// <summary>楚医保规〔2022〕3号 第九条（一）.</summary>
    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task An_examination_with_a_third_partys_conclusion_costs_what_it_costs_offline(string database)
    {
        var host = await hosts.On(database, server);
        var walk = await WalkAsync(host);
        (await host.CallAsync("2204", walk.Fees(Line(walk, "F1", Ct, 150m)))).ShouldRefuse("E-UNAPPROVED-ITEM");

        var facts = new JsonObject { ["thirdPartyConclusion"] = true };
        (await host.CallAsync("2204", walk.Fees(Line(walk, "F1", Ct, 150.01m, facts)))).ShouldRefuse("E-OVER-CEILING");
        var taken = (await host.CallAsync("2204", walk.Fees(Line(walk, "F1", Ct, 150m, facts)))).ShouldSucceed();
        ((decimal)taken.Output["result"]![0]!["pric_uplmt_amt"]!).ShouldBe(150m);

        (await host.CallAsync("2204", walk.Fees(Line(walk, "F2", "远程影像诊断", 50m)))).ShouldRefuse("E-DUP-CHARGE")
            .ErrMsg.ShouldContain("远程影像诊断");
        (await host.CallAsync("2206", walk.Settling(150m, 135m, account: false, data => data["preselfpay_amt"] = 15m)))
            .ShouldSucceed();
    }

    /// <summary>楚医保规〔2022〕3号 第九条（三）.</summary>
    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task What_a_family_doctors_package_holds_is_not_charged_again(string database)
    {
        var host = await hosts.On(database, server);
        var walk = await WalkAsync(host);
        var inside = new JsonObject { ["familyDoctorPackage"] = true };

        (await host.CallAsync("2204", walk.Fees(Line(walk, "F1", Consultation, 5m, inside))))
            .ShouldRefuse("E-DUP-CHARGE").ErrMsg.ShouldContain(Consultation);

        inside["familyDoctorPackage"] = false;
        (await host.CallAsync("2204", walk.Fees(Line(walk, "F1", Consultation, 5m, inside)))).ShouldSucceed();
    }

    /// <summary>湘医保发〔2020〕20号 附件 序号2.</summary>
    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_price_that_hangs_on_the_case_is_the_ceiling_of_that_case(string database)
    {
        var host = await hosts.On(database, server);
        var walk = await WalkAsync(host, "H43090200001", "2020-07-01 09:00:00");
        var facts = new JsonObject
        {
            ["consulted"] = new JsonObject
            {
                ["ownership"] = "public",
                ["title"] = "associateChief",
                ["licences"] = "telemedicine",
            },
            ["signedOpinion"] = true,
        };
        Task<Answer> Charge(decimal price) => host.CallAsync(
            "2204",
            walk.Fees(Line(walk, "F1", RemoteConsultation, price, facts)),
            message => message["fixmedins_code"] = "H43090200001");

        (await Charge(200m)).ShouldRefuse("E-MISSING-FACT").ErrMsg.ShouldContain("exp_content.facts.consulted.level");
        facts["consulted"]!["level"] = "tertiary";
        (await Charge(400m)).ShouldRefuse("E-OVER-CEILING");
        facts["signedOpinion"] = false;
        (await Charge(200m)).ShouldRefuse("E-NO-ESIGN");
        facts["signedOpinion"] = true;
        facts["imaging"] = "xRay";
        (await Charge(200m)).ShouldRefuse("E-OVER-CEILING");
        facts["imaging"] = new JsonArray("xRay", "petCt");
        (await Charge(100m)).ShouldRefuse("E-DUP-CHARGE");
        facts["imaging"] = "petCt";
        facts["consulted"]!["level"] = "primary";
        (await Charge(1m)).ShouldRefuse("E-NO-PRICE-ROW");
        facts["consulted"]!["level"] = "tertiary";
        facts["signedOpinion"] = null;
        (await Charge(401m)).ShouldRefuse("E-OVER-CEILING");
        var taken = (await Charge(400m)).ShouldSucceed();
        ((decimal)taken.Output["result"]![0]!["pric_uplmt_amt"]!).ShouldBe(400m);
    }

    [Theory]
    [InlineData("slidez", "slidez")]
    [InlineData("practitioner", "practitioner")]
    [InlineData("premium", "premium")]
    [InlineData("slides", "slides")]
    public async Task What_no_line_may_state_is_named(string member, string path)
    {
        var host = await hosts.On(DatabaseKinds.Sqlite, server);
        var walk = await WalkAsync(host);
        var facts = new JsonObject
        {
            [member] = member == "practitioner" ? new JsonObject { ["title"] = "chief" } : (JsonNode)"many",
        };

        (await host.CallAsync("2204", walk.Fees(Line(walk, "F1", Consultation, 5m, facts))))
            .ShouldRefuse("E-FIELD-FORMAT").ErrMsg.ShouldContain("feedetail[0].exp_content.facts." + path);
    }

    [Fact]
    public async Task What_stands_beside_the_facts_is_refused_and_a_text_is_the_institutions_own()
    {
        var host = await hosts.On(DatabaseKinds.Sqlite, server);
        var walk = await WalkAsync(host);
        foreach (var stray in new[] { "Region", "Institution", "practitioner", "slides", "consulted.level" })
        {
            var names = stray.Split('.');
            var facts = new JsonObject { [names[0]] = new JsonObject() };
            if (names.Length > 1)
            {
                facts[names[0]]![names[1]] = new JsonObject();
            }

            (await host.CallAsync("2204", walk.Fees(Line(walk, "F1", Consultation, 5m, facts))))
                .ShouldRefuse("E-FIELD-FORMAT").ErrMsg.ShouldContain("exp_content.facts." + stray);
        }

        var line = Line(walk, "F1", Consultation, 5m);
        line["exp_content"] = "a text of the institution's own";
        (await host.CallAsync("2204", walk.Fees(line))).ShouldSucceed();
    }

    /// <summary>湘医保发〔2020〕20号 附件 序号4: three years of independent practice are the register's to say.</summary>
    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Who_ordered_it_is_known_to_the_register_or_it_is_not_charged(string database)
    {
        const string Hospital = "H43090200001";
        const string FollowUp = "110200008";
        var host = await hosts.On(database, server);
        var walk = await WalkAsync(host, Hospital, "2020-07-01 09:00:00");
        Task<Answer> ChargeBy(string doctor)
        {
            var line = Line(walk, "F1", FollowUp, 10m);
            line["bilg_dr_codg"] = doctor;
            return host.CallAsync("2204", walk.Fees(line), message => message["fixmedins_code"] = Hospital);
        }

        (await ChargeBy("D000000000000")).ShouldRefuse("E-DOCTOR-UNKNOWN");
        var chief = host.First(
            "practitioners", row => (string)row["institution"]! == Hospital && (string)row["title"]! == "chief");
        (await ChargeBy((string)chief["code"]!)).ShouldSucceed();
    }

    private static Task<SettlementWalk> WalkAsync(LineHost host, string? at = null, string? day = null) =>
        SettlementWalk.DiagnosedAsync(host, LinePerson.At(host, 5), day: day, institution: at);

    private static JsonObject Line(
        SettlementWalk walk, string sn, string code, decimal price, JsonObject? facts = null)
    {
        var line = SettlementWalk.Line(sn, walk.MdtrtId, walk.PsnNo, code, price);
        line["fee_ocur_time"] = walk.Day ?? line["fee_ocur_time"]!.DeepClone();
        if (facts is not null)
        {
            line["exp_content"] = new JsonObject { ["facts"] = facts.DeepClone() };
        }

        return line;
    }
}
