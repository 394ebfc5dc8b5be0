using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Ids;
using Mingsuan.Host.Demonstration;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Modules.Tests.Prescriptions;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Registry.Persons;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Patients;

/// <summary>
/// 个人服务 over HTTP, with the sandbox as a real process: signing in, and whose records are read. (CX-15-3, GJ-4, GJ-5)
/// </summary>
public sealed class PatientTests(PatientStages stages, PostgresServer server) : IClassFixture<PatientStages>
{
    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Who_signs_in_with_the_e_certificate_reads_their_own_records_and_nobody_elses(string database)
    {
        var stage = await stages.On(database, server);
        var rx = await stage.Rx.CirculateAsync();
        var paid = await SettledAsync(stage);
        using var phone = await stage.SignedInAsync(0);

        var me = await PatientStage.GetAsync(phone, "/me");
        ((string)me["name"]!).ShouldBe(stage.Rx.Patient.Name);
        ((string)me["entitlement"]!).ShouldBe("active");
        me["waiting"]!.AsArray().ShouldContain(one => (string)one!["hiRxno"]! == rx.HiRxno);

        var visits = (await PatientStage.GetAsync(phone, "/visits"))["visits"]!.AsArray();
        visits.Select(one => (string)one!["visit"]!).Intersect([paid.MdtrtId, rx.MdtrtId]).Count().ShouldBe(2);
        var visit = await PatientStage.GetAsync(phone, "/visits/" + paid.MdtrtId);
        ((string)visit["diagnoses"]![0]!["name"]!).ShouldBe("高血压病");
        ((string)visit["condition"]!).ShouldBe("复诊续方");
        ((string)visit["settlements"]![0]!["fee"]!).ShouldBe("137.50");

        var whole = await PatientStage.GetAsync(phone, "/settlements/" + paid.SetlId);
        whole["agrees"]!.GetValue<bool>().ShouldBeTrue();
        whole["steps"]!.AsArray().ShouldAllBe(step => step!["clause"] != null);
        Sum(whole, "fund", "account", "cash", "hospital").ShouldBe(137.50m);
        await OthersAreUnknownAsync(stage, rx, paid);
        await ReadersAreToldAsync(stage, phone, rx);
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_prescription_is_shown_with_its_code_and_taken_back_from_a_pharmacy(string database)
    {
        var stage = await stages.On(database, server);
        var rx = await stage.Rx.CirculateAsync();
        using var phone = await stage.SignedInAsync(0);
        var path = "/prescriptions/" + rx.HiRxno;
        (await PatientStage.AskAsync(phone, HttpMethod.Post, path + "/release")).ShouldBe((422, "E-RX-STATE"));

        var code = (string)(await PatientStage.GetAsync(phone, path + "/code"))["code"]!;
        var secret = (string)(await stage.Rx.PostAsync(RxStage.First, "hold", new() { ["code"] = code }))["secret"]!;
        var held = await PatientStage.GetAsync(phone, path);
        ((string)held["state"]!).ShouldBe("held");
        ((string)held["holder"]!).ShouldBe(Pharmacy(stage, 0));
        await stage.Rx.PostAsync(RxStage.First, rx.HiRxno + "/dispense", RxStage.Portions(secret, ("1", 1)));
        var drugs = (await PatientStage.GetAsync(phone, path))["drugs"]!.AsArray();
        drugs[0]!["left"]!.GetValue<decimal>().ShouldBe(2m);

        var key = Guid.NewGuid().ToString("N")[..30];
        (await PatientStage.AskAsync(phone, HttpMethod.Post, path + "/release", key)).ShouldBe((200, null));
        using (var other = await stage.SignedInAsync(3))
        {
            (await PatientStage.AskAsync(other, HttpMethod.Post, path + "/release", key))
                .ShouldBe((404, "E-RX-UNKNOWN"), "one patient's key is none of another's");
        }

        (await PageAsync(phone, path + "?done=P-RXR")).ShouldContain("已收回");
        await stage.Rx.RefusedAsync(
            RxStage.First, rx.HiRxno + "/dispense", RxStage.Portions(secret, ("1", 1)), "E-RX-STATE");
        (await PatientStage.GetAsync(phone, path))["holder"].ShouldBeNull();
        secret = await stage.Rx.HoldAsync(RxStage.Second, rx);
        (await PageAsync(phone, path + "?done=P-RXR")).ShouldNotContain("已收回");
        await stage.Rx.PostAsync(
            RxStage.Second, rx.HiRxno + "/dispense", RxStage.Portions(secret, ("1", 2), ("2", 1.5m)));
        var all = await PageAsync(phone, path);
        all.ShouldContain("药已全部取完");
        all.ShouldNotContain("没有药店接收");
        await stage.Rx.ShouldBeProvenAsync();

        (await PatientStage.AskAsync(phone, HttpMethod.Post, "/prescriptions/x/release"))
            .ShouldBe((404, "E-RX-UNKNOWN"));
        using var stranger = stage.Phone();
        (await PatientStage.AskAsync(stranger, HttpMethod.Get, path)).ShouldBe((401, "E-NOT-SIGNED-IN"));
        (await PatientStage.GoAsync(stranger, "/patient" + path)).ShouldBe("/patient/login");
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Whatever_goes_wrong_on_the_way_nobody_is_signed_in_and_the_attempt_is_noted(string database)
    {
        var stage = await stages.On(database, server);
        await RefusedAsync(stage, "E-ECERT-STATE", path => path[..^1] + "!");
        await RefusedAsync(stage, "E-ECERT-STATE", path => path.Replace("authCode=", "authCode=&x=", default));
        await RefusedAsync(stage, "E-ECERT-REFUSED", path => path.Replace("authCode=", "authCode=A", default));
        using (var other = stage.Phone())
        {
            var back = new Uri(await stage.AuthoriseAsync(await PatientStage.StartAsync(other), 0));
            using var mine = stage.Phone();
            (await PatientStage.GoAsync(mine, back.PathAndQuery))
                .ShouldEndWith("E-ECERT-STATE", customMessage: "another browser's authorisation");
            (await PatientStage.GoAsync(other, back.PathAndQuery)).ShouldBe("/patient");
            (await PatientStage.GoAsync(other, back.PathAndQuery))
                .ShouldEndWith("E-ECERT-STATE", customMessage: "a return is good once");
        }

        foreach (var (method, fault, code) in new[]
        {
            ("token", "expired", "E-ECERT-REFUSED"),
            ("token", "signature", "E-ECERT-ANSWER"),
            ("user", "signature", "E-ECERT-ANSWER"),
            ("token", "duplicate", "E-ECERT-ANSWER"),
            ("user", "duplicate", "E-ECERT-ANSWER"),
            ("authorize", "duplicate", "E-ECERT-REFUSED"),
        })
        {
            await stage.FaultAsync(method, fault);
            await RefusedAsync(stage, code);
        }

        await stage.FaultAsync("token", "lost", 2);
        await RefusedAsync(stage, "E-ECERT-UNAVAILABLE");
        await stage.FaultAsync("token", "lost");
        await stage.FaultAsync("user", "slow");
        var calls = await stage.CallsAsync("token");
        using var phone = await stage.SignedInAsync(0);
        (await stage.CallsAsync("token")).ShouldBe(calls + 2, "a lost answer is asked for once more");
        (await stage.AuthoriseAsync(await PatientStage.StartAsync(phone), 0, "wrong!")).ShouldContain("PIN 不正确");
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task The_register_must_know_the_same_person_and_a_token_of_the_day_opens_a_visit(string database)
    {
        var stage = await stages.On(database, server);
        using var phone = stage.Phone();
        var (renamed, forgotten) = (stage.Insured(1), stage.Insured(2));
        await RenameAsync(stage, renamed, "另一人");
        (await stage.SignInAsync(phone, 1)).ShouldEndWith("refused=E-IDENTITY");
        (await PatientStage.AskAsync(phone, HttpMethod.Get, "/me")).ShouldBe((401, "E-NOT-SIGNED-IN"));
        stage.Host.Access.Entries.Last(one => one.Outcome == "E-IDENTITY").Person
            .ShouldBe(new PersonId(WireId.Decode((string)renamed["psnNo"]!)), "they see who tried");
        await RenameAsync(stage, renamed, (string)renamed["name"]!);
        await ForgetAsync(stage, forgotten);
        (await stage.SignInAsync(phone, 2)).ShouldEndWith("refused=E-ECERT-UNKNOWN");
        (await phone.GetStringAsync("/patient/login?refused=E-ECERT-UNKNOWN", TestContext.Current.CancellationToken))
            .ShouldContain("请联系参保地经办机构核对登记");

        var token = await stage.IssuedTokenAsync(0);
        token.ShouldNotBe(stage.Rx.Patient.Token);
        await stage.Rx.Patient.OpenAsync(data => data["mdtrt_cert_no"] = token);
        (await stage.Host.CallAsync("2201", LinePerson.At(stage.Host, 3).Opening(data =>
            data["mdtrt_cert_no"] = token))).ShouldRefuse("E-IDENTITY");
        (await stage.Host.CallAsync("2201", stage.Rx.Patient.Opening(data =>
            data["mdtrt_cert_no"] = new string('A', 40)))).ShouldRefuse("E-IDENTITY");
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Without_a_connection_that_can_be_read_nobody_signs_in_and_everything_else_goes_on(string database)
    {
        var stage = await stages.On(database, server);
        using var phone = stage.Phone();
        var connection = Path.Combine(stage.Host.Data.FullName, "ecert.json");
        await using (await DemoSandbox.StartAsync(
            stage.Host.Data, stage.Host.Data, [], TestContext.Current.CancellationToken))
        {
            (await PatientStage.StartAsync(phone)).ShouldContain("/ec/authorize");
        }

        (await PatientStage.StartAsync(phone)).ShouldContain(
            "/ec/authorize", customMessage: "who never connected takes nothing away");
        var whole = await File.ReadAllTextAsync(connection, TestContext.Current.CancellationToken);
        File.Move(connection, connection + ".kept");
        await NotConnectedAsync(stage, phone);
        await stage.Rx.Patient.OpenAsync();
        foreach (var bad in new[]
        {
            "",
            whole[..^2],
            whole.Replace("\"appId\":\"", "\"appId\":\"x\",\"was\":\""),
            whole.Replace("\"appSecret\":\"", "\"appSecret\":null,\"was\":\""),
            whole.Replace("http://", ""),
        })
        {
            await File.WriteAllTextAsync(connection, bad, TestContext.Current.CancellationToken);
            await NotConnectedAsync(stage, phone);
        }

        File.Move(connection + ".kept", connection, overwrite: true);
        (await PatientStage.StartAsync(phone)).ShouldContain("/ec/authorize");
    }

    private static async Task NotConnectedAsync(PatientStage stage, HttpClient phone)
    {
        (await PageAsync(phone, "/login")).ShouldContain("医保电子凭证尚未接通");
        (await PatientStage.StartAsync(phone)).ShouldEndWith("refused=E-ECERT-NOT-CONNECTED");
        (await stage.Host.CallAsync("2201", stage.Rx.Patient.Opening(data =>
            data["mdtrt_cert_no"] = new string('A', 40)))).ShouldRefuse("E-IDENTITY");
    }

    private static Task<string> PageAsync(HttpClient phone, string path) =>
        phone.GetStringAsync("/patient" + path, TestContext.Current.CancellationToken);

    private static async Task RenameAsync(PatientStage stage, JsonNode insured, string name)
    {
        await using var db = await stage.Rx.DbAsync();
        var id = WireId.Decode((string)insured["psnNo"]!);
        await db.Set<Person>().Where(row => row.PersonId == id).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Name, new Sensitive(name)), TestContext.Current.CancellationToken);
    }

    /// <summary>The register knows no such certificate any more.</summary>
    private static async Task ForgetAsync(PatientStage stage, JsonNode insured)
    {
        await using var db = await stage.Rx.DbAsync();
        var digest = PersonKey.OfCertificate("01", (string)insured["certno"]!);
        (await db.Set<PersonKey>().Where(row => row.Digest == digest)
            .ExecuteDeleteAsync(TestContext.Current.CancellationToken)).ShouldBe(1);
    }

    private static async Task<SettlementWalk> SettledAsync(PatientStage stage)
    {
        var walk = await SettlementWalk.DiagnosedAsync(stage.Host, stage.Rx.Patient);
        (await walk.UploadAsync((SettledStage.Consultation, 7.50m, 1), (SettledStage.Drug, 26.00m, 5))).ShouldSucceed();
        await walk.SettleAsync(137.50m, 137.50m);
        return walk;
    }

    /// <summary>Another's numbers are numbers that there are not, and the attempt is on the log.</summary>
    private static async Task OthersAreUnknownAsync(PatientStage stage, Circulating rx, SettlementWalk paid)
    {
        using var other = await stage.SignedInAsync(3);
        foreach (var (path, code) in new[]
        {
            ("/visits/" + paid.MdtrtId, "E-VISIT-UNKNOWN"),
            ("/prescriptions/" + rx.HiRxno, "E-RX-UNKNOWN"),
            ($"/prescriptions/{rx.HiRxno}/code", "E-RX-UNKNOWN"),
            ("/settlements/" + paid.SetlId, "E-SETTLEMENT-UNKNOWN"),
        })
        {
            (await PatientStage.AskAsync(other, HttpMethod.Get, path)).ShouldBe((404, code));
            stage.Host.Access.Has(code).ShouldBeTrue(path);
        }

        (await PatientStage.AskAsync(other, HttpMethod.Post, $"/prescriptions/{rx.HiRxno}/release"))
            .ShouldBe((404, "E-RX-UNKNOWN"));
        (await PatientStage.GetAsync(other, "/visits"))["visits"]!.AsArray()
            .ShouldNotContain(one => (string)one!["visit"]! == paid.MdtrtId);
        (await PatientStage.AskAsync(other, HttpMethod.Get, "/visits?after=1.x.2")).ShouldBe((400, "E-FIELD-FORMAT"));
    }

    /// <summary>The pharmacy with the prescription, the hospital's system and the person's self are named.</summary>
    private static async Task ReadersAreToldAsync(PatientStage stage, HttpClient phone, Circulating rx)
    {
        await stage.Rx.HoldAsync(RxStage.First, rx);
        await stage.WriteLogAsync();
        var readers = new List<JsonNode>();
        for (string? next = ""; next is not null;)
        {
            var page = await PatientStage.GetAsync(phone, next.Length == 0 ? "/access" : "/access?after=" + next);
            readers.AddRange(page["access"]!.AsArray().Select(one => one!));
            next = (string?)page["next"];
        }

        readers.Select(one => (string)one["at"]!).ShouldBeInOrder(SortDirection.Descending);
        var words = readers.Select(one => $"{one["who"]}|{one["role"]}|{one["what"]}").ToList();
        words.ShouldContain(Pharmacy(stage, 0) + "|药店|药店接收处方");
        words.ShouldContain("|本人|看结算凭据");
        words.ShouldContain(one => one.EndsWith("|机构系统|结算", StringComparison.Ordinal));
        readers.Count.ShouldBeGreaterThan(10);
        readers.Count(one => (string)one["code"]! == "P-SETD").ShouldBe(1, "another's attempt is not about this one");
    }

    private static async Task RefusedAsync(PatientStage stage, string code, Func<string, string>? onTheWay = null)
    {
        using var phone = stage.Phone();
        (await stage.SignInAsync(phone, 0, onTheWay)).ShouldEndWith("refused=" + code);
        (await PatientStage.AskAsync(phone, HttpMethod.Get, "/me")).ShouldBe((401, "E-NOT-SIGNED-IN"));
        stage.Host.Access.Entries.Last(one => one.What == "P-IN").Outcome.ShouldBe(code);
    }

    private static string Pharmacy(PatientStage stage, int at) => (string)stage.Host.Demo["pharmacies"]![at]!["name"]!;

    private static decimal Sum(JsonObject amounts, params IEnumerable<string> names) => names.Sum(
        name => decimal.Parse((string)amounts[name]!, System.Globalization.CultureInfo.InvariantCulture));
}
