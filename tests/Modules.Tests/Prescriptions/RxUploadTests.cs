using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Platform.Persistence;
using Mingsuan.Registry.Eligibility;
using Mingsuan.Registry.Practitioners;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Prescriptions;

/// <summary>预核验、签名、审方、上传 — what the hospital's system may do and may not. (CX-23-1, NHC-8)</summary>
public sealed class RxUploadTests(PostgresServer server)
{
    /// <summary>A member twice, and half a character: texts of objects that nobody can read.</summary>
    private const string Twice = """{"stable":"1","stable":"1"}""";
    private const string Half = """{"stable":"\ud800"}""";

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task The_pre_check_names_the_field_and_the_reason(string database)
    {
        await using var stage = await RxStage.OpenAsync(database, server);
        var visit = await stage.Patient.OpenAsync();

        async Task Refused(string code, Action<JsonObject> change, string? parameter = null)
        {
            var said = await stage.RefusedAsync("uploadChk", stage.Checking(visit, "N1", change), code);
            if (parameter is not null)
            {
                said.Values.ShouldContain(parameter);
            }
        }

        await Refused("E-FIELD-MISSING", data => data.Remove("hospRxno"), "hospRxno");
        await Refused("E-FIELD-MISSING", data => data.Remove("ecToken"), "ecToken");
        await Refused("E-FIELD-MISSING", data => data.Remove("rxdrugdetail"), "rxdrugdetail");
        await Refused("E-FIELD-MISSING", data => Detail(data).Remove("drugSpec"), "rxdrugdetail[0].drugSpec");
        await Refused("E-FIELD-MISSING", data => Detail(data).Remove("medcWayCodg"), "rxdrugdetail[0].medcWayCodg");
        await Refused("E-FIELD-FORMAT", data => Detail(data)["drugCnt"] = 0, "rxdrugdetail[0].drugCnt");
        await Refused("E-FIELD-FORMAT", data => Detail(data)["drugCnt"] = 1.00001m, "rxdrugdetail[0].drugCnt");
        await Refused("E-FIELD-FORMAT", data => data["rxDrugCnt"] = 3, "rxDrugCnt");
        await Refused("E-FIELD-FORMAT", data => data["valiEndTime"] = "2026-11-23 09:00:01", "valiEndTime");
        await Refused("E-FIELD-FORMAT", data => Info(data)["extras"] = Twice, "mdtrtinfo.extras");
        await Refused("E-FIELD-FORMAT", data => Info(data)["extras"] = Half, "mdtrtinfo.extras");
        await Refused("E-FIELD-FORMAT", data => data["prscTime"] = "2026-11-20 09:06:00", "prscTime");
        await Refused("E-FIELD-MISSING", data => Info(data).Remove("drCode"), "mdtrtinfo.drCode");
        await Refused("E-RX-INSTITUTION", data => Info(data)["fixmedinsCode"] = "H53230100001");
        await Refused("E-IDENTITY", data => Info(data)["patnName"] = "他人");
        await Refused("E-IDENTITY", data => data["ecToken"] = LinePerson.At(stage.Host, 1).Token);
        await Refused("E-VISIT-UNKNOWN", data => Info(data)["mdtrtId"] = stage.Patient.PsnNo);
        await Refused("E-DOCTOR-UNKNOWN", data => Info(data)["drCode"] = "D532301000101");
        await Refused("E-DOCTOR-SUSPENDED", data => Info(data)["drCode"] = "D532301000204");
        await Refused("E-RX-DRUG", data => Detail(data)["medListCodg"] = "X1", "X1");
        await Refused(
            "E-RX-VALIDITY-LONG",
            data => (data["valiDays"], data["valiEndTime"]) = (4, "2026-11-24 09:00:00"),
            "3");
        await stage.DoneAsync("uploadChk", stage.Checking(visit, "N1"));
        await CancelAsync(stage, visit);
        await Refused("E-VISIT-CLOSED", _ => { });
        await stage.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task The_same_number_replaces_the_text_until_it_is_uploaded_and_belongs_to_one_patient(string database)
    {
        await using var stage = await RxStage.OpenAsync(database, server);
        var visit = await stage.Patient.OpenAsync();
        var first = await stage.DoneAsync("uploadChk", stage.Checking(visit, "N1"));
        var again = await stage.DoneAsync("uploadChk", stage.Checking(visit, "N1"));
        again.ToJsonString().ShouldBe(first.ToJsonString(), "a lost answer is asked for again");

        await stage.DoneAsync("rxFixmedinsSign", stage.Signing(stage.Original(visit, first)));
        var changed = await stage.DoneAsync(
            "uploadChk", stage.Checking(visit, "N1", data => Detail(data)["drugCnt"] = 2));
        ((string)changed["hiRxno"]!).ShouldBe((string)first["hiRxno"]!);
        ((string)changed["rxTraceCode"]!).ShouldNotBe((string)first["rxTraceCode"]!);
        await stage.RefusedAsync("rxFixmedinsSign", stage.Signing(stage.Original(visit, first)), "E-RX-TRACE");

        var original = stage.Original(visit, changed);
        var signed = await stage.DoneAsync("rxFixmedinsSign", stage.Signing(original));
        (await stage.DoneAsync("rxFixmedinsSign", stage.Signing(original))).ToJsonString()
            .ShouldBe(signed.ToJsonString(), "a lost answer is asked for again");
        await stage.DoneAsync("rxFileUpld", stage.Uploading(original, signed));
        await stage.DoneAsync("rxFileUpld", stage.Uploading(original, signed));
        var other = stage.Uploading(original, signed);
        other["rxFile"] = RxStage.Pdf("another");
        await stage.RefusedAsync("rxFileUpld", other, "E-RX-TRACE-USED");
        var late = stage.Checking(visit, "N1", data => Detail(data)["drugCnt"] = 1);
        (await stage.RefusedAsync("uploadChk", late, "E-RX-STATE"))["state"].ShouldBe("流转中");

        var stranger = LinePerson.At(stage.Host, 1);
        var theirs = await stranger.OpenAsync();
        await stage.RefusedAsync(
            "uploadChk",
            stage.Checking(theirs, "N1", data =>
            {
                data["ecToken"] = stranger.Token;
                Info(data)["psnNo"] = stranger.PsnNo;
                Info(data)["patnName"] = stranger.Name;
                Info(data)["certno"] = stranger.Certno;
            }),
            "E-RX-NUMBER");
        await stage.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_wrong_signer_a_changed_text_and_a_self_review_have_their_own_codes(string database)
    {
        await using var stage = await RxStage.OpenAsync(database, server);
        var visit = await stage.Patient.OpenAsync();
        var checkedOut = await stage.DoneAsync("uploadChk", stage.Checking(visit, "N1"));
        var original = stage.Original(visit, checkedOut);

        await stage.RefusedAsync("rxFixmedinsSign", stage.Signing(original, RxStage.Colleague), "E-RX-SIGNATURE");
        var elsewhere = RxStage.Base64(stage.Original("other", checkedOut));
        await stage.RefusedAsync("rxFixmedinsSign", stage.Signing(original, over: elsewhere), "E-RX-SIGNATURE");
        var unsigned = stage.Signing(original);
        unsigned.Remove("extras");
        await stage.RefusedAsync("rxFixmedinsSign", unsigned, "E-RX-SIGNATURE");
        foreach (var text in (string[])[Twice, Half])
        {
            var broken = stage.Signing(original);
            broken["extras"] = text;
            (await stage.RefusedAsync("rxFixmedinsSign", broken, "E-FIELD-FORMAT"))["field"].ShouldBe("extras");
            broken = stage.Signing(original);
            broken["originalValue"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(text.Replace("stable", "hiRxno")));
            (await stage.RefusedAsync("rxFixmedinsSign", broken, "E-FIELD-FORMAT"))["field"]
                .ShouldBe("originalValue");
        }

        var renamed = stage.Original(visit, checkedOut);
        renamed["patnName"] = "他人";
        (await stage.RefusedAsync("rxFixmedinsSign", stage.Signing(renamed), "E-RX-ORIGINAL"))["field"]
            .ShouldBe("patnName");
        var premature = stage.Uploading(original, new() { ["rxFile"] = RxStage.Pdf(), ["signDigest"] = "x" });
        await stage.RefusedAsync("rxFileUpld", premature, "E-RX-STATE");

        var signed = await stage.DoneAsync("rxFixmedinsSign", stage.Signing(original));
        await RefusedUploadAsync(stage, original, signed, "E-RX-PHARMACIST-SIGNATURE", null, RxStage.Colleague);
        await RefusedUploadAsync(stage, original, signed, "E-RX-REVIEWER", up => up["pharCode"] = RxStage.Doctor);
        await RefusedUploadAsync(stage, original, signed, "E-RX-ORIGINAL", up => up["pharName"] = "另一人");
        await RefusedUploadAsync(stage, original, signed, "E-RX-SIGN-DIGEST", up => up["signDigest"] = "AAAA");
        await RefusedUploadAsync(stage, original, signed, "E-RX-TRACE", up => up["rxTraceCode"] = "X");
        await RefusedUploadAsync(stage, original, signed, "E-FIELD-FORMAT", up => up["extras"] = Twice);
        await RefusedUploadAsync(stage, original, signed, "E-RX-FILE", up => up["rxFile"] = "AAAA");
        await stage.DoneAsync("rxFileUpld", stage.Uploading(original, signed));
        await stage.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Who_is_suspended_meanwhile_neither_signs_nor_reviews(string database)
    {
        await using var stage = await RxStage.OpenAsync(database, server);
        var visit = await stage.Patient.OpenAsync();
        var checkedOut = await stage.DoneAsync("uploadChk", stage.Checking(visit, "N1"));
        var original = stage.Original(visit, checkedOut);
        var signed = await stage.DoneAsync("rxFixmedinsSign", stage.Signing(original));
        await SuspendAsync(stage, RxStage.Pharmacist);
        await RefusedUploadAsync(stage, original, signed, "E-RX-PHARMACIST-SUSPENDED");
        var second = await stage.DoneAsync("uploadChk", stage.Checking(visit, "N2"));
        await SuspendAsync(stage, RxStage.Doctor);
        await stage.RefusedAsync(
            "rxFixmedinsSign", stage.Signing(stage.Original(visit, second)), "E-DOCTOR-SUSPENDED");
        await RefusedUploadAsync(stage, original, signed, "E-DOCTOR-SUSPENDED");
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task An_online_visit_asks_for_consent_whatever_the_prescription_says_of_itself(string database)
    {
        await using var stage = await RxStage.OpenAsync(database, server);
        var visit = await stage.Patient.OpenAsync(
            data => data["exp_content"] = new JsonObject { ["visit_channel"] = "internet" });
        var original = stage.Original(visit, await stage.DoneAsync("uploadChk", stage.Checking(visit, "N1")));
        var signed = await stage.DoneAsync("rxFixmedinsSign", stage.Signing(original));
        var second = await stage.DoneAsync("uploadChk", stage.Checking(visit, "N2"));
        await using (var db = await stage.DbAsync())
        {
            var ids = db.Set<Practitioner>().Where(row => row.Code == RxStage.Doctor).Select(row => row.PractitionerId);
            await db.Set<Practice>().Where(row => ids.Contains(row.PractitionerId)).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.Consent, false), TestContext.Current.CancellationToken);
        }

        await stage.RefusedAsync("uploadChk", stage.Checking(visit, "N3"), "E-DOCTOR-UNQUALIFIED");
        await stage.RefusedAsync(
            "rxFixmedinsSign", stage.Signing(stage.Original(visit, second)), "E-DOCTOR-UNQUALIFIED");
        await RefusedUploadAsync(stage, original, signed, "E-DOCTOR-UNQUALIFIED");
    }

    private static async Task RefusedUploadAsync(
        RxStage stage,
        JsonObject original,
        JsonObject signed,
        string code,
        Action<JsonObject>? change = null,
        string pharmacist = RxStage.Pharmacist)
    {
        var upload = stage.Uploading(original, signed, pharmacist);
        change?.Invoke(upload);
        await stage.RefusedAsync("rxFileUpld", upload, code);
    }

    private static async Task SuspendAsync(RxStage stage, string code)
    {
        await using var db = await stage.DbAsync();
        var id = db.Set<Mingsuan.Registry.Practitioners.Practitioner>().Single(row => row.Code == code).PractitionerId;
        db.Add(new EligibilityEvent
        {
            PractitionerId = id,
            Seq = 1,
            Code = code,
            Act = EligibilityAct.Suspend,
            Points = 0,
            At = new DateTime(2026, 11, 20, 0, 0, 0, DateTimeKind.Utc),
            Reason = "x",
            Document = "x",
            By = EligibilityEvent.Stock,
        });
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    private static async Task CancelAsync(RxStage stage, string visit) => (await stage.Host.CallAsync(
        "2202",
        new JsonObject
        {
            ["data"] = new JsonObject
            {
                ["psn_no"] = stage.Patient.PsnNo,
                ["mdtrt_id"] = visit,
                ["ipt_otp_no"] = "MZ0001",
            },
        })).ShouldSucceed();

    private static JsonObject Detail(JsonObject data) => data["rxdrugdetail"]![0]!.AsObject();

    private static JsonObject Info(JsonObject data) => data["mdtrtinfo"]!.AsObject();
}
