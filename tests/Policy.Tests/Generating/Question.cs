using System.Text.Json;
using System.Text.Json.Nodes;
using Mingsuan.Law.Exchange;

namespace Mingsuan.Policy.Tests.Generating;

/// <summary>A question as its JSON, which is also how a failing case is printed.</summary>
internal sealed record Question(string Json)
{
    public static Question Of(JsonObject json) => new(json.ToJsonString());

    public string Region => Node["region"]!.GetValue<string>();

    public LawSnapshot Law => Laws.Of(Region);

    public JsonElement Element => JsonDocument.Parse(Json).RootElement;

    public JsonObject Node => (JsonObject)JsonNode.Parse(Json)!;

    /// <summary>The same question with a change.</summary>
    public Question With(Action<JsonObject> change)
    {
        var node = Node;
        change(node);
        return Of(node);
    }

    public override string ToString() => Json;

    /// <summary>
    /// Every readable question with one member or one element fewer, for the smallest failing case.
    /// </summary>
    public IEnumerable<Question> Smaller() => Fewer().Where(one => one.IsReadable());

    private bool IsReadable()
    {
        try
        {
            var element = Element;
            _ = element.TryGetProperty("lines", out _)
                ? Claims.Read(Law, element).Region
                : Quotes.Read(Law, element).Region;
            return true;
        }
        catch (BadFactException)
        {
            return false;
        }
    }

    private IEnumerable<Question> Fewer()
    {
        foreach (var path in Paths(Node, []).ToList())
        {
            if (path is ["region"] or ["on"] or ["lines"] or ["item"])
            {
                continue;
            }

            yield return With(root =>
            {
                JsonNode parent = root;
                foreach (var step in path[..^1])
                {
                    parent = (step is int index ? parent[index] : parent[(string)step])!;
                }

                if (path[^1] is int last)
                {
                    ((JsonArray)parent).RemoveAt(last);
                }
                else
                {
                    ((JsonObject)parent).Remove((string)path[^1]);
                }
            });
        }
    }

    private static IEnumerable<object[]> Paths(JsonNode? node, object[] prefix)
    {
        IEnumerable<(object Step, JsonNode? Node)> children = node switch
        {
            JsonObject one => one.Select(member => ((object)member.Key, member.Value)),
            JsonArray many => many.Select((element, index) => ((object)index, element)),
            _ => [],
        };
        foreach (var (step, child) in children)
        {
            object[] path = [.. prefix, step];
            yield return path;
            foreach (var deeper in Paths(child, path))
            {
                yield return deeper;
            }
        }
    }
}
