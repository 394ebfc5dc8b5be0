using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Mingsuan.Host.Demonstration;
using Mingsuan.Migrations;
using Mingsuan.Platform.Persistence;
using Mingsuan.Settlement;

namespace Mingsuan.Simulator.Tests.Simulating;

/// <summary>A visit that stands ready to be charged when a run begins.</summary>
internal sealed record ReadyVisit(Insured Person, string Channel, string MdtrtId);

/// <summary>A person of the demonstration, as a hospital knows them.</summary>
internal sealed record Insured(string PsnNo, string Token, string Status, long AccountFen);

/// <summary>
/// What every run starts from: a migrated database with the demonstration and some open visits, as bytes to be copied.
/// </summary>
internal sealed class Ground : IDisposable
{
    public const string Institution = "H53230100002";
    private const int VisitsEach = 4;

    /// <summary>The last days of a year, so that a jump of the clock reaches the next.</summary>
    public static readonly DateTimeOffset Start = new(2026, 12, 30, 9, 0, 0, TimeSpan.FromHours(8));

    private readonly DirectoryInfo folder = Directory.CreateDirectory(Path.Combine(
        Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(),
        "mingsuan-sim-" + Guid.NewGuid().ToString("N")));

    private byte[] bytes = [];
    private int copies;

    public RealPlatform Platform { get; } = new();

    public List<Insured> Persons { get; } = [];

    public List<ReadyVisit> Visits { get; } = [];

    public string Doctor { get; private set; } = "";

    public static async Task<Ground> PrepareAsync()
    {
        var ground = new Ground();
        await ground.FillAsync();
        return ground;
    }

    /// <summary>A fresh copy, as a path.</summary>
    public string Copy()
    {
        var path = Path.Combine(folder.FullName, Interlocked.Increment(ref copies) + ".db");
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public static void Delete(string path)
    {
        using (var pooled = new SqliteConnection(DatabaseChoice.Parse("sqlite:" + path).ConnectionString))
        {
            SqliteConnection.ClearPool(pooled);
        }

        foreach (var suffix in new[] { "", "-wal", "-shm" })
        {
            File.Delete(path + suffix);
        }
    }

    public void Dispose()
    {
        Platform.Dispose();
        folder.Delete(recursive: true);
    }

    private async Task FillAsync()
    {
        var path = Path.Combine(folder.FullName, "ground.db");
        var database = "sqlite:" + path;
        await Schema.MigrateAsync(DatabaseChoice.Parse(database), CancellationToken.None);
        var clock = new SimClock(Start);
        await using (var life = Platform.Start(database, clock, new Chance(1), []))
        {
            var law = RealPlatform.Law.Value;
            await SettlementModule.PublishLawAsync(life, law.Files, law.Load, CancellationToken.None);
            await DemoData.SeedAsync(life, CancellationToken.None);
            await DemoData.DescribeAsync(life, folder, CancellationToken.None);
            ReadDemo();
            await OpenVisitsAsync(life, clock);
        }

        await using (var connection = new SqliteConnection("Data Source=" + path + ";Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE);";
            await command.ExecuteNonQueryAsync();
        }

        bytes = await File.ReadAllBytesAsync(path);
        Delete(path);
    }

    private void ReadDemo()
    {
        var demo = JsonNode.Parse(File.ReadAllText(Path.Combine(folder.FullName, "demo.json")))!;
        Doctor = (string)demo["practitioners"]![0]!["code"]!;
        Persons.AddRange(demo["insured"]!.AsArray()
            .Where(row => (string)row!["scheme"]! == "employee" && (string)row["entitlement"]! == "active" &&
                ((string)row["area"]!).StartsWith("5323", StringComparison.Ordinal) &&
                row["chronic"]!.AsArray().Count == 0)
            .Select(row => new Insured(
                (string)row!["psnNo"]!,
                (string)row["eCertToken"]!,
                (string)row["status"]!,
                (long)(decimal.Parse(
                    (string)row["accountBalance"]!, System.Globalization.CultureInfo.InvariantCulture) * 100m))));
    }

    private async Task OpenVisitsAsync(IServiceProvider life, SimClock clock)
    {
        var messages = new Messages(this, clock, "T");
        foreach (var (at, person) in Persons.Index())
        {
            for (var visit = 0; visit < VisitsEach; visit++)
            {
                var channel = at < 2 && visit % 2 == 0 ? "internet" : "offline";
                var opened = await CallAsync(life, messages.Open(person, channel));
                var mdtrt = (string)opened["output"]!["data"]!["mdtrt_id"]!;
                await CallAsync(life, messages.Diagnose(person, mdtrt));
                Visits.Add(new(person, channel, mdtrt));
            }
        }
    }

    private async Task<JsonNode> CallAsync(IServiceProvider life, Message message)
    {
        var (status, body) = await Platform.AnswerAsync(life, message.Bytes);
        var answer = JsonNode.Parse(body)!;
        (status, (int)answer["infcode"]!).ShouldBe((200, 0), Encoding.UTF8.GetString(body));
        return answer;
    }
}
