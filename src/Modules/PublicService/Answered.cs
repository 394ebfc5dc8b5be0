using Mingsuan.Contracts.Infnos;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.PublicService;

/// <summary>业务结果 — a value, or the refusal that stands in its place and leaves nothing behind.</summary>
internal sealed record Answered<T>(T? Value, Notice? Refusal) : IOutcome
    where T : class
{
    public bool Commits => Refusal is null;

    public static Answered<T> Of(T value) => new(value, null);

    public static Answered<T> Refuse(string code, params (string Name, string Value)[] parameters) =>
        new(null, Notice.Of(code, parameters));
}
