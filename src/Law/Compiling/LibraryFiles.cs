using System.Security.Cryptography;
using System.Text;

namespace Mingsuan.Law.Compiling;

/// <summary>Which files belong to a law library, and the hash of their contents.</summary>
public static class LibraryFiles
{
    public const string Regions = "regions.yaml";
    private const string Calendars = "calendars/";

    public static bool IsLaw(string path) => IsDocument(path) || IsCalendar(path) || path == Regions;

    /// <summary>A document lies in the folder of its area: <c>430000-hunan/2020-05-13-….md</c>.</summary>
    public static bool IsDocument(string path) =>
        path.Contains('/', StringComparison.Ordinal) && path.EndsWith(".md", StringComparison.Ordinal);

    public static bool IsCalendar(string path) =>
        path.StartsWith(Calendars, StringComparison.Ordinal) && path.EndsWith(".yaml", StringComparison.Ordinal);

    /// <summary>The area code that a document's folder begins with.</summary>
    public static string FolderCode(string path) => path.Split('/')[0].Split('-')[0];

    /// <summary>SHA-256 over the sorted paths and contents, hex.</summary>
    public static string Hash(IReadOnlyDictionary<string, string> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files.Where(file => IsLaw(file.Key)).OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            var text = Encoding.UTF8.GetBytes(file.Value);
            hash.AppendData(Encoding.UTF8.GetBytes($"{file.Key}\n{text.Length}\n"));
            hash.AppendData(text);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
