using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Mingsuan.Platform.Persistence;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace Mingsuan.Modules.Tests.Platform.Persistence;

/// <summary>
/// 模型规则 — what keeps the schema able to move to several machines, seen in a model; each rule gives what breaks it.
/// </summary>
internal static class ModelRules
{
    /// <summary>Every table belongs to exactly one class, written on its entity.</summary>
    public static IEnumerable<string> Unclassed(IModel model) => Entities(model)
        .Where(entity => ClassOf(entity) is null)
        .Select(entity => entity.ShortName());

    /// <summary>One entity, one table: a shared table would have two classes.</summary>
    public static IEnumerable<string> Shared(IModel model) => Entities(model)
        .GroupBy(entity => entity.GetTableName())
        .Where(group => group.Key is null || group.Count() > 1)
        .Select(group => group.Key ?? string.Join(", ", group.Select(entity => entity.ShortName())));

    /// <summary>The sharding column comes first in the primary key, and in every key and unique index.</summary>
    public static IEnumerable<string> Scattered(IModel model) => Entities(model)
        .SelectMany(entity => Unique(entity)
            .Where(columns => Sharding(entity) is { } column && columns.FirstOrDefault() != column)
            .Select(columns => $"{entity.ShortName()}: {string.Join(", ", columns)}"));

    /// <summary>A row without its sharding column, or one whose column may change, has no node to live on.</summary>
    public static IEnumerable<string> Wandering(IModel model) => Entities(model)
        .Where(entity => Sharding(entity) is { } column && !(entity.FindPrimaryKey() is not null
            && entity.GetProperties().SingleOrDefault(one => one.GetColumnName() == column) is { } property
            && property is { IsNullable: false, IsConcurrencyToken: false }
            && property.GetAfterSaveBehavior() == PropertySaveBehavior.Throw))
        .Select(entity => entity.ShortName());

    /// <summary>No foreign key crosses nodes; none is set to null over a sharding column.</summary>
    public static IEnumerable<string> Crossing(IModel model) => Entities(model)
        .SelectMany(entity => entity.GetForeignKeys())
        .Where(key => !StaysOnOneNode(key) || NullsTheSharding(key))
        .Select(key => $"{key.DeclaringEntityType.ShortName()} -> {key.PrincipalEntityType.ShortName()}");

    /// <summary>The only concurrency token is a column called version, which every version column is.</summary>
    public static IEnumerable<string> OtherTokens(IModel model) => Entities(model)
        .SelectMany(entity => entity.GetProperties())
        .Where(property => property.IsConcurrencyToken != (property.GetColumnName() == "version")
            || property.GetColumnName() == "xmin")
        .Select(property => $"{property.DeclaringType.ShortName()}.{property.Name}");

    /// <summary>No column is made by the database: not by identity, sequence, default or formula.</summary>
    public static IEnumerable<string> MadeByTheDatabase(IModel model) => Entities(model)
        .SelectMany(entity => entity.GetProperties())
        .Where(property => property.ValueGenerated != ValueGenerated.Never
            || property.GetDefaultValueSql() is not null
            || property.GetComputedColumnSql() is not null
            || Strategy(property) is not null and not NpgsqlValueGenerationStrategy.None)
        .Select(property => $"{property.DeclaringType.ShortName()}.{property.Name}")
        .Concat(model.GetSequences().Select(sequence => sequence.Name));

    /// <summary>No trigger carries a rule: none can stand on a sharded table.</summary>
    public static IEnumerable<string> Triggers(IModel model) => Entities(model)
        .SelectMany(entity => entity.GetDeclaredTriggers())
        .Select(trigger => trigger.ModelName);

    private static IEnumerable<IEntityType> Entities(IModel model) => model.GetEntityTypes();

    private static TableClass? ClassOf(IReadOnlyEntityType entity) =>
        entity.ClrType.GetCustomAttribute<TableClassAttribute>()?.Value;

    private static string? Sharding(IReadOnlyEntityType entity) => ClassOf(entity) switch
    {
        TableClass.Person => "person_id",
        TableClass.Institution => "inst_id",
        TableClass.Code => "code",
        _ => null,
    };

    private static IEnumerable<string[]> Unique(IEntityType entity) => entity.GetKeys().Select(key => key.Properties)
        .Concat(entity.GetIndexes().Where(index => index.IsUnique).Select(index => index.Properties))
        .Select(properties => properties.Select(property => property.GetColumnName()).ToArray());

    private static bool StaysOnOneNode(IForeignKey key)
    {
        var (from, to) = (ClassOf(key.DeclaringEntityType), ClassOf(key.PrincipalEntityType));
        if (to == TableClass.Reference)
        {
            return from != TableClass.Local;
        }

        var column = Sharding(key.DeclaringEntityType);
        return from == to && (column is null || key.Properties.Zip(key.PrincipalKey.Properties).Any(pair =>
            pair.First.GetColumnName() == column && pair.Second.GetColumnName() == column));
    }

    private static bool NullsTheSharding(IForeignKey key) => key.DeleteBehavior == DeleteBehavior.SetNull
        && key.Properties.Any(property => property.GetColumnName() == Sharding(key.DeclaringEntityType));

    private static NpgsqlValueGenerationStrategy? Strategy(IProperty property) =>
        property.FindAnnotation(NpgsqlAnnotationNames.ValueGenerationStrategy)?.Value as NpgsqlValueGenerationStrategy?;

    private static class NpgsqlAnnotationNames
    {
        public const string ValueGenerationStrategy = "Npgsql:ValueGenerationStrategy";
    }
}
