using System.Reflection;
using Microsoft.EntityFrameworkCore;

namespace Mingsuan.Platform.Persistence;

/// <summary>实体映射 — a module's part of the one model; found in the assemblies given at start.</summary>
public interface IEntityMap
{
    /// <summary>Adds this part's entities to the model.</summary>
    void Map(ModelBuilder model);
}

/// <summary>映射所在的程序集 — the modules whose entity maps make up the model; Platform's own are always in it.</summary>
public sealed record MapAssemblies(IReadOnlyList<Assembly> Assemblies);
