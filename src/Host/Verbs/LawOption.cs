using System.CommandLine;

namespace Mingsuan.Host.Verbs;

/// <summary>`--law DIR`, optional: another law library than the shipped one.</summary>
internal static class LawOption
{
    public static Option<DirectoryInfo?> Create() => new("--law")
    {
        Description = "A directory of law files that takes the place of the shipped library.",
    };
}
