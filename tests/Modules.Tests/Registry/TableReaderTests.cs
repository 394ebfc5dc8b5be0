using System.IO.Compression;
using System.Text;
using Mingsuan.Registry.Importing;

namespace Mingsuan.Modules.Tests.Registry;

/// <summary>表格读取 — a workbook that is broken or too much is refused, whatever is wrong with it.</summary>
public sealed class TableReaderTests
{
    private const string Sheet = "<worksheet><sheetData><row><c t=\"s\"><v>0</v></c></row></sheetData></worksheet>";

    [Theory]
    [InlineData(1, 2)]
    [InlineData(3, 4)]
    public void A_broken_directory_or_entry_is_a_refusal(byte third, byte fourth)
    {
        var broken = Workbook("<sst><si><t>a</t></si></sst>");
        var sign = new byte[] { (byte)'P', (byte)'K', third, fourth };
        var found = 0;
        for (var at = broken.AsSpan().IndexOf(sign); at >= 0; at = broken.AsSpan().IndexOf(sign))
        {
            broken[at + 2] = 0xEE;
            found++;
        }

        found.ShouldBe(2);
        Refused(broken).ShouldBe(TableReader.Unreadable);
    }

    [Theory]
    [InlineData("<sst><si>")]
    [InlineData("no text of this kind")]
    public void Shared_texts_that_are_no_xml_are_a_refusal(string shared) =>
        Refused(Workbook(shared)).ShouldBe(TableReader.Unreadable);

    [Fact]
    public void More_shared_texts_than_memory_is_spent_on_are_a_refusal()
    {
        var text = $"<si><t>{new string('a', 3_900)}</t></si>";
        Refused(Workbook($"<sst>{new StringBuilder().Insert(0, text, 5_000)}</sst>")).ShouldBe(TableReader.TooLarge);
    }

    [Fact]
    public void How_a_text_is_read_aloud_is_not_part_of_it()
    {
        var rows = TableReader.Rows(Workbook(
            "<sst><si><t>东</t><rPh sb=\"0\" eb=\"1\"><t>トウ</t></rPh><r><t>京</t></r></si></sst>"));

        rows.ShouldHaveSingleItem().ShouldBe(["东京"]);
    }

    private static string Refused(byte[] content) =>
        Should.Throw<UnreadableTableException>(() => TableReader.Rows(content).ToList()).Code;

    private static byte[] Workbook(string shared)
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "xl/sharedStrings.xml", shared);
            Add(zip, "xl/worksheets/sheet1.xml", Sheet);
        }

        return buffer.ToArray();
    }

    private static void Add(ZipArchive zip, string name, string text)
    {
        using var entry = new StreamWriter(zip.CreateEntry(name).Open());
        entry.Write(text);
    }
}
