using System.Reflection;
using System.Text;

namespace Mingsuan.Architecture.Tests.Dependencies;

/// <summary>What a pure library may not hold: state that changes between two calls, and work that waits.</summary>
internal static class Purity
{
    private const BindingFlags Declared = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public
        | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static IEnumerable<Finding> MutableStatics(Type type) =>
        type.GetFields(Declared)
            .Where(field => field.IsStatic && !field.IsLiteral)
            .Where(field => !field.IsInitOnly || IsMutable(field.FieldType))
            .Select(field => new Finding($"{type.FullName}.{field.Name}", "is static and can change"));

    public static IEnumerable<Finding> Waiting(Type type) =>
        type.GetMethods(Declared)
            .Where(method => IsAwaited(method.ReturnType))
            .Select(method => new Finding($"{type.FullName}.{method.Name}", "gives something to wait for"));

    private static bool IsMutable(Type type) =>
        type.IsArray || type == typeof(StringBuilder)
        || (type is { IsInterface: false, Namespace: "System.Collections.Generic" or "System.Collections.Concurrent" }
            && typeof(System.Collections.IEnumerable).IsAssignableFrom(type));

    private static bool IsAwaited(Type type) =>
        type.GetMethod("GetAwaiter", Type.EmptyTypes) is not null
        || type.GetMethod("GetAsyncEnumerator") is not null;
}
