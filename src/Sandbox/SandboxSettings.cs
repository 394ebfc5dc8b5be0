using System.Text.Json;

namespace Mingsuan.Sandbox;

/// <summary>沙箱设置 — what the process is told at start.</summary>
internal sealed record SandboxSettings(SandboxData Data, string Urls, bool EndsWithInput)
{
    /// <summary>The settings that the arguments say; none when they cannot be read.</summary>
    public static SandboxSettings? Read(IReadOnlyList<string> arguments)
    {
        string? file = null;
        var (urls, ends) = ("http://127.0.0.1:0", false);
        for (var at = 0; at < arguments.Count; at++)
        {
            switch (arguments[at])
            {
                case "--data" when at + 1 < arguments.Count:
                    file = arguments[++at];
                    break;
                case "--urls" when at + 1 < arguments.Count:
                    urls = arguments[++at];
                    break;
                case "--ends-with-input":
                    ends = true;
                    break;
                default:
                    return null;
            }
        }

        return file is null ? null : new(SandboxData.Read(file), urls, ends);
    }
}

/// <summary>沙箱数据 — what each peer knows; a file of its own, which nobody else reads.</summary>
internal sealed record SandboxData(ECertificateData ECertificate)
{
    /// <summary>Reads the file.</summary>
    public static SandboxData Read(string file) =>
        JsonSerializer.Deserialize<SandboxData>(File.ReadAllText(file), JsonSerializerOptions.Web)
            ?? throw new InvalidDataException(file + " is empty.");
}

/// <summary>
/// 电子凭证对端数据 — the one client and its key, where it may be answered, and the holders of certificates.
/// </summary>
internal sealed record ECertificateData(
    string AppId,
    string AppSecret,
    string PrivateKey,
    string ClientKey,
    IReadOnlyList<string> ReturnTo,
    IReadOnlyList<Holder> Holders);

/// <summary>持证人 — with the PIN that stands for their face in the sandbox.</summary>
internal sealed record Holder(
    string UserName,
    string IdType,
    string IdNo,
    string InsuOrg,
    string EcIndexNo,
    string EcToken,
    string Pin);
