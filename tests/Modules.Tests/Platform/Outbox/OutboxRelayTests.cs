using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Mingsuan.Migrations;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Metering;
using Mingsuan.Platform.Outbox;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Platform.Outbox;

/// <summary>中继 — at least once, in order per person, by one process at a time; poison holds only its person.</summary>
public sealed class OutboxRelayTests(PostgresServer server)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Each_persons_messages_come_in_order_and_once_when_nothing_fails(string kind)
    {
        await using var stage = await Stage.OpenAsync(kind, server);
        var persons = Enumerable.Range(0, 20).Select(_ => stage.Ids.Next()).ToList();
        foreach (var _ in Enumerable.Range(0, 4))
        {
            await stage.TellAsync([.. persons]);
        }

        var relay = stage.Relay();
        (await relay.RunOnceAsync(stage.Take, Ct)).ShouldBe(80);

        (await relay.RunOnceAsync(stage.Take, Ct)).ShouldBe(0);
        stage.Taken.Count.ShouldBe(80);
        foreach (var person in stage.Taken.GroupBy(letter => letter.PersonId))
        {
            person.Select(letter => letter.Seq).ShouldBe([1, 2, 3, 4]);
        }
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_failing_message_holds_its_person_and_nobody_else(string kind)
    {
        await using var stage = await Stage.OpenAsync(kind, server);
        var (ann, ben) = (stage.Ids.Next(), stage.Ids.Next());
        await stage.TellAsync(ann, ann, ben, ben);
        stage.Refuses = letter => letter.PersonId == ann && letter.Seq == 1;
        var relay = stage.Relay();

        (await relay.RunOnceAsync(stage.Take, Ct)).ShouldBe(2);
        stage.Taken.ShouldAllBe(letter => letter.PersonId == ben);
        (await relay.RunOnceAsync(stage.Take, Ct)).ShouldBe(0, "it pauses");

        stage.Refuses = _ => false;
        stage.Clock.Advance(TimeSpan.FromSeconds(3));
        (await relay.RunOnceAsync(stage.Take, Ct)).ShouldBe(2);
        stage.Taken.Where(letter => letter.PersonId == ann).Select(letter => letter.Seq).ShouldBe([1, 2]);
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_poisoned_message_is_parked_shown_and_freed_by_an_operator(string kind)
    {
        await using var stage = await Stage.OpenAsync(kind, server);
        var (ann, ben) = (stage.Ids.Next(), stage.Ids.Next());
        await stage.TellAsync(ann, ann, ben);
        stage.Refuses = letter => letter.PersonId == ann;
        var relay = stage.Relay();
        var tries = 0;
        for (; tries < 40 && (await stage.StateAsync()).Parked == 0; tries++)
        {
            await relay.RunOnceAsync(stage.Take, Ct);
            stage.Clock.Advance(TimeSpan.FromMinutes(11));
        }

        tries.ShouldBe(OutboxRelay.MostAttempts);
        var state = await stage.StateAsync();
        (state.Waiting, state.Parked).ShouldBe((2, 1));
        state.OldestAt.ShouldNotBeNull();
        stage.Refuses = _ => false;
        (await relay.RunOnceAsync(stage.Take, Ct)).ShouldBe(0, "parked until somebody looks");

        await using (var db = stage.Db())
        {
            await db.Database.ExecuteSqlRawAsync(
                "update platform_outbox set parked_at = null, attempts = 0 where parked_at is not null", Ct);
        }

        (await relay.RunOnceAsync(stage.Take, Ct)).ShouldBe(2);
        stage.Taken.Where(letter => letter.PersonId == ann).Select(letter => letter.Seq).ShouldBe([1, 2]);
        (await stage.StateAsync()).ShouldBe(new OutboxState(0, 0, null));
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_share_is_one_processes_until_its_lease_is_over(string kind)
    {
        await using var stage = await Stage.OpenAsync(kind, server);
        var ann = stage.Ids.Next();
        var (one, other) = (stage.Relay(), stage.Relay());
        await stage.TellAsync(ann);
        (await one.RunOnceAsync(stage.Take, Ct)).ShouldBe(1);

        await stage.TellAsync(ann);
        (await other.RunOnceAsync(stage.Take, Ct)).ShouldBe(0, "the first one holds the share");
        stage.Clock.Advance(OutboxRelay.Lease + TimeSpan.FromSeconds(1));
        (await other.RunOnceAsync(stage.Take, Ct)).ShouldBe(1, "the first one is gone");

        await stage.TellAsync(ann);
        (await one.RunOnceAsync(stage.Take, Ct)).ShouldBe(0, "it comes back and finds the share taken");
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_process_that_dies_between_handing_on_and_marking_hands_on_again(string kind)
    {
        await using var stage = await Stage.OpenAsync(kind, server);
        var ann = stage.Ids.Next();
        await stage.TellAsync(ann);
        using var dying = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(() => stage.Relay().RunOnceAsync(
            async (letter, ct) =>
            {
                await stage.Take(letter, ct);
                await dying.CancelAsync();
            },
            dying.Token));

        stage.Clock.Advance(OutboxRelay.Lease + TimeSpan.FromSeconds(1));
        (await stage.Relay().RunOnceAsync(stage.Take, Ct)).ShouldBe(1);
        stage.Taken.Count.ShouldBe(2);
        stage.Taken.Select(letter => letter.Id).Distinct().ShouldHaveSingleItem();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Sent_messages_go_after_a_week_and_waiting_ones_stay(string kind)
    {
        await using var stage = await Stage.OpenAsync(kind, server);
        var (ann, ben) = (stage.Ids.Next(), stage.Ids.Next());
        await stage.TellAsync(ann, ben);
        stage.Refuses = letter => letter.PersonId == ben;
        var relay = stage.Relay();
        await relay.RunOnceAsync(stage.Take, Ct);
        (await relay.PruneAsync(Ct)).ShouldBe(0);

        stage.Clock.Advance(OutboxRelay.Kept + TimeSpan.FromMinutes(1));
        (await relay.PruneAsync(Ct)).ShouldBe(1);
        (await stage.StateAsync()).Waiting.ShouldBe(1);
    }

    [Fact]
    public async Task A_message_without_an_entry_on_the_chain_is_a_bug()
    {
        await using var stage = await Stage.OpenAsync(DatabaseKinds.Sqlite, server);
        await using var db = stage.Db();
        Should.Throw<InvalidOperationException>(() => new OutboxWriter(stage.Ids, stage.Clock).Append(
            db, stage.Ids.Next(), "stage.told", "{}"));
    }

    /// <summary>A migrated database, a clock to move, and a receiver that remembers what it took.</summary>
    private sealed class Stage(TestDatabase database, ServiceProvider services, FakeClock clock) : IAsyncDisposable
    {
        public FakeClock Clock => clock;

        public IdSource Ids => services.GetRequiredService<IdSource>();

        public List<OutboxLetter> Taken { get; } = [];

        public Func<OutboxLetter, bool> Refuses { get; set; } = _ => false;

        public static async Task<Stage> OpenAsync(string kind, PostgresServer server)
        {
            var database = await TestDatabase.Create(kind, server);
            var choice = DatabaseChoice.Parse(database.Choice);
            await Schema.MigrateAsync(choice, Ct);
            var clock = FakeClock.AtBeijing(2026, 11, 20);
            var services = new ServiceCollection()
                .AddLogging()
                .AddSingleton<TimeProvider>(clock)
                .AddMingsuanDatabase(choice, SchemaMaps.All)
                .AddTrail(new PlatformKeys(new byte[32], Sm2PrivateKey.Generate()))
                .BuildServiceProvider();
            return new Stage(database, services, clock);
        }

        /// <summary>A relay as another process has it.</summary>
        public OutboxRelay Relay() => new(
            services.GetRequiredService<IServiceScopeFactory>(),
            services.GetRequiredService<IDbContextFactory<MingsuanDb>>(),
            clock,
            Ids,
            services.GetRequiredService<PlatformMeters>(),
            NullLogger<OutboxRelay>.Instance);

        public Task Take(OutboxLetter letter, CancellationToken ct)
        {
            if (Refuses(letter))
            {
                throw new InvalidOperationException("not taken");
            }

            Taken.Add(letter);
            return Task.CompletedTask;
        }

        /// <summary>One operation per message, as the business does it.</summary>
        public async Task TellAsync(params Guid[] persons)
        {
            await using var scope = services.CreateAsyncScope();
            var trail = services.GetRequiredService<TrailWriter>();
            var outbox = scope.ServiceProvider.GetRequiredService<OutboxWriter>();
            foreach (var person in persons)
            {
                await scope.ServiceProvider.GetRequiredService<Operations>().RunAsync(
                    "tell",
                    async (db, token) =>
                    {
                        await trail.AppendAsync(db, TrailSubject.Person(person), "stage.told", "stage", [], token);
                        outbox.Append(db, person, "stage.told", new JsonObject { ["n"] = 1 }.ToJsonString());
                        return true;
                    },
                    Ct);
            }
        }

        public MingsuanDb Db() => services.GetRequiredService<IDbContextFactory<MingsuanDb>>().CreateDbContext();

        public async Task<OutboxState> StateAsync()
        {
            await using var db = Db();
            return await OutboxState.ReadAsync(db, Ct);
        }

        public async ValueTask DisposeAsync()
        {
            await services.DisposeAsync();
            database.Dispose();
        }
    }
}
