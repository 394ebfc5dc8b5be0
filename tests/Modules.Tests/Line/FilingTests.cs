using System.Text.Json.Nodes;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Line;

/// <summary>备案 — registrations of chronic diseases and of chosen institutions, and what they give.</summary>
public sealed class FilingTests(PostgresServer server)
{
    private const string Drug = "XC08CAB049A001010100101";
    private const string Chronic = "140104";

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_registered_disease_is_paid_by_its_benefit_from_the_first_day_on_until_withdrawn(string database)
    {
        await using var host = await LineHost.StartAsync(database, server, demo: true);
        var person = LinePerson.First(host);
        await person.OpenAsync();
        var number = FilingInputs.Number(await host.CallAsync("2503", FilingInputs.Disease(host, person)));

        var before = await SettleAsync(host, person, "2026-11-19 09:00:00");
        Amount(before, "act_pay_dedc").ShouldBe(40.00m, "the day before, it is an ordinary visit");
        Amount(before, "hifp_pay").ShouldBe(49.50m);
        var registered = await SettleAsync(host, person, "2026-11-20 09:00:00", "internet");
        Amount(registered, "act_pay_dedc").ShouldBe(0m);
        Amount(registered, "pool_prop_selfpay").ShouldBe(0.80m);
        Amount(registered, "hifp_pay").ShouldBe(104.00m);

        (await host.CallAsync("2504", FilingInputs.Withdrawal(number, person))).ShouldSucceed();
        Amount(await SettleAsync(host, person, "2026-11-20 10:00:00"), "hifp_pay").ShouldBe(49.50m);
        (await host.CallAsync("2504", FilingInputs.Withdrawal(number, person))).ShouldRefuse("E-FILING-WITHDRAWN");
        (await RegistrationsAsync(host, person)).ShouldBeEmpty("it held on no whole day");

        FilingInputs.Number(await host.CallAsync("2503", FilingInputs.Disease(host, person)));
        Amount(await SettleAsync(host, person, "2026-11-20 11:00:00"), "hifp_pay").ShouldBe(104.00m);
        (await SettlementTests.VerifyAsync(host)).Breaks.ShouldBeEmpty();
        await FoldCheck.HoldsAsync(host);
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_withdrawal_ends_a_registration_with_the_day_before_and_leaves_the_past(string database)
    {
        await using var host = await LineHost.StartAsync(database, server, demo: true);
        var person = LinePerson.At(host, 7);
        await person.OpenAsync();
        var number = FilingInputs.Number(await host.CallAsync("2503", FilingInputs.Disease(host, person)));
        FilingInputs.Clock(host).Leap(TimeSpan.FromDays(3));

        (await host.CallAsync("2504", FilingInputs.Withdrawal(number, person))).ShouldSucceed();

        Amount(await SettleAsync(host, person, "2026-11-22 09:00:00"), "hifp_pay").ShouldBe(104.00m);
        Amount(await SettleAsync(host, person, "2026-11-23 08:00:00"), "hifp_pay").ShouldBe(49.50m);
        var row = (await RegistrationsAsync(host, person)).ShouldHaveSingleItem()!;
        ((string)row["opsp_dise_code"]!, (string)row["opsp_dise_name"]!).ShouldBe((FilingInputs.Hypertension, "高血压"));
        ((string)row["begndate"]!, (string)row["enddate"]!).ShouldBe(("2026-11-20", "2026-11-22"));
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_repeated_filing_answers_its_number_and_a_second_one_is_refused(string database)
    {
        await using var host = await LineHost.StartAsync(database, server, demo: true);
        var person = LinePerson.First(host);
        await person.OpenAsync();
        var msgid = host.NextMsgId();
        void Same(JsonObject message) => message["msgid"] = msgid;

        var first = FilingInputs.Number(await host.CallAsync("2503", FilingInputs.Disease(host, person), Same));
        var again = FilingInputs.Number(await host.CallAsync("2503", FilingInputs.Disease(host, person), Same));

        again.ShouldBe(first);
        (await host.CallAsync("2503", FilingInputs.Disease(host, person, data => data["tel"] = "1"), Same))
            .ShouldRefuse("E-DUP-MSGID");
        (await host.CallAsync("2503", FilingInputs.Disease(host, person))).ShouldRefuse("E-FILING-OVERLAP");
        (await host.CallAsync("2503", FilingInputs.Disease(host, person, data => data["begndate"] = "2027-01-01")))
            .ShouldRefuse("E-FILING-OVERLAP");
        (await RegistrationsAsync(host, person)).Count.ShouldBe(1);

        var registered = LinePerson.At(host, 3);
        await registered.OpenAsync();
        (await host.CallAsync("2503", FilingInputs.Disease(host, registered))).ShouldRefuse("E-FILING-OVERLAP");
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Of_eight_filings_at_once_exactly_one_is_made(string database)
    {
        await using var host = await LineHost.StartAsync(database, server, demo: true);
        var person = LinePerson.First(host);
        await person.OpenAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
            () => host.CallAsync("2503", FilingInputs.Disease(host, person)))));

        var made = answers.Where(answer => answer.Infcode == 0).ShouldHaveSingleItem();
        foreach (var refused in answers.Where(answer => answer != made))
        {
            refused.ShouldRefuse("E-FILING-OVERLAP");
        }
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_chosen_institution_is_filed_found_and_withdrawn(string database)
    {
        await using var host = await LineHost.StartAsync(database, server, demo: true);
        var person = LinePerson.First(host);
        var number = FilingInputs.Number(await host.CallAsync("2505", FilingInputs.Choice(host, person)));
        (await host.CallAsync("2505", FilingInputs.Choice(host, person))).ShouldRefuse("E-FILING-OVERLAP");
        var query = FilingInputs.Data(("psn_no", person.PsnNo), ("biz_appy_type", "03"));

        async Task<JsonArray> ChoicesAsync(int institution) => (await host.CallAsync(
            "5302", query.DeepClone(), FilingInputs.From(host, institution)))
            .ShouldSucceed().Output["psnfixmedin"]!.AsArray();
        var row = (await ChoicesAsync(0)).ShouldHaveSingleItem()!;
        ((string)row["fixmedins_code"]!).ShouldBe(FilingInputs.Code(host, 0));
        ((string)row["enddate"]!).ShouldBe("2027-12-31");
        (await ChoicesAsync(3)).ShouldBeEmpty("it neither treats the person nor was chosen");

        (await host.CallAsync("2506", FilingInputs.Withdrawal(number, person), FilingInputs.From(host, 1)))
            .ShouldRefuse("E-FILING-UNKNOWN");
        (await host.CallAsync("2504", FilingInputs.Withdrawal(number, person))).ShouldRefuse("E-FILING-UNKNOWN");
        (await host.CallAsync("2506", FilingInputs.Withdrawal(number, person))).ShouldSucceed();
        ((string)(await ChoicesAsync(0))[0]!["enddate"]!).ShouldBe("2026-11-19");
        FilingInputs.Number(await host.CallAsync("2505", FilingInputs.Choice(host, person)));
        (await SettlementTests.VerifyAsync(host)).Breaks.ShouldBeEmpty();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_registered_disease_is_shown_to_nobody_but_who_treats_the_person(string database)
    {
        await using var host = await LineHost.StartAsync(database, server, demo: true);
        var person = LinePerson.At(host, 3);
        var query = FilingInputs.Data(("psn_no", person.PsnNo));
        var (stranger, msgid) = (FilingInputs.From(host, 3), host.NextMsgId());

        (await host.CallAsync("5301", query.DeepClone(), message =>
        {
            stranger(message);
            message["msgid"] = msgid;
        })).ShouldRefuse("E-NOT-A-PATIENT");
        host.Access.Of(msgid).Person!.Value.Value.ShouldBe(FilingInputs.Person(person), "the attempt is kept");
        (await host.CallAsync("5206", query.DeepClone(), stranger)).ShouldRefuse("E-NOT-A-PATIENT");
        (await host.CallAsync("2503", FilingInputs.Disease(host, person), stranger)).ShouldRefuse("E-NOT-A-PATIENT");

        var mdtrtId = await person.OpenAsync();
        (await RegistrationsAsync(host, person)).Count.ShouldBe(1);
        (await host.CallAsync("2202", FilingInputs.Data(
            ("psn_no", person.PsnNo), ("mdtrt_id", mdtrtId), ("ipt_otp_no", "MZ0001")))).ShouldSucceed();
    }

    private static async Task<JsonObject> SettleAsync(
        LineHost host, LinePerson person, string day, string channel = "offline")
    {
        var walk = await SettlementWalk.DiagnosedAsync(host, person, channel, day);
        var visit = person.Upload(walk.MdtrtId, medType: Chronic);
        visit["mdtrtinfo"]!["dise_codg"] = FilingInputs.Hypertension;
        (await host.CallAsync("2203", visit)).ShouldSucceed();
        (await walk.UploadAsync((Drug, 26.00m, 5))).ShouldSucceed();
        var answer = await host.CallAsync(
            "2207", walk.Settling(130.00m, 130.00m, account: false, data => data["med_type"] = Chronic));
        return answer.ShouldSucceed().Output["setlinfo"]!.AsObject();
    }

    private static async Task<JsonArray> RegistrationsAsync(LineHost host, LinePerson person) =>
        (await host.CallAsync("5301", FilingInputs.Data(("psn_no", person.PsnNo))))
            .ShouldSucceed().Output["feedetail"]!.AsArray();

    private static decimal Amount(JsonObject info, string name) => (decimal)info[name]!;
}
