using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Trail;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Platform.Trail;

public sealed class AccessLogTests(PostgresServer server)
{
    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Lines_whose_commit_failed_are_written_again_and_those_stored_are_not(string kind)
    {
        await using var stage = await TrailStage.OpenAsync(kind, server);
        var ct = TestContext.Current.CancellationToken;
        await stage.Access.RecordAsync(new(null, "doctor", "record.read", "visit/1", "ok"), ct);

        await using (var db = stage.Db())
        {
            await using var lost = await db.Database.BeginTransactionAsync(ct);
            (await stage.Access.FlushAsync(db, ct)).ShouldBe(1);
            await lost.RollbackAsync(ct);
        }

        for (var turn = 0; turn < 2; turn++)
        {
            await using var db = stage.Db();
            (await stage.Access.FlushAsync(db, ct)).ShouldBe(turn == 0 ? 1 : 0);
            (await db.Set<AccessLine>().CountAsync(ct)).ShouldBe(1);
        }
    }

    [Fact]
    public async Task A_full_log_says_so_instead_of_growing()
    {
        await using var stage = await TrailStage.OpenAsync(DatabaseKinds.Sqlite, server);
        var record = new AccessRecord(null, "doctor", "record.read", "visit/1", "ok");
        var room = 0;
        while (stage.Access.TryRecord(record))
        {
            room++;
        }

        room.ShouldBe(4_096);
    }
}
