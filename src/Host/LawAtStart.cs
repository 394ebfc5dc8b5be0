using Mingsuan.Law;
using Mingsuan.Law.Compiling;

namespace Mingsuan.Host;

/// <summary>
/// 起始法规库 — the library that a verb works with: `--law DIR`, else MINGSUAN_LAW, else the one beside the program.
/// </summary>
public sealed record LawAtStart(IReadOnlyDictionary<string, string> Files, LawLoad Load)
{
    private const string Variable = "MINGSUAN_LAW";

    /// <summary>The directory that a verb takes.</summary>
    public static string PathOf(DirectoryInfo? given) =>
        given?.FullName ?? Environment.GetEnvironmentVariable(Variable) ??
        Path.Combine(AppContext.BaseDirectory, "law");

    /// <summary>
    /// Reads and checks the library; null, with the reason on standard error, when there is no such directory.
    /// </summary>
    public static LawAtStart? Read(DirectoryInfo? given)
    {
        var path = PathOf(given);
        if (!Directory.Exists(path))
        {
            Console.Error.WriteLine($"No law library at {path}: name one with --law DIR.");
            return null;
        }

        var files = LawLibrary.ReadFiles(path);
        return new LawAtStart(files, LawLibrary.Load(files));
    }

    /// <summary>As <see cref="Read"/>, and null with every error printed when the library does not load.</summary>
    public static LawAtStart? ReadValid(DirectoryInfo? given)
    {
        if (Read(given) is not { } law)
        {
            return null;
        }

        if (law.Load.Snapshot is not null)
        {
            return law;
        }

        foreach (var diagnostic in law.Load.Diagnostics)
        {
            Console.Error.WriteLine(diagnostic);
        }

        return null;
    }
}
