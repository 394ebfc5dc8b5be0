using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Contracts.Access;
using Mingsuan.Host.Trail;
using Mingsuan.Testing;

namespace Mingsuan.Browser.Tests.Agency;

/// <summary>
/// 有结算的平台 — a platform with settlements of three months, online and offline, one of them reversed, and a budget. All
/// of it came in over HTTP.
/// </summary>
public class SettledPlatform : IAsyncLifetime
{
    /// <summary>The demonstration's two officers.</summary>
    public const string Officer = "agency", OfficerToken = "demo-agency-2026";

    public const string Second = "agency-second", SecondToken = "demo-agency-second-2026";

    private const string Drug = "XC08CAB049A001010100101";
    private const decimal Price = 26.00m;
    private readonly LeapingClock clock = new(new DateTimeOffset(2026, 9, 3, 9, 0, 0, TimeSpan.FromHours(8)));
    private readonly PlatformServer server;
    private readonly HttpClient client = new();
    private int messages;

    public SettledPlatform()
        : this(null)
    {
    }

    protected SettledPlatform(Func<Task<string>>? database) => server = new()
    {
        Clock = clock,
        Database = database,
        Replace = services => services.AddSingleton<IAccessLog>(Looks),
    };

    /// <summary>Who looked at what.</summary>
    public RememberedLooks Looks { get; } = new();

    public string Address => server.Address;

    public string Institution => (string)server.Demo["institutions"]![0]!["code"]!;

    public string Hospital => (string)server.Demo["institutions"]![0]!["name"]!;

    /// <summary>An institution without settlements, for what a test changes.</summary>
    public string Quiet => (string)server.Demo["institutions"]![1]!["code"]!;

    /// <summary>The address path of the settlement that was made first, and of the one that was reversed.</summary>
    public string First { get; private set; } = "";

    public string Reversed { get; private set; } = "";

    /// <summary>Signs a checkpoint over everything so far.</summary>
    public Task CheckpointAsync() =>
        server.Services.GetRequiredService<TrailKeeper>().RunOnceAsync(TestContext.Current.CancellationToken);

    /// <summary>Lets time pass.</summary>
    public void Wait(TimeSpan span) => clock.Advance(span);

    public string Name(int person) => (string)server.Demo["insured"]![person]!["name"]!;

    public string PsnNo(int person) => (string)server.Demo["insured"]![person]!["psnNo"]!;

