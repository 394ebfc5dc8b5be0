namespace Mingsuan.Testing;

/// <summary>Where the repository lies: the folder above the running tests that holds the solution file.</summary>
public static class RepositoryRoot
{
    /// <summary>The absolute path of the root.</summary>
    public static string Path { get; } = Find(AppContext.BaseDirectory);

    /// <summary>The absolute path of a file or folder named from the root.</summary>
    public static string At(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    private static string Find(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Mingsuan.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No Mingsuan.slnx in any folder above {start}");
    }
}
