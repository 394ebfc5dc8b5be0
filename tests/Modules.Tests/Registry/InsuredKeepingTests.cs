using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Modules.Tests.MoneyOverTime;
using Mingsuan.Modules.Tests.Platform.Trail;
using Mingsuan.Platform.Identity;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;
using Mingsuan.Registry.Desk;
using Mingsuan.Registry.Exporting;
using Mingsuan.Registry.Importing;
using Mingsuan.Registry.Persons;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Registry;

/// <summary>参保数据的保管 — proven when entered, sealed while it waits, noted when it leaves.</summary>
public sealed class InsuredKeepingTests(PostgresServer server)
{
    private const string Heading =
        "身份证号,姓名,性别,出生日期,参保地区划,险种,在职退休,人员类别,待遇状态,慢特病病种,起始日\n";

    private const string Known = "532301198105212152,云小满,男,1981-05-21,532301,职工,退休,21,欠费,M03900,2026-06-01\n";
    private const string New = "532301199001017770,试三,男,1990-01-01,532301,职工,在职,11,享受,M03900,2026-01-01\n";

    private static readonly string[] Tables =
        ["registry_enrolment", "registry_entitlement", "registry_disease_registration"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Each_column_of_what_was_entered_or_ended_is_proven(string database)
    {
        await using var stage = await RegisterStage.OpenAsync(database, server);
        await stage.CommitAsync(await stage.PreviewAsync("insured", Heading + Known));
        await using var db = Db(stage);
        await ColumnTamper.ForgetForeignKeysAsync(db);
        await stage.Desk.ShouldBeProvenAsync();
        var (changed, rows) = (0, 0);
        Guid? person = null;
        foreach (var table in Tables)
        {
            var type = db.Model.GetEntityTypes().Single(one => one.GetTableName() == table);
            var all = (await ColumnTamper.Rows(db, type).ToListAsync(Stop)).Cast<InsuredFact>().ToList();
            all.ShouldAllBe(row => row.RecordedAt != null, "the stock is on its persons' chains, too");
            person ??= all.First(row => row.Source == "doc-1").PersonId;
            var recorded = all.Where(row => row.PersonId == person).ToList();
            rows += recorded.Count;
            var stock = all.First(row => row.PersonId != person);
            await ChangeAsync(stage.Host, db, stock, type.FindProperty(nameof(InsuredFact.ValidFrom))!);
            await LoseAsync(stage.Host, db, type, stock);
            foreach (var row in recorded)
            {
                foreach (var property in type.GetProperties().Where(one => !one.IsPrimaryKey()))
                {
                    await ChangeAsync(stage.Host, db, row, property);
                    changed++;
                }
            }

            await HideAsync(stage.Host, db, type, recorded[0]);
            await LoseAsync(stage.Host, db, type, recorded[0]);
        }

        rows.ShouldBeGreaterThanOrEqualTo(5, "two that ended, three that began");
        changed.ShouldBeGreaterThanOrEqualTo(40);
        await stage.Desk.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_file_lies_sealed_until_it_is_committed_and_for_a_day_at_most(string database)
    {
        await using var stage = await RegisterStage.OpenAsync(database, server);
        var first = await stage.PreviewAsync("insured", Heading + New);
        var kept = Encoding.UTF8.GetString(await ContentAsync(stage));
        kept.ShouldNotContain("532301199001017770");
        kept.ShouldNotContain("试三");
        await stage.CommitAsync(first);
        (await FilesAsync(stage)).ShouldBe(0);

        var second = await stage.PreviewAsync("insured", Heading + Known);
        stage.Host.Clock.Leap(TimeSpan.FromHours(23));
        (await SweepAsync(stage)).ShouldBe(0);
        stage.Host.Clock.Leap(TimeSpan.FromHours(2));
        (await stage.CommitAsync(second, status: HttpStatusCode.UnprocessableEntity))["code"]!.ToString()
            .ShouldBe("E-IMPORT-EXPIRED");
        (await SweepAsync(stage)).ShouldBe(1);
        (await FilesAsync(stage)).ShouldBe(0);
        (await stage.CommitAsync(second, status: HttpStatusCode.UnprocessableEntity))["code"]!.ToString()
            .ShouldBe("E-IMPORT-EXPIRED");
        await stage.CommitAsync(await stage.PreviewAsync("insured", Heading + Known));
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Another_file_put_in_its_place_is_not_committed(string database)
    {
        await using var stage = await RegisterStage.OpenAsync(database, server);
        var first = await stage.PreviewAsync("insured", Heading + New);
        await using (var db = Db(stage))
        {
            var own = await db.Set<UploadedTable>().SingleAsync(Stop);
            await stage.PreviewAsync("insured", Heading + Known);
            var other = await db.Set<UploadedTable>().SingleAsync(one => one.ImportId != own.ImportId, Stop);
            await db.Set<UploadedTable>().Where(one => one.ImportId == own.ImportId)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.Content, other.Content), Stop);
        }

        (await stage.CommitAsync(first, status: HttpStatusCode.UnprocessableEntity))["code"]!.ToString()
            .ShouldBe("E-IMPORT-EXPIRED");
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Each_person_of_an_export_finds_it_in_the_access_log(string database)
    {
        await using var stage = await RegisterStage.OpenAsync(database, server);
        var export = await ApprovedAsync(stage);
        (await NotedAsync(stage, export)).ShouldBeEmpty("nothing has left yet");
        var file = Encoding.UTF8.GetString(await stage.Desk.BytesAsync($"/registry/exports/{export}/file"));

        var noted = await NotedAsync(stage, export);
        var rows = file.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length - 1;
        noted.Count.ShouldBe(rows);
        noted.Select(one => one.Subject).Distinct().Count().ShouldBe(rows);
        noted.ShouldAllBe(
            one => one.SubjectClass == SubjectClass.Person && one.Outcome == "ok" && one.Actor == "/agency");
        await stage.Desk.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Who_hangs_up_while_an_export_is_taken_leaves_it_taken_and_noted(string database)
    {
        await using var stage = await RegisterStage.OpenAsync(database, server);
        var export = await ApprovedAsync(stage);
        await using var scope = stage.Host.Services.CreateAsyncScope();
        using var caller = new CancellationTokenSource();
        var services = new Hearing(
            scope.ServiceProvider,
            ActivatorUtilities.CreateInstance<RegistryExportBook>(
                scope.ServiceProvider, new HangUp(stage.Host.Clock, caller)));
        WireId.TryDecode(export, out var id, out _).ShouldBeTrue();
        var officer = stage.Host.Services.GetRequiredService<StaffList>().Named("agency")!;

        var (content, row, refusal) = await RegistryExportsApi.TakeAsync(services, id, officer, caller.Token);
        (caller.IsCancellationRequested, refusal).ShouldBe((true, null));
        content.ShouldNotBeNull();
        (await NotedAsync(stage, export)).Count.ShouldBe(row!.Rows!.Value);

        var again = await stage.Desk.GetAsync($"/registry/exports/{export}/file", HttpStatusCode.UnprocessableEntity);
        ((string)again["code"]!).ShouldBe("E-EXPORT-STATE");
        (await NotedAsync(stage, export)).Count.ShouldBe(row.Rows.Value);
        await stage.Desk.ShouldBeProvenAsync();
    }

    private static async Task<string> ApprovedAsync(RegisterStage stage)
    {
        var wish = new JsonObject { ["kind"] = "insured", ["format"] = "csv", ["reason"] = "r" };
        var export = (string)(await stage.Desk.PostAsync("/registry/exports", wish))["id"]!;
        await stage.Desk.PostAsync(
            $"/registry/exports/{export}/decision", new JsonObject { ["agrees"] = "true" }, token: MoneyStage.Second);
        return export;
    }

    private static async Task ChangeAsync(LineHost host, MingsuanDb db, object row, IProperty property)
    {
        var type = (IEntityType)property.DeclaringType;
        var (old, key) = (db.Entry(row).Property(property.Name).CurrentValue, Key(db, type, row));
        await ColumnTamper.UpdateAsync(db, property, ColumnTamper.Other(property, old), key);
        (await SettlementTests.VerifyAsync(host)).Breaks.ShouldContain(
            one => one.Table == type.GetTableName() && one.Column == property.GetColumnName(),
            $"{type.GetTableName()}.{property.GetColumnName()}");
        await ColumnTamper.UpdateAsync(db, property, old, key);
    }

    /// <summary>A row that says it was never recorded is missing all the same.</summary>
    private static async Task HideAsync(LineHost host, MingsuanDb db, IEntityType type, object row)
    {
        var (property, key) = (type.FindProperty("RecordedAt")!, Key(db, type, row));
        var old = db.Entry(row).Property(property.Name).CurrentValue;
        await ColumnTamper.UpdateAsync(db, property, null, key);
        (await SettlementTests.VerifyAsync(host)).Breaks.ShouldHaveSingleItem()
            .Code.ShouldBe(TrailBreaks.RecordMissing);
        await ColumnTamper.UpdateAsync(db, property, old, key);
    }

    private static async Task LoseAsync(LineHost host, MingsuanDb db, IEntityType type, object row)
    {
        db.Remove(row);
        await db.SaveChangesAsync(Stop);
        (await SettlementTests.VerifyAsync(host)).Breaks.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            one => one.Code.ShouldBe(TrailBreaks.RecordMissing),
            one => one.Table.ShouldBe(type.GetTableName()));
        db.Add(row);
        await db.SaveChangesAsync(Stop);
        db.Entry(row).State = EntityState.Detached;
    }

    private static Dictionary<IProperty, object?> Key(MingsuanDb db, IEntityType type, object row) =>
        type.FindPrimaryKey()!.Properties.ToDictionary(
            part => part, part => db.Entry(row).Property(part.Name).CurrentValue);

    private static async Task<IReadOnlyList<AccessLine>> NotedAsync(RegisterStage stage, string export)
    {
        await using var db = Db(stage);
        return await db.Set<AccessLine>().AsNoTracking().Where(one => one.Target == export).ToListAsync(Stop);
    }

    private static async Task<byte[]> ContentAsync(RegisterStage stage)
    {
        await using var db = Db(stage);
        return (await db.Set<UploadedTable>().SingleAsync(Stop)).Content;
    }

    private static Task<long> FilesAsync(RegisterStage stage) =>
        stage.Desk.NumberAsync("select count(*) from registry_uploaded_table");

    private static async Task<int> SweepAsync(RegisterStage stage)
    {
        await using var scope = stage.Host.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<UploadShelf>().SweepAsync(Stop);
    }

    private static MingsuanDb Db(RegisterStage stage) =>
        stage.Host.Services.GetRequiredService<IDbContextFactory<MingsuanDb>>().CreateDbContext();

    /// <summary>The request's services, with a book of the test's own.</summary>
    private sealed class Hearing(IServiceProvider inner, RegistryExportBook book) : IServiceProvider
    {
        public object? GetService(Type serviceType) =>
            serviceType == typeof(RegistryExportBook) ? book : inner.GetService(serviceType);
    }

    /// <summary>The caller hangs up as soon as the time of the download is asked for.</summary>
    private sealed class HangUp(TimeProvider clock, CancellationTokenSource caller) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow()
        {
            caller.Cancel();
            return clock.GetUtcNow();
        }
    }
}
