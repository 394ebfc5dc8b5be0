namespace Mingsuan.Contracts.Infnos;

/// <summary>结果或拒绝 — a value, or the refusal that stands in its place; a refusal rolls its operation back.</summary>
public readonly record struct Found<T>(T? Value, InfnoResult? Refusal)
    where T : class
{
    /// <summary>A value.</summary>
    public static Found<T> Of(T value) => new(value, null);

    /// <summary>A refusal: a stable code, and what its sentence needs.</summary>
    public static Found<T> Refuse(string code, params (string Name, string Value)[] parameters) =>
        new(null, InfnoResult.Refused(code, parameters));
}
