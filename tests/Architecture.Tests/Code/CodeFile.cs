using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Mingsuan.Architecture.Tests.Code;

/// <summary>A C# file, taken apart by the compiler's own parser.</summary>
internal sealed class CodeFile(string path, string text)
{
    private readonly Lazy<SyntaxNode> root = new(() => CSharpSyntaxTree.ParseText(text).GetRoot());

    public string Path => path;

    public SyntaxNode Root => root.Value;

    public static IEnumerable<CodeFile> In(params string[] folders) =>
        folders.SelectMany(SourceTree.Code).Select(file => new CodeFile(file.Path, file.Text));

    /// <summary>Every token; comments are not among them.</summary>
    public IEnumerable<SyntaxToken> Tokens => Root.DescendantTokens();

    public Finding Find(SyntaxToken token, string message) => new(path, $"line {Line(token.GetLocation())}: {message}");

    public Finding Find(SyntaxNode node, string message) => new(path, $"line {Line(node.GetLocation())}: {message}");

    public static int Line(Location location) => location.GetLineSpan().StartLinePosition.Line + 1;
}
