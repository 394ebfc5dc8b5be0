using Microsoft.Extensions.Logging;

namespace Mingsuan.Platform.Certificates;

/// <summary>
/// 信任锚目录 — a folder of anchors (`*.pem`, `*.crt`, `*.cer`: PEM or DER) and revocation lists (`*.crl`: PEM or DER). It
/// is read again when a file in it changes, so that a new list counts without a restart.
/// </summary>
public sealed partial class TrustFolder(string path, ILogger<TrustFolder> log)
{
    private readonly Lock gate = new();
    private string? known;
    private TrustStore store = new([], []);

    /// <summary>Anchors and lists beside those of the folder: a demonstration's own, made anew at each start.</summary>
    public IReadOnlyList<Sm2Certificate> OwnAnchors { get; init; } = [];

    public IReadOnlyList<RevocationList> OwnLists { get; init; } = [];

    /// <summary>As the folder stands now.</summary>
    public TrustStore Store
    {
        get
        {
            lock (gate)
            {
                var files = Files();
                var state = string.Join('\n', files.Select(
                    file => $"{file.Name} {file.Length} {file.LastWriteTimeUtc.Ticks}"));
                if (state != known)
                {
                    store = Read(files);
                    known = state;
                }

                return store;
            }
        }
    }

    private List<FileInfo> Files() => Directory.Exists(path)
        ? [.. new DirectoryInfo(path).EnumerateFiles()
            .Where(file => file.Extension is ".pem" or ".crt" or ".cer" or ".crl")
            .OrderBy(file => file.Name, StringComparer.Ordinal)]
        : [];

    private TrustStore Read(IReadOnlyList<FileInfo> files)
    {
        var (anchors, lists) = (new List<Sm2Certificate>(OwnAnchors), new List<RevocationList>(OwnLists));
        foreach (var file in files)
        {
            var bytes = File.ReadAllBytes(file.FullName);
            var isList = file.Extension == ".crl";
            var blocks = PemText.Blocks(
                System.Text.Encoding.Latin1.GetString(bytes), isList ? "X509 CRL" : "CERTIFICATE").ToList();
            foreach (var der in blocks.Count > 0 ? blocks : [bytes])
            {
                if (isList && RevocationList.TryRead(der) is { } list)
                {
                    lists.Add(list);
                }
                else if (!isList && Sm2Certificate.TryRead(der) is { IsAuthority: true } anchor)
                {
                    anchors.Add(anchor);
                }
                else
                {
                    Unreadable(log, file.Name);
                }
            }
        }

        return new(anchors, lists);
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{File} among the trust anchors holds no SM2 authority and no revocation list")]
    private static partial void Unreadable(ILogger log, string file);
}
