using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Persistence;
using Mingsuan.Prescriptions.Life;

namespace Mingsuan.Prescriptions.Rows;

/// <summary>处方事件 — one event of a prescription; never changed. Sharded by the person, whose lock orders it.</summary>
[TableClass(TableClass.Person)]
internal sealed class RxEventRow
{
    public required Guid PersonId { get; init; }

    public required Guid RxId { get; init; }

    /// <summary>1 for the first event of the prescription.</summary>
    public required int Seq { get; init; }

    public required DateTime At { get; init; }

    public required string Actor { get; init; }

    public required string Kind { get; init; }

    /// <summary>The event as JSON.</summary>
    public required string Data { get; init; }
}

/// <summary>
/// 处方 — where a prescription stands, for queues and queries: a projection of its events, and the text that they speak
/// of. Sharded by the person.
/// </summary>
[TableClass(TableClass.Person)]
internal sealed class PrescriptionRow
{
    public required Guid PersonId { get; init; }

    /// <summary>On the wire its 26 characters are 医保处方编号 `hiRxno`.</summary>
    public required Guid RxId { get; init; }

    /// <summary>The prescribing institution.</summary>
    public required Guid InstId { get; init; }

    /// <summary>定点医疗机构处方编号.</summary>
    public required string HospRxno { get; init; }

    /// <summary>取药码的处方段 — the part of the access code that finds it; no secret.</summary>
    public required string Handle { get; init; }

    public required Guid VisitId { get; set; }

    public required string Prescriber { get; set; }

    /// <summary>处方正文 — the checked text as JSON, without what proved who the patient is.</summary>
    public required Sensitive Text { get; set; }

    /// <summary>The state but for the passing of time.</summary>
    public required RxState State { get; set; }

    public string? Pharmacist { get; set; }

    /// <summary>占用药店.</summary>
    public Guid? Holder { get; set; }

    public required bool IsToBeRevoked { get; set; }

    public required DateTime ValidUntil { get; set; }

    public int Version { get; set; }
}

/// <summary>处方原件 — the signed document as it was uploaded, once. Sharded by the person.</summary>
[TableClass(TableClass.Person)]
internal sealed class RxFile
{
    public required Guid PersonId { get; init; }

    public required Guid RxId { get; init; }

    /// <summary>SM3 of the contents, hex.</summary>
    public required string Digest { get; init; }

    public required byte[] Content { get; init; }
}

/// <summary>
/// 处方检索键 — from the numbers that the prescribing institution knows, and from the institution's part of an access code,
/// to the person. Neither names the person, so the claim is sharded by the institution, which every such question
/// names. It only leads there: what counts is the person's own row, and one that says otherwise is not believed.
/// </summary>
[TableClass(TableClass.Institution)]
internal sealed class RxNumber
{
    public required Guid InstId { get; init; }

    public required Guid RxId { get; init; }

    public required string HospRxno { get; init; }

    public required string Handle { get; init; }

    public required Guid PersonId { get; init; }
}

/// <summary>
/// 药店处方夹 — what a pharmacy held or holds: leads from the pharmacy and the prescription to the person, and lists what
/// it has. Sharded by the pharmacy, which asks. The person's own row counts.
/// </summary>
[TableClass(TableClass.Institution)]
internal sealed class RxHolding
{
    /// <summary>The pharmacy.</summary>
    public required Guid InstId { get; init; }

    public required Guid RxId { get; init; }

    public required Guid PersonId { get; init; }

    /// <summary>Since when it was held last.</summary>
    public required DateTime Since { get; set; }

    public required bool IsOpen { get; set; }

    public int Version { get; set; }
}

internal sealed class PrescriptionRowsMap : IEntityMap
{
    public void Map(ModelBuilder model)
    {
        model.Entity<RxEventRow>(row =>
        {
            row.ToTable("prescriptions_event");
            row.HasKey(one => new { one.PersonId, one.RxId, one.Seq });
            row.HasOne<PersonAnchor>().WithMany().HasForeignKey(one => one.PersonId);
            row.Property(one => one.Actor).HasMaxLength(200);
            row.Property(one => one.Kind).HasMaxLength(40);
        });
        model.Entity<PrescriptionRow>(row =>
        {
            row.ToTable("prescriptions_prescription");
            row.HasKey(one => new { one.PersonId, one.RxId });
            row.HasOne<PersonAnchor>().WithMany().HasForeignKey(one => one.PersonId);
            row.Property(one => one.HospRxno).HasMaxLength(40);
            row.Property(one => one.Handle).HasMaxLength(8);
            row.Property(one => one.Prescriber).HasMaxLength(30);
            row.Property(one => one.Pharmacist).HasMaxLength(30);
        });
        model.Entity<RxFile>(row =>
        {
            row.ToTable("prescriptions_file");
            row.HasKey(one => new { one.PersonId, one.RxId });
            row.Property(one => one.Digest).HasMaxLength(64);
        });
        model.Entity<RxNumber>(row =>
        {
            row.ToTable("prescriptions_number");
            row.HasKey(one => new { one.InstId, one.RxId });
            row.HasIndex(one => new { one.InstId, one.HospRxno }).IsUnique();
            row.HasIndex(one => new { one.InstId, one.Handle }).IsUnique();
            row.Property(one => one.HospRxno).HasMaxLength(40);
            row.Property(one => one.Handle).HasMaxLength(8);
        });
        model.Entity<RxHolding>(row =>
        {
            row.ToTable("prescriptions_holding");
            row.HasKey(one => new { one.InstId, one.RxId });
            row.HasIndex(one => new { one.InstId, one.IsOpen, one.Since });
        });
    }
}
