using Mingsuan.Law;

namespace Mingsuan.Policy.Tests.Law;

/// <summary>The requirements matrix of the first four source texts, row by row.</summary>
public sealed class MatrixRowsTests
{
    private static readonly Dictionary<string, string[]> RowsOf = new()
    {
        ["hn-ybf-2020-20"] = Rows(
            "HN-1 HN-2 HN-3 HN-4 HN-T0 HN-T1 HN-T2 HN-T3 HN-T4 HN-T5 HN-T6 HN-T7"),
        ["yy-ybf-2020-8"] = Rows("HN-YY"),
        ["sd-ybf-2022-44"] = Rows("SD-P0 SD-P1 SD-P2 SD-P3 SD-P4 SD-P5 SD-P6 SD-P7"),
        ["jn-ybz-2022-49"] = Rows("SD-J0 SD-J1 SD-J2 SD-J3 SD-J4 SD-J5 SD-J6 SD-J7"),
        ["gj-ybd-2020-10"] = Rows("GJ-0 GJ-1a GJ-1b GJ-2 GJ-3 GJ-4 GJ-5 GJ-6"),
        ["js-ybf-2020-16"] = Rows("JS-0 JS-1-1 JS-1-2 JS-2-1 JS-2-2 JS-3-1 JS-3-2 JS-3-3"),
        ["nt-ybf-2020-33"] = Rows("JS-NT0"),
        ["nhc-reply-4969"] = Rows("NHC-1 NHC-2 NHC-3 NHC-4 NHC-5 NHC-6 NHC-7 NHC-8"),
    };

    public static TheoryData<string> Documents => [.. RowsOf.Keys];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Each_requirement_stands_under_one_clause_of_its_document(string document)
    {
        var files = LawLibrary.ReadFiles(LawDirectory());
        var clauses = LawLibrary.Load(files).Documents.Single(one => one.Id == document).Clauses;

        clauses.SelectMany(one => one.Rows).ShouldBe(RowsOf[document], ignoreOrder: true);
    }

    private static string[] Rows(string rows) => rows.Split(' ');

    private static string LawDirectory()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "Mingsuan.slnx")))
        {
            at = at.Parent.ShouldNotBeNull();
        }

        return Path.Combine(at.FullName, "law");
    }
}
