using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Acceptance.Runs;

/// <summary>验收运行的状态.</summary>
internal enum RunState
{
    /// <summary>进行中.</summary>
    Open,

    /// <summary>已出报告.</summary>
    Finished,

    /// <summary>经办机构已接受.</summary>
    Accepted,

    /// <summary>经办机构已退回.</summary>
    Returned,
}

/// <summary>
/// 验收运行 — one self-service run of an institution's system over the scenario set, and the signed report that it ends
/// in. (楚医保规〔2022〕3号 第十七条（三）、第二十二条（一）)
/// </summary>
[TableClass(TableClass.Institution)]
internal sealed class AcceptanceRun
{
    public required Guid InstId { get; init; }

    public required Guid RunId { get; init; }

    public required RunState State { get; set; }

    public required string StartedBy { get; init; }

    public required DateTime StartedAt { get; init; }

    public required string Region { get; init; }

    public required string SetVersion { get; init; }

    public required string SetDigest { get; init; }

    /// <summary>The run's fictitious institution and people, as JSON.</summary>
    public required string Cast { get; init; }

    public DateTime? FinishedAt { get; set; }

    /// <summary>Whether the machine found every step passed.</summary>
    public bool Passed { get; set; }

    /// <summary>The signed report in canonical JSON, and its SM3.</summary>
    public string? Report { get; set; }

    public string? Digest { get; set; }

    public string? Signature { get; set; }

    public string? DecidedBy { get; set; }

    public DateTime? DecidedAt { get; set; }

    public string? Reason { get; set; }

    public int Version { get; set; }
}

/// <summary>佐证状态.</summary>
internal enum EvidenceState
{
    /// <summary>待核.</summary>
    Filed,

    /// <summary>认可.</summary>
    Approved,

    /// <summary>不认可.</summary>
    Rejected,
}

/// <summary>佐证 — the digest of a document for what no call can show, and what an officer found of it.</summary>
[TableClass(TableClass.Institution)]
internal sealed class AcceptanceEvidence
{
    public required Guid InstId { get; init; }

    public required Guid RunId { get; init; }

    public required string Item { get; init; }

    /// <summary>1 for the first, one more with each that was filed instead.</summary>
    public required int Filing { get; init; }

    public required string Form { get; init; }

    public required string Name { get; init; }

    /// <summary>SM3 of the document, in hex.</summary>
    public required string Digest { get; init; }

    /// <summary>How many cases it covers.</summary>
    public required int Cases { get; init; }

    public required string FiledBy { get; init; }

    public required DateTime FiledAt { get; init; }

    public required EvidenceState State { get; set; }

    public string? JudgedBy { get; set; }

    public DateTime? JudgedAt { get; set; }

    public string? Reason { get; set; }

    public int Version { get; set; }
}

/// <summary>
/// 报文记录 — one call of a run as it was heard. It is committed to by the digest in the run's report, not row by row.
/// </summary>
[TableClass(TableClass.Institution)]
internal sealed class AcceptanceCall
{
    public required Guid InstId { get; init; }

    public required Guid RunId { get; init; }

    public required int Seq { get; init; }

    public required DateTime At { get; init; }

    public required string Infno { get; init; }

    public required string MsgId { get; init; }

    public string? Person { get; init; }

    public required string Code { get; init; }

    public required string Fault { get; init; }

    public required string Request { get; init; }

    /// <summary>The test area's true answer, before anything was done to it on purpose.</summary>
    public required string Answer { get; init; }
}

/// <summary>测试区门牌 — which run a fictitious institution's code belongs to.</summary>
[TableClass(TableClass.Reference)]
internal sealed class AcceptanceDoor
{
    public required string AreaCode { get; init; }

    public required Guid InstId { get; init; }

    public required Guid RunId { get; init; }
}

internal sealed class RunRowsMap : IEntityMap
{
    public void Map(ModelBuilder model)
    {
        model.Entity<AcceptanceRun>(run =>
        {
            run.ToTable("acceptance_run");
            run.HasKey(row => new { row.InstId, row.RunId });
            run.HasIndex(row => new { row.InstId, row.State });
            run.Property(row => row.StartedBy).HasMaxLength(200);
            run.Property(row => row.Region).HasMaxLength(6);
            run.Property(row => row.SetVersion).HasMaxLength(50);
            run.Property(row => row.SetDigest).HasMaxLength(64);
            run.Property(row => row.Digest).HasMaxLength(64);
            run.Property(row => row.Signature).HasMaxLength(200);
            run.Property(row => row.DecidedBy).HasMaxLength(200);
            run.Property(row => row.Reason).HasMaxLength(500);
        });
        model.Entity<AcceptanceEvidence>(evidence =>
        {
            evidence.ToTable("acceptance_evidence");
            evidence.HasKey(row => new { row.InstId, row.RunId, row.Item, row.Filing });
            evidence.Property(row => row.Item).HasMaxLength(50);
            evidence.Property(row => row.Form).HasMaxLength(50);
            evidence.Property(row => row.Name).HasMaxLength(200);
            evidence.Property(row => row.Digest).HasMaxLength(64);
            evidence.Property(row => row.FiledBy).HasMaxLength(200);
            evidence.Property(row => row.JudgedBy).HasMaxLength(200);
            evidence.Property(row => row.Reason).HasMaxLength(500);
        });
        model.Entity<AcceptanceCall>(call =>
        {
            call.ToTable("acceptance_call");
            call.HasKey(row => new { row.InstId, row.RunId, row.Seq });
            call.Property(row => row.Infno).HasMaxLength(10);
            call.Property(row => row.MsgId).HasMaxLength(50);
            call.Property(row => row.Person).HasMaxLength(50);
            call.Property(row => row.Code).HasMaxLength(50);
            call.Property(row => row.Fault).HasMaxLength(10);
        });
        model.Entity<AcceptanceDoor>(door =>
        {
            door.ToTable("acceptance_door");
            door.HasKey(row => row.AreaCode);
            door.Property(row => row.AreaCode).HasMaxLength(30);
        });
    }
}
