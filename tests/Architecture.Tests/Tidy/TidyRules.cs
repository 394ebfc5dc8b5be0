using System.Text.RegularExpressions;

namespace Mingsuan.Architecture.Tests.Tidy;

/// <summary>Rules over the text of one file. Each gives the places that break it.</summary>
internal static partial class TidyRules
{
    private static readonly string[] VagueEndings = ["Util", "Utils", "Helper", "Helpers", "Common", "Manager"];

    public static IEnumerable<Finding> LongFile(SourceFile file, int most)
    {
        var lines = file.Text.Count(sign => sign == '\n');
        return lines > most ? [new Finding(file.Path, $"{lines} lines, at most {most}")] : [];
    }

    public static IEnumerable<Finding> LongLines(SourceFile file, int most) =>
        Lines(file).Where(line => line.Text.Length > most)
            .Select(line => new Finding(
                file.Path, $"line {line.Number}: {line.Text.Length} characters, at most {most}"));

    /// <summary>Work left lying about: it belongs into an issue, or is done.</summary>
    public static IEnumerable<Finding> Leftovers(SourceFile file) =>
        Lines(file).Where(line => Leftover().IsMatch(line.Text))
            .Select(line => new Finding(file.Path, $"line {line.Number}: {line.Text.Trim()}"));

    /// <summary>A folder on this or that machine has no business in the repository.</summary>
    public static IEnumerable<Finding> MachinePaths(SourceFile file) =>
        Lines(file).Where(line => MachinePath().IsMatch(line.Text))
            .Select(line => new Finding(file.Path, $"line {line.Number}: {line.Text.Trim()}"));

    /// <summary>A lock file pins what, not from where.</summary>
    public static IEnumerable<Finding> RegistryAddresses(SourceFile file) =>
        Lines(file).Where(line => RegistryAddress().IsMatch(line.Text))
            .Select(line => new Finding(file.Path, $"line {line.Number}: {line.Text.Trim()}"));

    public static IEnumerable<Finding> VagueNames(SourceFile file) =>
        file.Path.Split('/').Select(part => part.Split('.')[0])
            .Where(IsVague)
            .Select(part => new Finding(file.Path, $"a folder or file called {part}"));

    /// <summary>One first-level heading, or a title in the front matter.</summary>
    public static IEnumerable<Finding> Titles(SourceFile file)
    {
        var text = file.Text.ReplaceLineEndings("\n");
        var front = FrontMatter().Match(text);
        var headings = Fence().Replace(text[front.Length..], "").Split('\n')
            .Count(line => line.StartsWith("# ", StringComparison.Ordinal));
        var titled = headings == 1 || (headings == 0 && front.Success && Title().IsMatch(front.Value));
        return titled ? [] : [new Finding(file.Path, $"{headings} first-level headings, wanted one")];
    }

    public static bool IsVague(string name) =>
        VagueEndings.Any(ending => name.EndsWith(ending, StringComparison.Ordinal))
        || VagueEndings.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<(int Number, string Text)> Lines(SourceFile file) =>
        file.Lines.Select((text, index) => (index + 1, text.TrimEnd('\r')));

    [GeneratedRegex(@"\b(?:TO[D]O|FIX[M]E|HA[C]K|NotImplemented[E]xception)\b")]
    private static partial Regex Leftover();

    [GeneratedRegex(@"(?<![\w.~$}/*-])/(?:home|root|Users|work)/\w|\b[A-Z]:\\+Users\b")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"""resolved"":\s*""\w+://")]
    private static partial Regex RegistryAddress();

    [GeneratedRegex(@"\A---\n.*?\n---\n", RegexOptions.Singleline)]
    private static partial Regex FrontMatter();

    [GeneratedRegex(@"^title:", RegexOptions.Multiline)]
    private static partial Regex Title();

    [GeneratedRegex(@"^(`{3,}|~{3,}).*?^\1\s*$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fence();
}
