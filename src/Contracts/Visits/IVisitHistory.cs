using Mingsuan.Contracts.Ids;

namespace Mingsuan.Contracts.Visits;

/// <summary>就诊历史 — what a review may ask about visits.</summary>
public interface IVisitHistory
{
    /// <summary>The visits of some persons, by their ids; one that is not there is left out.</summary>
    Task<IReadOnlyDictionary<VisitId, PastVisit>> OfAsync(
        IReadOnlyCollection<VisitOf> visits, CancellationToken ct);
}

/// <summary>某人的一次就诊.</summary>
public sealed record VisitOf(PersonId Person, VisitId Visit);

/// <summary>历史就诊 — who saw the person, where in the institution, and when (UTC).</summary>
public sealed record PastVisit
{
    /// <summary>就诊开始时间.</summary>
    public required DateTime BeganAt { get; init; }

    /// <summary>渠道.</summary>
    public required VisitChannel Channel { get; init; }

    /// <summary>医师编码.</summary>
    public required string DoctorCode { get; init; }

    /// <summary>医师姓名.</summary>
    public required string DoctorName { get; init; }

    /// <summary>科室编码.</summary>
    public required string DepartmentCode { get; init; }

    /// <summary>科室名称.</summary>
    public required string DepartmentName { get; init; }

    /// <summary>是否首诊, as the institution declared it; none means it did not say.</summary>
    public bool? FirstVisit { get; init; }
}
