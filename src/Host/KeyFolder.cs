using System.CommandLine;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Host;

/// <summary>
/// 密钥目录 — where the platform's keys lie when nobody says: beside an embedded database, else MINGSUAN_KEYS.
/// </summary>
public static class KeyFolder
{
    private const string Variable = "MINGSUAN_KEYS";

    public static Option<DirectoryInfo?> Option() => new("--keys")
    {
        Description = "The folder of the platform's keys.",
    };

    public static DirectoryInfo Of(DatabaseChoice choice)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
        {
            return new DirectoryInfo(named);
        }

        return new DirectoryInfo(Path.Combine(choice.EmbeddedFile?.DirectoryName ?? "", "keys"));
    }
}
