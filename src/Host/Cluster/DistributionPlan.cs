using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Mingsuan.Migrations;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Host.Cluster;

/// <summary>一张表的去处 — where a table goes on a cluster: its class, and the column by which it is spread.</summary>
public sealed record TablePlace(string Table, TableClass Class, string? Column, string? ColocatedWith);

/// <summary>
/// 分布计划 — the step that follows the migrations on a Citus cluster: which table is spread by what, which is copied to
/// every node, in the order in which the cluster takes them. Everything comes from the model; nothing is listed twice.
/// </summary>
public sealed class DistributionPlan
{
    /// <summary>Into how many shards a class of tables is cut.</summary>
    public const int Shards = 32;

    private readonly IReadOnlyList<ForeignKey> references;

    private DistributionPlan(IReadOnlyList<TablePlace> places, IReadOnlyList<ForeignKey> references) =>
        (Places, this.references) = (places, references);

    /// <summary>Every table of the model, reference tables first, parents before children.</summary>
    public IReadOnlyList<TablePlace> Places { get; }

    /// <summary>The plan of the platform's own model.</summary>
    public static DistributionPlan Of()
    {
        using var db = new PostgresSchemaFactory().CreateDbContext([]);
        return Of(db);
    }

    /// <summary>The plan of the model of a context over PostgreSQL.</summary>
    public static DistributionPlan Of(DbContext db)
    {
        var model = db.GetService<IDesignTimeModel>().Model;
        var sql = db.GetService<IMigrationsSqlGenerator>();
        var tables = model.GetRelationalModel().Tables
            .OrderByDescending(table => table.ReferencingForeignKeyConstraints.Any())
            .ThenBy(table => table.Name, StringComparer.Ordinal)
            .ToList();
        var references = tables.SelectMany(table => table.ForeignKeyConstraints)
            .Select(key => new ForeignKey(
                key.Name,
                key.Table.Name,
                key.PrincipalTable.Name,
                sql.Generate([AddForeignKeyOperation.CreateFrom(key)], model).Single().CommandText.Trim()))
            .ToList();
        var places = new List<TablePlace>();
        foreach (var table in ParentsFirst(tables))
        {
            var @class = ClassOf(table);
            var first = places.FirstOrDefault(place => place.Class == @class);
            places.Add(new(table.Name, @class, Column(@class), Column(@class) is null ? null : first?.Table));
        }

        return new([.. places.OrderBy(place => Rank(place.Class))], references);
    }

    /// <summary>
    /// The statements, each of which may be run again: a second run finds every table in its place and every foreign
    /// key standing, and does nothing.
    /// </summary>
    public IReadOnlyList<string> Statements()
    {
        var spread = Places.Where(place => place.Class != TableClass.Local).ToList();
        return
        [
            "SET citus.multi_shard_modify_mode TO 'sequential';",
            .. references.Select(key => Drop(key, spread)),
            .. spread.Select(Place),
            .. references.Select(Restore),
        ];
    }

    /// <summary>The statements as one script for psql.</summary>
    public string Script() => string.Join(
        "\n\n",
        [
            "-- Spreads the platform's tables over a Citus cluster. Run on the coordinator, after the migrations,\n" +
            "-- with the platform stopped. It may be run again.",
            .. Statements(),
        ]) + "\n";

    private static string Place(TablePlace place)
    {
        var (call, kind) = place.Column is { } column
            ? ($"create_distributed_table('{place.Table}', '{column}', {Beside(place)})",
                $"citus_table_type = 'distributed' AND distribution_column = '{column}'")
            : ($"create_reference_table('{place.Table}')", "citus_table_type = 'reference'");
        return $"SELECT {call}\nWHERE NOT EXISTS (SELECT 1 FROM citus_tables\n" +
            $"    WHERE table_name = '{place.Table}'::regclass AND {kind});";
    }

    private static string Beside(TablePlace place) => place.ColocatedWith is { } other
        ? $"colocate_with => '{other}'"
        : $"colocate_with => 'none', shard_count => {Shards}";

    /// <summary>A key in place stops a table from being spread: it goes while one of its tables still is not.</summary>
    private static string Drop(ForeignKey key, IReadOnlyList<TablePlace> spread)
    {
        var tables = spread.Select(place => place.Table).Intersect([key.Table, key.Principal]).Distinct().ToList();
        var names = string.Join(", ", tables.Select(table => $"'{table}'::regclass"));
        return $"DO $$ BEGIN\n    IF (SELECT count(*) FROM citus_tables WHERE table_name IN ({names})) < " +
            $"{tables.Count} THEN\n        ALTER TABLE {key.Table} DROP CONSTRAINT IF EXISTS \"{key.Name}\";\n" +
            "    END IF;\nEND $$;";
    }

    private static string Restore(ForeignKey key) =>
        $"DO $$ BEGIN\n    IF NOT EXISTS (SELECT 1 FROM pg_constraint\n        WHERE conname = '{key.Name}' AND " +
        $"conrelid = '{key.Table}'::regclass) THEN\n        {key.Definition}\n    END IF;\nEND $$;";

    private static List<ITable> ParentsFirst(IReadOnlyList<ITable> tables)
    {
        var ordered = new List<ITable>();
        foreach (var table in tables)
        {
            Visit(table, ordered, []);
        }

        return ordered;
    }

    private static void Visit(ITable table, List<ITable> ordered, HashSet<ITable> above)
    {
        if (ordered.Contains(table) || !above.Add(table))
        {
            return;
        }

        foreach (var parent in table.ForeignKeyConstraints.Select(key => key.PrincipalTable))
        {
            Visit(parent, ordered, above);
        }

        ordered.Add(table);
    }

    private static TableClass ClassOf(ITable table) =>
        table.EntityTypeMappings.First().TypeBase.ClrType.GetCustomAttribute<TableClassAttribute>()?.Value
        ?? throw new InvalidOperationException($"{table.Name} does not say where its rows live");

    private static string? Column(TableClass @class) => @class switch
    {
        TableClass.Person => "person_id",
        TableClass.Institution => "inst_id",
        TableClass.Code => "code",
        _ => null,
    };

    private static int Rank(TableClass @class) => @class switch
    {
        TableClass.Reference => 0,
        TableClass.Person => 1,
        TableClass.Institution => 2,
        TableClass.Code => 3,
        _ => 4,
    };

    private sealed record ForeignKey(string Name, string Table, string Principal, string Definition);
}
