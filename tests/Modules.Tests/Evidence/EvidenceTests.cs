using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Registry;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Modules.Tests.Prescriptions;
using Mingsuan.Registry.Institutions;
using Mingsuan.Testing;
using Mingsuan.Visits.Book;

namespace Mingsuan.Modules.Tests.Evidence;

/// <summary>
/// 结算佐证 — four kinds of records, asked for by law: a strict institution is refused for the first that is missing, with
/// its clause; a declaring one is warned. No drug of a prescription is charged twice.
/// (CX-22-2, CX-23-1, CX-29-1, AMB-27)
/// </summary>
public sealed class EvidenceTests(PostgresServer server)
{
    private const string Visit = "110200001";

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_strict_institution_settles_once_all_four_records_are_there(string database)
    {
        await using var stage = await RxStage.OpenAsync(database, server);
        await StrictAsync(stage);
        var walk = await WalkAsync(stage, consent: true);
        (await walk.UploadAsync(Consultation(walk), Drug(walk, "RX-1", 2))).ShouldSucceed();
        var silent = stage.Patient.Upload(walk.Id);
        silent["mdtrtinfo"]!.AsObject().Remove("main_cond_dscr");
        (await stage.Host.CallAsync("2203", silent)).ShouldSucceed();

        await RefusedAsync(walk, "E-NOT-UPLOADED", "电子病历", "第二十九条（一）");
        (await stage.Host.CallAsync("2203", stage.Patient.Upload(walk.Id))).ShouldSucceed();
        await RefusedAsync(walk, "E-NOT-UPLOADED", "处方", "第二十九条（一）");

        var checkedOut = await stage.DoneAsync("uploadChk", Checking(stage, walk.Id, "RX-1"));
        await RefusedAsync(walk, "E-NO-ESIGN", "签名", "第二十三条（一）");
        var original = stage.Original(walk.Id, checkedOut);
        var signed = await stage.DoneAsync("rxFixmedinsSign", stage.Signing(original));
        await RefusedAsync(walk, "E-NO-PHARM-REVIEW", "审核", "第二十三条（一）");
        await stage.DoneAsync("rxFileUpld", stage.Uploading(original, signed));
        await RefusedAsync(walk, "E-NOT-UPLOADED", "购药记录", "第二十九条（一）");

        var hiRxno = (string)checkedOut["hiRxno"]!;
        var rx = new Circulating(hiRxno, await stage.CodeOfAsync(hiRxno), walk.Id);
        await stage.HoldAsync(RxStage.Ward, rx);
        await RefusedAsync(walk, "E-IDENTITY", "凭证", "第二十二条（二）", data =>
            (data["mdtrt_cert_type"], data["mdtrt_cert_no"]) = ("02", stage.Patient.Certno));
        await RefusedAsync(walk, "E-IDENTITY", "介质", "第二十二条（二）", data =>
            (data["mdtrt_cert_type"], data["mdtrt_cert_no"]) = ("03", ""));
        (await walk.AskAsync("2206")).ShouldSucceed();
        var setlId = await walk.SettledAsync();
        (await walk.AskAsync("2207")).ShouldRefuse("E-ALREADY-SETTLED");

        await ChargedOnceAsync(stage, walk, hiRxno, setlId);
        await CardedAsync(stage);
        await stage.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_declaring_institution_is_warned_of_what_it_did_not_name_and_held_to_the_known(string database)
    {
        await using var stage = await RxStage.OpenAsync(database, server);
        var walk = await WalkAsync(stage, consent: null);
        (await stage.Host.CallAsync("2203", stage.Patient.Upload(walk.Id))).ShouldSucceed();
        (await walk.UploadAsync(Consultation(walk), Drug(walk, null, 1))).ShouldSucceed();
        var settled = (await walk.AskAsync("2207")).ShouldSucceed();
        settled.WarnMsg.ShouldContain("W-NOT-UPLOADED");
        settled.WarnMsg.ShouldContain("处方");
        (await walk.AskAsync("2206", change: data =>
            (data["mdtrt_cert_type"], data["mdtrt_cert_no"]) = ("02", stage.Patient.Certno)))
            .ShouldRefuse("E-ALREADY-SETTLED");

        // A number of its own that the centre does not know is what it declares.
        (await walk.UploadAsync("B2", Drug(walk, "OWN-1", 1, "F3", "B2"))).ShouldSucceed();
        (await walk.AskAsync("2207", "B2")).ShouldSucceed().WarnMsg.ShouldNotContain("W-NOT-UPLOADED");

        // One that it does know speaks for itself.
        var checkedOut = await stage.DoneAsync("uploadChk", Checking(stage, walk.Id, "RX-2"));
        (await walk.UploadAsync("B3", Drug(walk, "RX-2", 1, "F4", "B3"))).ShouldSucceed();
        (await walk.AskAsync("2207", "B3")).ShouldRefuse("E-NO-ESIGN");
        await stage.DoneAsync("rxUndo", RxStage.Undoing((string)checkedOut["hiRxno"]!));
        (await walk.AskAsync("2207", "B3")).ShouldRefuse("E-RX-STATE");
        (await walk.UploadAsync("B4", Drug(walk, "RX-2", 1, "F5", "B4", "XA10BFA016A001010100104"))).ShouldSucceed();
        (await walk.AskAsync("2207", "B4")).ShouldRefuse("E-RX-NOT-PRESCRIBED");
        await stage.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_record_is_kept_beside_the_last_and_a_visit_turned_offline_prescribes_no_more(string database)
    {
        await using var stage = await RxStage.OpenAsync(database, server);
        var walk = await WalkAsync(stage, consent: null);
        (await stage.Host.CallAsync("2203", stage.Patient.Upload(walk.Id))).ShouldSucceed();
        (await stage.Host.CallAsync("2203", stage.Patient.Upload(walk.Id))).ShouldSucceed();
        var signed = await stage.DoneAsync("uploadChk", Checking(stage, walk.Id, "RX-3"));
        var original = stage.Original(walk.Id, signed);

        var garbled = Extended(stage, walk.Id, node => node["symptoms"] = new JsonArray("a b"));
        (await stage.Host.CallAsync("2203", garbled)).ShouldRefuse("E-FIELD-FORMAT");
        (await stage.Host.CallAsync("2203", Extended(stage, walk.Id, node =>
        {
            node["record"] = new JsonObject { ["complaint"] = "胸闷一天", ["examination"] = "血氧 90%" };
            node["turned_offline"] = new JsonObject { ["reason"] = "血氧 90%", ["destination"] = "本院急诊" };
        }))).ShouldSucceed();

        (await stage.CallAsync("uploadChk", Checking(stage, walk.Id, "RX-4"))).Refusal!.Code
            .ShouldBe("E-RX-TURNED-OFFLINE");
        (await stage.CallAsync("rxFixmedinsSign", stage.Signing(original))).Refusal!.Code
            .ShouldBe("E-RX-TURNED-OFFLINE");
        await using var db = await stage.DbAsync();
        var records = await db.Set<MedicalRecord>().OrderBy(row => row.Number)
            .ToListAsync(TestContext.Current.CancellationToken);
        records.Select(row => row.Number).ShouldBe([1, 2], "the same text twice is one record");
        records[0].Content.Plain.ShouldNotContain("血氧");
        records[1].Content.Plain.ShouldContain("本院急诊");
        await stage.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_follow_up_is_proven_by_what_the_institution_states_and_marked_as_not_verified(string database)
    {
        await using var stage = await RxStage.OpenAsync(database, server);
        await ForgetAsync(stage);
        var walk = await WalkAsync(stage, consent: true);
        (await stage.Host.CallAsync("2203", stage.Patient.Upload(walk.Id))).ShouldSucceed();
        (await walk.UploadAsync(Consultation(walk))).ShouldSucceed();
        (await walk.AskAsync("2206")).ShouldSucceed().WarnMsg.ShouldContain("E-REVISIT-WINDOW");
        var unproven = await stage.CallAsync("uploadChk", Checking(stage, walk.Id, "RX-5"));
        unproven.Refusal!.Code.ShouldBe("E-NOT-UPLOADED");
        unproven.Refusal.Parameters["fact"].ShouldBe("复诊凭证");

        await StateAsync("2026-10-20", "record");
        await stage.DoneAsync("uploadChk", Checking(stage, walk.Id, "RX-5"));
        var stated = (await walk.AskAsync("2206")).ShouldSucceed();
        stated.WarnMsg.ShouldContain("W-PROOF-UNVERIFIED");
        stated.WarnMsg.ShouldNotContain("E-REVISIT-WINDOW");
        await StateAsync("2026-08-19", "record");
        (await walk.AskAsync("2206")).ShouldSucceed().WarnMsg.ShouldContain("E-REVISIT-WINDOW");

        // Of a strict institution's own record the platform would know; what the patient brought counts.
        await StrictAsync(stage);
        var strict = await WalkAsync(stage, consent: true);
        (await stage.Host.CallAsync("2203", stage.Patient.Upload(strict.Id))).ShouldSucceed();
        (await strict.UploadAsync(Consultation(strict))).ShouldSucceed();
        await StateAsync("2026-10-20", "record", strict);
        (await strict.AskAsync("2206")).ShouldSucceed().WarnMsg.ShouldContain("E-REVISIT-WINDOW");
        await StateAsync("2026-10-20", "patient", strict);
        (await strict.AskAsync("2207")).ShouldSucceed().WarnMsg.ShouldContain("W-PROOF-UNVERIFIED");

        async Task StateAsync(string on, string source, EvidenceWalk? at = null) =>
            (await stage.Host.CallAsync("2203", Extended(stage, (at ?? walk).Id, node =>
                node["last_offline"] = new JsonObject
                {
                    ["on"] = on,
                    ["diagnosis"] = "I10.x00x002",
                    ["source"] = source,
                }))).ShouldSucceed();
    }

    /// <summary>
    /// What was charged is charged once by this settlement, and by another one only when it was taken back.
    /// </summary>
    private static async Task ChargedOnceAsync(RxStage stage, EvidenceWalk walk, string hiRxno, string setlId)
    {
        (await walk.UploadAsync("B2", Drug(walk, hiRxno, 1, "F8", "B2"), Drug(walk, "RX-1", 1, "F9", "B2")))
            .ShouldSucceed();
        (await walk.AskAsync("2207", "B2")).ShouldRefuse("E-RX-CONSUMED");
        var undo = await stage.CallAsync("rxUndo", RxStage.Undoing(hiRxno));
        undo.Refusal!.Code.ShouldBe("E-RX-PAID");
        (await stage.Host.CallAsync("2208", walk.Reversing(setlId))).ShouldSucceed();

        // Two numbers of one prescription are one prescription, also when it is taken back.
        var both = await walk.SettledAsync("B2");
        (await stage.Host.CallAsync("2208", walk.Reversing(both))).ShouldSucceed();
    }

    /// <summary>Who showed a card when the visit was opened was not authenticated.</summary>
    private static async Task CardedAsync(RxStage stage)
    {
        var carded = await WalkAsync(stage, consent: true, data =>
            (data["mdtrt_cert_type"], data["mdtrt_cert_no"]) = ("02", stage.Patient.Certno));
        (await stage.Host.CallAsync("2203", stage.Patient.Upload(carded.Id))).ShouldSucceed();
        (await carded.UploadAsync(Consultation(carded))).ShouldSucceed();
        await RefusedAsync(carded, "E-NOT-UPLOADED", "实名认证", "第二十九条（一）");
    }

    private static async Task RefusedAsync(
        EvidenceWalk walk, string code, string names, string clause, Action<JsonObject>? change = null)
    {
        foreach (var infno in (string[])["2206", "2207"])
        {
            var answer = (await walk.AskAsync(infno, change: change)).ShouldRefuse(code);
            answer.ErrMsg.ShouldContain(names);
            answer.ErrMsg.ShouldContain(clause);
        }
    }

    private static async Task<EvidenceWalk> WalkAsync(
        RxStage stage, bool? consent, Action<JsonObject>? change = null) => new(
            stage.Host,
            stage.Patient,
            await stage.Patient.OpenAsync(data =>
            {
                data["exp_content"] = new JsonObject
                {
                    ["visit_channel"] = "internet",
                    ["consent"] = consent,
                    ["real_time"] = consent,
                };
                change?.Invoke(data);
            }));

    private static JsonObject Checking(RxStage stage, string visit, string number) =>
        stage.Checking(visit, number, data =>
        {
            data["bizTypeCode"] = "02";
            data["authNo"] = "A1";
        });

    private static JsonObject Extended(RxStage stage, string visit, Action<JsonObject> change)
    {
        var upload = stage.Patient.Upload(visit);
        var node = new JsonObject();
        change(node);
        upload["mdtrtinfo"]!["exp_content"] = node;
        return upload;
    }

    private static JsonObject Consultation(EvidenceWalk walk) =>
        SettlementWalk.Line("F1", walk.Id, walk.PsnNo, Visit, 7.50m);

    private static JsonObject Drug(
        EvidenceWalk walk,
        string? rxno,
        decimal count,
        string sn = "F2",
        string batch = "B1",
        string code = RxStage.Drug)
    {
        var line = SettlementWalk.Line(sn, walk.Id, walk.PsnNo, code, 26.00m, count, batch);
        line["rxno"] = rxno;
        return line;
    }

    private static async Task StrictAsync(RxStage stage)
    {
        await using var db = await stage.DbAsync();
        var ids = db.Set<Institution>().Where(row => row.Code == RxStage.Hospital).Select(row => row.InstId);
        (await db.Set<InstitutionStanding>().Where(row => ids.Contains(row.InstId)).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Evidence, EvidenceSetting.Strict),
            TestContext.Current.CancellationToken))
            .ShouldBeGreaterThan(0);
    }

    /// <summary>Nothing is known of earlier visits.</summary>
    private static async Task ForgetAsync(RxStage stage)
    {
        await using var db = await stage.DbAsync();
        await db.Set<VisitDiagnosis>().ExecuteDeleteAsync(TestContext.Current.CancellationToken);
        await db.Set<Mingsuan.Visits.Book.Visit>().ExecuteDeleteAsync(TestContext.Current.CancellationToken);
    }
}
