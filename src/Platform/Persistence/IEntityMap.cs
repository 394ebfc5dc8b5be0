using Microsoft.EntityFrameworkCore;

namespace Mingsuan.Platform.Persistence;

/// <summary>实体映射 — a module's part of the model.</summary>
public interface IEntityMap
{
    /// <summary>Adds the part.</summary>
    void Map(ModelBuilder model);
}
