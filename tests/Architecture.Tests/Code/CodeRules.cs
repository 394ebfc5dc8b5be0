using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Mingsuan.Architecture.Tests.Code;

/// <summary>Rules over one C# file. Each gives the places that break it.</summary>
internal static class CodeRules
{
    /// <summary>R14: texts for people live in the catalogue and on pages, not in code.</summary>
    public static IEnumerable<Finding> ChineseLiterals(CodeFile file) =>
        file.Tokens
            .Where(token => IsText(token) && token.ValueText.Any(IsHan))
            .Select(token => file.Find(token, $"Chinese in a literal: {token.ValueText}"));

    /// <summary>Money and ratios are exact: no binary fractions.</summary>
    public static IEnumerable<Finding> BinaryFractions(CodeFile file) =>
        file.Tokens
            .Where(token => token.IsKind(SyntaxKind.DoubleKeyword) || token.IsKind(SyntaxKind.FloatKeyword)
                || token.Text is "Half" || token.Value is double or float)
            .Select(token => file.Find(token, $"a binary fraction: {token.Text}"));

    /// <summary>A namespace is Mingsuan, the project, then its folders.</summary>
    public static IEnumerable<Finding> StrayNamespaces(CodeFile file, string projectFolder)
    {
        var project = projectFolder[(projectFolder.LastIndexOf('/') + 1)..];
        var folders = file.Path[(projectFolder.Length + 1)..].Split('/')[..^1];
        var wanted = string.Join('.', ["Mingsuan", project, .. folders]);
        return file.Root.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>()
            .Where(declared => declared.Name.ToString() != wanted)
            .Select(declared => file.Find(declared.Name, $"namespace {declared.Name}, wanted {wanted}"));
    }

    /// <summary>R13: a method fits on a screen.</summary>
    public static IEnumerable<Finding> LongMethods(CodeFile file, int most) =>
        file.Root.DescendantNodes()
            .Where(node => node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax
                or AccessorDeclarationSyntax or AnonymousFunctionExpressionSyntax)
            .Select(node => (Node: node, Lines: Height(node)))
            .Where(method => method.Lines > most)
            .Select(method => file.Find(method.Node, $"a method of {method.Lines} lines, at most {most}"));

    /// <summary>R13: a type is named after what it is.</summary>
    public static IEnumerable<Finding> VagueTypes(CodeFile file) =>
        file.Root.DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
            .Where(type => Tidy.TidyRules.IsVague(type.Identifier.ValueText))
            .Select(type => file.Find(type.Identifier, $"a type called {type.Identifier.ValueText}"));

    private static int Height(SyntaxNode node)
    {
        var span = node.GetLocation().GetLineSpan();
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }

    private static bool IsText(SyntaxToken token) => token.Kind() is
        SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.InterpolatedStringTextToken
        or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
        or SyntaxKind.Utf8StringLiteralToken or SyntaxKind.Utf8SingleLineRawStringLiteralToken
        or SyntaxKind.Utf8MultiLineRawStringLiteralToken;

    internal static bool IsHan(char sign) => sign is (>= '\u3400' and <= '\u4DBF') or (>= '\u4E00' and <= '\u9FFF')
        or (>= '\uF900' and <= '\uFAFF');
}
