using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Mingsuan.Registry.Importing;

/// <summary>文件过大或读不了 — the file as a whole cannot be taken; the code says why.</summary>
internal sealed class UnreadableTableException(string code) : Exception(code)
{
    public string Code { get; } = code;
}

/// <summary>
/// 表格读取 — the rows of a CSV (RFC 4180, UTF-8) or of the first sheet of a workbook (ECMA-376), one after the other: only
/// one row and a workbook's shared texts are in memory.
/// </summary>
internal static class TableReader
{
    /// <summary>The insured of a large county; a city's file is cut by its agency.</summary>
    public const int MostRows = 200_000;

    /// <summary>About 140 bytes a row, and less than the server takes as one body.</summary>
    public const int MostBytes = 28 << 20;

    public const string TooLarge = "E-IMPORT-SIZE";
    public const string Unreadable = "E-IMPORT-UNREADABLE";

    private const int MostCells = 64;
    private const int LongestCell = 4_000;
    private const long MostUnpacked = 256L << 20;
    private const long MostShared = 32L << 20;

    public static bool IsWorkbook(byte[] content) => content.AsSpan().StartsWith("PK"u8);

    public static IEnumerable<IReadOnlyList<string>> Rows(byte[] content) =>
        IsWorkbook(content) ? Workbook(content) : Csv(content);

    private static IEnumerable<IReadOnlyList<string>> Csv(byte[] content)
    {
        using var reader = Utf8(content);
        var (row, cell, quoted, began) = (new List<string>(), new StringBuilder(), false, false);
        for (var read = Next(reader); read >= 0; read = Next(reader))
        {
            var sign = (char)read;
            if (quoted)
            {
                if (sign != '"')
                {
                    Put(cell, sign);
                }
                else if (reader.Peek() == '"')
                {
                    Put(cell, (char)Next(reader));
                }
                else
                {
                    quoted = false;
                }
            }
            else if (sign == '"' && cell.Length == 0)
            {
                (quoted, began) = (true, true);
            }
            else if (sign == ',')
            {
                Take(row, cell);
                began = true;
            }
            else if (sign is '\n')
            {
                if (began || cell.Length > 0)
                {
                    Take(row, cell);
                    yield return row;
                }

                (row, began) = ([], false);
            }
            else if (sign != '\r')
            {
                Put(cell, sign);
            }
        }

        if (quoted)
        {
            throw new UnreadableTableException(Unreadable);
        }

        if (began || cell.Length > 0)
        {
            Take(row, cell);
            yield return row;
        }
    }

