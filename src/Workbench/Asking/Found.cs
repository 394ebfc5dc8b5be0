using System.Text.Json.Nodes;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Workbench.Asking;

/// <summary>结果或拒绝 — a value, or the refusal that stands in its place; a refusal rolls its operation back.</summary>
public sealed record Found<T>(T? Value, Notice? Refusal) : IOutcome
    where T : class
{
    /// <summary>Whether what was written stays.</summary>
    public bool Commits => Refusal is null;

    /// <summary>A value.</summary>
    public static Found<T> Of(T value) => new(value, null);

    /// <summary>A refusal: a stable code, and what its sentence needs.</summary>
    public static Found<T> Refuse(string code, params (string Name, string Value)[] parameters) =>
        new(null, Notice.Of(code, parameters));

    /// <summary>As a desk passes it on.</summary>
    public DeskAnswer Passed(Func<T, JsonNode> json) =>
        Value is { } value ? DeskAnswer.Of(json(value)) : DeskAnswer.Refuse(Refusal!);
}
