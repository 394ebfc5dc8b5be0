using Microsoft.AspNetCore.Http;

namespace Mingsuan.Gateway.Signing;

/// <summary>
/// 请求头 — the headers of a call; one that comes twice is as good as none, since nobody can tell which counts.
/// </summary>
internal sealed class CallHeaders(IHeaderDictionary headers)
{
    private const int Longest = 2000;

    /// <summary>The one value of a header, or null.</summary>
    public string? this[string name] =>
        headers.TryGetValue(name, out var values) && values.Count == 1
            && values[0] is { Length: > 0 and <= Longest } one
            ? one.Trim()
            : null;
}