    /// <summary>UTF-8 alone, with or without its mark: the mark of another encoding is no text.</summary>
    private static StreamReader Utf8(byte[] content) => new(
        new MemoryStream(content, writable: false),
        new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true),
        detectEncodingFromByteOrderMarks: false);

    private static int Next(StreamReader reader)
    {
        try
        {
            return reader.Read();
        }
        catch (DecoderFallbackException)
        {
            throw new UnreadableTableException(Unreadable);
        }
    }

    private static void Put(StringBuilder cell, char sign)
    {
        if (cell.Length >= LongestCell)
        {
            throw new UnreadableTableException(Unreadable);
        }

        cell.Append(sign);
    }

    private static void Take(List<string> row, StringBuilder cell)
    {
        if (row.Count >= MostCells)
        {
            throw new UnreadableTableException(Unreadable);
        }

        row.Add(cell.ToString().Trim());
        cell.Clear();
    }

    private static IEnumerable<IReadOnlyList<string>> Workbook(byte[] content)
    {
        using var zip = Open(content);
        var entries = Tried(() => zip.Entries);
        if (entries.Any(entry => entry.Length > MostUnpacked) || entries.Sum(entry => entry.Length) > MostUnpacked)
        {
            throw new UnreadableTableException(TooLarge);
        }

        var shared = Shared(zip);
        var sheet = entries.Where(entry => entry.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal)
            && entry.FullName.EndsWith(".xml", StringComparison.Ordinal))
            .OrderBy(entry => entry.FullName.Length).ThenBy(entry => entry.FullName, StringComparer.Ordinal)
            .FirstOrDefault() ?? throw new UnreadableTableException(Unreadable);
        using var xml = Xml(sheet);
        while (Step(xml))
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "row" })
            {
                var row = Row(xml, shared);
                if (row.Exists(cell => cell.Length > 0))
                {
                    yield return row;
                }
            }
        }
    }

    private static ZipArchive Open(byte[] content) =>
        Tried(() => new ZipArchive(new MemoryStream(content, writable: false), ZipArchiveMode.Read));

    /// <summary>What a broken archive or text makes impossible is a refusal of the file.</summary>
    private static T Tried<T>(Func<T> part)
    {
        try
        {
            return part();
        }
        catch (Exception broken) when (broken
            is InvalidDataException or IOException or XmlException or NotSupportedException or ArgumentException)
        {
            throw new UnreadableTableException(Unreadable);
        }
    }

    private static List<string> Row(XmlReader xml, List<string> shared)
    {
        var row = new List<string>();
        if (xml.IsEmptyElement)
        {
            return row;
        }

        while (Step(xml) && xml is not { NodeType: XmlNodeType.EndElement, LocalName: "row" })
        {
            if (xml is not { NodeType: XmlNodeType.Element, LocalName: "c" })
            {
                continue;
            }

            var place = Column(xml.GetAttribute("r")) ?? row.Count;
            if (place >= MostCells)
            {
                throw new UnreadableTableException(Unreadable);
            }

            while (row.Count <= place)
            {
                row.Add("");
            }

            row[place] = Cell(xml, shared).Trim();
        }

        return row;
    }

    private static string Cell(XmlReader xml, List<string> shared)
    {
        var type = xml.GetAttribute("t");
        var text = Inner(xml, "c");
        return type != "s" ? text
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < shared.Count
                ? shared[at]
                : throw new UnreadableTableException(Unreadable);
    }

    private static List<string> Shared(ZipArchive zip)
    {
        var texts = new List<string>();
        if (Tried(() => zip.GetEntry("xl/sharedStrings.xml")) is not { } entry)
        {
            return texts;
        }

        using var xml = Xml(entry);
        var held = 0L;
        while (Step(xml))
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "si" })
            {
                texts.Add(Inner(xml, "si"));
                held += (texts[^1].Length * sizeof(char)) + IntPtr.Size;
            }

            if (held > MostShared)
            {
                throw new UnreadableTableException(TooLarge);
            }
        }

        return texts;
    }

    /// <summary>
    /// The text of all values and texts inside an element, without how it is read aloud; the reader ends at its end.
    /// </summary>
    private static string Inner(XmlReader xml, string element)
    {
        var text = new StringBuilder();
        if (xml.IsEmptyElement)
        {
            return "";
        }

        var (inside, aloud) = (false, false);
        while (Step(xml) && !(xml.NodeType == XmlNodeType.EndElement && xml.LocalName == element))
        {
            if (xml.LocalName == "rPh")
            {
                aloud = xml is { NodeType: XmlNodeType.Element, IsEmptyElement: false };
            }

            inside = xml.NodeType switch
            {
                XmlNodeType.Element => xml.LocalName is "t" or "v" && !xml.IsEmptyElement && !aloud,
                XmlNodeType.EndElement => false,
                _ => inside,
            };
            if (inside && xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace)
            {
                text.Append(xml.Value);
            }

            if (text.Length > LongestCell)
            {
                throw new UnreadableTableException(Unreadable);
            }
        }

        return text.ToString();
    }

    private static int? Column(string? place)
    {
        var column = 0;
        foreach (var sign in (place ?? "").TakeWhile(char.IsAsciiLetterUpper))
        {
            column = Math.Min((column * 26) + sign - 'A' + 1, MostCells + 1);
        }

        return column == 0 ? null : column - 1;
    }

    private static XmlReader Xml(ZipArchiveEntry entry) => Tried(() => XmlReader.Create(
        entry.Open(), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null }));

    private static bool Step(XmlReader xml) => Tried(xml.Read);
}
