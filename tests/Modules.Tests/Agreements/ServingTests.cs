using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Agreements.Books;
using Mingsuan.Agreements.Rows;
using Mingsuan.Contracts.Agreements;
using Mingsuan.Contracts.Registry;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Modules.Tests.MoneyOverTime;
using Mingsuan.Modules.Tests.Registry;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Agreements;

/// <summary>
/// 服务时与结算时 — what stood when the patient was served counts, and over the network what stands now as well. (CX-19-1,
/// CX-2-2)
/// </summary>
public sealed class ServingTests(PostgresServer server)
{
    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_visit_during_a_suspension_is_not_paid_though_it_was_lifted_before_the_settlement(
        string database)
    {
        await using var stage = await AgreementStage.OpenAsync(database, server);
        await stage.ActAsync(AgreementStage.Serving, "main", "suspend");
        stage.Host.Clock.Advance(TimeSpan.FromHours(1));
        var during = await UploadedAsync(stage, 0, Now(stage));
        stage.Host.Clock.Advance(TimeSpan.FromHours(1));
        await stage.ActAsync(AgreementStage.Serving, "main", "restore");
        stage.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        var after = await UploadedAsync(stage, 1, Now(stage));

        foreach (var infno in new[] { "2206", "2207" })
        {
            (await stage.Host.CallAsync(infno, during.Settling(130m, 130m))).ShouldRefuse("E-AGREEMENT-SUSPENDED");
        }

        (await after.SettleAsync(130m, 130m, change: data => data["invono"] = "INV2"))["setlinfo"].ShouldNotBeNull();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_visit_under_the_agreement_before_is_not_paid_while_the_present_one_is_suspended(string database)
    {
        await using var stage = await AgreementStage.OpenAsync(database, server);
        var walk = await UploadedAsync(stage, 0, "2026-11-09 09:00:00");
        var serving = (await ServingAsync(stage.Host)).Id.Value;
        await using var db = await stage.Host.Services.GetRequiredService<IDbContextFactory<MingsuanDb>>()
            .CreateDbContextAsync(TestContext.Current.CancellationToken);
        await db.Set<AgreementStanding>().Where(row => row.Kind == AgreementKind.Main && row.InstId == serving)
            .ExecuteUpdateAsync(
                row => row.SetProperty(one => one.ValidTo, new DateOnly(2026, 11, 10)),
                TestContext.Current.CancellationToken);
        db.Add(new AgreementStanding
        {
            InstId = serving,
            AgreementId = Guid.NewGuid(),
            Seq = 1,
            Kind = AgreementKind.Main,
            ForInst = serving,
            State = AgreementState.Suspended,
            ValidFrom = new DateOnly(2026, 11, 11),
            Source = "x",
            Since = TrailTime.Of(stage.Host.Clock.GetUtcNow()).AddDays(-1),
            Waits = false,
        });
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);

        (await stage.Host.CallAsync("2207", walk.Settling(130m, 130m))).ShouldRefuse("E-AGREEMENT-SUSPENDED");
        await db.Set<AgreementStanding>().Where(row => row.State == AgreementState.Suspended && row.InstId == serving)
            .ExecuteUpdateAsync(
                row => row.SetProperty(one => one.State, AgreementState.InForce),
                TestContext.Current.CancellationToken);
        (await walk.SettleAsync(130m, 130m))["setlinfo"].ShouldNotBeNull();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_paper_that_names_its_visit_is_judged_by_the_hour_of_it(string database)
    {
        await using var stage = await MoneyStage.OpenAsync(database, server);
        var served = await SettlementWalk.DiagnosedAsync(
            stage.Host, LinePerson.At(stage.Host, 3), "offline", "2026-03-10 15:00:00");
        var serving = (await ServingAsync(stage.Host)).Id.Value;
        await using (var db = await stage.Host.Services.GetRequiredService<IDbContextFactory<MingsuanDb>>()
            .CreateDbContextAsync(TestContext.Current.CancellationToken))
        {
            var main = await db.Set<AgreementStanding>().AsTracking().SingleAsync(
                row => row.Kind == AgreementKind.Main && row.InstId == serving,
                TestContext.Current.CancellationToken);
            Close(db, main, new DateTime(2026, 3, 10, 2, 0, 0, DateTimeKind.Utc));
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var named = await stage.PostAsync(
            ManualTests.Path(stage), ManualTests.Claim(stage, 3, "P1", served.MdtrtId, "2026-03-10"));
        var unnamed = await stage.PostAsync(
            ManualTests.Path(stage), ManualTests.Claim(stage, 3, "P2", on: "2026-03-10"));

        ((string)named["fund_pay_sumamt"]!).ShouldBe("0.00", "it was served after the suspension of that day");
        ((string)unnamed["fund_pay_sumamt"]!).ShouldNotBe("0.00");
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_paper_of_before_the_suspension_is_paid_and_one_of_during_it_is_not(string database)
    {
        await using var stage = await MoneyStage.OpenAsync(database, server);
        stage.Institution.ShouldBe(AgreementStage.Serving);
        var serving = (await ServingAsync(stage.Host)).Id.Value;
        await using (var db = await stage.Host.Services.GetRequiredService<IDbContextFactory<MingsuanDb>>()
            .CreateDbContextAsync(TestContext.Current.CancellationToken))
        {
            var main = await db.Set<AgreementStanding>().AsTracking().SingleAsync(
                row => row.Kind == AgreementKind.Main && row.InstId == serving,
                TestContext.Current.CancellationToken);
            Close(db, main, new DateTime(2026, 3, 10, 2, 0, 0, DateTimeKind.Utc));
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var before = await stage.PostAsync(
            ManualTests.Path(stage), ManualTests.Claim(stage, 3, "P1", on: "2026-03-02"));
        var during = await stage.PostAsync(
            ManualTests.Path(stage), ManualTests.Claim(stage, 3, "P2", on: "2026-03-11"));

        decimal.Parse((string)before["fund_pay_sumamt"]!, CultureInfo.InvariantCulture).ShouldBeGreaterThan(0m);
        ((string)during["fund_pay_sumamt"]!).ShouldBe("0.00");
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task An_institution_whose_designation_was_suspended_or_revoked_is_not_paid(string database)
    {
        await using var stage = await RegisterStage.OpenAsync(database, server);
        var host = stage.Host;
        var walk = await SettlementWalk.DiagnosedAsync(host, LinePerson.At(host, 0), "internet");
        (await walk.UploadAsync((MoneyStage.Drug, MoneyStage.Price, 5))).ShouldSucceed();
        await stage.CommitAsync(await stage.PreviewAsync("institutions", Designated("中止")));
        var refused = (await host.CallAsync("2207", walk.Settling(130m, 130m))).ShouldRefuse("E-AGREEMENT-SUSPENDED");
        refused.ErrMsg.ShouldContain("第二条（二）");

        await stage.CommitAsync(await stage.PreviewAsync("institutions", Designated("取消", "2026-11-20")));
        (await stage.Desk.NumberAsync("select count(*) from registry_designation where state = 'Revoked'")).ShouldBe(1);
        var unpaid = (await host.CallAsync("2206", walk.Settling(130m, 0m))).ShouldSucceed();
        ((decimal)unpaid.Output["setlinfo"]!["fund_pay_sumamt"]!).ShouldBe(0m);
    }

    [Fact]
    public async Task A_settlement_that_meets_a_suspension_waits_for_it_and_is_refused()
    {
        await using var stage = await AgreementStage.OpenAsync("postgres", server);
        var walk = await UploadedAsync(stage, 0, Now(stage));
        var serving = (await ServingAsync(stage.Host)).Id.Value;
        var services = stage.Host.Services.GetRequiredService<IDbContextFactory<MingsuanDb>>();
        await using var officer = await services.CreateDbContextAsync(TestContext.Current.CancellationToken);
        await using var transaction = await officer.Database
            .BeginTransactionAsync(TestContext.Current.CancellationToken);
        await StandingLock.TakeAsync(officer, serving, TestContext.Current.CancellationToken);
        var main = await officer.Set<AgreementStanding>().AsTracking().SingleAsync(
            row => row.Kind == AgreementKind.Main && row.InstId == serving, TestContext.Current.CancellationToken);
        Close(officer, main, TrailTime.Of(stage.Host.Clock.GetUtcNow()).AddMilliseconds(-1));
        await officer.SaveChangesAsync(TestContext.Current.CancellationToken);

        var settling = stage.Host.CallAsync("2207", walk.Settling(130m, 130m));
        await WaitingAsync(services);
        settling.IsCompleted.ShouldBeFalse();
        await transaction.CommitAsync(TestContext.Current.CancellationToken);

        (await settling).ShouldRefuse("E-AGREEMENT-SUSPENDED");
    }

    [Fact]
    public async Task A_suspension_that_meets_a_settlement_waits_for_it_and_is_dated_after_it()
    {
        await using var stage = await AgreementStage.OpenAsync("postgres", server);
        var services = stage.Host.Services.GetRequiredService<IDbContextFactory<MingsuanDb>>();
        await using var scope = stage.Host.Services.CreateAsyncScope();
        var serving = await ServingAsync(stage.Host);
        var moment = stage.Host.Clock.GetUtcNow().UtcDateTime;
        Task suspending;
        await using (var settlement = await scope.ServiceProvider.GetRequiredService<Session>().Db.Database
            .BeginTransactionAsync(TestContext.Current.CancellationToken))
        {
            (await scope.ServiceProvider.GetRequiredService<IAgreementBook>().ServingAsync(
                serving,
                moment,
                true,
                TestContext.Current.CancellationToken)).ShouldAllBe(one => one.State == AgreementState.InForce);
            suspending = stage.ActAsync(AgreementStage.Serving, "main", "suspend");
            await WaitingAsync(services);
            suspending.IsCompleted.ShouldBeFalse();
            stage.Host.Clock.Advance(TimeSpan.FromMinutes(5));
            await settlement.CommitAsync(TestContext.Current.CancellationToken);
        }

        await suspending;
        await using var db = await services.CreateDbContextAsync(TestContext.Current.CancellationToken);
        (await db.Set<AgreementStanding>()
            .Where(row => row.InstId == serving.Id.Value && row.State == AgreementState.Suspended)
            .Select(row => row.Since).Distinct().SingleAsync(TestContext.Current.CancellationToken))
            .ShouldBeGreaterThanOrEqualTo(moment.AddMinutes(5));
        await stage.ShouldBeProvenAsync();
    }

    private static async Task<InstitutionFacts> ServingAsync(LineHost host)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<IInstitutionDirectory>().FindAsync(
            AgreementStage.Serving, new DateOnly(2026, 11, 20), TestContext.Current.CancellationToken))!;
    }

    private static void Close(MingsuanDb db, AgreementStanding open, DateTime at)
    {
        open.Until = at;
        open.Version++;
        db.Add(new AgreementStanding
        {
            InstId = open.InstId,
            AgreementId = open.AgreementId,
            Seq = open.Seq + 1,
            Kind = open.Kind,
            ForInst = open.ForInst,
            State = AgreementState.Suspended,
            ValidFrom = open.ValidFrom,
            ValidTo = open.ValidTo,
            Source = open.Source,
            Since = at,
            Waits = false,
        });
    }

    /// <summary>Until a statement of the test's database waits for a lock.</summary>
    private static async Task WaitingAsync(IDbContextFactory<MingsuanDb> services)
    {
        await using var db = await services.CreateDbContextAsync(TestContext.Current.CancellationToken);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await db.Database.SqlQuery<int>(
            $"""
            SELECT count(*)::int AS "Value" FROM pg_stat_activity
            WHERE datname = current_database() AND wait_event_type = 'Lock'
            """).SingleAsync(deadline.Token) == 0)
        {
            await Task.Yield();
        }
    }

    private static string Designated(string state, string from = "2026-11-19") =>
        "机构编码,机构名称,统一社会信用代码,医保区划,级别,所有制,经营性质,互联网医院,依托实体机构编码,定点状态,起始日\n"
        + $"{AgreementStage.Serving},楚雄云岭医院（样例）,12532301000020000Q,532301,二级,公立,非营利,否,,{state},{from}\n";

    private static string Now(AgreementStage stage) =>
        stage.Host.Clock.GetUtcNow().AddHours(8).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static async Task<SettlementWalk> UploadedAsync(AgreementStage stage, int person, string day)
    {
        var walk = await SettlementWalk.DiagnosedAsync(stage.Host, LinePerson.At(stage.Host, person), "internet", day);
        (await walk.UploadAsync((MoneyStage.Drug, MoneyStage.Price, 5))).ShouldSucceed();
        return walk;
    }
}
