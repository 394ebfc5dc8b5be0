using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Mingsuan.Law.Reading;

/// <summary>The YAML cannot be read: the line of the file, and why.</summary>
public sealed class YamlTroubleException(int line, string reason) : Exception(reason)
{
    public int Line { get; } = line;
}

/// <summary>
/// YAML 读取 — text to nodes that know their line in the file. A key that stands twice is an error; aliases and tags
/// are not part of the form.
/// </summary>
public static class YamlReader
{
    /// <summary>
    /// Reads one YAML document; null when there is none. <paramref name="firstLine"/> is the file's line of the
    /// text's first line.
    /// </summary>
    public static YamlNode? Read(string text, int firstLine)
    {
        try
        {
            var parser = new Parser(new StringReader(text));
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _))
            {
                return null;
            }

            var node = Node(parser, firstLine - 1);
            parser.Consume<DocumentEnd>();
            if (!parser.TryConsume<StreamEnd>(out _))
            {
                throw new YamlTroubleException(
                    LineOf(parser.Current!, firstLine - 1), "a block holds one document; a second begins here");
            }

            return node;
        }
        catch (YamlException trouble)
        {
            var line = (int)Math.Max(1, trouble.Start.Line) + firstLine - 1;
            throw new YamlTroubleException(line, trouble.Message.TrimEnd('.'));
        }
    }

    private static int LineOf(ParsingEvent one, int offset) => (int)one.Start.Line + offset;

    private static YamlNode Node(Parser parser, int offset)
    {
        if (parser.TryConsume<Scalar>(out var scalar))
        {
            return ScalarOf(scalar, offset);
        }

        if (parser.TryConsume<SequenceStart>(out var list))
        {
            var items = new List<YamlNode>();
            while (!parser.TryConsume<SequenceEnd>(out _))
            {
                items.Add(Node(parser, offset));
            }

            return new YamlList(items, LineOf(list, offset));
        }

        if (parser.TryConsume<MappingStart>(out var map))
        {
            return Map(parser, map, offset);
        }

        throw new YamlTroubleException(LineOf(parser.Current!, offset), "aliases (*name) are not part of the form");
    }

    private static YamlMap Map(Parser parser, MappingStart start, int offset)
    {
        var entries = new List<YamlEntry>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (!parser.TryConsume<Scalar>(out var keyEvent))
            {
                throw new YamlTroubleException(LineOf(parser.Current!, offset), "a key must be a single word");
            }

            var key = ScalarOf(keyEvent, offset);
            if (!seen.Add(key.Text))
            {
                throw new YamlTroubleException(key.Line, $"the key '{key.Text}' stands twice in the same map");
            }

            entries.Add(new YamlEntry(key, Node(parser, offset)));
        }

        return new YamlMap(entries, LineOf(start, offset));
    }

    private static YamlScalar ScalarOf(Scalar scalar, int offset) =>
        new(scalar.Value, scalar.Style is not ScalarStyle.Plain, LineOf(scalar, offset));
}
