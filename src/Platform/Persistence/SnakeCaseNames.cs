using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;

namespace Mingsuan.Platform.Persistence;

/// <summary>
/// 下划线命名 — columns, keys, indexes and constraints in snake_case on both databases, complex types included.
/// </summary>
internal sealed class SnakeCaseNames : IModelFinalizingConvention
{
    public void ProcessModelFinalizing(
        IConventionModelBuilder modelBuilder, IConventionContext<IConventionModelBuilder> context)
    {
        foreach (var entity in modelBuilder.Metadata.GetEntityTypes())
        {
            NameColumns(entity, prefix: "");
        }

        foreach (var entity in modelBuilder.Metadata.GetEntityTypes())
        {
            NameConstraints(entity);
        }
    }

    private static void NameColumns(IConventionTypeBase type, string prefix)
    {
        foreach (var property in type.GetDeclaredProperties())
        {
            property.Builder.HasColumnName(prefix + Snake(property.Name));
        }

        foreach (var complex in type.GetDeclaredComplexProperties())
        {
            NameColumns(complex.ComplexType, prefix + Snake(complex.Name) + "_");
        }
    }

    private static void NameConstraints(IConventionEntityType entity)
    {
        foreach (var key in entity.GetDeclaredKeys())
        {
            key.Builder.HasName(key.GetDefaultName()?.ToLowerInvariant());
        }

        foreach (var reference in entity.GetDeclaredForeignKeys())
        {
            reference.Builder.HasConstraintName(reference.GetDefaultName()?.ToLowerInvariant());
        }

        foreach (var index in entity.GetDeclaredIndexes())
        {
            index.Builder.HasDatabaseName(index.GetDefaultDatabaseName()?.ToLowerInvariant());
        }
    }

    private static string Snake(string name)
    {
        var snake = new StringBuilder(name.Length + 8);
        for (var at = 0; at < name.Length; at++)
        {
            var startsWord = at > 0 && char.IsUpper(name[at])
                && (!char.IsUpper(name[at - 1]) || (at + 1 < name.Length && char.IsLower(name[at + 1])));
            if (startsWord)
            {
                snake.Append('_');
            }

            snake.Append(char.ToLowerInvariant(name[at]));
        }

        return snake.ToString();
    }
}
