using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;
using Mingsuan.Policy.Primitives;

namespace Mingsuan.Modules.Tests.Platform.Trail;

/// <summary>改值 — changes one value of one row behind the platform's back, whatever its type and table.</summary>
internal static class ColumnTamper
{
    /// <summary>The rows of a table as they are, of whatever entity.</summary>
    public static IQueryable<object> Rows(MingsuanDb db, IEntityType type) =>
        ((IQueryable<object>)typeof(DbContext).GetMethod(nameof(DbContext.Set), Type.EmptyTypes)!
            .MakeGenericMethod(type.ClrType).Invoke(db, null)!).AsNoTracking();

    /// <summary>Somebody with full access to the tables is not held by foreign keys; on this open connection.</summary>
    public static async Task ForgetForeignKeysAsync(MingsuanDb db)
    {
        await db.Database.OpenConnectionAsync();
        await db.Database.ExecuteSqlRawAsync(
            db.Database.IsNpgsql() ? "set session_replication_role = replica" : "pragma foreign_keys = off");
    }

    public static async Task UpdateAsync(
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

    /// <summary>Another value of the column's type.</summary>
    public static object Other(IProperty property, object? value) => value switch
    {
        null => Something(Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType),
        string text => text.Length == 0 ? "x" : text[..^1] + (text[^1] == 'x' ? 'y' : 'x'),
        Guid id => new Guid(id.ToByteArray().Select((b, i) => i == 15 ? (byte)(b ^ 1) : b).ToArray()),
        Money amount => new Money(amount.Fen + 1),
        long number => number + 1000,
        int number => number + 1000,
        SubjectClass @class => @class == SubjectClass.Person ? SubjectClass.Region : SubjectClass.Person,
        DayOfWeek => DayOfWeek.Sunday,
        Enum word => Enum.GetValues(word.GetType()).Cast<Enum>().First(other => !other.Equals(word)),
        bool flag => !flag,
        decimal number => number + 0.01m,
        DateOnly day => day.AddDays(1),
        DateTime instant => instant.AddTicks(10),
        byte[] bytes => bytes.Select((b, i) => i == 0 ? (byte)(b ^ 1) : b).ToArray(),
        _ => throw new InvalidOperationException($"{property.Name}: {value}"),
    };

    private static object Something(Type type) =>
        type == typeof(string) ? "x"
        : type == typeof(DateTime) ? new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc)
        : type == typeof(Guid) ? new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
        : type == typeof(Money) ? new Money(1)
        : type == typeof(int) ? 1
        : type == typeof(long) ? 1L
        : type == typeof(DateOnly) ? new DateOnly(2030, 1, 1)
        : throw new InvalidOperationException($"no value of {type.Name} to put there");
}
