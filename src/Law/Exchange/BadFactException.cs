namespace Mingsuan.Law.Exchange;

/// <summary>A question states a fact in a way that cannot be read: which member, and what was found.</summary>
public sealed class BadFactException(string path, string found) : Exception($"{path}: {found}")
{
    public string Path { get; } = path;

    public string Found { get; } = found;
}

/// <summary>The input is not a question at all (not a JSON object).</summary>
public sealed class BadQuestionException(string message) : Exception(message);
