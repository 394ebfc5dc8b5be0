using System.Text.Json;
using System.Text.Json.Nodes;
using Mingsuan.Policy;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Law.Exchange;

/// <summary>
/// 服务事实 — what a charged line may state of how its service was done, under the names of a price question. A new fact of
/// the vocabulary can be stated here without a change. (楚医保规〔2022〕3号 第九条; ADR 0023)
/// </summary>
public static class ServiceFacts
{
    private static readonly HashSet<string> Statable = [.. FactVocabulary.All
        .Where(one => one.InLine && one.Origin == FactOrigin.Asked)
        .Select(one => one.Path)];

    /// <summary>
    /// The path of the first member that no line may state, or whose value cannot be; null when all can be read. What a
    /// register knows (who the practitioner is) nobody states.
    /// </summary>
    public static string? Fault(LawSnapshot law, string area, DateOnly on, JsonObject facts)
    {
        if (Stray(facts, "") is { } stray)
        {
            return stray;
        }

        try
        {
            FactReader.ReadLine(JsonSerializer.SerializeToElement(facts), law.Region(area), on);
            return null;
        }
        catch (BadFactException bad)
        {
            return bad.Path;
        }
    }

    /// <summary>
    /// The facts that are stated, under their own names and nothing beside them; what was left empty is not stated.
    /// </summary>
    public static JsonObject Stated(JsonObject facts)
    {
        var stated = new JsonObject();
        foreach (var (name, value) in facts)
        {
            if (value is JsonObject holder)
            {
                var inner = Stated(holder);
                if (inner.Count > 0)
                {
                    stated[name] = inner;
                }
            }
            else if (value is not null)
            {
                stated[name] = value.DeepClone();
            }
        }

        return stated;
    }

    private static string? Stray(JsonObject facts, string prefix)
    {
        foreach (var (name, value) in facts)
        {
            var path = prefix + name;
            var stray = value is not JsonObject holder ? Statable.Contains(path) ? null : path
                : prefix.Length == 0 && Statable.Any(one => one.StartsWith(path + ".", StringComparison.Ordinal))
                    ? Stray(holder, path + ".")
                    : path;
            if (stray is not null)
            {
                return stray;
            }
        }

        return null;
    }
}
