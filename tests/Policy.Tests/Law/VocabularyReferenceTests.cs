using Mingsuan.Law.Forms;

namespace Mingsuan.Policy.Tests.Law;

public sealed class VocabularyReferenceTests
{
    [Fact]
    public void The_committed_reference_is_what_the_code_says()
    {
        using var written = new StringWriter();
        VocabularyReference.Write(written);

        var committed = File.ReadAllText(Path.Combine(Root(), "docs", "reference", "vocabulary.md"));

        committed.ShouldBe(written.ToString(), "write it anew: ./mingsuan law vocabulary");
    }

    private static string Root()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory!.FullName, "Mingsuan.slnx")))
        {
            directory = directory.Parent;
        }

        return directory.FullName;
    }
}
