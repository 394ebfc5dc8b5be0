using Microsoft.Extensions.Logging;

namespace Mingsuan.Platform.Certificates;

/// <summary>
/// 信任锚目录 — a folder of anchors (`*.pem`, `*.crt`, `*.cer`: PEM or DER) and revocation lists (`*.crl`: PEM or DER). It
/// is read again when a file in it changes, so that a new list counts without a restart. While a file cannot be read
/// what was read last counts; where nothing was yet, the file counts as absent.
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
                try
                {
                    Refresh();
                }
                catch (Exception broken) when (IsUnread(broken))
                {
                    Unread(log, broken, path);
                }

                return store;
            }
        }
    }

    /// <summary>A file may go or be locked between the listing and the reading.</summary>
    private static bool IsUnread(Exception broken) => broken is IOException or UnauthorizedAccessException;

    private void Refresh()
    {
        var files = Files();
        var state = string.Join('\n', files.Select(
            file => $"{file.Name} {file.Length} {file.LastWriteTimeUtc.Ticks}"));
        if (state != known)
        {
            (store, var isWhole) = Read(files);
            known = isWhole ? state : null;
        }
    }

    private List<FileInfo> Files() => Directory.Exists(path)
        ? [.. new DirectoryInfo(path).EnumerateFiles()
            .Where(file => file.Extension is ".pem" or ".crt" or ".cer" or ".crl")
            .OrderBy(file => file.Name, StringComparer.Ordinal)]
        : [];

    /// <summary>Reads the files; without a good store yet, those that can be read.</summary>
    private (TrustStore Store, bool IsWhole) Read(IReadOnlyList<FileInfo> files)
    {
        var (anchors, lists) = (new List<Sm2Certificate>(OwnAnchors), new List<RevocationList>(OwnLists));
        var isWhole = true;
        foreach (var file in files)
        {
            byte[] bytes;
            try
            {
                bytes = File.ReadAllBytes(file.FullName);
            }
            catch (Exception broken) when (known is null && IsUnread(broken))
            {
                Unread(log, broken, file.Name);
                isWhole = false;
                continue;
            }

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

        return (new(anchors, lists), isWhole);
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{File} among the trust anchors holds no SM2 authority and no revocation list")]
    private static partial void Unreadable(ILogger log, string file);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{File} of the trust anchors could not be read now; it is tried again at the next signature")]
    private static partial void Unread(ILogger log, Exception broken, string file);
}
