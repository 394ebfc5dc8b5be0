using System.Text;
using System.Text.RegularExpressions;
using Mingsuan.Architecture.Tests.Code;

namespace Mingsuan.Architecture.Tests.Words;

/// <summary>Looks for words of the law in code. Comments may cite; everything else may not.</summary>
internal static partial class WordRules
{
    public static IEnumerable<Finding> InCode(CodeFile file, LawWords words) =>
        from token in file.Tokens
        let text = token.Text == token.ValueText ? token.Text : $"{token.Text} {token.ValueText}"
        from word in Found(text, words)
        select file.Find(token, $"a word of the law: {word}");

    public static IEnumerable<Finding> InPage(SourceFile page, LawWords words) =>
        WithoutComments(page.Text).Split('\n')
            .SelectMany((line, index) => Found(line, words)
                .Select(word => new Finding(page.Path, $"line {index + 1}: a word of the law: {word}")));

    /// <summary>The words of the law that stand in a piece of text.</summary>
    internal static IEnumerable<string> Found(string text, LawWords words)
    {
        var plain = Plain(text);
        return words.Numbers.Where(number => plain.Contains(Plain(number), StringComparison.Ordinal))
            .Concat(DocumentNumber().Matches(plain).Select(match => match.Value))
            .Concat(words.Places.Where(place => text.Contains(place, StringComparison.Ordinal)))
            .Concat(Run().Matches(text.Replace("_", "")).Select(match => match.Value).Where(words.Codes.Contains))
            .Concat(Word().Matches(text).Select(match => match.Value.ToLowerInvariant()).Where(words.Folders.Contains))
            .Distinct();
    }

    /// <summary>Brackets of a document number are written in several ways.</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text);
        foreach (var bracket in "〔[［（(")
        {
            plain.Replace(bracket, '〔');
        }

        foreach (var bracket in "〕]］）)")
        {
            plain.Replace(bracket, '〕');
        }

        return plain.ToString();
    }

    private static string WithoutComments(string page) =>
        Comment().Replace(page, match => new string('\n', match.Value.Count(sign => sign == '\n')));

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}+〔\d{4}〕\d+号")]
    private static partial Regex DocumentNumber();

    [GeneratedRegex(@"[A-Za-z]*\d+")]
    private static partial Regex Run();

    /// <summary>One word of an identifier, as its capitals divide it.</summary>
    [GeneratedRegex(@"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")]
    private static partial Regex Word();

    [GeneratedRegex(@"@\*.*?\*@|<!--.*?-->", RegexOptions.Singleline)]
    private static partial Regex Comment();
}
