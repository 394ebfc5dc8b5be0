using Mingsuan.Contracts.Ids;

namespace Mingsuan.Contracts.Registry;

/// <summary>目录对照 — which national code an institution's own code stands for.</summary>
public interface ICatalogueMappings
{
    /// <summary>
    /// The mappings of some of an institution's own codes that hold on a day; none when it never uploaded any.
    /// </summary>
    Task<CatalogueMappingFacts> FindAsync(
        InstitutionId institution, IReadOnlyCollection<string> codes, DateOnly on, CancellationToken ct);
}

/// <summary>对照事实 — whether the institution maps at all, and the national codes of each of its own.</summary>
public sealed record CatalogueMappingFacts(bool Maps, IReadOnlyDictionary<string, IReadOnlyList<string>> ByOwnCode);
