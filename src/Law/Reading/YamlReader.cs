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
    private const int MostDeep = 64;

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

            var node = Node(parser, firstLine - 1, depth: 0);
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
        catch (InvalidOperationException)
        {
            // The parser's own way of giving up on text that is no YAML.
            throw new YamlTroubleException(firstLine, "the block is not readable as YAML");
        }
    }

    private static int LineOf(ParsingEvent one, int offset) => (int)one.Start.Line + offset;

    private static YamlNode Node(Parser parser, int offset, int depth)
    {
        if (depth > MostDeep)
        {
            throw new YamlTroubleException(LineOf(parser.Current!, offset), "the block is nested too deeply");
        }

        if (parser.TryConsume<Scalar>(out var scalar))
        {
            return ScalarOf(scalar, offset);
        }

        if (parser.TryConsume<SequenceStart>(out var list))
        {
            var items = new List<YamlNode>();
            while (!parser.TryConsume<SequenceEnd>(out _))
            {
                items.Add(Node(parser, offset, depth + 1));
            }

            return new YamlList(items, LineOf(list, offset));
        }

        if (parser.TryConsume<MappingStart>(out var map))
        {
            return Map(parser, map, offset, depth);
        }

        throw new YamlTroubleException(LineOf(parser.Current!, offset), "aliases (*name) are not part of the form");
    }

    private static YamlMap Map(Parser parser, MappingStart start, int offset, int depth)
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

            entries.Add(new YamlEntry(key, Node(parser, offset, depth + 1)));
        }

        return new YamlMap(entries, LineOf(start, offset));
    }

    private static YamlScalar ScalarOf(Scalar scalar, int offset) =>
        new(scalar.Value, scalar.Style is not ScalarStyle.Plain, LineOf(scalar, offset));
}
