using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Platform.Identity;
using Mingsuan.Platform.Persistence;
using Mingsuan.Prescriptions.Tracing;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Prescriptions;

/// <summary>A platform of each kind of database for the tests of trace codes, whose codes are all different.</summary>
public sealed class TraceHosts : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<Task<LineHost>>> hosts = new();

    public Task<LineHost> On(string kind, PostgresServer server) => hosts.GetOrAdd(kind, name => new(() =>
        LineHost.StartAsync(name, server, demo: true, law: null, services => services.AddSingleton(StaffList.Of(
            (RxStage.First, new Operator("药店甲", "pharmacy", "", "P53230100001")),
            (TraceStage.Agency, new Operator("经办甲", "agency", "532300")),
            (TraceStage.Abroad, new Operator("经办乙", "agency", "430900"))))))).Value;

    public async ValueTask DisposeAsync()
    {
        foreach (var host in hosts.Values)
        {
            await (await host.Value).DisposeAsync();
        }
    }
}

/// <summary>Hospitals that settle, sell and take back boxes with codes.</summary>
internal sealed class TraceStage(LineHost host)
{
    public const string Agency = "test-agency";
    public const string Abroad = "test-agency-abroad";
    public const string Other = "H53230100001";
    public const string Drug = "XC08CAB049A001010100101";

    private static int codes;
    private static int documents;

    public LineHost Host => host;

    /// <summary>A code that no other box has.</summary>
    public static string NewCode() => $"8{Interlocked.Increment(ref codes):D19}";

    /// <summary>A visit with so many boxes charged, and the claim for it.</summary>
    public async Task<(SettlementWalk Walk, JsonObject Claim)> ChargedAsync(int person, int boxes)
    {
        var who = LinePerson.At(host, person);
        var walk = await SettlementWalk.DiagnosedAsync(host, who, "offline");
        (await walk.UploadAsync((Drug, 26.00m, boxes))).ShouldSucceed();
        return (walk, walk.Settling(
            26.00m * boxes, 26.00m * boxes, account: false, data => data["insutype"] = who.Insutype));
    }

    /// <summary>The claim with codes, each at the only line.</summary>
    public static JsonObject With(JsonObject claim, params IEnumerable<string> traced)
    {
        var with = claim.DeepClone().AsObject();
        with["drug_trac_info"] = new JsonArray([.. traced.Select(code => (JsonNode)new JsonObject
        {
            ["feedetl_sn"] = "F1",
            ["drug_trac_codg"] = code,
            ["trdn_flag"] = "0",
        })]);
        return with;
    }

    /// <summary>A line of 3505 or 3506.</summary>
    public JsonObject Goods(Action<JsonObject>? change, params IEnumerable<string> traced)
    {
        var number = Interlocked.Increment(ref documents);
        var line = new JsonObject
        {
            ["med_list_codg"] = Drug,
            ["fixmedins_hilist_id"] = "L1",
            ["fixmedins_hilist_name"] = "示例药品",
            ["fixmedins_bchno"] = $"B{number}",
            ["prsc_dr_name"] = "医师",
            ["phar_name"] = "药师",
            ["phar_prac_cert_no"] = "Y1",
            ["mdtrt_sn"] = "MZ0001",
            ["manu_lotnum"] = "P1",
            ["manu_date"] = "2026-01-01",
            ["rx_flag"] = "1",
            ["trdn_flag"] = "0",
            ["rtal_docno"] = $"LS{number}",
            ["sel_retn_cnt"] = 2,
            ["sel_retn_time"] = "2026-11-2009:00:00",
            ["sel_retn_opter_name"] = "收费员",
            ["drugtracinfo"] = new JsonArray([.. traced.Select(code =>
                (JsonNode)new JsonObject { ["drug_trac_codg"] = code })]),
        };
        change?.Invoke(line);
        return line;
    }

    public Task<Answer> SellAsync(JsonObject line, string? institution = null) => CallAsync("3505", line, institution);

    public Task<Answer> ReturnAsync(JsonObject line, string? institution = null) =>
        CallAsync("3506", line, institution);

    public Task<Answer> DeleteAsync(JsonObject line, string kind = "4") => host.CallAsync("3507", new JsonObject
    {
        ["data"] = new JsonObject
        {
            ["fixmedins_bchno"] = line["fixmedins_bchno"]!.DeepClone(),
            ["inv_data_type"] = kind,
        },
    });

    public async Task<JsonArray> UsesAsync(string code, string? institution = null) =>
        (await host.CallAsync(
            "3513",
            new JsonObject { ["data"] = new JsonObject { ["drug_trac_codg"] = code } },
            At(institution))).ShouldSucceed().Output["result"]!.AsArray();

    public async Task<(int Status, JsonNode Json)> HistoryAsync(string code, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/agency/trace-codes/" + code);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode,
            JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!);
    }

    /// <summary>The trail proves every row, and the stored projection is what the events fold to.</summary>
    public async Task ShouldBeProvenAsync()
    {
        (await SettlementTests.VerifyAsync(host)).Breaks.ShouldBeEmpty();
        await using var db = await DbAsync();
        var events = await db.Set<TraceEventRow>().AsNoTracking().OrderBy(row => row.Seq)
            .ToListAsync(TestContext.Current.CancellationToken);
        var folded = events.GroupBy(row => row.Code).ToDictionary(
            one => one.Key, one => TraceCode.Fold(one.Select(row => row.Event)).State);
        var stored = await db.Set<TraceCodeRow>().AsNoTracking().ToDictionaryAsync(
            row => row.Code, row => row.State, TestContext.Current.CancellationToken);
        stored.OrderBy(one => one.Key).ShouldBe(folded.OrderBy(one => one.Key));
    }

    public Task<MingsuanDb> DbAsync() => host.Services.GetRequiredService<IDbContextFactory<MingsuanDb>>()
        .CreateDbContextAsync(TestContext.Current.CancellationToken);

    public static Action<JsonObject>? At(string? institution) =>
        institution is null ? null : message => message["fixmedins_code"] = institution;

    private Task<Answer> CallAsync(string infno, JsonObject line, string? institution) =>
        host.CallAsync(infno, new JsonObject { ["selinfo"] = line.DeepClone() }, At(institution));
}
