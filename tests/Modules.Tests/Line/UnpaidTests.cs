using System.Text.Json.Nodes;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Line;

/// <summary>不付与拒付 — lines and claims that a fund pays less of, nothing of, or that may not be charged at all.</summary>
public sealed class UnpaidTests(PostgresServer server, LineHosts hosts)
{
    private const string Consultation = "110200001";
    private const string ClassA = "XC08CAB049A001010100101";
    private const string ClassB = "XC08CAX078A015010100103";
    private const string ClassC = "ZA01BAL0087020100106";
    private const int Arrears = 5;
    private const int OtherArea = 6;

    [Theory]
    [InlineData("sqlite", "X999UNKNOWN")]
    [InlineData("postgres", "X999UNKNOWN")]
    [InlineData("sqlite", "990099999")]
    [InlineData("sqlite", ClassC)]
    public async Task What_the_catalogue_does_not_pay_or_does_not_know_is_paid_by_the_person(
        string database, string code)
    {
        var host = await hosts.On(database, server);
        var walk = await SettlementWalk.DiagnosedAsync(host, LinePerson.At(host, 0));

        var line = (await walk.UploadAsync((code, 45.00m, 2))).ShouldSucceed().Output["result"]![0]!;

        ((string)line["chrgitm_lv"]!).ShouldBe("03");
        Columns(line).ShouldBe((90.00m, 0m, 0m, 0m));
        var settled = (await host.CallAsync("2207", walk.Settling(90.00m, 0m, account: false, change: data =>
            data["fulamt_ownpay_amt"] = 90.00m))).ShouldSucceed().Output["setlinfo"]!;
        Amount(settled, "fund_pay_sumamt").ShouldBe(0m);
        Amount(settled, "psn_part_amt").ShouldBe(90.00m);
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_class_B_drug_is_first_paid_in_its_part_by_the_person(string database)
    {
        var host = await hosts.On(database, server);
        var walk = await SettlementWalk.DiagnosedAsync(host, LinePerson.At(host, 0));

        var line = (await walk.UploadAsync((ClassB, 32.00m, 3))).ShouldSucceed().Output["result"]![0]!;

        ((string)line["chrgitm_lv"]!).ShouldBe("02");
        ((decimal)line["selfpay_prop"]!).ShouldBe(0.1m);
        Columns(line).ShouldBe((0m, 0m, 9.60m, 86.40m));
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task What_a_private_hospital_takes_over_the_public_price_is_no_business_of_the_fund(string database)
    {
        var host = await hosts.On(database, server);
        const string hospital = "H53230100004";
        var at = Hospital(host, hospital);
        var person = LinePerson.At(host, 0);
        var visit = await OpenAsync(host, person, hospital);

        var upload = await at("2204", Fees(visit, person, Consultation, 9.00m));

        var line = upload.ShouldSucceed().Output["result"]![0]!;
        Amount(line, "det_item_fee_sumamt").ShouldBe(9.00m);
        Columns(line).ShouldBe((0m, 1.50m, 0m, 7.50m));
    }

    [Theory]
    [InlineData("sqlite", Arrears)]
    [InlineData("postgres", Arrears)]
    [InlineData("sqlite", OtherArea)]
    [InlineData("postgres", OtherArea)]
    public async Task Without_entitlement_or_from_another_area_the_fund_pays_nothing(string database, int place)
    {
        var host = await hosts.On(database, server);
        var person = LinePerson.At(host, place);
        var walk = await SettlementWalk.DiagnosedAsync(host, person);
        (await walk.UploadAsync((ClassA, 26.00m, 5))).ShouldSucceed();

        var preview = await host.CallAsync("2206", walk.Settling(130.00m, 130.00m, account: false));
        var answer = await host.CallAsync("2207", walk.Settling(130.00m, 130.00m, account: false));

        answer.WarnMsg.ShouldContain(place == Arrears ? "[E-NOT-ENTITLED]" : "[E-AREA]");
        preview.WarnMsg.ShouldBe(answer.WarnMsg);
        var settled = answer.ShouldSucceed().Output["setlinfo"]!;
        Amount(settled, "fund_pay_sumamt").ShouldBe(0m);
        Amount(settled, "act_pay_dedc").ShouldBe(0m);
        Amount(settled, "psn_cash_pay").ShouldBe(130.00m);
    }

    [Theory]
    [InlineData("sqlite", "H53230100006", "E-AGREEMENT-SUSPENDED")]
    [InlineData("postgres", "H53230100006", "E-AGREEMENT-SUSPENDED")]
    [InlineData("sqlite", "H53230200001", "E-NO-CONSENT")]
    [InlineData("postgres", "H53230200001", "E-NO-CONSENT")]
    public async Task A_suspended_hospital_and_a_strict_one_without_evidence_may_not_settle_online(
        string database, string hospital, string code)
    {
        var host = await hosts.On(database, server);
        var at = Hospital(host, hospital);
        var person = LinePerson.At(host, 0);
        var visit = await OpenAsync(host, person, hospital);
        var upload = await at("2204", Fees(visit, person, ClassA, 26.00m));

        var settled = await at("2207", new JsonObject { ["data"] = Settling(visit, person) });

        settled.ShouldRefuse(upload.Infcode == 0 ? code : "E-NO-FEE-LINES");
        if (upload.Infcode != 0)
        {
            upload.ShouldRefuse(code);
        }
    }

    private static Func<string, JsonObject, Task<Answer>> Hospital(LineHost host, string code) =>
        (infno, input) => host.CallAsync(infno, input, message => message["fixmedins_code"] = code);

    private static async Task<string> OpenAsync(LineHost host, LinePerson person, string hospital)
    {
        var at = Hospital(host, hospital);
        var doctor = host.First("practitioners", row => (string)row["institution"]! == hospital);
        var opened = await at("2201", person.Opening(data =>
        {
            data["exp_content"] = new JsonObject { ["visit_channel"] = "internet" };
            data["atddr_no"] = (string)doctor["code"]!;
        }));
        var visit = (string)opened.ShouldSucceed().Output["data"]!["mdtrt_id"]!;
        (await at("2203", person.Upload(visit))).ShouldSucceed();
        return visit;
    }

    private static JsonObject Fees(string visit, LinePerson person, string code, decimal price) => new()
    {
        ["feedetail"] = new JsonArray(SettlementWalk.Line("F1", visit, person.PsnNo, code, price)),
    };

    private static JsonObject Settling(string visit, LinePerson person) => new()
    {
        ["psn_no"] = person.PsnNo,
        ["mdtrt_cert_type"] = "01",
        ["med_type"] = "11",
        ["medfee_sumamt"] = 26.00m,
        ["mdtrt_id"] = visit,
        ["chrg_bchno"] = "B1",
        ["insutype"] = "310",
        ["acct_used_flag"] = "0",
        ["fulamt_ownpay_amt"] = 0,
        ["overlmt_selfpay"] = 0,
        ["preselfpay_amt"] = 0,
        ["inscp_scp_amt"] = 26.00m,
    };

    private static (decimal SelfPaid, decimal Over, decimal Copay, decimal InScope) Columns(JsonNode line) => (
        Amount(line, "fulamt_ownpay_amt"),
        Amount(line, "overlmt_amt"),
        Amount(line, "preselfpay_amt"),
        Amount(line, "inscp_scp_amt"));

    private static decimal Amount(JsonNode node, string name) => (decimal)node[name]!;
}
