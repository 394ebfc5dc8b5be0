using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Modules.Tests.MoneyOverTime;
using Mingsuan.Platform.Persistence;
using Mingsuan.Registry.Importing;
using Mingsuan.Registry.Importing.Rows;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Registry;

/// <summary>长文件 — shown once, written in parts, and after whatever stopped it to its end, each row once.</summary>
public sealed class LongImportTests(PostgresServer server)
{
    private const int Persons = 1_100;

    private const string Heading =
        "身份证号,姓名,性别,出生日期,参保地区划,险种,在职退休,人员类别,待遇状态,慢特病病种,起始日\n";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task It_goes_on_where_it_stopped_and_each_row_is_written_once(string database)
    {
        var stumble = new Stumble();
        await using var stage = new RegisterStage(await MoneyStage.OpenAsync(
            database, server, services => services.Insert(0, ServiceDescriptor.Scoped<IRowReader>(_ => stumble))));
        var before = await CountAsync(stage);
        var file = Heading + string.Concat(Enumerable.Range(0, Persons).Select(at => Row(at)))
            + Row(5) + Row(Persons).Replace("532301,职工", "430902,职工", StringComparison.Ordinal);
        var preview = await stage.PreviewAsync("insured", file);
        Figures(preview, "rows", "bad", "changing").ShouldBe([Persons + 2, 2, Persons]);
        var parts = (int)preview["parts"]!;
        parts.ShouldBe(3);
        (await CountAsync(stage)).ShouldBe(before, "a preview writes nothing");

        (await stage.CommitAsync(preview, status: HttpStatusCode.UnprocessableEntity))["code"]!.ToString()
            .ShouldBe("E-IMPORT-ROWS");
        var first = await CommitAsync(stage, preview, "k-1", parts: 1);
        ((string)first["state"]!).ShouldBe("committing");
        Figures(first, "partsDone", "present", "refused").ShouldBe([1, 0, 2]);
        (await CountAsync(stage)).ShouldBe(before + (int)first["written"]!);

        // Others write between two parts: one row of the file as it is there, and another one otherwise.
        await stage.CommitAsync(await stage.PreviewAsync("insured", Heading + Row(Persons - 1)));
        await stage.CommitAsync(await stage.PreviewAsync(
            "insured", Heading + Row(Persons - 2).Replace("享受", "欠费", StringComparison.Ordinal)));

        // Rows of the next part are written already when it breaks off; they are not there afterwards.
        stumble.At = 2 + (int)first["written"]! + ImportPlanner.Chunk;
        await BreakOffAsync(stage, preview, "k-2");
        (await CountAsync(stage)).ShouldBe(before + (int)first["written"]! + 2);
        stumble.At = null;
        var done = await CommitAsync(stage, preview, "k-2");

        ((string)done["state"]!).ShouldBe("committed");
        Figures(done, "partsDone", "written", "present", "refused").ShouldBe([parts, Persons - 2, 1, 3]);
        (await CommitAsync(stage, preview, "k-3")).ToJsonString().ShouldBe(done.ToJsonString(), "a lost answer");
        (await CountAsync(stage)).ShouldBe(before + Persons);
        (await stage.Desk.NumberAsync("select count(*) from registry_entitlement where source = 'doc-1'"))
            .ShouldBe(Persons);
        (await stage.Desk.NumberAsync("select count(*) from registry_uploaded_table")).ShouldBe(0);
        await ListedAsync(stage, preview);
        await stage.Desk.ShouldBeProvenAsync();

        var again = await stage.PreviewAsync("insured", file);
        Figures(again, "changing", "parts").ShouldBe([0, 0]);
        Figures(await CommitAsync(stage, again, "k-4"), "written", "present", "refused").ShouldBe([0, Persons - 1, 3]);
    }

    [Fact]
    public async Task More_rows_than_a_file_may_have_are_refused_before_any_is_looked_up()
    {
        var stumble = new Stumble { At = 2 };
        await using var stage = new RegisterStage(await MoneyStage.OpenAsync(
            DatabaseKinds.Sqlite,
            server,
            services => services.Insert(0, ServiceDescriptor.Scoped<IRowReader>(_ => stumble))));
        var file = Encoding.UTF8.GetBytes(Heading + string.Concat(Enumerable.Repeat("1\n", TableReader.MostRows + 1)));
        var refused = await stage.PreviewAsync("insured", file, HttpStatusCode.UnprocessableEntity);
        ((string)refused["code"]!).ShouldBe("E-IMPORT-SIZE");
        ((string)refused["detail"]!).ShouldContain(" 200000 ");
    }

    [Fact]
    public async Task A_person_who_changed_after_the_preview_is_left_out_and_told()
    {
        const string known = "532301198105212152,云小满,男,1981-05-21,532301,职工,";
        await using var stage = await RegisterStage.OpenAsync(DatabaseKinds.Sqlite, server);
        var preview = await stage.PreviewAsync(
            "insured", Heading + known + "退休,21,享受,,2026-06-01\n" + Many());
        await stage.CommitAsync(await stage.PreviewAsync("insured", Heading + known + "在职,12,享受,,2026-03-01\n"));

        var first = await CommitAsync(stage, preview, "k-1", parts: 1);
        Figures(first, "partsDone", "present", "refused").ShouldBe([1, 0, 1]);
        Encoding.UTF8.GetString(await stage.Desk.BytesAsync($"/registry/imports/{(string)preview["id"]!}/findings"))
            .ShouldContain("预览之后登记簿有变动");
        (await stage.Desk.NumberAsync(
            "select count(*) from registry_enrolment where psn_type = '21' and source = 'doc-1'")).ShouldBe(0);
    }

