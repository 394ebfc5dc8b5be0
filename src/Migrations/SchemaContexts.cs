using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Mingsuan.Acceptance;
using Mingsuan.Agreements;
using Mingsuan.Exchange;
using Mingsuan.Platform.Persistence;
using Mingsuan.Prescriptions;
using Mingsuan.Prices;
using Mingsuan.PublicService;
using Mingsuan.Registry;
using Mingsuan.Settlement;
using Mingsuan.Visits;

namespace Mingsuan.Migrations;

/// <summary>模型的全部来源 — every module whose entities are in the schema, Settlement's and Platform's included.</summary>
public static class SchemaMaps
{
    /// <summary>The modules' assemblies.</summary>
    public static readonly MapAssemblies All = new([
        RegistryModule.Assembly,
        VisitsModule.Assembly,
        SettlementModule.Assembly,
        ExchangeModule.Assembly,
        AgreementsModule.Assembly,
        PricesModule.Assembly,
        AcceptanceModule.Assembly,
        PublicServiceModule.Assembly,
        PrescriptionsModule.Assembly,
    ]);
}

/// <summary>SQLite 的迁移序列 — the same model as the running context, with its own sequence of migrations.</summary>
public sealed class SqliteSchema(DbContextOptions<SqliteSchema> options) : DbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        MingsuanModel.Configure(configurationBuilder);

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        MingsuanModel.Build(modelBuilder, SchemaMaps.All);
}

/// <summary>PostgreSQL 的迁移序列 — the same model as the running context, with its own sequence of migrations.</summary>
public sealed class PostgresSchema(DbContextOptions<PostgresSchema> options) : DbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        MingsuanModel.Configure(configurationBuilder);

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        MingsuanModel.Build(modelBuilder, SchemaMaps.All);
}

/// <summary>设计时的 SQLite 上下文 — for the migration tool; never connects.</summary>
public sealed class SqliteSchemaFactory : IDesignTimeDbContextFactory<SqliteSchema>
{
    /// <inheritdoc />
    public SqliteSchema CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteSchema>().UseSqlite("Data Source=:memory:").Options);
}

/// <summary>设计时的 PostgreSQL 上下文 — for the migration tool; never connects.</summary>
public sealed class PostgresSchemaFactory : IDesignTimeDbContextFactory<PostgresSchema>
{
    /// <inheritdoc />
    public PostgresSchema CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresSchema>().UseNpgsql("Host=localhost;Database=design").Options);
}
