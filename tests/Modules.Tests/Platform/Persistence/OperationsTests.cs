using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Migrations;
using Mingsuan.Platform.Persistence;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Platform.Persistence;

public sealed class OperationsTests(PostgresServer server)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_refused_outcome_and_a_thrown_error_leave_nothing(string kind)
    {
        using var database = await TestDatabase.Create(kind, server);
        await using var services = await ServicesAsync(database);
        await using var scope = services.CreateAsyncScope();
        var operations = scope.ServiceProvider.GetRequiredService<Operations>();
        var person = Guid.CreateVersion7();

        await operations.RunAsync("refuse", (db, _) => AddAsync(db, person, new Outcome(Commits: false)), Ct);
        await Should.ThrowAsync<InvalidOperationException>(() => operations.RunAsync<int>(
            "fail",
            async (db, _) =>
            {
                await AddAsync(db, person, 1);
                throw new InvalidOperationException("work failed");
            },
            Ct));
        (await CountAsync(scope)).ShouldBe(0);

        await operations.RunAsync("keep", (db, _) => AddAsync(db, person, new Outcome(Commits: true)), Ct);
        (await CountAsync(scope)).ShouldBe(1);
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_locked_person_is_changed_by_one_at_a_time(string kind)
    {
        using var database = await TestDatabase.Create(kind, server);
        await using var services = await ServicesAsync(database);
        var person = Guid.CreateVersion7();
        await InScopeAsync(services, (db, _) => AddAsync(db, person, 0));

        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => InScopeAsync(services, async (db, ct) =>
        {
            (await db.LockPersonAsync(person, ct)).ShouldBeTrue();
            var anchor = await db.Set<PersonAnchor>().SingleAsync(row => row.PersonId == person, ct);
            anchor.Version++;
            return anchor.Version;
        })));

        await InScopeAsync(services, async (db, ct) =>
        {
            (await db.Set<PersonAnchor>().SingleAsync(ct)).Version.ShouldBe(12);
            (await db.LockPersonAsync(Guid.CreateVersion7(), ct)).ShouldBeFalse();
            return 0;
        });
    }

    [Fact]
    public async Task The_gate_lets_writers_through_in_the_order_in_which_they_came()
    {
        var gate = new WriteGate();
        var order = new List<int>();
        var first = await gate.EnterAsync(Ct);
        using var abandoned = new CancellationTokenSource();
        var waiting = Enumerable.Range(0, 5).Select(place => PassAsync(place)).ToList();
        var given = gate.EnterAsync(abandoned.Token);
        var last = PassAsync(5);
        await abandoned.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => given);
        first.Dispose();
        await Task.WhenAll([.. waiting, last]);
        order.ShouldBe([0, 1, 2, 3, 4, 5]);

        async Task PassAsync(int place)
        {
            using var turn = await gate.EnterAsync(Ct);
            order.Add(place);
        }
    }

    [Theory]
    [InlineData(DatabaseKinds.Sqlite, true)]
    [InlineData(DatabaseKinds.Sqlite, false)]
    [InlineData(DatabaseKinds.Postgres, true)]
    [InlineData(DatabaseKinds.Postgres, false)]
    public async Task An_error_at_commit_is_settled_by_the_claim(string kind, bool committed)
    {
        using var database = await TestDatabase.Create(kind, server);
        await using var services = await ServicesAsync(database, new BrokenCommit(committed));
        await using var scope = services.CreateAsyncScope();
        var claims = scope.ServiceProvider.GetRequiredService<ClaimedOperations>();
        var db = scope.ServiceProvider.GetRequiredService<Session>();
        var key = new ClaimKey(Guid.CreateVersion7(), "2207", "m1", "digest");
        var runs = 0;

        var answer = await claims.RunAsync(
            key,
            _ =>
            {
                db.Db.Add(new PersonAnchor { PersonId = Guid.CreateVersion7() });
                return Task.FromResult(new ClaimedOutcome(Commits: true, $"run {++runs}"));
            },
            Ct);

        runs.ShouldBe(committed ? 1 : 2);
        answer.ShouldBe(committed
            ? new ClaimedAnswer(ClaimedAnswerKind.Replayed, "run 1")
            : new ClaimedAnswer(ClaimedAnswerKind.Fresh, "run 2"));
        (await CountAsync(scope)).ShouldBe(1);
    }

    [Fact]
    public async Task An_operation_without_a_claim_says_that_its_outcome_is_unknown()
    {
        using var database = await TestDatabase.Create(DatabaseKinds.Sqlite, server);
        await using var services = await ServicesAsync(database, new BrokenCommit(committed: true));
        await Should.ThrowAsync<CommitUnknownException>(() => InScopeAsync(
            services, (db, _) => AddAsync(db, Guid.CreateVersion7(), 0)));
    }

    private static Task<T> AddAsync<T>(MingsuanDb db, Guid person, T answer)
    {
        db.Add(new PersonAnchor { PersonId = person });
        return Task.FromResult(answer);
    }

    private static async Task InScopeAsync(
        IServiceProvider services, Func<MingsuanDb, CancellationToken, Task<int>> work)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Operations>().RunAsync("test", work, Ct);
    }

    private static Task<int> CountAsync(AsyncServiceScope scope) =>
        scope.ServiceProvider.GetRequiredService<Session>().Db.Set<PersonAnchor>().CountAsync(Ct);

    private static async Task<ServiceProvider> ServicesAsync(TestDatabase database, params IInterceptor[] broken)
    {
        var choice = DatabaseChoice.Parse(database.Choice);
        await Schema.MigrateAsync(choice, Ct);
        var services = new ServiceCollection();
        foreach (var interceptor in broken)
        {
            services.AddSingleton(interceptor);
        }

        return services
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddMingsuanDatabase(choice, SchemaMaps.All)
            .BuildServiceProvider();
    }

    private sealed record Outcome(bool Commits) : IOutcome;

    /// <summary>Loses the connection at the first commit: after it happened, or before.</summary>
    private sealed class BrokenCommit(bool committed) : DbTransactionInterceptor
    {
        private int commits;

        public override async ValueTask<InterceptionResult> TransactionCommittingAsync(
            DbTransaction transaction,
            TransactionEventData eventData,
            InterceptionResult result,
            CancellationToken cancellationToken = default)
        {
            if (commits++ > 0)
            {
                return result;
            }

            if (committed)
            {
                await transaction.CommitAsync(cancellationToken);
            }

            throw new IOException("the connection was lost at commit");
        }
    }
}
