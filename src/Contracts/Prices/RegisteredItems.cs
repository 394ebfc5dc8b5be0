using Mingsuan.Policy.Primitives;

namespace Mingsuan.Contracts.Prices;

/// <summary>
/// 台账项目的当日状况 — an item that a province approved, as it stands on a day: its stage in the words of
/// <c>line.register</c>, and the document that says so. (楚医保规〔2022〕3号 第二条（一）、第五条; 湘医保发〔2020〕20号 一)
/// </summary>
public sealed record RegisteredStanding
{
    /// <summary>医保区划 whose institutions may charge it.</summary>
    public required string Area { get; init; }

    /// <summary>项目编码.</summary>
    public required string Code { get; init; }

    /// <summary>项目名称.</summary>
    public required string Name { get; init; }

    /// <summary>计价单位.</summary>
    public required string Unit { get; init; }

    /// <summary>`extended` or `new`.</summary>
    public required string Source { get; init; }

    /// <summary>线下同项目, of an extended service.</summary>
    public string? OfflineItem { get; init; }

    /// <summary>`trial`, `due`, `formal` or `stopped`.</summary>
    public required string Stage { get; init; }

    /// <summary>试行末日, of a trial.</summary>
    public DateOnly? TrialUntil { get; init; }

    /// <summary>核定的最高限价; none where the decision leaves it to the law library or to what institutions file.</summary>
    public Money? Ceiling { get; init; }

    /// <summary>批准文号 of the decision that holds.</summary>
    public required string Document { get; init; }
}
