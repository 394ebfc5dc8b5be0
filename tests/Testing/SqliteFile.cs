using Microsoft.Data.Sqlite;

namespace Mingsuan.Testing;

/// <summary>A path for a fresh SQLite database; its folder goes away with it.</summary>
public sealed class SqliteFile : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mingsuan-sqlite-");

    /// <summary>Where the database will lie; nothing is created before the first connection.</summary>
    public string Path => System.IO.Path.Combine(folder.FullName, "mingsuan.db");

    /// <summary>Writes everything into the one file, which may then be copied as long as nobody writes.</summary>
    public void Checkpoint()
    {
        using var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        using (var pooled = new SqliteConnection($"Data Source={Path}"))
        {
            SqliteConnection.ClearPool(pooled);
        }

        folder.Delete(recursive: true);
    }
}
