using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Host.Trail;
using Mingsuan.Modules.Tests.Platform.Trail;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;

namespace Mingsuan.Modules.Tests.Line;

/// <summary>What lies in the tables: to see that a refused call left nothing but its attempt.</summary>
internal static class StoredRows
{
    private const string Attempts = "trail_access_";

    /// <summary>Every table but those of the access log, each with all that it holds.</summary>
    public static async Task<SortedDictionary<string, string>> AllAsync(LineHost host)
    {
        await using var db = await DbAsync(host);
        var tables = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var type in db.Model.GetEntityTypes())
        {
            var name = type.GetTableName()!;
            if (!name.StartsWith(Attempts, StringComparison.Ordinal))
            {
                var rows = await ColumnTamper.Rows(db, type).ToListAsync();
                tables[name] = rows.Count + ": " + string.Join('\n', rows.Select(row => Line(db, row)).Order());
            }
        }

        return tables;
    }

    /// <summary>The stored attempts by message number.</summary>
    public static async Task<ILookup<string, AccessLine>> AttemptsAsync(LineHost host)
    {
        await host.Services.GetRequiredService<TrailKeeper>().RunOnceAsync(CancellationToken.None);
        await using var db = await DbAsync(host);
        return (await db.Set<AccessLine>().AsNoTracking().ToListAsync()).ToLookup(line => line.Target.Split('@')[0]);
    }

    private static Task<MingsuanDb> DbAsync(LineHost host) =>
        host.Services.GetRequiredService<IDbContextFactory<MingsuanDb>>().CreateDbContextAsync();

    private static string Line(MingsuanDb db, object row)
    {
        var values = db.Entry(row).CurrentValues;
        return string.Join('|', values.Properties.Select(property => values[property] switch
        {
            byte[] bytes => Convert.ToHexString(bytes),
            var value => Convert.ToString(value, CultureInfo.InvariantCulture),
        }));
    }
}
