using System.Reflection;
using System.Xml.Linq;

namespace Mingsuan.Architecture.Tests.Dependencies;

/// <summary>A project of src/, as its file declares it.</summary>
internal sealed record Project(string Path, string[] Projects, string[] Packages, string[] Frameworks)
{
    private static readonly Lazy<Project[]> Found = new(() =>
    [
        .. SourceTree.Files
            .Where(file => file.IsUnder("src") && file.Extension == ".csproj")
            .Select(file => Read(file.Path, file.Text)),
    ]);

    public static IReadOnlyList<Project> All => Found.Value;

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public bool IsModule => Path.StartsWith("src/Modules/", StringComparison.Ordinal);

    /// <summary>The compiled project; the tests reach every project of src/ through the Host.</summary>
    public Assembly Assembly => Assembly.Load($"Mingsuan.{Name}");

    public static Project Read(string path, string text)
    {
        var items = XDocument.Parse(text).Descendants().ToLookup(
            element => element.Name.LocalName,
            element => (string?)element.Attribute("Include") ?? "");
        return new Project(
            path,
            [.. items["ProjectReference"].Select(reference => System.IO.Path.GetFileNameWithoutExtension(
                reference.Replace('\\', '/')))],
            [.. items["PackageReference"]],
            [.. items["FrameworkReference"]]);
    }
}
