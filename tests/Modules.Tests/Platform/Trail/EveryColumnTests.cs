using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;
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
            var rows = await Rows(db, type).ToListAsync();
            rows.ShouldNotBeEmpty(type.GetTableName());
            foreach (var values in rows.Take(2).Select(row => db.Entry(row).CurrentValues))
            {
                foreach (var property in type.GetProperties())
                {
                    var (old, other) = (values[property], Other(property, values[property]));
                    var key = type.FindPrimaryKey()!.Properties.ToDictionary(p => p, p => values[p]);
                    await UpdateAsync(db, property, other, key);

                    var report = await stage.VerifyAsync();

                    var what = $"{type.GetTableName()}.{property.GetColumnName()}: {old} -> {other}";
                    report.Holds.ShouldBeFalse(what);
                    report.Breaks.Select(b => b.Table).ShouldContain(type.GetTableName(), what);

                    if (key.ContainsKey(property))
                    {
                        key[property] = other;
                    }

                    await UpdateAsync(db, property, old, key);
                    changed++;
                }
            }
        }

        changed.ShouldBeGreaterThan(120);
        (await stage.VerifyAsync()).Breaks.ShouldBeEmpty("everything was put back");
    }

    private static IQueryable<object> Rows(MingsuanDb db, IEntityType type) =>
        ((IQueryable<object>)typeof(DbContext).GetMethod(nameof(DbContext.Set), Type.EmptyTypes)!
            .MakeGenericMethod(type.ClrType).Invoke(db, null)!).AsNoTracking();

    private static async Task UpdateAsync(
        MingsuanDb db, IProperty property, object? value, Dictionary<IProperty, object?> key)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        var where = key.Select((k, i) => $"\"{k.Key.GetColumnName()}\" = @k{i}");
        command.CommandText = $"update {property.DeclaringType.GetTableName()} " +
            $"set \"{property.GetColumnName()}\" = @v where {string.Join(" and ", where)}";
        Add(property, "v", value);
        foreach (var (part, i) in key.Select((k, i) => (k, i)))
        {
            Add(part.Key, $"k{i}", part.Value);
        }

        (await command.ExecuteNonQueryAsync()).ShouldBe(1, command.CommandText);
        await db.Database.CloseConnectionAsync();

        void Add(IProperty column, string name, object? parameter)
        {
            var mapping = (RelationalTypeMapping)column.GetTypeMapping();
            var sound = parameter is DateTime instant ? DateTime.SpecifyKind(instant, DateTimeKind.Utc) : parameter;
            command.Parameters.Add(mapping.CreateParameter(command, name, sound, nullable: true));
        }
    }

    private static object Other(IProperty property, object? value) => value switch
    {
        null when property.ClrType == typeof(DateTime?) => new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc),
        null when property.ClrType == typeof(string) => "x",
        string text => text.Length == 0 ? "x" : text[..^1] + (text[^1] == '1' ? '2' : '1'),
        Guid id => new Guid(id.ToByteArray().Select((b, i) => i == 15 ? (byte)(b ^ 1) : b).ToArray()),
        long number => number + 1000,
        int number => number + 1000,
        SubjectClass @class => @class == SubjectClass.Person ? SubjectClass.Region : SubjectClass.Person,
        DayOfWeek => DayOfWeek.Sunday,
        bool flag => !flag,
        decimal number => number + 0.01m,
        DateOnly day => day.AddDays(1),
        DateTime instant => instant.AddTicks(10),
        byte[] bytes => bytes.Select((b, i) => i == 0 ? (byte)(b ^ 1) : b).ToArray(),
        _ => throw new InvalidOperationException($"{property.Name}: {value}"),
    };
}
