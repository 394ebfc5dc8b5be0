using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Contracts.Prescriptions;
using Mingsuan.Contracts.Registry;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Identity;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Prescriptions.Rows;
using Mingsuan.Prescriptions.Secrets;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Prescriptions;

/// <summary>
/// A platform with two pharmacies and the hospital's pharmacist, and a hospital's system that calls the e-prescription
/// centre's methods. The signing keys are those of the demonstration: the number is the SM3 of a text with the code.
/// </summary>
internal sealed class RxStage(LineHost host) : IAsyncDisposable
{
    public const string First = "test-pharmacy-1";
    public const string Second = "test-pharmacy-2";
    public const string Ward = "test-hospital-pharmacist";
    public const string Elsewhere = "test-other-hospital";
    public const string Hospital = "H53230100002";
    public const string Doctor = "D532301000201";
    public const string Colleague = "D532301000202";
    public const string Pharmacist = "HY532301000201";
    public const string Drug = "XC08CAB049A001010100101";
    public const string OtherDrug = "XA10BAE023A001010100102";

    private int numbers;

    public LineHost Host => host;

    public LinePerson Patient { get; } = LinePerson.First(host);

    public static async Task<RxStage> OpenAsync(string database, PostgresServer server) =>
        new(await LineHost.StartAsync(
            database,
            server,
            demo: true,
            law: null,
            services => services.AddSingleton(StaffList.Of(
                (First, new Operator("药店甲", "pharmacy", "", "P53230100001")),
                (Second, new Operator("药店乙", "pharmacy", "", "P53230100002")),
                (Ward, new Operator("院内药师", "pharmacist", "", Hospital)),
                (Elsewhere, new Operator("外院药师", "pharmacist", "", "H53230100001"))))));

    public static Sm2PrivateKey Key(string practitioner) => Sm2PrivateKey.TryImportNumber(
        Sm3.Hash(Encoding.UTF8.GetBytes("mingsuan demo key " + practitioner)))!;

    public static string Signature(string practitioner, string original)
    {
        using var key = Key(practitioner);
        return Convert.ToHexString(key.Sign(Convert.FromBase64String(original)));
    }

    /// <summary>The demonstration's certificate of a practitioner, Base64.</summary>
    public string CertificateOf(string practitioner) =>
        (string)host.Demo["practitioners"]!.AsArray().Concat(host.Demo["staff"]!.AsArray())
            .Single(row => (string)row!["code"]! == practitioner)!["certificate"]!;

    public string NextNumber() => $"RX{Interlocked.Increment(ref numbers)}";

    /// <summary>What the hospital sends for a pre-check.</summary>
    public JsonObject Checking(string mdtrtId, string number, Action<JsonObject>? change = null)
    {
        var data = new JsonObject
        {
            ["mdtrtCertType"] = "01",
            ["ecToken"] = Patient.Token,
            ["bizTypeCode"] = "01",
            ["hospRxno"] = number,
            ["rxTypeCode"] = "1",
            ["prscTime"] = "2026-11-20 09:00:00",
            ["rxDrugCnt"] = 2,
            ["valiDays"] = 3,
            ["valiEndTime"] = "2026-11-23 09:00:00",
            ["rxdrugdetail"] = new JsonArray(Detail(Drug, 3), Detail(OtherDrug, 1.5m)),
            ["mdtrtinfo"] = Visit(mdtrtId),
            ["diseinfo"] = new JsonObject
            {
                ["diagType"] = "1",
                ["maindiagFlag"] = "1",
                ["diagSrtNo"] = 1,
                ["diagCode"] = "I10.x00x002",
                ["diagName"] = "高血压病",
                ["diagDept"] = "心血管内科",
                ["diagDeptCode"] = "0301",
                ["diagDrNo"] = Doctor,
                ["diagDrName"] = "普云舒",
                ["diagTime"] = "2026-11-20 09:00:00",
            },
        };
        change?.Invoke(data);
        return data;
    }

    /// <summary>签名原文 of a checked prescription.</summary>
    public JsonObject Original(string mdtrtId, JsonObject checkedOut) => new()
    {
        ["rxTraceCode"] = checkedOut["rxTraceCode"]!.DeepClone(),
        ["hiRxno"] = checkedOut["hiRxno"]!.DeepClone(),
        ["mdtrtId"] = mdtrtId,
        ["patnName"] = Patient.Name,
        ["psnCertType"] = "01",
        ["certno"] = Patient.Certno,
        ["fixmedinsName"] = "云岭医院",
        ["fixmedinsCode"] = Hospital,
        ["drCode"] = Doctor,
        ["prscDrName"] = "普云舒",
        ["pharDeptName"] = "药剂科",
        ["pharDeptCode"] = "0901",
        ["pharCode"] = Pharmacist,
        ["pharName"] = "周审言",
        ["pharChkTime"] = "2026-11-20 09:05:00",
    };

