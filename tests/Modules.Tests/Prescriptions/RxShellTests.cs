using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Modules.Tests.Epc;
using Mingsuan.Platform.Certificates;
using Mingsuan.PrescriptionShell;
using Mingsuan.Registry.Institutions;
using Mingsuan.Registry.Persons;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Prescriptions;

/// <summary>
/// D001–D008 through the enciphered and signed shell: limits of the law, certificates, the pharmacist's word, and what
/// the queries say then. (nhsa §15, CX-22-1, CX-23-1, CX-25, NHC-8, GJ-2)
/// </summary>
public sealed class RxShellTests(PostgresServer server)
{
    private static readonly string[] Methods =
    [
        "uploadChk", "rxFixmedinsSign", "rxFileUpld", "rxUndo", "hospRxDetlQuery", "rxChkInfoQuery", "rxSetlInfoQuery",
        "circDrugQuery",
    ];

    private const string Chronic = "病情稳定，长期服用同一药物";

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task From_the_pre_check_to_the_medicine_in_hand_through_the_shell(string database)
    {
        await using var shell = await Shell.OpenAsync(database, server);
        var stage = shell.Stage;
        var online = await stage.Patient.OpenAsync(
            data => data["exp_content"] = new JsonObject { ["visit_channel"] = "internet" });
        await OnlineAsync(shell, online);
        var visit = await stage.Patient.OpenAsync();
        await LimitsAsync(shell, visit);

        var rx = await SentBackAsync(shell, visit);
        var secret = await stage.HoldAsync(RxStage.First, rx with { Code = await stage.CodeOfAsync(rx.HiRxno) });
        await stage.PostAsync(
            RxStage.First, rx.HiRxno + "/dispense", RxStage.Portions(secret, ("1", 2), ("2", 1.5m)));
        ((string)(await shell.DoneAsync("rxSetlInfoQuery", stage.Query(rx)))["rxUsedStasName"]!).ShouldBe("已使用");
        var drugs = await shell.DoneAsync("circDrugQuery", new JsonObject
        {
            ["fixmedinsCode"] = RxStage.Hospital,
            ["medListCodg"] = RxStage.Drug,
        });
        ((string)drugs["list"]![0]!["medListCodg"]!).ShouldBe(RxStage.Drug);
        var another = await shell.DoneAsync("uploadChk", stage.Checking(visit, "N2"));
        ((string)(await shell.DoneAsync("rxUndo", RxStage.Undoing((string)another["hiRxno"]!)))["rxStasName"]!)
            .ShouldBe("已撤销");
        await LenientAsync(shell, visit);
        await stage.ShouldBeProvenAsync();

        // Whoever is no longer registered is refused whatever it asks.
        await using var db = await stage.DbAsync();
        var ids = db.Set<Institution>().Where(row => row.Code == RxStage.Hospital).Select(row => row.InstId);
        await db.Set<InstitutionStanding>().Where(row => ids.Contains(row.InstId)).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.ValidTo, new DateOnly(2026, 11, 19)),
            TestContext.Current.CancellationToken);
        foreach (var method in Methods)
        {
            await shell.RefusedAsync(method, [], "E-EPC-INSTITUTION");
        }
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_prescription_is_taken_only_where_the_list_of_its_area_says_so(string database)
    {
        await using var stage = await RxStage.OpenAsync(database, server);
        var rx = await stage.CirculateAsync();
        await MoveAsync(stage, "370811");
        (await stage.RefusedAsync(RxStage.First, "hold", new() { ["code"] = rx.Code }, "E-RX-RECOGNITION"))
            .ShouldContain("互认");
        await MoveAsync(stage, "530102");
        await stage.HoldAsync(RxStage.First, rx);
    }

    /// <summary>Sent back by the pharmacist: nothing goes on until its doctor checked and signed it anew.</summary>
    private static async Task<Circulating> SentBackAsync(Shell shell, string visit)
    {
        var stage = shell.Stage;
        var first = await shell.DoneAsync("uploadChk", stage.Checking(visit, "N1"));
        var hiRxno = (string)first["hiRxno"]!;
        var rx = new Circulating(hiRxno, "", visit);
        var original = stage.Original(visit, first);
        await CertificatesAsync(shell, original);
        var signed = await shell.DoneAsync("rxFixmedinsSign", stage.Signing(original));
        ((string)signed["signCertDn"]!).ShouldBe("CN=" + RxStage.Doctor);
        ((string)signed["signCertSn"]!).Length.ShouldBeInRange(2, 18);
        (await stage.SendBackAsync(hiRxno, "HY532301900101", "剂量")).Json["code"]!.ToString()
            .ShouldBe("E-RX-PHARMACIST", "a pharmacist of another institution");
        (await stage.SendBackAsync(hiRxno, RxStage.Pharmacist, " ")).Status.ShouldBe(400);
        var back = await stage.SendBackAsync(hiRxno, RxStage.Pharmacist, "二甲双胍剂量请核对");
        ((string)back.Json["stateName"]!).ShouldBe("药师退回");
        var review = await shell.DoneAsync("rxChkInfoQuery", stage.Query(rx));
        ((string)review["rxChkStasName"]!).ShouldBe("审核不通过");
        ((string)review["rxChkOpnn"]!).ShouldBe("二甲双胍剂量请核对");
        ((string)review["rxStasName"]!).ShouldBe("未上传");
        await shell.RefusedAsync("rxFileUpld", stage.Uploading(original, signed), "E-RX-STATE");
        await stage.RefusedAsync(
            RxStage.First, "hold", new() { ["code"] = await stage.CodeOfAsync(hiRxno) }, "E-RX-STATE");

        var second = await shell.DoneAsync(
            "uploadChk", stage.Checking(visit, "N1", data => Detail(data)["drugCnt"] = 2));
        ((string)(await shell.DoneAsync("rxChkInfoQuery", stage.Query(rx)))["rxChkStasCodg"]!).ShouldBe("0");
        original = stage.Original(visit, second);
        signed = await shell.DoneAsync("rxFixmedinsSign", stage.Signing(original));
        await UploadAsync(shell, original, signed);

        // What the hospital is told of it.
        var detail = await shell.DoneAsync("hospRxDetlQuery", stage.Query(rx));
        ((string)detail["rxStasCodg"]!).ShouldBe("1");
        detail["rxDetlList"]![0]!["drugCnt"]!.GetValue<decimal>().ShouldBe(2);
        ((string)(await shell.DoneAsync("rxChkInfoQuery", stage.Query(rx)))["rxChkStasName"]!).ShouldBe("审核通过");
        return rx;
    }

    /// <summary>What may not be prescribed online, and to whom.</summary>
    private static async Task OnlineAsync(Shell shell, string visit)
    {
        var stage = shell.Stage;
        JsonObject Online(Action<JsonObject>? change = null) => stage.Checking(visit, "N0", data =>
        {
            data["bizTypeCode"] = "02";
            data["authNo"] = "A1";
            change?.Invoke(data);
        });
        await shell.RefusedAsync(
            "uploadChk", Online(data => Info(data)["drCode"] = RxStage.Colleague), "E-RX-ATTENDING");
        foreach (var type in (string[])["7", "8"])
        {
            (await shell.RefusedAsync("uploadChk", Online(data => data["rxTypeCode"] = type), "E-DRUG-NOT-ONLINE"))
                .ShouldContain("线上不得开具的药品");
        }

        // An online visit stays one, whatever the prescription says of itself.
        await shell.RefusedAsync(
            "uploadChk",
            Online(data => (data["bizTypeCode"], data["rxTypeCode"]) = ("01", "8")),
            "E-DRUG-NOT-ONLINE");

        var born = await BirthAsync(stage, new DateOnly(2020, 11, 21));
        await shell.RefusedAsync("uploadChk", Online(), "E-CHILD-UNACCOMPANIED");
        await shell.RefusedAsync("uploadChk", Online(data => Say(data, "guardian")), "E-CHILD-UNACCOMPANIED");
        await shell.DoneAsync("uploadChk", Online(data => Say(data, "guardian", "specialist")));
        await BirthAsync(stage, new DateOnly(2020, 11, 20));
        await shell.DoneAsync("uploadChk", Online());
        await BirthAsync(stage, born);
    }

    /// <summary>How much may be prescribed, each with its clause.</summary>
    private static async Task LimitsAsync(Shell shell, string visit)
    {
        var stage = shell.Stage;
        async Task Refused(string code, string said, Action<JsonObject> change) =>
            (await shell.RefusedAsync("uploadChk", stage.Checking(visit, "N1", change), code)).ShouldContain(said);

        await Refused("E-RX-VALIDITY-LONG", "最多 3 天", data =>
            (data["valiDays"], data["valiEndTime"]) = (4, "2026-11-24 09:00:00"));
        await Refused("E-RX-SUPPLY", "最多 7 天", data => Detail(data)["medcDays"] = 8);
        await Refused("E-RX-SUPPLY", "用药天数", data => Detail(data)["medcEndtime"] = "2026-11-28 00:00:00");
        await shell.DoneAsync("uploadChk", stage.Checking(visit, "ND", data =>
            (Detail(data)["medcBegntime"], Detail(data)["medcEndtime"]) =
                ("2026-11-20 09:00:00", "2026-11-27 23:59:00")));
        await Refused("E-RX-SUPPLY", "最多 28 天", data =>
            (Detail(data)["medcDays"], Info(data)["diseCondDscr"]) = (29, Chronic));
        await Refused("E-RX-SUPPLY", "最多 3 天", data => (data["rxTypeCode"], Detail(data)["medcDays"]) = ("3", 4));
        await Refused("E-RX-COUNT", "最多 5 种", data =>
        {
            data["rxDrugCnt"] = 6;
            for (var more = 0; more < 4; more++)
            {
                data["rxdrugdetail"]!.AsArray().Add(Detail(data).DeepClone());
            }
        });
        await Refused("E-RX-LONG", "医师写明理由", data => data["longRxFlag"] = "1");
        void Long(JsonObject data, int days)
        {
            (data["longRxFlag"], Info(data)["diseCondDscr"], Detail(data)["medcDays"]) = ("1", Chronic, days);
        }

        await Refused("E-RX-LONG", "签字", data => Long(data, 29));
        await Refused("E-RX-SUPPLY", "最多 84 天", data =>
        {
            Long(data, 85);
            Say(data, "assessed");
        });
        var acute = stage.Checking(visit, "N1", data =>
        {
            Long(data, 28);
            (Info(data)["maindiagCode"], data["diseinfo"]!["diagCode"]) = ("J06.900", "J06.900");
        });
        (await shell.RefusedAsync("uploadChk", acute, "E-RX-LONG")).ShouldContain("慢性病");
        await shell.DoneAsync("uploadChk", stage.Checking(visit, "NL", data =>
        {
            Long(data, 84);
            Say(data, "assessed", "stable");
        }));
    }

    /// <summary>Each way in which the doctor's certificate does not hold, by its name.</summary>
    private static async Task CertificatesAsync(Shell shell, JsonObject original)
    {
        var stage = shell.Stage;
        var now = stage.Host.Clock.GetUtcNow().UtcDateTime;
        var (from, to) = (now.AddYears(-1), now.AddYears(1));
        using var key = RxStage.Key("test authority");
        using var doctor = RxStage.Key(RxStage.Doctor);
        var authority = new CertificateAuthority("Test authority", key, from, to);
        var sound = authority.Issue(3, "doctor", doctor.PublicKey, from, to);
        var revoked = authority.Issue(4, "doctor", doctor.PublicKey, from, to);
        async Task Refused(string code, string? certificate)
        {
            var signing = stage.Signing(original);
            signing["extras"]!["doctorCertificate"] = certificate;
            await shell.RefusedAsync("rxFixmedinsSign", signing, code);
        }

        Task RefusedOf(string code, Sm2Certificate certificate) =>
            Refused(code, Convert.ToBase64String(certificate.Der));

        await Refused("E-RX-CERT-MISSING", null);
        await Refused("E-RX-CERT-FORM", "AAAA");
        await Refused("E-RX-CERT-KEY", stage.CertificateOf(RxStage.Colleague));
        await RefusedOf("E-RX-CERT-UNTRUSTED", sound);
        Trust(stage, "test.crt", authority.Certificate.Der);
        await RefusedOf("E-RX-CERT-LIST", sound);
        Trust(stage, "test.crl", authority.List(from, to, (revoked, now)));
        await RefusedOf("E-RX-CERT-REVOKED", revoked);
        await RefusedOf("E-RX-CERT-TIME", authority.Issue(5, "doctor", doctor.PublicKey, from, now.AddSeconds(-1)));
        await RefusedOf("E-RX-CERT-USAGE", authority.Certificate);
        var namesake = new CertificateAuthority("Test authority", doctor, from, to);
        await RefusedOf("E-RX-CERT-FORGED", namesake.Issue(6, "doctor", doctor.PublicKey, from, to));
        var cut = stage.Signing(original);
        cut["originalRxFile"] = Convert.ToBase64String("%PDF-1.7\nhalf of a docu"u8);
        await shell.RefusedAsync("rxFixmedinsSign", cut, "E-RX-FILE");
    }

    private static async Task UploadAsync(Shell shell, JsonObject original, JsonObject signed)
    {
        var stage = shell.Stage;
        var exchanged = stage.Uploading(original, signed);
        exchanged["rxFile"] = RxStage.Pdf("another");
        await shell.RefusedAsync("rxFileUpld", exchanged, "E-RX-FILE-DIGEST");
        var bare = stage.Uploading(original, signed);
        bare["extras"] = new JsonObject
        {
            ["pharmacistSignature"] = RxStage.Signature(RxStage.Pharmacist, RxStage.Base64(original)),
        };
        await shell.RefusedAsync("rxFileUpld", bare, "E-RX-CERT-MISSING");
        ((string)(await shell.DoneAsync("rxFileUpld", stage.Uploading(original, signed)))["rxStasCodg"]!).ShouldBe("1");
    }

    /// <summary>A lenient institution is warned of its certificate; its signature still has to be right.</summary>
    private static async Task LenientAsync(Shell shell, string visit)
    {
        var stage = shell.Stage;
        await shell.Caller.SetAsync("lenient", "either");
        var original = stage.Original(visit, await shell.DoneAsync("uploadChk", stage.Checking(visit, "N3")));
        var signing = stage.Signing(original);
        signing["extras"]!.AsObject().Remove("doctorCertificate");
        var wrong = signing.DeepClone().AsObject();
        wrong["extras"]!["doctorSignature"] = RxStage.Signature(RxStage.Colleague, RxStage.Base64(original));
        await shell.RefusedAsync("rxFixmedinsSign", wrong, "E-RX-SIGNATURE");
        var answer = (await shell.CallAsync("rxFixmedinsSign", signing)).ShouldSucceed();
        answer.Message.ShouldStartWith("W-RX-CERTIFICATE: ");
        answer.Message.ShouldContain("E-RX-CERT-MISSING");
    }

    private static void Trust(RxStage stage, string name, byte[] der)
    {
        var folder = Directory.CreateDirectory(Path.Combine(stage.Host.Data.FullName, "trust"));
        File.WriteAllBytes(Path.Combine(folder.FullName, name), der);
    }

    private static async Task<DateOnly> BirthAsync(RxStage stage, DateOnly day)
    {
        await using var db = await stage.DbAsync();
        var id = Mingsuan.Platform.Ids.WireId.Decode(stage.Patient.PsnNo);
        var before = await db.Set<Person>().Where(row => row.PersonId == id).Select(row => row.BirthDate)
            .SingleAsync(TestContext.Current.CancellationToken);
        await db.Set<Person>().Where(row => row.PersonId == id).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.BirthDate, day), TestContext.Current.CancellationToken);
        return before;
    }

    private static async Task MoveAsync(RxStage stage, string area)
    {
        await using var db = await stage.DbAsync();
        var ids = db.Set<Institution>().Where(row => row.Code == "P53230100001").Select(row => row.InstId);
        (await db.Set<InstitutionStanding>().Where(row => ids.Contains(row.InstId)).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Admdvs, area), TestContext.Current.CancellationToken)).ShouldBe(1);
    }

    private static void Say(JsonObject data, params string[] circumstances) => Info(data)["extras"] =
        new JsonObject([.. circumstances.Select(one => KeyValuePair.Create(one, (JsonNode?)"1"))]);

    private static JsonObject Detail(JsonObject data) => data["rxdrugdetail"]![0]!.AsObject();

    private static JsonObject Info(JsonObject data) => data["mdtrtinfo"]!.AsObject();

    /// <summary>A stage whose hospital speaks through the shell, strictly.</summary>
    private sealed class Shell(RxStage stage, EpcCaller caller) : IAsyncDisposable
    {
        public RxStage Stage => stage;

        public EpcCaller Caller => caller;

        public static async Task<Shell> OpenAsync(string database, PostgresServer server)
        {
            var stage = await RxStage.OpenAsync(database, server);
            return new(stage, await EpcCaller.OfAsync(stage.Host));
        }

        public Task<ShellAnswer> CallAsync(string method, JsonObject data) =>
            caller.PostAsync(caller.Sealed(data), method);

        public async Task<JsonObject> DoneAsync(string method, JsonObject data) =>
            (await CallAsync(method, data)).ShouldSucceed().Data!;

        public async Task<string> RefusedAsync(string method, JsonObject data, string code) =>
            (await CallAsync(method, data)).ShouldRefuse(code).Message;

        public async ValueTask DisposeAsync()
        {
            caller.Dispose();
            await stage.DisposeAsync();
        }
    }
}
