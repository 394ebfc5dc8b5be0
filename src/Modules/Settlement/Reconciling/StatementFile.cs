using System.Globalization;
using System.IO.Compression;
using System.Text;
using Mingsuan.Policy.Primitives;

namespace Mingsuan.Settlement.Reconciling;

/// <summary>
/// 对账文件 — a zip with one text: a line for each settlement, columns parted by TAB, `null` for nothing. (nhsa §9.1)
/// </summary>
internal static class StatementFile
{
    private const int MostBytes = 64 << 20;
    private const int MostLines = 200_000;
    private const int Columns = 7;
    private const string Nothing = "null";

    /// <summary>The stated lines; none when the file is no such text, or too large.</summary>
    public static IReadOnlyList<StatedLine>? Read(ReadOnlyMemory<byte> content)
    {
        if (Text(content) is not { } text)
        {
            return null;
        }

        var lines = new List<StatedLine>();
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (lines.Count == MostLines)
            {
                return null;
            }

            if (!line.IsWhiteSpace())
            {
                lines.Add(Line(lines.Count + 1, line.ToString().Split('\t')));
            }
        }

        return lines;
    }

    /// <summary>The result as 9102 hands it out.</summary>
    public static byte[] Write(string name, IEnumerable<MatchedLine> lines, Func<BreakCause, string> memo)
    {
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            var (stated, known) = (line.Stated, line.Known);
            string?[] columns =
            [
                stated?.PsnNo ?? known?.PsnNo,
                stated?.MdtrtId ?? known?.MdtrtId,
                stated?.SetlId ?? known?.SetlId,
                known?.Msgid,
                line.Cause == BreakCause.None ? "0" : "1",
                stated?.Refund ?? known?.Reverses is not null ? "1" : "0",
                line.Cause == BreakCause.None ? null : memo(line.Cause),
                (known?.Fee ?? stated?.Fee)?.ToString(),
                (known?.Fund ?? stated?.Fund)?.ToString(),
                (known?.Account ?? stated?.Account)?.ToString(),
            ];
            text.AppendJoin('\t', columns.Select(column => string.IsNullOrEmpty(column) ? Nothing : column))
                .Append("\r\n");
        }

        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry(name).Open();
            entry.Write(Encoding.UTF8.GetBytes(text.ToString()));
        }

        return buffer.ToArray();
    }

    private static string TextOf(byte[] bytes) => Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF');

    private static string? Text(ReadOnlyMemory<byte> content)
    {
        var bytes = content.ToArray();
        if (bytes is not [0x50, 0x4B, ..])
        {
            return bytes.Length > MostBytes ? null : TextOf(bytes);
        }

        try
        {
            using var zip = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
            var entry = zip.Entries.FirstOrDefault(one => one.Length > 0);
            return entry is null ? "" : Unpacked(entry);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>Reads no further than allowed, whatever the archive says of its size.</summary>
    private static string? Unpacked(ZipArchiveEntry entry)
    {
        using var packed = entry.Open();
        using var text = new MemoryStream();
        var piece = new byte[81_920];
        for (var read = packed.Read(piece); read > 0; read = packed.Read(piece))
        {
            if (text.Length + read > MostBytes)
            {
                return null;
            }

            text.Write(piece, 0, read);
        }

        return TextOf(text.ToArray());
    }

    private static StatedLine Line(int place, string[] columns)
    {
        string At(int index) => index < columns.Length && columns[index].Trim() is var text && text != Nothing
            ? text
            : "";

        var amounts = new[] { At(3), At(4), At(5) }.Select(Amount).ToList();
        return new StatedLine(
            place,
            Cut(At(0)),
            Cut(At(1)),
            Cut(At(2)),
            amounts[0] ?? Money.Zero,
            amounts[1] ?? Money.Zero,
            amounts[2] ?? Money.Zero,
            At(6) == "1")
        {
            Unreadable = columns.Length < Columns || At(0).Length is 0 or > 30 || amounts.Any(one => one is null) ||
                At(6) is not ("0" or "1"),
        };
    }

    private static string Cut(string text)
    {
        var sound = string.Concat(text.Where(sign => !char.IsControl(sign) && !char.IsSurrogate(sign)));
        return sound.Length <= 30 ? sound : sound[..30];
    }

    private static Money? Amount(string text) =>
        decimal.TryParse(
            text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
            out var yuan) && decimal.Abs(yuan) < 1_000_000_000m && decimal.Round(yuan, 2) == yuan
            ? Money.FromYuan(yuan)
            : null;
}