    public JsonObject Signing(JsonObject original, string doctor = Doctor, string? over = null)
    {
        var text = Base64(original);
        return new()
        {
            ["fixmedinsCode"] = Hospital,
            ["originalValue"] = text,
            ["originalRxFile"] = Pdf(),
            ["extras"] = new JsonObject
            {
                ["doctorSignature"] = Signature(doctor, over ?? text),
                ["doctorCertificate"] = CertificateOf(doctor),
            },
        };
    }

    public JsonObject Uploading(JsonObject original, JsonObject signed, string pharmacist = Pharmacist)
    {
        var upload = original.DeepClone().AsObject();
        upload["rxFile"] = signed["rxFile"]!.DeepClone();
        upload["signDigest"] = signed["signDigest"]!.DeepClone();
        var extras = new JsonObject
        {
            ["pharmacistSignature"] = Signature(pharmacist, Base64(original)),
            ["pharmacistCertificate"] = CertificateOf(pharmacist),
        };
        upload["extras"] = extras.ToJsonString();
        return upload;
    }

    public static JsonObject Undoing(string hiRxno, string doctor = Doctor) => new()
    {
        ["hiRxno"] = hiRxno,
        ["fixmedinsCode"] = Hospital,
        ["drCode"] = doctor,
        ["undoDrName"] = "普云舒",
        ["undoDrCertType"] = "01",
        ["undoDrCertno"] = "x",
        ["undoRea"] = "开错",
        ["undoTime"] = "2026-11-20 09:10:00",
    };

