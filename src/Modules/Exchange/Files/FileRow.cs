using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Exchange.Files;

/// <summary>文件 — what is known of a file for ever: whose, its digest, and until when its contents are kept.</summary>
[TableClass(TableClass.Institution)]
internal sealed class FileRow
{
    public required Guid InstId { get; init; }

    /// <summary>文件查询号.</summary>
    public required Guid FileId { get; init; }

    public required string Name { get; init; }

    /// <summary>`upload` for 9101; otherwise what the platform made it for.</summary>
    public required string Kind { get; init; }

    public required int Size { get; init; }

    /// <summary>SM3 of the contents, hex.</summary>
    public required string Digest { get; init; }

    public required string Actor { get; init; }

    public required DateTime ReceivedAt { get; init; }

    public required DateTime Until { get; init; }
}

/// <summary>文件内容 — the bytes, until their time is over; the digest beside the file proves them.</summary>
[TableClass(TableClass.Institution)]
internal sealed class FileContent
{
    public required Guid InstId { get; init; }

    public required Guid FileId { get; init; }

    public required DateTime Until { get; init; }

    public required int Size { get; init; }

    public required byte[] Content { get; init; }
}

internal sealed class FileMap : IEntityMap
{
    public void Map(ModelBuilder model)
    {
        model.Entity<FileRow>(file =>
        {
            file.ToTable("exchange_file");
            file.HasKey(row => new { row.InstId, row.FileId });
            file.Property(row => row.Name).HasMaxLength(200);
            file.Property(row => row.Kind).HasMaxLength(32);
            file.Property(row => row.Digest).HasMaxLength(64);
            file.Property(row => row.Actor).HasMaxLength(64);
        });
        model.Entity<FileContent>(content =>
        {
            content.ToTable("exchange_file_content");
            content.HasKey(row => new { row.InstId, row.FileId });
            content.HasIndex(row => new { row.InstId, row.Until });
            content.HasOne<FileRow>().WithOne().HasForeignKey<FileContent>(row => new { row.InstId, row.FileId });
        });
    }
}
