using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Paging;

namespace Mingsuan.Contracts.Visits;

/// <summary>就诊记录 — what a person may read of their own visits. (个人信息保护法 第四十五条)</summary>
public interface IVisitRecords
{
    /// <summary>The person's visits, the newest first.</summary>
    Task<IReadOnlyList<VisitRecord>> PageAsync(PersonId person, Place? after, int limit, CancellationToken ct);

    /// <summary>One of them; none when that person has no such visit.</summary>
    Task<VisitRecord?> FindAsync(PersonId person, VisitId visit, CancellationToken ct);
}

/// <summary>一次就诊的记录.</summary>
public sealed record VisitRecord
{
    public required VisitId Id { get; init; }

    public required InstitutionId Institution { get; init; }

    /// <summary>门诊号.</summary>
    public required string IptOtpNo { get; init; }

    /// <summary>When it began (UTC).</summary>
    public required DateTime BeganAt { get; init; }

    public required VisitChannel Channel { get; init; }

    /// <summary>科室名称.</summary>
    public required string Department { get; init; }

    /// <summary>医师姓名.</summary>
    public required string Doctor { get; init; }

    /// <summary>主要病情描述; none before the visit's information was uploaded.</summary>
    public string? Condition { get; init; }

    /// <summary>病种名称.</summary>
    public string? Disease { get; init; }

    /// <summary>诊断, the main one first.</summary>
    public required IReadOnlyList<RecordedDiagnosis> Diagnoses { get; init; }

    public required VisitState State { get; init; }
}

/// <summary>诊断 as it was recorded.</summary>
public sealed record RecordedDiagnosis(string Code, string Name);
