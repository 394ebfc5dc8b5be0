using Mingsuan.Contracts.Ids;

namespace Mingsuan.Contracts.Exchange;

/// <summary>
/// 文件柜 — files that an institution uploaded (9101) or that the platform keeps ready for it (9102), each for that
/// institution alone and for a limited time.
/// </summary>
public interface IFileShelf
{
    /// <summary>
    /// Puts a file on the shelf inside the running operation, with its digest on the institution's trail.
    /// </summary>
    Task<ShelvedFile> PutAsync(NewFile file, CancellationToken ct);

    /// <summary>A file of an institution, or none when it has no such file or its time is over.</summary>
    Task<ShelvedFile?> FindAsync(InstitutionId institution, string fileQueryNo, CancellationToken ct);
}

/// <summary>一份新文件 — what is put on the shelf.</summary>
public sealed record NewFile(
    InstitutionId Institution, string Name, ReadOnlyMemory<byte> Content, string Kind, string Actor);

/// <summary>一份文件 — `file_qury_no`, name, contents, and until when it may be had (UTC).</summary>
public sealed record ShelvedFile(string QueryNo, string Name, ReadOnlyMemory<byte> Content, DateTime Until);
