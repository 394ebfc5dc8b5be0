using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Mingsuan.Migrations;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Modules.Tests.Platform.Persistence;

/// <summary>What keeps the schema able to move to several machines, seen in the model itself.</summary>
public sealed class ModelRulesTests
{
    private static readonly IReadOnlyList<IEntityType> Entities = Model().GetEntityTypes().ToList();

    [Fact]
    public void Every_entity_states_its_class() =>
        Entities.Where(entity => entity.ClrType.GetCustomAttribute<TableClassAttribute>() is null)
            .Select(entity => entity.Name).ShouldBeEmpty();

    [Fact]
    public void Every_key_and_unique_index_begins_with_the_sharding_column() =>
        Entities.SelectMany(entity => Unique(entity)
                .Where(columns => Sharding(entity) is { } column && columns[0] != column)
                .Select(columns => entity.GetTableName() + ": " + string.Join(", ", columns)))
            .ShouldBeEmpty();

    [Fact]
    public void No_key_is_made_by_the_database() =>
        Entities.SelectMany(entity => entity.GetKeys().SelectMany(key => key.Properties))
            .Where(property => property.ValueGenerated != ValueGenerated.Never)
            .Select(property => property.DeclaringType.Name + "." + property.Name).ShouldBeEmpty();

    [Fact]
    public void The_only_concurrency_token_is_version() =>
        Entities.SelectMany(entity => entity.GetProperties())
            .Where(property => property.IsConcurrencyToken != (property.GetColumnName() == "version"))
            .Select(property => property.DeclaringType.Name + "." + property.Name).ShouldBeEmpty();

    [Fact]
    public void Foreign_keys_stay_on_one_node() =>
        Entities.SelectMany(entity => entity.GetForeignKeys()).Where(Crosses)
            .Select(key => key.DeclaringEntityType.GetTableName() + " -> " + key.PrincipalEntityType.GetTableName())
            .ShouldBeEmpty();

    [Fact]
    public void Tables_carry_their_modules_name_and_columns_are_snake_case()
    {
        Entities.Where(entity => entity.GetTableName()!.Split('_')[0]
            is not ("platform" or "trail" or "registry" or "visits" or "settlement" or "exchange"))
            .Select(entity => entity.GetTableName()).ShouldBeEmpty();
        Entities.SelectMany(entity => entity.GetFlattenedProperties()).Select(property => property.GetColumnName())
            .Where(name => name.Any(char.IsUpper)).ShouldBeEmpty();
    }

    private static IEnumerable<string[]> Unique(IEntityType entity) =>
        entity.GetKeys().Select(key => key.Properties)
            .Concat(entity.GetIndexes().Where(index => index.IsUnique).Select(index => index.Properties))
            .Select(properties => properties.Select(property => property.GetColumnName()).ToArray());

    private static TableClass ClassOf(IEntityType entity) =>
        entity.ClrType.GetCustomAttribute<TableClassAttribute>()!.Value;

    private static string? Sharding(IEntityType entity) => ClassOf(entity) switch
    {
        TableClass.Person => "person_id",
        TableClass.Institution => "inst_id",
        _ => null,
    };

    private static bool Crosses(IForeignKey key)
    {
        var from = ClassOf(key.DeclaringEntityType);
        var to = ClassOf(key.PrincipalEntityType);
        if (to == TableClass.Reference)
        {
            return false;
        }

        var column = Sharding(key.DeclaringEntityType);
        return from != to || (column is not null
            && (key.Properties[0].GetColumnName() != column
                || key.PrincipalKey.Properties[0].GetColumnName() != column));
    }

    private static IModel Model()
    {
        var options = new DbContextOptionsBuilder<MingsuanDb>().UseSqlite("Data Source=:memory:").Options;
        using var db = new MingsuanDb(options, SchemaMaps.All);
        return db.Model;
    }
}
