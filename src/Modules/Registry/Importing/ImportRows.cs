using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Registry.Importing;

/// <summary>导入状态.</summary>
internal enum ImportState
{
    /// <summary>已预览，待提交.</summary>
    Previewed,

    /// <summary>已提交.</summary>
    Committed,

    /// <summary>提交中 — a long file of which some parts are written.</summary>
    Committing,
}

/// <summary>
/// 导入 — a file that was shown row by row, and perhaps written afterwards; exactly what was shown, or nothing. It
/// belongs to the register's own books, which no institution has.
/// </summary>
[TableClass(TableClass.Institution)]
internal sealed class RegistryImport
{
    /// <summary>登记簿自己的链 — of what concerns the register as a whole.</summary>
    public static readonly Guid Books = Guid.Empty;

    /// <summary>
    /// A file of so many rows is one transaction; a longer one is committed in parts, between which others write.
    /// </summary>
    public const int MostTogether = 1_000;

    public required Guid InstId { get; init; }

    public required Guid ImportId { get; init; }

    public required string Kind { get; init; }

    public required string FileName { get; init; }

    /// <summary>依据 — the document or occasion that the facts come from.</summary>
    public required string Document { get; init; }

    /// <summary>Of the file's bytes.</summary>
    public required string FileDigest { get; init; }

    /// <summary>Of everything that the preview would write and refuse.</summary>
    public required string PlanDigest { get; init; }

    public required int Rows { get; init; }

    public required int Bad { get; init; }

    public required int Warnings { get; init; }

    /// <summary>How many rows change something.</summary>
    public required int Changing { get; init; }

    /// <summary>The preview as JSON: the first findings and the first changes.</summary>
    public required string Report { get; init; }

    public required string By { get; init; }

    public required DateTime At { get; init; }

    public required ImportState State { get; set; }

    public DateTime? CommittedAt { get; set; }

    /// <summary>Whether the good rows were taken although others were wrong.</summary>
    public bool GoodOnly { get; set; }

    /// <summary>份数 — in how many parts a long file is committed.</summary>
    public required int Parts { get; init; }

    public int PartsDone { get; set; }

    /// <summary>Rows written by the commit.</summary>
    public int Written { get; set; }

    /// <summary>Rows that the register says already.</summary>
    public int Present { get; set; }

    /// <summary>Rows left out: wrong ones, and those about which the register changed after the preview.</summary>
    public int Refused { get; set; }

    public bool IsLong => Rows > MostTogether;

    public int Version { get; set; }
}

/// <summary>
/// 上传的文件 — sealed, until it is committed or its time is over; its digest stands in the import. Of a long file, each
/// part that is still to be written.
/// </summary>
[TableClass(TableClass.Institution)]
internal sealed class UploadedTable
{
    public required Guid InstId { get; init; }

    public required Guid ImportId { get; init; }

    /// <summary>From 1 on; 0 is a file as a whole.</summary>
    public required int Part { get; init; }

    public required DateTime At { get; init; }

    public required byte[] Content { get; init; }
}

/// <summary>逐行问题 — a piece of all that is wrong in a file, as CSV; certificates are masked.</summary>
[TableClass(TableClass.Institution)]
internal sealed class ImportFindings
{
    public required Guid InstId { get; init; }

    public required Guid ImportId { get; init; }

    public required int Piece { get; init; }

    public required DateTime At { get; init; }

    public required byte[] Content { get; init; }
}

internal sealed class ImportMap : IEntityMap
{
    public void Map(ModelBuilder model)
    {
        model.Entity<RegistryImport>(import =>
        {
            import.ToTable("registry_import");
            import.HasKey(row => new { row.InstId, row.ImportId });
            import.Property(row => row.Kind).HasMaxLength(20);
            import.Property(row => row.FileName).HasMaxLength(200);
            import.Property(row => row.Document).HasMaxLength(200);
            import.Property(row => row.By).HasMaxLength(200);
            import.Ignore(row => row.IsLong);
        });
        model.Entity<UploadedTable>(upload =>
        {
            upload.ToTable("registry_uploaded_table");
            upload.HasKey(row => new { row.InstId, row.ImportId, row.Part });
        });
        model.Entity<ImportFindings>(findings =>
        {
            findings.ToTable("registry_import_findings");
            findings.HasKey(row => new { row.InstId, row.ImportId, row.Piece });
        });
    }
}
