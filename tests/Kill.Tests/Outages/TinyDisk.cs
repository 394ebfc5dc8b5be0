using System.Diagnostics;

namespace Mingsuan.Kill.Tests.Outages;

/// <summary>A disk of a few megabytes, in memory. Only root may mount one; elsewhere there is none.</summary>
internal sealed class TinyDisk : IDisposable
{
    private const int Block = 1 << 14;

    private TinyDisk(string folder) => Folder = folder;

    private string Folder { get; }

    private string Ballast => Path.Combine(Folder, "ballast");

    public static TinyDisk? Mount(int megabytes)
    {
        var folder = Directory.CreateTempSubdirectory("mingsuan-disk-").FullName;
        if (Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m,mode=0755", "tmpfs", folder))
        {
            return new(folder);
        }

        Directory.Delete(folder);
        return null;
    }

    public string Subfolder(string name) => Directory.CreateDirectory(Path.Combine(Folder, name)).FullName;

    /// <summary>Takes all the room that is left.</summary>
    public async Task FillAsync()
    {
        await using var file = new FileStream(
            Ballast, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[Block];
        try
        {
            while (true)
            {
                await file.WriteAsync(block);
            }
        }
        catch (IOException)
        {
            // Full, which is what is wanted.
        }
    }

    /// <summary>Gives the room back.</summary>
    public Task EmptyAsync()
    {
        File.Delete(Ballast);
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        Run("umount", "-l", Folder);
        Directory.Delete(Folder);
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
