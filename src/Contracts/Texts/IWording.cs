namespace Mingsuan.Contracts.Texts;

/// <summary>措辞 — makes the sentence of a code; the only place where a refusal becomes Chinese text.</summary>
public interface IWording
{
    /// <summary>The sentence of a code with its parameters filled in.</summary>
    string Sentence(string code, IReadOnlyDictionary<string, string> parameters);
}
