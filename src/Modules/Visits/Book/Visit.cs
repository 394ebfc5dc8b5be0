using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Registry;
using Mingsuan.Contracts.Visits;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Visits.Book;

/// <summary>就诊 — one visit of one person at one institution, online or offline.</summary>
[TableClass(TableClass.Person)]
internal sealed class Visit
{
    public required Guid PersonId { get; init; }

    public required Guid VisitId { get; init; }

    public required Guid InstId { get; init; }

    public required string IptOtpNo { get; init; }

    /// <summary>Decided once, when the visit is opened; it has no setter on purpose.</summary>
    public required VisitChannel Channel { get; init; }

    public required ChannelGround ChannelGround { get; init; }

    public required string Insutype { get; init; }

    public required string CertType { get; init; }

    public required DateTime BeganAt { get; init; }

    /// <summary>The legal day on which it began.</summary>
    public required DateOnly BeganOn { get; init; }

    public required string DoctorCode { get; init; }

    public required Sensitive DoctorName { get; init; }

    public required string DeptCode { get; init; }

    public required string DeptName { get; init; }

    public required string Caty { get; init; }

    public required EvidenceSetting Evidence { get; init; }

    public required DateTime OpenedAt { get; init; }

    public required VisitState State { get; set; }

    public bool? Consent { get; set; }

    /// <summary>公示版本号 of the latest recorded consent.</summary>
    public int? ConsentedNotice { get; set; }

    public bool? RealTime { get; set; }

    public bool? FirstVisit { get; set; }

    public string? MedType { get; set; }

    public string? DiseCodg { get; set; }

    public string? DiseName { get; set; }

    public Sensitive? MainCondition { get; set; }

    /// <summary>症状 that the doctor confirmed, with blanks between.</summary>
    public string? Symptoms { get; set; }

    /// <summary>复诊凭证 other than the platform's own settlements: day, diagnosis, source. (AMB-28)</summary>
    public DateOnly? ProofOn { get; set; }

    public string? ProofDiagnosis { get; set; }

    public string? ProofSource { get; set; }

    /// <summary>已转线下 — nothing is prescribed online in this visit any more.</summary>
    public bool TurnedOffline { get; set; }

    /// <summary>When the visit information was last uploaded; a later upload replaces an earlier one.</summary>
    public DateTime? DiagnosedAt { get; set; }

    public int Version { get; set; }
}

/// <summary>诊断 — one diagnosis of a visit, in the order in which the doctor put it.</summary>
[TableClass(TableClass.Person)]
internal sealed class VisitDiagnosis
{
    public required Guid PersonId { get; init; }

    public required Guid VisitId { get; init; }

    /// <summary>The place in the list: the main diagnosis is 0.</summary>
    public required int Place { get; init; }

    public required string DiagType { get; init; }

    public required string DiagCode { get; init; }

    public required string DiagName { get; init; }

    public required string DiagDept { get; init; }

    public required string DoctorCode { get; init; }

    public required Sensitive DoctorName { get; init; }

    public required DateTime DiagnosedAt { get; init; }
}

/// <summary>
/// 门诊电子病历 — what was uploaded of a visit, each time anew; never changed in place. The latest is the visit's.
/// (楚医保规〔2022〕3号 第二十九条（一）)
/// </summary>
[TableClass(TableClass.Person)]
internal sealed class MedicalRecord
{
    public required Guid PersonId { get; init; }

    public required Guid VisitId { get; init; }

    /// <summary>1 for the first.</summary>
    public required int Number { get; init; }

    public required DateTime At { get; init; }

    public required string Actor { get; init; }

    /// <summary>As canonical JSON.</summary>
    public required Sensitive Content { get; init; }
}

internal sealed class VisitMap : IEntityMap
{
    public void Map(ModelBuilder model)
    {
        model.Entity<Visit>(visit =>
        {
            visit.ToTable("visits_visit");
            visit.HasKey(row => new { row.PersonId, row.VisitId });
            visit.HasOne<PersonAnchor>().WithMany().HasForeignKey(row => row.PersonId);
            visit.HasIndex(row => new { row.PersonId, row.BeganOn });
            visit.Property(row => row.IptOtpNo).HasMaxLength(30);
            visit.Property(row => row.Symptoms).HasMaxLength(250);
            visit.Property(row => row.ProofDiagnosis).HasMaxLength(20);
            visit.Property(row => row.ProofSource).HasMaxLength(20);
        });
        model.Entity<MedicalRecord>(record =>
        {
            record.ToTable("visits_record");
            record.HasKey(row => new { row.PersonId, row.VisitId, row.Number });
            record.HasOne<Visit>().WithMany().HasForeignKey(row => new { row.PersonId, row.VisitId });
            record.Property(row => row.Actor).HasMaxLength(200);
        });
        model.Entity<VisitDiagnosis>(diagnosis =>
        {
            diagnosis.ToTable("visits_diagnosis");
            diagnosis.HasKey(row => new { row.PersonId, row.VisitId, row.Place });
            diagnosis.HasOne<Visit>().WithMany().HasForeignKey(row => new { row.PersonId, row.VisitId });
            diagnosis.Property(row => row.DiagCode).HasMaxLength(20);
        });
    }
}
