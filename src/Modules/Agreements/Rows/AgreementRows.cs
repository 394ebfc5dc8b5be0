using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Agreements;
using Mingsuan.Platform.Persistence;
using Mingsuan.Policy.Primitives;

namespace Mingsuan.Agreements.Rows;

/// <summary>协议事件 — one event of an application or an agreement; never changed.</summary>
[TableClass(TableClass.Institution)]
internal sealed class AgreementEventRow
{
    /// <summary>The physical institution, on whose chain the event is.</summary>
    public required Guid InstId { get; init; }

    /// <summary>The application or the agreement.</summary>
    public required Guid StreamId { get; init; }

    /// <summary>1 for the first event of the stream.</summary>
    public required int Seq { get; init; }

    /// <summary>Its place among all events of the institution.</summary>
    public required int Place { get; init; }

    public required DateTime At { get; init; }

    public required string Actor { get; init; }

    public required string Kind { get; init; }

    /// <summary>The event as JSON.</summary>
    public required string Data { get; init; }
}

/// <summary>
/// 申请登记 — that there is an application, and whether anything remains to be done; the rest is its fold.
/// </summary>
[TableClass(TableClass.Institution)]
internal sealed class ApplicationRow
{
    public required Guid InstId { get; init; }

    public required Guid ApplicationId { get; init; }

    public required Guid ForInst { get; init; }

    public required DateTime OpenedAt { get; init; }

    /// <summary>Whether it is in the inbox: under way, or refused and not yet served.</summary>
    public required bool IsPending { get; set; }

    public int Version { get; set; }
}

/// <summary>
/// 协议状况 — an agreement in one state and term from an instant to an instant: a projection of its events, made for the
/// settlement desk.
/// </summary>
[TableClass(TableClass.Institution)]
internal sealed class AgreementStanding
{
    public required Guid InstId { get; init; }

    public required Guid AgreementId { get; init; }

    /// <summary>The event that led to it.</summary>
    public required int Seq { get; init; }

    public required AgreementKind Kind { get; init; }

    /// <summary>Who serves under it.</summary>
    public required Guid ForInst { get; init; }

    public required AgreementState State { get; init; }

    public required DateOnly ValidFrom { get; init; }

    public DateOnly? ValidTo { get; init; }

    public required string Source { get; init; }

    /// <summary>From this instant, it included.</summary>
    public required DateTime Since { get; init; }

    /// <summary>Until this instant, it excluded; none while it stands.</summary>
    public DateTime? Until { get; set; }

    /// <summary>Whether an officer has something to decide or to sign.</summary>
    public required bool Waits { get; set; }

    public int Version { get; set; }
}

/// <summary>
/// 考核结果 — of an institution and year, online and offline together; a correction is a new row. (CX-20)
/// </summary>
[TableClass(TableClass.Institution)]
internal sealed class AppraisalRow
{
    public required Guid InstId { get; init; }

    public required int Year { get; init; }

    /// <summary>1 for the first result of the year.</summary>
    public required int Amendment { get; init; }

    /// <summary>得分 in hundredths of a point.</summary>
    public required int Score { get; init; }

    /// <summary>The year's amount that the deposit is a share of.</summary>
    public required Money Base { get; init; }

    /// <summary>质量保证金.</summary>
    public required Money Deposit { get; init; }

    /// <summary>扣减.</summary>
    public required Money Deduction { get; init; }

    /// <summary>The scheme and each indicator's value and points, as JSON.</summary>
    public required string Detail { get; init; }

    public required string RecordedBy { get; init; }

    public required DateTime RecordedAt { get; init; }
}

internal sealed class AgreementRowsMap : IEntityMap
{
    public void Map(ModelBuilder model)
    {
        model.Entity<AgreementEventRow>(row =>
        {
            row.ToTable("agreements_event");
            row.HasKey(one => new { one.InstId, one.StreamId, one.Seq });
            row.HasIndex(one => new { one.InstId, one.Place }).IsUnique();
            row.Property(one => one.Actor).HasMaxLength(200);
            row.Property(one => one.Kind).HasMaxLength(40);
        });
        model.Entity<ApplicationRow>(row =>
        {
            row.ToTable("agreements_application");
            row.HasKey(one => new { one.InstId, one.ApplicationId });
            row.HasIndex(one => one.IsPending);
        });
        model.Entity<AgreementStanding>(row =>
        {
            row.ToTable("agreements_standing");
            row.HasKey(one => new { one.InstId, one.AgreementId, one.Seq });
            row.Property(one => one.Source).HasMaxLength(200);
        });
        model.Entity<AppraisalRow>(row =>
        {
            row.ToTable("agreements_appraisal");
            row.HasKey(one => new { one.InstId, one.Year, one.Amendment });
            row.Property(one => one.RecordedBy).HasMaxLength(200);
        });
    }
}
