using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Platform.Trail;

/// <summary>
/// 存证表映射 — the trail's part of the model. Nothing here is ever updated but a shredded or retired key.
/// </summary>
public sealed class TrailMap : IEntityMap
{
    internal const int Code = 64;
    internal const int Name = 200;

    /// <inheritdoc />
    public void Map(ModelBuilder model)
    {
        Entry<TrailPersonEntry>(model, "trail_person_entry", nameof(TrailPersonEntry.PersonId));
        Entry<TrailInstitutionEntry>(model, "trail_institution_entry", nameof(TrailInstitutionEntry.InstId));
        Entry<TrailRegionEntry>(model, "trail_region_entry", nameof(TrailRegionEntry.RegionId));
        Payload<TrailPersonPayload>(model, "trail_person_payload", nameof(TrailPersonPayload.PersonId));
        Payload<TrailInstitutionPayload>(model, "trail_institution_payload", nameof(TrailInstitutionPayload.InstId));
        Payload<TrailRegionPayload>(model, "trail_region_payload", nameof(TrailRegionPayload.RegionId));
        model.Entity<TrailRegionEntry>().Property(e => e.RegionId).HasMaxLength(Code);
        model.Entity<TrailRegionPayload>().Property(p => p.RegionId).HasMaxLength(Code);
        var keys = Table<TrailSubjectKey>(model, "trail_subject_key");
        keys.HasKey(k => new { k.PersonId, k.Generation });
        keys.Property(k => k.Generation).ValueGeneratedNever();
        Log(model);
        Access(model);
    }

    private static void Entry<T>(ModelBuilder model, string table, string subject)
        where T : TrailEntryRow
    {
        var entry = Table<T>(model, table);
        entry.HasKey(subject, nameof(TrailEntryRow.Seq));
        entry.Property(subject).ValueGeneratedNever();
        entry.Property(e => e.Seq).ValueGeneratedNever();
        entry.Property(e => e.Kind).HasMaxLength(Code);
        entry.Property(e => e.Actor).HasMaxLength(Name);
        entry.Property(e => e.Commitment).HasMaxLength(Sm3.Size);
        entry.Property(e => e.Previous).HasMaxLength(Sm3.Size);
        entry.Property(e => e.Hash).HasMaxLength(Sm3.Size);
        entry.HasIndex(e => e.At);
    }

    private static void Payload<T>(ModelBuilder model, string table, string subject)
        where T : TrailPayloadRow
    {
        var payload = Table<T>(model, table);
        payload.HasKey(subject, nameof(TrailPayloadRow.PayloadId));
        payload.Property(subject).ValueGeneratedNever();
        payload.Property(p => p.PayloadId).ValueGeneratedNever();
    }

    private static void Log(ModelBuilder model)
    {
        var leaf = Table<TrailLeaf>(model, "trail_leaf");
        leaf.HasKey(l => l.LeafIndex);
        leaf.Property(l => l.LeafIndex).ValueGeneratedNever();
        leaf.Property(l => l.Subject).HasMaxLength(Code);
        leaf.Property(l => l.HeadHash).HasMaxLength(Sm3.Size);
        leaf.HasIndex(l => new { l.SubjectClass, l.Subject, l.Seq }).IsUnique();

        var checkpoint = Table<TrailCheckpointRow>(model, "trail_checkpoint");
        checkpoint.HasKey(c => c.Number);
        checkpoint.Property(c => c.Number).ValueGeneratedNever();
        checkpoint.Property(c => c.Root).HasMaxLength(Sm3.Size);
        checkpoint.Property(c => c.KeyFingerprint).HasMaxLength(Code);
        checkpoint.Property(c => c.Signature).HasMaxLength(Sm2Signature.RawSize);

        var key = Table<TrailKey>(model, "trail_key");
        key.HasKey(k => k.Fingerprint);
        key.Property(k => k.Fingerprint).HasMaxLength(Code);
        key.Property(k => k.Signature).HasMaxLength(Sm2Signature.RawSize);
    }

    private static void Access(ModelBuilder model)
    {
        var batch = Table<AccessBatch>(model, "trail_access_batch");
        batch.HasKey(b => b.BatchId);
        batch.Property(b => b.BatchId).ValueGeneratedNever();
        batch.Property(b => b.LinesDigest).HasMaxLength(Sm3.Size);
        batch.Property(b => b.Digest).HasMaxLength(Sm3.Size);
        batch.HasIndex(b => b.At);

        var line = Table<AccessLine>(model, "trail_access_log");
        line.HasKey(l => new { l.BatchId, l.Line });
        line.Property(l => l.BatchId).ValueGeneratedNever();
        line.Property(l => l.Line).ValueGeneratedNever();
        line.Property(l => l.Subject).HasMaxLength(Code);
        line.Property(l => l.Actor).HasMaxLength(Name);
        line.Property(l => l.Action).HasMaxLength(Code);
        line.Property(l => l.Target).HasMaxLength(Name);
        line.Property(l => l.Outcome).HasMaxLength(Code);
        line.HasIndex(l => new { l.SubjectClass, l.Subject });
    }

    private static EntityTypeBuilder<T> Table<T>(ModelBuilder model, string name)
        where T : class => model.Entity<T>().ToTable(name);
}
