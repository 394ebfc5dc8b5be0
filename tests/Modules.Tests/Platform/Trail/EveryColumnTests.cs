using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Platform.Trail;

/// <summary>逐列篡改 — one changed value in any column of any trail or money table is found and its table named.</summary>
public sealed class EveryColumnTests(PostgresServer postgres)
{
    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task One_changed_value_anywhere_is_found_and_named(string kind)
    {
        await using var stage = await TrailStage.OpenAsync(kind, postgres);
        await stage.FillAsync();
        await using var db = stage.Db();
        var changed = 0;
        static bool IsOurs(IEntityType type) =>
            !type.GetTableName()!.StartsWith("platform_", StringComparison.Ordinal);
        foreach (var type in db.Model.GetEntityTypes().Where(IsOurs))
        {
            var rows = await ColumnTamper.Rows(db, type).ToListAsync();
            rows.ShouldNotBeEmpty(type.GetTableName());
            foreach (var values in rows.Take(2).Select(row => db.Entry(row).CurrentValues))
            {
                foreach (var property in type.GetProperties())
                {
                    var (old, other) = (values[property], ColumnTamper.Other(property, values[property]));
                    var key = type.FindPrimaryKey()!.Properties.ToDictionary(p => p, p => values[p]);
                    await ColumnTamper.UpdateAsync(db, property, other, key);

                    var report = await stage.VerifyAsync();

                    var what = $"{type.GetTableName()}.{property.GetColumnName()}: {old} -> {other}";
                    report.Holds.ShouldBeFalse(what);
                    report.Breaks.Select(b => b.Table).ShouldContain(type.GetTableName(), what);

                    if (key.ContainsKey(property))
                    {
                        key[property] = other;
                    }

                    await ColumnTamper.UpdateAsync(db, property, old, key);
                    changed++;
                }
            }
        }

        changed.ShouldBeGreaterThan(120);
        (await stage.VerifyAsync()).Breaks.ShouldBeEmpty("everything was put back");
    }
}