    public async ValueTask InitializeAsync()
    {
        await server.InitializeAsync();
        First = await SettleAsync(0, 20, "offline");
        clock.Advance(TimeSpan.FromDays(19));
        await SettleAsync(0, 8, "internet");
        clock.Advance(TimeSpan.FromDays(24));
        await SettleAsync(1, 25, "offline");
        clock.Advance(TimeSpan.FromDays(20));
        Reversed = await SettleAsync(1, 3, "offline", reverse: true);
        clock.Advance(TimeSpan.FromDays(8));
        await SettleAsync(0, 10, "internet");
        await BudgetAsync("1600.00");
        await AgencyAsync(Budget(Quiet, 2027), SecondToken, Figure("2400000.00", "2027-01-01"));
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A person's visit, diagnosed, charged and settled, as a hospital's system sends it.</summary>
    private async Task<string> SettleAsync(int person, int packs, string channel, bool reverse = false)
    {
        var who = server.Demo["insured"]![person]!;
        var (number, now) = ((string)who["psnNo"]!, Now());
        var insutype = (string)who["scheme"]! == "employee" ? "310" : "390";
        var visit = (string)(await CallAsync("2201", new()
        {
            ["data"] = new JsonObject
            {
                ["psn_no"] = number,
                ["insutype"] = insutype,
                ["begntime"] = now,
                ["mdtrt_cert_type"] = "01",
                ["mdtrt_cert_no"] = who["eCertToken"]!.DeepClone(),
                ["ipt_otp_no"] = string.Create(CultureInfo.InvariantCulture, $"MZ{messages:D5}"),
                ["atddr_no"] = server.Demo["practitioners"]![0]!["code"]!.DeepClone(),
                ["dr_name"] = server.Demo["practitioners"]![0]!["name"]!.DeepClone(),
                ["dept_code"] = "0301",
                ["dept_name"] = "心血管内科",
                ["caty"] = "A03",
                ["exp_content"] = new JsonObject { ["visit_channel"] = channel },
            }
        }))["data"]!["mdtrt_id"]!;
        await CallAsync("2203", Diagnosis(visit, number, now));
        await CallAsync("2204", Fees(visit, number, now, packs));
        var output = await CallAsync("2207", new() { ["data"] = Settling(visit, who, insutype, packs) });
        var settlement = (string)output["setlinfo"]!["setl_id"]!;
        if (reverse)
        {
            await CallAsync("2208", new()
            {
                ["data"] = new JsonObject
                {
                    ["setl_id"] = settlement,
                    ["mdtrt_id"] = visit,
                    ["psn_no"] = number,
                }
            });
        }

        return $"/agency/settlements/{number}/{settlement}";
    }

    internal static JsonObject Diagnosis(string visit, string number, string now) => new()
    {
        ["mdtrtinfo"] = new JsonObject
        {
            ["mdtrt_id"] = visit,
            ["psn_no"] = number,
            ["med_type"] = "11",
            ["begntime"] = now,
            ["main_cond_dscr"] = "复诊续方",
        },
        ["diseinfo"] = new JsonArray(new JsonObject
        {
            ["diag_type"] = "1",
            ["diag_srt_no"] = 1,
            ["diag_code"] = "I10.x00x002",
            ["diag_name"] = "高血压病",
            ["diag_dept"] = "心血管内科",
            ["dise_dor_no"] = "D1",
            ["dise_dor_name"] = "x",
            ["diag_time"] = now,
            ["vali_flag"] = "1",
        }),
    };

    internal static JsonObject Fees(string visit, string number, string now, int packs) => new()
    {
        ["feedetail"] = new JsonArray(new JsonObject
        {
            ["feedetl_sn"] = "F1",
            ["mdtrt_id"] = visit,
            ["psn_no"] = number,
            ["chrg_bchno"] = "B1",
            ["rx_circ_flag"] = "0",
            ["fee_ocur_time"] = now,
            ["med_list_codg"] = Drug,
            ["medins_list_codg"] = "L" + Drug,
            ["det_item_fee_sumamt"] = Price * packs,
            ["cnt"] = packs,
            ["pric"] = Price,
            ["bilg_dept_codg"] = "0301",
            ["bilg_dept_name"] = "心血管内科",
            ["bilg_dr_codg"] = "D1",
            ["bilg_dr_name"] = "x",
            ["hosp_appr_flag"] = "1",
        }),
    };

    internal static JsonObject Settling(string visit, JsonNode who, string insutype, int packs) => new()
    {
        ["psn_no"] = who["psnNo"]!.DeepClone(),
        ["mdtrt_cert_type"] = "01",
        ["mdtrt_cert_no"] = who["eCertToken"]!.DeepClone(),
        ["med_type"] = "11",
        ["medfee_sumamt"] = Price * packs,
        ["psn_setlway"] = "01",
        ["mdtrt_id"] = visit,
        ["chrg_bchno"] = "B1",
        ["insutype"] = insutype,
        ["acct_used_flag"] = "1",
        ["invono"] = "INV1",
        ["fulamt_ownpay_amt"] = "0.00",
        ["overlmt_selfpay"] = 0,
        ["preselfpay_amt"] = 0,
        ["inscp_scp_amt"] = Price * packs,
    };

    private async Task<JsonObject> CallAsync(string infno, JsonObject input)
    {
        clock.Advance(TimeSpan.FromSeconds(1));
        var envelope = new JsonObject
        {
            ["infno"] = infno,
            ["msgid"] = string.Create(
                CultureInfo.InvariantCulture, $"{Institution}20261120{Interlocked.Increment(ref messages):D10}"),
            ["mdtrtarea_admvs"] = "532300",
            ["insuplc_admdvs"] = "532300",
            ["recer_sys_code"] = "HIS",
            ["signtype"] = "",
            ["infver"] = "V1.0",
            ["opter_type"] = "1",
            ["opter"] = "1001",
            ["opter_name"] = "收费员",
            ["inf_time"] = Now(),
            ["fixmedins_code"] = Institution,
            ["fixmedins_name"] = "x",
            ["sign_no"] = "",
            ["input"] = input,
        };
        using var content = new StringContent(envelope.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await client.PostAsync(new Uri(Address + "/fsi/api"), content);
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        ((int)answer["infcode"]!).ShouldBe(0, (string?)answer["err_msg"]);
        return answer["output"]!.AsObject();
    }

    private async Task BudgetAsync(string amount)
    {
        var path = Budget(Institution, 2026);
        await AgencyAsync(path, OfficerToken, Figure(amount, "2026-01-01"));
        await AgencyAsync(path + "/1/decision", SecondToken, new() { ["agrees"] = true });
    }

    private string Budget(string institution, int year) => string.Create(
        CultureInfo.InvariantCulture, $"{Address}/api/v1/agency/institutions/{institution}/budgets/{year}");

    private static JsonObject Figure(string amount, string on) => new()
    {
        ["amount"] = amount,
        ["effectiveOn"] = on,
        ["document"] = "云医保〔2026〕1号",
        ["reason"] = "年初下达",
    };

    private async Task AgencyAsync(string path, string token, JsonObject body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", $"budget-{Interlocked.Increment(ref messages)}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await client.SendAsync(request);
        response.IsSuccessStatusCode.ShouldBeTrue(await response.Content.ReadAsStringAsync());
    }

    private string Now() => clock.GetUtcNow().AddHours(8)
        .ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}

/// <summary>同一平台在 PostgreSQL 上 — the same over PostgreSQL.</summary>
public sealed class SettledOnPostgres(PostgresServer postgres)
    : SettledPlatform(async () => "postgres:" + await postgres.NewMigratedDatabase());

/// <summary>访问记录 — kept in memory, for a test to read at once.</summary>
public sealed class RememberedLooks : IAccessLog
{
    private readonly ConcurrentQueue<AccessEntry> entries = new();

    public void Record(AccessEntry entry) => entries.Enqueue(entry);

    public IReadOnlyList<AccessEntry> Of(string what) => [.. entries.Where(entry => entry.What == what)];
}

/// <summary>跳跃的时钟 — leaps over weeks; timers run in real time, so that nothing wakes a million times for it.</summary>
internal sealed class LeapingClock(DateTimeOffset start) : TimeProvider
{
    private long ticks = start.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref ticks), TimeSpan.Zero);

    public void Advance(TimeSpan span) => Interlocked.Add(ref ticks, span.Ticks);
}
