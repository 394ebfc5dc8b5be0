using Mingsuan.Architecture.Tests.Code;

namespace Mingsuan.Architecture.Tests.Words;

public sealed class WordTests
{
    private static readonly LawWords Law = LawWords.Gather(SourceTree.Files.Where(file => file.IsUnder("law")));

    [Fact]
    public void No_region_item_or_document_is_known_to_the_code() =>
        Exceptions.Hold("law words in code", CodeFile.In("src").SelectMany(file => WordRules.InCode(file, Law)));

    [Fact]
    public void No_region_item_or_document_is_known_to_a_page() =>
        Exceptions.Hold("law words on pages", SourceTree.Pages("src").SelectMany(page => WordRules.InPage(page, Law)));

    [Fact]
    public void Every_document_of_the_library_gives_its_number_and_its_jurisdiction_to_the_search()
    {
        var documents = SourceTree.Files.Where(file => file.IsUnder("law") && file.Extension == ".md"
            && file.Text.StartsWith("---", StringComparison.Ordinal));
        foreach (var document in documents)
        {
            LawWords.Gather([document]).Numbers.ShouldNotBeEmpty(document.Path);
        }
    }
}
