using Mingsuan.Law;

namespace Mingsuan.Policy.Tests.Generating;

/// <summary>The shipped library and an invented one, each loaded once.</summary>
internal static class Laws
{
    private static readonly Lazy<LawSnapshot> ShippedOnce = new(() => Load(Path.Combine(Root(), "law")));

    private static readonly Lazy<LawSnapshot> InventedOnce =
        new(() => Load(Path.Combine(AppContext.BaseDirectory, "Law", "regions", "yunze")));

    public static LawSnapshot Shipped => ShippedOnce.Value;

    public static LawSnapshot Invented => InventedOnce.Value;

    /// <summary>The library that knows a region's documents.</summary>
    public static LawSnapshot Of(string region) => region.StartsWith("99", StringComparison.Ordinal)
        ? Invented
        : Shipped;

    public static string Root()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "Mingsuan.slnx")))
        {
            at = at.Parent.ShouldNotBeNull();
        }

        return at.FullName;
    }

    private static LawSnapshot Load(string directory)
    {
        var load = LawLibrary.Load(directory);
        return load.Snapshot.ShouldNotBeNull(string.Join('\n', load.Diagnostics));
    }
}
