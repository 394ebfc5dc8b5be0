using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace Mingsuan.Workbench.Files;

/// <summary>
/// 表格 — rows as CSV (RFC 4180) or as a workbook of one sheet (ECMA-376), with what programs may not misread.
/// </summary>
public static class Spreadsheet
{
    private const string Spread = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006/";
    private const string Head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";

    /// <summary>With a byte order mark, by which spreadsheet programs know UTF-8.</summary>
    public static byte[] Csv(IEnumerable<IReadOnlyList<object>> rows)
    {
        var text = new StringBuilder("\uFEFF");
        foreach (var row in rows)
        {
            text.AppendJoin(',', row.Select(Cell)).Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>With one sheet of a name, which is a plain word.</summary>
    public static byte[] Workbook(IEnumerable<IReadOnlyList<object>> rows, string sheetName)
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "[Content_Types].xml", $"""
                {Head}<Types xmlns="{Package}content-types"><Default Extension="rels"
                ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override
                PartName="/xl/workbook.xml"
                ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override
                PartName="/xl/worksheets/sheet1.xml"
                ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>
                """);
            Add(zip, "_rels/.rels", $"""
                {Head}<Relationships xmlns="{Package}relationships"><Relationship Id="r1"
                Type="{Relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>
                """);
            Add(zip, "xl/workbook.xml", $"""
                {Head}<workbook xmlns="{Spread}" xmlns:r="{Relations}"><sheets><sheet name="{sheetName}" sheetId="1"
                r:id="r1"/></sheets></workbook>
                """);
            Add(zip, "xl/_rels/workbook.xml.rels", $"""
                {Head}<Relationships xmlns="{Package}relationships"><Relationship Id="r1"
                Type="{Relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>
                """);
            using var sheet = new StreamWriter(zip.CreateEntry("xl/worksheets/sheet1.xml").Open());
            sheet.Write($"{Head}<worksheet xmlns=\"{Spread}\"><sheetData>");
            foreach (var row in rows)
            {
                sheet.Write("<row>");
                foreach (var cell in row)
                {
                    sheet.Write(cell is decimal number
                        ? $"<c><v>{number.ToString(CultureInfo.InvariantCulture)}</v></c>"
                        : $"<c t=\"inlineStr\"><is><t>{SecurityElement.Escape(Sound(cell))}</t></is></c>");
                }

                sheet.Write("</row>");
            }

            sheet.Write("</sheetData></worksheet>");
        }

        return buffer.ToArray();
    }

    /// <summary>Text that a program would take for a formula is kept a text.</summary>
    private static string Cell(object cell)
    {
        if (cell is decimal number)
        {
            return number.ToString(CultureInfo.InvariantCulture);
        }

        var text = Sound(cell);
        text = text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;
        return text.AsSpan().ContainsAny(",\"\r\n")
            ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : text;
    }

    private static string Sound(object cell) =>
        string.Concat((cell.ToString() ?? "").Where(sign => !char.IsControl(sign)));

    private static void Add(ZipArchive zip, string name, string content)
    {
        using var entry = new StreamWriter(zip.CreateEntry(name).Open());
        entry.Write(content);
    }
}
