using Mingsuan.Law.Compiling;

namespace Mingsuan.Law;

/// <summary>法规库 — reads a directory of law files and compiles it to a snapshot, or says why it cannot.</summary>
public static class LawLibrary
{
    /// <summary>Loads a directory of law files: read, compiled, checked, and tried by its examples.</summary>
    public static LawLoad Load(string directory) => Load(ReadFiles(directory));

    /// <summary>Loads a library given as path → text; paths are relative, with forward slashes.</summary>
    public static LawLoad Load(IReadOnlyDictionary<string, string> files) => Load(files, Features.All);

    /// <summary>Loads a library against another list of features.</summary>
    public static LawLoad Load(IReadOnlyDictionary<string, string> files, IReadOnlyList<Feature> features) =>
        LibraryCompiler.Load(files, features, ExampleRunner.Exchange);

    /// <summary>The files of a law directory: path → text.</summary>
    public static IReadOnlyDictionary<string, string> ReadFiles(string directory)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(directory, path).Replace('\\', '/');
            if (LibraryFiles.IsLaw(relative))
            {
                files[relative] = File.ReadAllText(path);
            }
        }

        return files;
    }
}
