using System.Reflection;
using System.Runtime.CompilerServices;

namespace Mingsuan.Architecture.Tests.Dependencies;

/// <summary>What kind of type a compiled type is, told from its shape.</summary>
internal static class Surface
{
    public static bool IsCompilerMade(Type type) =>
        type.Name.Contains('<') || type.GetCustomAttribute<CompilerGeneratedAttribute>() is not null
        || (type.DeclaringType is { } outer && IsCompilerMade(outer))
        || (type.Namespace ?? "").StartsWith("System.", StringComparison.Ordinal)
        || (type.Namespace ?? "").StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal);

    /// <summary>An interface, record, enum, or an id (a small struct named so).</summary>
    public static bool IsContract(Type type) =>
        type.IsInterface || type.IsEnum || IsRecord(type)
        || (type.IsValueType && type.Name.EndsWith("Id", StringComparison.Ordinal));

    /// <summary>The module's own class, Razor components, and the maps that Platform discovers.</summary>
    public static bool MayBePublic(Type type, string module) =>
        type.Name == $"{module}Module" || type.Name == "_Imports"
        || type.GetInterfaces().Any(face => face.Name is "IComponent" or "IEntityMap");

    private static bool IsRecord(Type type) => type.GetMethod(
        "PrintMembers", BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic) is not null;
}
