using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Host.Demonstration;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Platform.Persistence;
using Mingsuan.PublicService.Rows;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.PublicService;

/// <summary>演示 — starts again whatever was done in it meanwhile.</summary>
public sealed class ServiceSamplesTests(PostgresServer server)
{
    private const string Doctor = "D532301000101";
    private const string Nurse = "N532301000101";
    private const int Week = 7;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_duty_that_was_removed_stays_removed_and_who_left_keeps_nothing_from_starting(string database)
    {
        await using var host = await LineHost.StartAsync(database, server, demo: true);
        await DemoData.PublishAsync(host.Services, Stop);
        await using var db = Db(host);
        var listed = await db.Set<Duty>().CountAsync(one => one.Practitioner == Doctor, Stop);
        listed.ShouldBeInRange(Week - 1, Week);
        await db.Set<Duty>().Where(one => one.Practitioner == Doctor)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.RemovedAt, one => one.EnteredAt), Stop);
        await LeaveAsync(db);

        await DemoData.PublishAsync(host.Services, Stop);
        (await db.Set<Duty>().CountAsync(one => one.Practitioner == Doctor, Stop)).ShouldBe(listed);
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Who_left_before_the_first_start_is_left_out_and_the_others_are_entered(string database)
    {
        await using var host = await LineHost.StartAsync(database, server, demo: true);
        await using var db = Db(host);
        await LeaveAsync(db);

        await DemoData.PublishAsync(host.Services, Stop);
        (await db.Set<Duty>().AnyAsync(one => one.Practitioner == Doctor, Stop)).ShouldBeFalse();
        (await db.Set<Duty>().CountAsync(one => one.Practitioner == Nurse, Stop)).ShouldBe(Week);
    }

    /// <summary>The doctor works there no more.</summary>
    private static async Task LeaveAsync(MingsuanDb db) => (await db.Database.ExecuteSqlAsync(
        $"""
        DELETE FROM registry_practice WHERE practitioner_id IN
            (SELECT practitioner_id FROM registry_practitioner WHERE code = {Doctor})
        """,
        Stop)).ShouldBePositive();

    private static MingsuanDb Db(LineHost host) =>
        host.Services.GetRequiredService<IDbContextFactory<MingsuanDb>>().CreateDbContext();
}
