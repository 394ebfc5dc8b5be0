using Mingsuan.Law.Compiling;
using Mingsuan.Policy;

namespace Mingsuan.Law;

/// <summary>
/// 现行法规库 — the library in force, and the files that it was read from. Replaced as a whole, never changed: a decision
/// that has begun keeps the snapshot that it began with.
/// </summary>
public sealed class LawInForce(LawEdition first)
{
    private volatile LawEdition edition = first;

    /// <summary>Files and what loading them came to.</summary>
    public LawEdition Edition => edition;

    /// <summary>The compiled library.</summary>
    public LawSnapshot Current => edition.Load.Snapshot!;

    /// <summary>Puts another valid library in force.</summary>
    public void Replace(LawEdition next) => edition = next.Load.Snapshot is not null
        ? next
        : throw new ArgumentException("a library with an error cannot be in force", nameof(next));
}

/// <summary>一版法规库 — files by path, and what loading them came to.</summary>
public sealed record LawEdition(IReadOnlyDictionary<string, string> Files, LawLoad Load)
{
    /// <summary>Loads files.</summary>
    public static LawEdition Of(IReadOnlyDictionary<string, string> files) => new(files, LawLibrary.Load(files));

    /// <summary>This edition with some files added or replaced.</summary>
    public LawEdition With(IReadOnlyDictionary<string, string> changed)
    {
        var files = new SortedDictionary<string, string>(Files.ToDictionary(), StringComparer.Ordinal);
        foreach (var (path, text) in changed)
        {
            files[path] = text;
        }

        return Of(files);
    }
}
