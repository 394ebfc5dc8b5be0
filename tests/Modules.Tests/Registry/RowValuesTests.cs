using System.Text;
using Mingsuan.Registry.Importing;
using Mingsuan.Registry.PublicRegister;
using Mingsuan.Workbench.Files;

namespace Mingsuan.Modules.Tests.Registry;

/// <summary>文件读取 — cells, codes, whole files and initials, without a database.</summary>
public sealed class RowValuesTests
{
    [Theory]
    [InlineData("hospital", "H53230100001", null)]
    [InlineData("hospital", "H5323010001", "code")]
    [InlineData("pharmacy", "P5323010001", "code-unverified")]
    [InlineData("doctor", "D532301000201", null)]
    [InlineData("doctor", "532301000201", "code-unverified")]
    [InlineData("pharmacist", "HY532301000201", null)]
    [InlineData("pharmacist", "Y532301000201", "code")]
    public void A_verified_form_of_code_refuses_and_an_unverified_one_warns(string of, string code, string? finding)
    {
        var row = Row("practitioners", ("code", code));
        row.Findings.Clear();
        row.CheckCode("code", of);

        row.Findings.Select(one => one.Code).ShouldBe(finding is null ? [] : [finding]);
        row.IsGood.ShouldBe(finding != "code");
    }

    [Theory]
    [InlineData("2026-03-01", "2026-02-28", "order")]
    [InlineData("2026/03/01", "", "day")]
    [InlineData("", "", "missing")]
    public void A_wrong_day_is_named(string from, string to, string finding) =>
        Row("licences", ("code", "H53230100001"), ("licence", "互联网诊疗"), ("number", "1"), ("issuer", "x"),
                ("from", from), ("to", to))
            .Findings.Select(one => one.Code).ShouldBe([finding]);

    [Fact]
    public void A_workbooks_day_and_both_languages_of_a_word_are_read()
    {
        var row = Row("licences", ("code", "H53230100001"), ("licence", "internetcare"), ("number", "1"),
            ("issuer", "x"), ("from", "46082"), ("to", ""));

        row.IsGood.ShouldBeTrue();
        row.From.ShouldBe(new DateOnly(2026, 3, 1));
        row.Text("licence").ShouldBe("internetCare");
    }

    [Fact]
    public void A_file_with_commas_quotes_and_line_ends_is_read_as_it_was_written()
    {
        IReadOnlyList<object>[] rows = [["a", "b"], ["x,\"y\"", "云岭"], ["", "z"]];

        foreach (var file in new[] { Spreadsheet.Csv(rows), Spreadsheet.Workbook(rows, "x") })
        {
            TableReader.Rows(file).Select(row => string.Join('|', row)).ShouldBe(["a|b", "x,\"y\"|云岭", "|z"]);
        }
    }

    [Theory]
    [InlineData("a,\"b")]
    [InlineData("PK no workbook")]
    public void A_broken_file_is_refused_and_not_guessed_at(string text) =>
        Should.Throw<UnreadableTableException>(() => TableReader.Rows(Encoding.UTF8.GetBytes(text)).ToList())
            .Code.ShouldBe(TableReader.Unreadable);

    [Fact]
    public void A_file_in_another_encoding_is_refused() => Should.Throw<UnreadableTableException>(
        () => TableReader.Rows([0xB3, 0xFE, 0xD0, 0xDB]).ToList());

    [Fact]
    public void A_file_of_a_hundred_thousand_rows_is_read_row_by_row()
    {
        var file = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("H53230100001,x,y\n", 100_000)));
        var before = GC.GetAllocatedBytesForCurrentThread();
        TableReader.Rows(file).Take(3).Count().ShouldBe(3);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(200_000);
        TableReader.Rows(file).Count().ShouldBe(100_000);
    }

    [Theory]
    [InlineData("楚雄云岭医院", "CXYLYY")]
    [InlineData("南通濠河医院", "NTHHYY")]
    [InlineData("重庆A医院（样例）", "CQAYYYL")]
    [InlineData("鹿城社区卫生服务中心", "LCSQWSFWZX")]
    public void Initials_are_those_of_the_sounds(string name, string initials) =>
        Initials.Of(name).ShouldBe(initials);

    private static RowValues Row(string kind, params (string Name, string Value)[] cells) => new(
        2,
        ImportKinds.Shipped.Find(kind)!,
        name => cells.FirstOrDefault(one => one.Name == name).Value ?? "");
}
