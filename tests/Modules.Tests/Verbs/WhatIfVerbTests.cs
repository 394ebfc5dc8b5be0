using Microsoft.EntityFrameworkCore;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Verbs;

/// <summary>`whatif` as a shell meets it.</summary>
public sealed class WhatIfVerbTests(PostgresServer server) : IDisposable
{
    private static readonly string Claim = AskVerbTests.FollowUp.ReplaceLineEndings("");
    private readonly DirectoryInfo draft = Directory.CreateTempSubdirectory("mingsuan-draft-");

    [Fact]
    public async Task A_draft_is_compared_to_the_fen_over_a_file_of_claims()
    {
        WriteDraft();

        var run = await HostProcess.AskAsync(
            $"{Claim}\n\n{Claim}\n", "whatif", "--draft", draft.FullName, "--claims", "-", "--json");

        run.Exit.ShouldBe(0, run.Errors);
        run.Errors.ShouldContain("examples expect something else");
        ((long)run.Json["claims"]!).ShouldBe(2);
        ((long)run.Json["changed"]!).ShouldBe(2);
        // 97.50 above the deductible: 55 % is 53.63, 57 % is 55.58.
        ((string)run.Json["sums"]!["fund"]!["difference"]!).ShouldBe("3.90");
        ((string)run.Json["sums"]!["account"]!["difference"]!).ShouldBe("-3.90");
        ((string)run.Json["columns"]!["hifp_pay"]!["before"]!).ShouldBe("107.26");
        ((long)run.Json["clauses"]![0]!["claims"]!).ShouldBe(2);
        run.Json["listed"]!.AsArray().Select(one => (long)one!["line"]!).ShouldBe([1, 3]);
    }

    [Theory]
    [InlineData("{ \"region\":")]
    [InlineData("[]")]
    public async Task A_line_that_is_no_claim_ends_it_and_is_named(string line)
    {
        var run = await HostProcess.AskAsync(
            $"{Claim}\n{line}\n", "whatif", "--draft", RepositoryRoot.At("law"), "--claims", "-");

        run.Exit.ShouldBe(2);
        run.Errors.ShouldContain("line 2");
        run.Out.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_draft_that_does_not_load_is_wrong_usage()
    {
        var run = await HostProcess.AskAsync(Claim, "whatif", "--draft", "no-such-directory", "--claims", "-");

        run.Exit.ShouldBe(2);
    }

    [Fact]
    public async Task A_draft_is_compared_over_the_settlements_that_a_database_holds()
    {
        WriteDraft();
        await using var stage = await SettledStage.OpenAsync(DatabaseKinds.Sqlite, server);
        using var copy = new SqliteFile();
        await stage.SqlAsync("vacuum into '" + copy.Path + "'");

        var run = await HostProcess.AskAsync(
            "", "whatif", "--draft", draft.FullName, "--database", "sqlite:" + copy.Path, "--json");

        run.Exit.ShouldBe(0, run.Errors);
        await using var db = stage.Db();
        var settled = await db.Database.SqlQueryRaw<long>(
            "select count(*) as Value from settlement_settlement where reverses is null")
            .SingleAsync(TestContext.Current.CancellationToken);
        settled.ShouldBeGreaterThan(0);
        ((long)run.Json["claims"]!).ShouldBe(settled);
        ((long)run.Json["changed"]!).ShouldBeInRange(1, settled);
        ((string)run.Json["sums"]!["fund"]!["difference"]!).ShouldNotBe("0.00");
        var both = await HostProcess.AskAsync(
            Claim, "whatif", "--draft", draft.FullName, "--claims", "-", "--database", "sqlite:" + copy.Path);
        both.Exit.ShouldNotBe(0);
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_wrong_usage_and_is_not_made()
    {
        var missing = Path.Combine(draft.FullName, "no-such.db");

        var run = await HostProcess.AskAsync(
            "", "whatif", "--draft", RepositoryRoot.At("law"), "--database", "sqlite:" + missing);

        run.Exit.ShouldBe(2);
        run.Errors.ShouldContain(missing);
        File.Exists(missing).ShouldBeFalse();
    }

    public void Dispose() => draft.Delete(recursive: true);

    private void WriteDraft()
    {
        var law = RepositoryRoot.At("law");
        foreach (var file in Directory.EnumerateFiles(law, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(draft.FullName, Path.GetRelativePath(law, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        var benefits = Path.Combine(draft.FullName, "532300-chuxiong", "2020-01-01-sample-benefits.md");
        var text = File.ReadAllText(benefits).Replace("[60, 60, 55, 50]", "[60, 60, 57, 50]");
        File.WriteAllText(benefits, text);
    }
}
