using System.Text;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Law;
using Mingsuan.Platform.Outbox;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;

namespace Mingsuan.Host.Metrics;

/// <summary>
/// 库存指标 — what only the database knows, read when somebody looks: the age of the last checkpoint, what it lacks
/// yet, the outbox. An unreachable database is itself a figure, and the others are then left out.
/// </summary>
public sealed partial class StoredGauges(
    IDbContextFactory<MingsuanDb> factory, LawInForce law, TimeProvider clock, ILogger<StoredGauges> log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>The gauges and what each says; the page and the reference are both written from here.</summary>
    public static IReadOnlyDictionary<string, string> Descriptions { get; } = new Dictionary<string, string>
    {
        ["mingsuan_law_in_force"] = "The law library in force: 1 beside its content digest.",
        ["mingsuan_database_up"] = "Whether the database answered just now.",
        ["mingsuan_trail_checkpoint_age_seconds"] = "Seconds since the last checkpoint was signed; absent without one.",
        ["mingsuan_trail_uncheckpointed_entries"] = "Entries written since the last checkpoint was signed.",
        ["mingsuan_outbox_waiting"] = "Messages of the outbox not handed on yet.",
        ["mingsuan_outbox_parked"] = "Messages of the outbox given up until an operator looks.",
        ["mingsuan_outbox_oldest_seconds"] = "Seconds since the oldest waiting message was written.",
    };

    /// <summary>Writes the gauges.</summary>
    public async Task WriteAsync(StringBuilder page, CancellationToken ct)
    {
        Gauge(page, "mingsuan_law_in_force", 1, Series.Labels([new("digest", law.Current.Hash)]));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            var stored = new StringBuilder();
            await ReadAsync(stored, patience.Token);
            Gauge(page, "mingsuan_database_up", 1);
            page.Append(stored);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            Unreachable(log, failure);
            Gauge(page, "mingsuan_database_up", 0);
        }
    }

    private async Task ReadAsync(StringBuilder page, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var db = await factory.CreateDbContextAsync(ct);
        var last = await db.Set<TrailCheckpointRow>().AsNoTracking()
            .OrderByDescending(row => row.Number)
            .Select(row => (DateTime?)row.At)
            .FirstOrDefaultAsync(ct);
        if (last is { } at)
        {
            Gauge(page, "mingsuan_trail_checkpoint_age_seconds", Since(at, now));
        }

        var since = last ?? DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc);
        var entries = await db.Set<TrailPersonEntry>().LongCountAsync(entry => entry.At > since, ct)
            + await db.Set<TrailInstitutionEntry>().LongCountAsync(entry => entry.At > since, ct)
            + await db.Set<TrailRegionEntry>().LongCountAsync(entry => entry.At > since, ct);
        Gauge(page, "mingsuan_trail_uncheckpointed_entries", entries);
        var outbox = await OutboxState.ReadAsync(db, ct);
        Gauge(page, "mingsuan_outbox_waiting", outbox.Waiting);
        Gauge(page, "mingsuan_outbox_parked", outbox.Parked);
        Gauge(page, "mingsuan_outbox_oldest_seconds", outbox.OldestAt is { } oldest ? Since(oldest, now) : 0);
    }

    private static double Since(DateTime at, DateTime now) =>
        Math.Max(0, (now - DateTime.SpecifyKind(at, DateTimeKind.Utc)).TotalSeconds);

    private static void Gauge(StringBuilder page, string name, double value, string labels = "")
    {
        page.Append("# HELP ").Append(name).Append(' ').Append(Descriptions[name]).Append('\n')
            .Append("# TYPE ").Append(name).Append(" gauge\n");
        Series.Line(page, name, labels, value);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database did not answer the metrics")]
    private static partial void Unreachable(ILogger log, Exception failure);
}