    public static string Base64(JsonObject original) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(original.ToJsonString()));

    public static string Pdf(string content = "x") =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes($"%PDF-1.7\n{content}\n%%EOF\n"));

    public async Task<EpcResult> CallAsync(string method, JsonObject data, string institution = Hospital)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var at = await scope.ServiceProvider.GetRequiredService<IInstitutionDirectory>().FindAsync(
            institution, host.Clock.Today(), TestContext.Current.CancellationToken);
        var named = scope.ServiceProvider.GetServices<IEpcMethod>().Single(one => one.Name == method);
        return await named.HandleAsync(new(at!, data), TestContext.Current.CancellationToken);
    }

    public async Task<JsonObject> DoneAsync(string method, JsonObject data, string institution = Hospital)
    {
        var result = await CallAsync(method, data, institution);
        result.Refusal.ShouldBeNull($"{method}: {result.Refusal?.Code} {Parameters(result)}");
        return result.Output!;
    }

    /// <summary>Sends a signed prescription back to its doctor, as the hospital's pharmacist.</summary>
    public async Task<(int Status, JsonNode Json)> SendBackAsync(string hiRxno, string pharmacist, string opinion)
    {
        var body = new JsonObject { ["pharmacist"] = pharmacist, ["opinion"] = opinion };
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/hospital/prescriptions/{hiRxno}/send-back")
        {
            Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", host.NextMsgId());
        return await SendAsync(request, Ward);
    }

    /// <summary>Refused with a code; the sentence's parameters.</summary>
    public async Task<IReadOnlyDictionary<string, string>> RefusedAsync(string method, JsonObject data, string code)
    {
        var result = await CallAsync(method, data);
        (result.Refusal?.Code).ShouldBe(code, Parameters(result));
        return result.Refusal!.Parameters;
    }

    /// <summary>A prescription on its way: what the patient and the hospital know of it.</summary>
    public async Task<Circulating> CirculateAsync()
    {
        var mdtrtId = await Patient.OpenAsync();
        var checkedOut = await DoneAsync("uploadChk", Checking(mdtrtId, NextNumber()));
        var original = Original(mdtrtId, checkedOut);
        var signed = await DoneAsync("rxFixmedinsSign", Signing(original));
        var uploaded = await DoneAsync("rxFileUpld", Uploading(original, signed));
        ((string)uploaded["rxStasCodg"]!).ShouldBe("1");
        ((string)uploaded["rxStasName"]!).ShouldBe("有效");
        var hiRxno = (string)checkedOut["hiRxno"]!;
        return new(hiRxno, await CodeOfAsync(hiRxno), mdtrtId);
    }

    public JsonObject Query(Circulating rx) => new()
    {
        ["hiRxno"] = rx.HiRxno,
        ["fixmedinsCode"] = Hospital,
        ["mdtrtId"] = rx.MdtrtId,
        ["psnName"] = Patient.Name,
        ["psnCertType"] = "01",
        ["certno"] = Patient.Certno,
    };

    public async Task<string> CodeOfAsync(string hiRxno)
    {
        await using var db = await DbAsync();
        var rx = WireId.Decode(hiRxno);
        var number = await db.Set<RxNumber>().SingleAsync(row => row.RxId == rx);
        return host.Services.GetRequiredService<RxSecrets>().AccessCodeOf(Hospital, number.Handle);
    }

    public Task<MingsuanDb> DbAsync() => host.Services.GetRequiredService<IDbContextFactory<MingsuanDb>>()
        .CreateDbContextAsync(TestContext.Current.CancellationToken);

    public async Task<JsonNode> ListAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/pharmacy/prescriptions");
        var (status, json) = await SendAsync(request, token);
        status.ShouldBe(200);
        return json;
    }

    public Task<(int Status, JsonNode Json)> TryAsync(string token, string path, JsonObject body, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/pharmacy/prescriptions/" + path)
        {
            Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", key ?? host.NextMsgId());
        return SendAsync(request, token);
    }

    public async Task<JsonNode> PostAsync(string token, string path, JsonObject body, string? key = null)
    {
        var (status, json) = await TryAsync(token, path, body, key);
        status.ShouldBe(200, json.ToJsonString());
        return json;
    }

    public async Task<string> RefusedAsync(string token, string path, JsonObject body, string code)
    {
        var (status, json) = await TryAsync(token, path, body);
        ((string?)json["code"]).ShouldBe(code);
        status.ShouldBe(422);
        var sentence = (string)json["detail"]!;
        sentence.ShouldNotContain("{");
        sentence.ShouldNotContain(code);
        return sentence;
    }

    /// <summary>Takes a prescription; the secret of the hold.</summary>
    public async Task<string> HoldAsync(string token, Circulating rx) =>
        (string)(await PostAsync(token, "hold", new() { ["code"] = rx.Code }))["secret"]!;

    public static JsonObject Portions(string? secret, params (string Line, decimal Amount)[] portions)
    {
        var body = new JsonObject
        {
            ["portions"] = new JsonArray([.. portions.Select(one => (JsonNode)new JsonObject
            {
                ["line"] = one.Line,
                ["amount"] = one.Amount,
            })]),
        };
        if (secret is not null)
        {
            body["secret"] = secret;
        }

        return body;
    }

    public async Task ShouldBeProvenAsync() => (await SettlementTests.VerifyAsync(host)).Breaks.ShouldBeEmpty();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    private static string Parameters(EpcResult result) =>
        string.Join(", ", result.Refusal?.Parameters.Select(one => one.Key + "=" + one.Value) ?? []);

    private static JsonObject Detail(string code, decimal count) => new()
    {
        ["medListCodg"] = code,
        ["rxItemTypeCode"] = "11",
        ["drugGenname"] = "示例药品",
        ["drugDosform"] = "片剂",
        ["drugSpec"] = "5mg*28片",
        ["medcWayCodg"] = "1",
        ["medcWayDscr"] = "口服",
        ["medcBegntime"] = "2026-11-20 00:00:00",
        ["medcEndtime"] = "2026-11-26 00:00:00",
        ["medcDays"] = 7,
        ["sinDosunt"] = "mg",
        ["sinDoscnt"] = 5,
        ["usedFrquCodg"] = "11",
        ["usedFrquName"] = "qd",
        ["drugDosunt"] = "盒",
        ["drugCnt"] = count,
        ["drugPric"] = 26.00m,
        ["hospApprFlag"] = "0",
    };

    private JsonObject Visit(string mdtrtId) => new()
    {
        ["fixmedinsName"] = "云岭医院",
        ["fixmedinsCode"] = Hospital,
        ["mdtrtId"] = mdtrtId,
        ["medType"] = "11",
        ["iptOtpNo"] = "MZ0001",
        ["psnNo"] = Patient.PsnNo,
        ["patnName"] = Patient.Name,
        ["psnCertType"] = "01",
        ["certno"] = Patient.Certno,
        ["patnAge"] = 45,
        ["gend"] = "1",
        ["prscDeptName"] = "心血管内科",
        ["prscDeptCode"] = "0301",
        ["drCode"] = Doctor,
        ["prscDrName"] = "普云舒",
        ["drDeptCode"] = "0301",
        ["drDeptName"] = "心血管内科",
        ["mdtrtTime"] = "2026-11-20 09:00:00",
        ["spDiseFlag"] = "0",
        ["maindiagCode"] = "I10.x00x002",
        ["maindiagName"] = "高血压病",
    };

    private async Task<(int Status, JsonNode Json)> SendAsync(HttpRequestMessage request, string token)
    {
        using var sent = request;
        sent.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await host.Client.SendAsync(sent, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, JsonNode.Parse(text)!);
    }
}

/// <summary>A prescription that circulates: its number, the patient's code, the visit.</summary>
internal sealed record Circulating(string HiRxno, string Code, string MdtrtId);
