namespace Mingsuan.Law.Reading;

/// <summary>节点 — one node of a YAML block, with the line of the file on which it stands.</summary>
public abstract class YamlNode(int line)
{
    public int Line { get; } = line;
}

/// <summary>
/// 标量 — a word, number or date as written. <see cref="Text"/> is replaced, and put back, only while a mutant of
/// the rule is tried.
/// </summary>
public sealed class YamlScalar(string text, bool quoted, int line) : YamlNode(line)
{
    public string Text { get; internal set; } = text;

    public bool Quoted { get; } = quoted;

    /// <summary>Nothing was written after the colon.</summary>
    public bool IsEmpty => !Quoted && Text is "" or "~" or "null";
}

/// <summary>列表 — a sequence.</summary>
public sealed class YamlList(IReadOnlyList<YamlNode> items, int line) : YamlNode(line)
{
    public IReadOnlyList<YamlNode> Items { get; } = items;
}

/// <summary>One entry of a map.</summary>
public readonly record struct YamlEntry(YamlScalar Key, YamlNode Value);

/// <summary>映射 — keys in the order written, each once.</summary>
public sealed class YamlMap(IReadOnlyList<YamlEntry> entries, int line) : YamlNode(line)
{
    public IReadOnlyList<YamlEntry> Entries { get; } = entries;

    public YamlNode? Find(string key)
    {
        foreach (var entry in Entries)
        {
            if (string.Equals(entry.Key.Text, key, StringComparison.Ordinal))
            {
                return entry.Value;
            }
        }

        return null;
    }
}
