using System.Reflection;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Mingsuan.Platform.Persistence;

/// <summary>映射程序集 — where the model's parts are found.</summary>
public sealed record MapAssemblies(IReadOnlyList<Assembly> Assemblies);

/// <summary>数据库上下文 — the one context; its model is assembled from the modules' maps.</summary>
public sealed class MingsuanDb(DbContextOptions<MingsuanDb> options, MapAssemblies maps) : DbContext(options)
{
    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        foreach (var type in maps.Assemblies.SelectMany(a => a.GetTypes()))
        {
            if (type is { IsAbstract: false, IsInterface: false } && type.IsAssignableTo(typeof(IEntityMap)))
            {
                ((IEntityMap)Activator.CreateInstance(type)!).Map(modelBuilder);
            }
        }

        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(e => e.GetProperties()))
        {
            property.SetColumnName(Snake(property.Name));
        }
    }

    private static string Snake(string name)
    {
        var text = new StringBuilder();
        foreach (var character in name)
        {
            if (char.IsUpper(character) && text.Length > 0)
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(character));
        }

        return text.ToString();
    }
}
