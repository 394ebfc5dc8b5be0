using Microsoft.EntityFrameworkCore;

namespace Mingsuan.Platform.Persistence;

/// <summary>数据库上下文 — the one context of the platform; a module touches only its own entity types through it.</summary>
public sealed class MingsuanDb(DbContextOptions<MingsuanDb> options, MapAssemblies maps) : DbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        MingsuanModel.Configure(configurationBuilder);

    protected override void OnModelCreating(ModelBuilder modelBuilder) => MingsuanModel.Build(modelBuilder, maps);
}
