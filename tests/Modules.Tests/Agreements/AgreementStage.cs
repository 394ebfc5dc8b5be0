using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Agreements.Books;
using Mingsuan.Agreements.Life;
using Mingsuan.Agreements.Rows;
using Mingsuan.Contracts.Acceptance;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Registry;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Identity;
using Mingsuan.Platform.Persistence;
using Mingsuan.Testing;
using Mingsuan.Workbench;

namespace Mingsuan.Modules.Tests.Agreements;

/// <summary>
/// A platform with an officer of the agency and an officer of a hospital without a supplementary agreement.
/// </summary>
internal sealed class AgreementStage(LineHost host) : IAsyncDisposable
{
    public const string Agency = "test-agency";
    public const string Elsewhere = "test-agency-elsewhere";
    public const string Hospital = "test-hospital";
    public const string Settling = "test-hospital-settling";

    /// <summary>The hospital that applies: a main agreement, no supplementary one.</summary>
    public const string Applying = "H53230100005";

    /// <summary>The hospital that settles: both agreements in force.</summary>
    public const string Serving = "H53230100002";

    private static readonly string[] Pieces =
        ["applicationForm", "codeMapping", "dataExchange", "realName", "records", "followUp", "channel"];

    private static readonly string[] Checklist = ["network", "eCertificate", "mobilePayment", "jointTest"];

    public LineHost Host => host;

    public Sm2PrivateKey Key { get; } = Sm2PrivateKey.Generate();

    public string Application { get; set; } = "";

    public string At => $"/agency/applications/{Applying}/{Application}";

    public string Own => $"/hospital/applications/{Application}";

    public static async Task<AgreementStage> OpenAsync(
        string database, PostgresServer server, Action<IServiceCollection>? replace = null) =>
        new(await LineHost.StartAsync(database, server, demo: true, replace: services =>
        {
            services.AddSingleton(StaffList.Of(
                (Agency, new Operator("agency", StaffRoles.Agency, "532300")),
                (Elsewhere, new Operator("agency-elsewhere", StaffRoles.Agency, "430900")),
                (Hospital, new Operator("hospital", StaffRoles.Hospital, "", Applying)),
                (Settling, new Operator("hospital-settling", StaffRoles.Hospital, "", Serving))));
            services.AddSingleton<IAcceptanceReports, FixedReports>();
            replace?.Invoke(services);
        }));

    public static JsonObject Applied(params string[] without) => new()
    {
        ["pieces"] = new JsonArray([.. Pieces.Except(without).Select(key => (JsonNode)Piece(key))]),
    };

    public static JsonObject Piece(string key, string version = "1") => new()
    {
        ["key"] = key,
        ["name"] = key + ".pdf",
        ["digest"] = Convert.ToHexStringLower(Sm3.Hash(Encoding.UTF8.GetBytes(key + version))),
    };

    public static JsonObject Failed(params (string Piece, string Item)[] items) => new()
    {
        ["passed"] = false,
        ["items"] = new JsonArray([.. items.Select(one => (JsonNode)new JsonObject
        {
            ["piece"] = one.Piece,
            ["item"] = one.Item,
        })]),
    };

    public static JsonObject Passed() => new() { ["passed"] = true };

    public static JsonObject Reason(string reason = "x") => new() { ["reason"] = reason };

    /// <summary>A new application; its id is kept.</summary>
    public async Task<JsonNode> ApplyAsync(params string[] without)
    {
        var answer = await PostAsync("/hospital/applications", Applied(without), Hospital);
        Application = (string)answer["id"]!;
        return answer;
    }

    public async Task RebuildAsync()
    {
        await PostAsync(At + "/review", Passed());
        foreach (var item in Checklist)
        {
            await PostAsync(Own + "/ticket", new JsonObject { ["item"] = item, ["done"] = true }, Hospital);
        }

        await PostAsync(Own + "/acceptance", new JsonObject { ["run"] = FixedReports.Good }, Hospital);
        await PostAsync(At + "/acceptance", Passed());
    }

    /// <summary>The institution's signature over what the draft says is to be signed.</summary>
    public JsonObject Signed(JsonNode application, Sm2PrivateKey? key = null) => new()
    {
        ["digest"] = (string)application["draft"]!["digest"]!,
        ["signature"] = Convert.ToHexStringLower((key ?? Key).Sign(
            Encoding.UTF8.GetBytes((string)application["draft"]!["statement"]!))),
        ["publicKey"] = Convert.ToHexStringLower((key ?? Key).PublicKey.SubjectPublicKeyInfo),
    };

    /// <summary>What the agency's officer signs: the text that he saw.</summary>
    public static JsonObject Seen(JsonNode application) =>
        new() { ["digest"] = (string)application["draft"]!["digest"]! };

    /// <summary>From nothing to an agreement in force; gives the agreement.</summary>
    public async Task<JsonNode> ConcludeAsync()
    {
        await ApplyAsync();
        await RebuildAsync();
        var drafted = await PostAsync(At + "/draft", new JsonObject());
        await PostAsync(Own + "/sign", Signed(drafted), Hospital);
        var concluded = await PostAsync(At + "/sign", Seen(drafted));
        return await AgreementAsync(Applying, "supplementary", (string)concluded["agreement"]!);
    }

    /// <summary>The agreement of a kind, or one by its id.</summary>
    public async Task<JsonNode> AgreementAsync(string institution, string kind, string? id = null) =>
        (await GetAsync($"/agency/agreements/{institution}"))["agreements"]!.AsArray()
            .Last(one => (string)one!["kind"]! == kind && (id is null || (string)one["id"]! == id))!;