    [Fact]
    public async Task One_whose_day_is_over_is_not_opened_and_until_then_it_keeps_all_its_parts()
    {
        await using var stage = await RegisterStage.OpenAsync(DatabaseKinds.Sqlite, server);
        var preview = await stage.PreviewAsync("insured", Heading + Many());
        await using (var db = stage.Host.Services.GetRequiredService<IDbContextFactory<MingsuanDb>>().CreateDbContext())
        {
            // Reading took two hours: the first part is that much older than the import.
            var early = (await db.Set<UploadedTable>().SingleAsync(one => one.Part == 1, Stop)).At.AddHours(-2);
            await db.Set<UploadedTable>().Where(one => one.Part == 1)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.At, early), Stop);
        }

        stage.Host.Clock.Leap(TimeSpan.FromHours(23));
        (await SweepAsync(stage)).ShouldBe(0);
        stage.Host.Clock.Leap(TimeSpan.FromHours(2));
        (await stage.CommitAsync(preview, status: HttpStatusCode.UnprocessableEntity))["code"]!.ToString()
            .ShouldBe("E-IMPORT-EXPIRED");
        ((string)(await stage.Desk.GetAsync($"/registry/imports/{(string)preview["id"]!}"))["state"]!)
            .ShouldBe("previewed");
        (await SweepAsync(stage)).ShouldBe((int)preview["parts"]!);
    }

    private static async Task<int> SweepAsync(RegisterStage stage)
    {
        await using var scope = stage.Host.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<UploadShelf>().SweepAsync(Stop);
    }

    private static string Many() => string.Concat(Enumerable.Range(0, Persons).Select(at => Row(at)));

    /// <summary>Everything that was wrong, when it was shown and when it was written.</summary>
    private static async Task ListedAsync(RegisterStage stage, JsonNode preview)
    {
        var text = Encoding.UTF8.GetString(
            await stage.Desk.BytesAsync($"/registry/imports/{(string)preview["id"]!}/findings"));
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(5);
        lines[1].ShouldStartWith($"{Persons + 2},");
        lines[2].ShouldStartWith($"{Persons + 3},");
        lines[3..].ShouldAllBe(line => line.StartsWith($"{Persons},", StringComparison.Ordinal));
        lines[4].ShouldContain("预览之后登记簿有变动");
        text.ShouldNotContain(Certificate(Persons - 2), Case.Sensitive, "certificates are masked");
        await stage.Desk.GetAsync(
            $"/registry/imports/{(string)preview["id"]!}/findings",
            HttpStatusCode.UnprocessableEntity,
            MoneyStage.Second);
    }

    private static Task<JsonNode> CommitAsync(
        RegisterStage stage, JsonNode preview, string key, int? parts = null) =>
        stage.Desk.PostAsync(Path(preview), Body(preview, parts), key: key);

    private static async Task BreakOffAsync(RegisterStage stage, JsonNode preview, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/agency" + Path(preview))
        {
            Content = new StringContent(Body(preview, null).ToJsonString(), Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", key);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", MoneyStage.Officer);
        using var answer = await stage.Host.Client.SendAsync(request, Stop);
        answer.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
    }

    private static string Path(JsonNode preview) => $"/registry/imports/{(string)preview["id"]!}/commit";

    private static JsonObject Body(JsonNode preview, int? parts)
    {
        var body = new JsonObject { ["plan"] = (string)preview["plan"]!, ["goodOnly"] = "true" };
        if (parts is { } most)
        {
            body["parts"] = most;
        }

        return body;
    }

    private static int[] Figures(JsonNode import, params string[] names) =>
        [.. names.Select(name => (int)import[name]!)];

    private static Task<long> CountAsync(RegisterStage stage) =>
        stage.Desk.NumberAsync("select count(*) from registry_person");

    private static string Certificate(int at) => string.Create(CultureInfo.InvariantCulture, $"53230119800101{at:D4}");

    private static string Row(int at) => string.Create(
        CultureInfo.InvariantCulture, $"{Certificate(at)},试{at},男,1980-01-01,532301,职工,在职,11,享受,,2026-01-01\n");

    /// <summary>绊倒 — reads insured persons as the platform does, until a row at which it fails.</summary>
    private sealed class Stumble : IRowReader
    {
        private readonly InsuredRows rows = new();

        public int? At { get; set; }

        public string Kind => rows.Kind;

        public Task<IReadOnlyList<RowPlan>> PlanAsync(
            MingsuanDb db, IReadOnlyList<RowValues> some, PlanContext context, CancellationToken ct) =>
            some.Any(row => row.Number == At)
                ? throw new InvalidOperationException("stumbled")
                : rows.PlanAsync(db, some, context, ct);
    }
}
