using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Platform.Trail;

/// <summary>A money row that an operation writes and the trail must prove.</summary>
[TableClass(TableClass.Person)]
public sealed class StagePayment
{
    public Guid PersonId { get; set; }

    public Guid Id { get; set; }

    public long AmountFen { get; set; }

    public decimal Ratio { get; set; }

    public DateOnly On { get; set; }

    public DateTime At { get; set; }

    public string? Note { get; set; }

    public bool Final { get; set; }

    public DayOfWeek Day { get; set; }

    public byte[] Proof { get; set; } = [];

    public int Version { get; set; }
}

public sealed class StageMap : IEntityMap
{
    public void Map(ModelBuilder model)
    {
        var payment = model.Entity<StagePayment>().ToTable("stage_payment");
        payment.HasKey(p => new { p.PersonId, p.Id });
        payment.Property(p => p.Id).ValueGeneratedNever();
        payment.Property(p => p.Day).HasConversion<string>();
    }
}

/// <summary>An empty database of one kind with the trail's tables, a clock, keys, and the parts under test.</summary>
public sealed class TrailStage : IAsyncDisposable
{
    public static readonly Guid Ann = Guid.Parse("01936f2c-7a3b-7c4d-8e5f-0000000000a1");
    public static readonly Guid Ben = Guid.Parse("01936f2c-7a3b-7c4d-8e5f-0000000000b2");
    public static readonly Guid Clinic = Guid.Parse("01936f2c-7a3b-7c4d-8e5f-0000000000c3");
    public const string Region = "000100";

    private readonly string? file;
    private readonly DbContextOptions<MingsuanDb> options;

    private TrailStage(string? file, DbContextOptions<MingsuanDb> options)
    {
        this.file = file;
        this.options = options;
        Ids = new IdSource(Clock, System.Security.Cryptography.RandomNumberGenerator.Fill);
        RandomFill random = System.Security.Cryptography.RandomNumberGenerator.Fill;
        var master = new byte[32];
        random(master);
        Keys = new PlatformKeys(master, Sm2PrivateKey.Generate());
        Writer = new TrailWriter(Clock, Ids, random, Keys);
        Job = new CheckpointJob(Clock, Keys);
        Access = new AccessLog(Clock, Ids);
    }

    public TickingClock Clock { get; } = new();

    public IdSource Ids { get; }

    public PlatformKeys Keys { get; }

    public TrailWriter Writer { get; }

    public CheckpointJob Job { get; }

    public AccessLog Access { get; }

    public static async Task<TrailStage> OpenAsync(string kind, PostgresServer postgres)
    {
        // The platform's own model is cached by the type of the context; the stage adds a table to it.
        var builder = new DbContextOptionsBuilder<MingsuanDb>();
        builder.ReplaceService<IModelCacheKeyFactory, StageModelKey>();
        string? file = null;
        if (kind == "sqlite")
        {
            file = Path.Combine(Path.GetTempPath(), $"mingsuan-trail-{Guid.NewGuid():N}.db");
            builder.UseSqlite($"Data Source={file};Pooling=False");
        }
        else
        {
            builder.UseNpgsql(await postgres.NewDatabase());
        }

        var stage = new TrailStage(file, builder.Options);
        await using var db = stage.Db();
        await db.Database.EnsureCreatedAsync();
        return stage;
    }

    public MingsuanDb Db() =>
        new(options, new MapAssemblies([typeof(TrailMap).Assembly, Assembly.GetExecutingAssembly()]));

    public async Task<byte[]> AppendAsync(TrailSubject subject, string kind, JsonObject payload)
    {
        await using var db = Db();
        var hash = await Writer.AppendAsync(db, subject, kind, "tester", payload, default);
        await db.SaveChangesAsync();
        return hash;
    }

    /// <summary>One operation: a payment written or changed, and the payload that commits to it.</summary>
    public async Task<Guid> PayAsync(Guid person, long fen, Guid? again = null)
    {
        await using var db = Db();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var id = again ?? Ids.Next();
        var payment = await db.Set<StagePayment>().SingleOrDefaultAsync(p => p.PersonId == person && p.Id == id);
        if (payment is null)
        {
            payment = new StagePayment
            {
                PersonId = person,
                Id = id,
                Ratio = 0.6500m,
                On = new DateOnly(2026, 3, 4),
                At = Clock.GetUtcNow().UtcDateTime,
                Final = true,
                Day = DayOfWeek.Friday,
                Proof = [1, 2, 3],
            };
            db.Add(payment);
        }

        payment.AmountFen = fen;
        payment.Version++;
        var payload = new JsonObject { ["fen"] = fen, [ProvenRecords.Member] = ProvenRecords.Of(db, payment) };
        await Writer.AppendAsync(db, TrailSubject.Person(person), "payment", "tester", payload, default);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return id;
    }

    public async Task<Checkpoint?> CheckpointAsync()
    {
        await using var db = Db();
        return await Job.RunAsync(db, null, TestContext.Current.CancellationToken);
    }

    public async Task ReadAsync(params string[] targets)
    {
        foreach (var target in targets)
        {
            var record = new AccessRecord(TrailSubject.Person(Ann), "doctor", "record.read", target, "ok");
            await Access.RecordAsync(record, default);
        }

        await using var db = Db();
        (await Access.FlushAsync(db, default)).ShouldBe(targets.Length);
    }

    /// <summary>Chains of all classes, payments, an access batch, two checkpoints and a tail.</summary>
    public async Task<Checkpoint> FillAsync()
    {
        await PayAsync(Ann, 100);
        await PayAsync(Ben, 200);
        await AppendAsync(TrailSubject.Institution(Clinic), "agreement", new JsonObject { ["state"] = "inForce" });
        await AppendAsync(TrailSubject.Region(Region), "budget", new JsonObject { ["year"] = 2026 });
        await ReadAsync("visit/1", "visit/2");
        (await CheckpointAsync())!.Size.ShouldBe(5);
        var id = await PayAsync(Ann, 300);
        await PayAsync(Ann, 350, id);
        await AppendAsync(TrailSubject.Institution(Clinic), "agreement", new JsonObject { ["state"] = "suspended" });
        return (await CheckpointAsync()).ShouldNotBeNull();
    }

    public Task<TrailReport> VerifyAsync() => VerifyAsync(new TrailVerification { Keys = Keys });

    public async Task<TrailReport> VerifyAsync(TrailVerification with)
    {
        await using var db = Db();
        var verifier = new TrailVerifier([Proven.ByPerson<StagePayment>(p => p.PersonId)]);
        return await verifier.VerifyAsync(db, with, TestContext.Current.CancellationToken);
    }

    public async Task<int> SqlAsync(string sql)
    {
        await using var db = Db();
        return await db.Database.ExecuteSqlRawAsync(sql);
    }

    public ValueTask DisposeAsync()
    {
        Keys.Dispose();
        if (file is not null)
        {
            SqliteConnection.ClearAllPools();
            File.Delete(file);
        }

        return ValueTask.CompletedTask;
    }

    public sealed class TickingClock : TimeProvider
    {
        private DateTimeOffset now = new(2026, 3, 4, 1, 2, 3, 456, 789, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => now = now.AddMilliseconds(7).AddTicks(3);
    }
}

internal sealed class StageModelKey : IModelCacheKeyFactory
{
    public object Create(DbContext context, bool designTime) => (typeof(TrailStage), designTime);
}
