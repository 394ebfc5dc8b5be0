using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Host.Pages.Calculator;

/// <summary>
/// 要问的事实 — a fact that a page asks for: whether an answer is impossible without it, and for codes, which ones the
/// rules know.
/// </summary>
public sealed record AskedFact(FactDefinition Definition, bool Needed, IReadOnlyList<string> Codes)
{
    /// <summary>The group that it belongs to: the first word of its path, empty for the service itself.</summary>
    public string Group => Definition.Path.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot
        ? Definition.Path[..dot]
        : "";
}
