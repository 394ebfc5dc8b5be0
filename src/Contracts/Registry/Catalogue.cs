using Mingsuan.Policy.Primitives;

namespace Mingsuan.Contracts.Registry;

/// <summary>
/// 目录 — what a code of the catalogue is on a day. A directory knows only the present version of each day.
/// </summary>
public interface ICatalogue
{
    /// <summary>The item of a code on a day, or none.</summary>
    Task<CatalogueItem?> FindAsync(string code, DateOnly on, CancellationToken ct);

    /// <summary>The items of many codes on a day, by code; a code without one is not in it.</summary>
    Task<IReadOnlyDictionary<string, CatalogueItem>> FindAsync(
        IReadOnlyCollection<string> codes, DateOnly on, CancellationToken ct);
}

/// <summary>目录项 — a drug or service item of the catalogue.</summary>
public sealed record CatalogueItem
{
    /// <summary>医疗目录编码.</summary>
    public required string Code { get; init; }

    /// <summary>名称.</summary>
    public required string Name { get; init; }

    /// <summary>`drug` or `service`.</summary>
    public required string Kind { get; init; }

    /// <summary>收费项目等级: `A`, `B` or `C`.</summary>
    public required string Class { get; init; }

    /// <summary>先自付比例, in ten-thousandths.</summary>
    public required int InitialCopayTenThousandths { get; init; }

    /// <summary>医疗收费项目类别.</summary>
    public required string ChargeCategory { get; init; }

    /// <summary>The usual price of one unit.</summary>
    public required Money Price { get; init; }

    /// <summary>限价 of one unit, when there is one.</summary>
    public Money? Ceiling { get; init; }

    /// <summary>限制使用.</summary>
    public required bool Restricted { get; init; }

    /// <summary>From and to.</summary>
    public required FactSpan Span { get; init; }
}
