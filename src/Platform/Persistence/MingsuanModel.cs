using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Policy.Primitives;

namespace Mingsuan.Platform.Persistence;

/// <summary>数据模型 — how the model is assembled; shared by the running context and the migration contexts.</summary>
public static class MingsuanModel
{
    /// <summary>Names and conversions that hold for every entity.</summary>
    public static void Configure(ModelConfigurationBuilder configuration)
    {
        configuration.Conventions.Add(_ => new SnakeCaseNames());
        configuration.Properties<Money>().HaveConversion<MoneyAsFen>();
        configuration.Properties<DateTime>().HaveConversion<UtcInstant>();
        configuration.Properties<Sensitive>().HaveConversion<SensitiveText>();
        configuration.Properties<Enum>().HaveConversion<string>().HaveMaxLength(32);
    }

    /// <summary>Applies every entity map of Platform and of the given assemblies, in a fixed order.</summary>
    public static void Build(ModelBuilder model, MapAssemblies maps)
    {
        var assemblies = maps.Assemblies.Append(typeof(MingsuanModel).Assembly).Distinct()
            .OrderBy(assembly => assembly.GetName().Name, StringComparer.Ordinal);
        foreach (var map in assemblies.SelectMany(MapsOf))
        {
            map.Map(model);
        }

        foreach (var entity in model.Model.GetEntityTypes())
        {
            entity.FindProperty("Version")?.IsConcurrencyToken = true;
            foreach (var part in entity.FindPrimaryKey()?.Properties ?? [])
            {
                part.ValueGenerated = Microsoft.EntityFrameworkCore.Metadata.ValueGenerated.Never;
            }
        }
    }

    private static IEnumerable<IEntityMap> MapsOf(Assembly assembly) => assembly.GetTypes()
        .Where(type => type is { IsAbstract: false, IsClass: true } && type.IsAssignableTo(typeof(IEntityMap)))
        .OrderBy(type => type.FullName, StringComparer.Ordinal)
        .Select(type => (IEntityMap)Activator.CreateInstance(type, nonPublic: true)!);
}