    public async Task ActAsync(string institution, string kind, string act, string reason = "x") => await PostAsync(
        $"/agency/agreements/{institution}/{(string)(await AgreementAsync(institution, kind))["id"]!}/{act}",
        Reason(reason));

    public Task<JsonNode> GetAsync(string path, string token = Agency, HttpStatusCode status = HttpStatusCode.OK) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, "/api/v1" + path), token, status);

    public Task<JsonNode> PostAsync(
        string path, JsonObject body, string token = Agency, HttpStatusCode status = HttpStatusCode.OK)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1" + path)
        {
            Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", host.NextMsgId());
        return SendAsync(request, token, status);
    }

    /// <summary>The code of the refusal that must come, and its sentence.</summary>
    public async Task<(string Code, string Said)> RefusedAsync(string path, JsonObject body, string token = Agency)
    {
        var answer = await PostAsync(path, body, token, HttpStatusCode.UnprocessableEntity);
        var said = (string)answer["detail"]!;
        said.ShouldNotContain('{');
        said.ShouldNotContain("原因代码");
        return ((string)answer["code"]!, said);
    }

    /// <summary>Every standing is what its events fold to, without gaps, and every row is proven.</summary>
    public async Task ShouldBeProvenAsync()
    {
        await using var db = await host.Services.GetRequiredService<IDbContextFactory<MingsuanDb>>()
            .CreateDbContextAsync();
        var standings = await db.Set<AgreementStanding>().AsNoTracking().ToListAsync();
        var applications = await db.Set<ApplicationRow>().AsNoTracking().ToListAsync();
        var seen = 0;
        foreach (var inst in standings.Select(row => row.InstId).Distinct())
        {
            var life = await LifeStore.LoadAsync(db, inst, CancellationToken.None);
            foreach (var (id, agreement) in life.Agreements)
            {
                var rows = standings.Where(row => row.AgreementId == id).OrderBy(row => row.Seq).ToList();
                seen += rows.Count;
                rows[^1].Until.ShouldBeNull();
                rows[^1].Waits.ShouldBe(agreement.Waits);
                (rows[^1].State, rows[^1].ValidTo).ShouldBe((agreement.State, agreement.To));
                rows.Zip(rows.Skip(1)).ShouldAllBe(pair => pair.First.Until == pair.Second.Since);
                foreach (var row in rows)
                {
                    var then = Mingsuan.Agreements.Life.Agreement.Fold(life.Of(id).Where(one => one.Seq <= row.Seq))!;
                    (row.State, row.ValidFrom, row.ValidTo, row.ForInst)
                        .ShouldBe((then.State, then.From, then.To, then.ForInst));
                }
            }

            foreach (var (id, application) in life.Applications)
            {
                applications.Single(row => row.ApplicationId == id).IsPending
                    .ShouldBe(LifeStore.IsPending(application));
            }
        }

        seen.ShouldBe(standings.Count);
        (await SettlementTests.VerifyAsync(host)).Breaks.ShouldBeEmpty();
    }

    public async ValueTask DisposeAsync()
    {
        Key.Dispose();
        await host.DisposeAsync();
    }

    private async Task<JsonNode> SendAsync(HttpRequestMessage request, string token, HttpStatusCode status)
    {
        using (request)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var response = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            response.StatusCode.ShouldBe(status, text);
            return JsonNode.Parse(text)!;
        }
    }
}

/// <summary>One run that passed, one that did not, and one that passed long ago.</summary>
internal sealed class FixedReports(TimeProvider clock) : IAcceptanceReports
{
    public const string Good = "RUN-GOOD";
    public const string Bad = "RUN-BAD";
    public const string Old = "RUN-OLD";

    public Task<AcceptanceReport?> FindAsync(InstitutionId institution, string run, CancellationToken ct) =>
        Task.FromResult(run is Good or Bad or Old
            ? new AcceptanceReport(
                run,
                run != Bad,
                "digest-" + run,
                run == Old ? DateTime.UnixEpoch : clock.GetUtcNow().UtcDateTime)
            : null);
}

/// <summary>The directory, but one institution is an internet hospital that depends on another, or on none.</summary>
internal sealed class DependingDirectory(IInstitutionDirectory inner, string code, InstitutionId? physical)
    : IInstitutionDirectory
{
    /// <summary>Puts it before the directory that is registered.</summary>
    public static void Before(IServiceCollection services, string code, Guid? physical)
    {
        var inner = services.Last(one => one.ServiceType == typeof(IInstitutionDirectory)).ImplementationType!;
        services.AddScoped<IInstitutionDirectory>(provider => new DependingDirectory(
            (IInstitutionDirectory)ActivatorUtilities.CreateInstance(provider, inner),
            code,
            physical is { } id ? new InstitutionId(id) : null));
    }

    public async Task<InstitutionFacts?> FindAsync(string asked, DateOnly on, CancellationToken ct) =>
        Told(await inner.FindAsync(asked, on, ct));

    public async Task<InstitutionFacts?> FindAsync(InstitutionId id, DateOnly on, CancellationToken ct) =>
        Told(await inner.FindAsync(id, on, ct));

    public Task<string?> DesignationAsync(InstitutionFacts institution, DateOnly on, CancellationToken ct) =>
        inner.DesignationAsync(institution, on, ct);

    public async Task<IReadOnlyList<InstitutionFacts>> ListAsync(DateOnly on, CancellationToken ct) =>
        [.. (await inner.ListAsync(on, ct)).Select(one => Told(one)!)];

    private InstitutionFacts? Told(InstitutionFacts? facts) => facts?.Code == code
        ? facts with { InternetHospital = true, PhysicalInstitution = physical }
        : facts;
}
