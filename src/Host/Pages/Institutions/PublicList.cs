using Mingsuan.Contracts.Registry;

namespace Mingsuan.Host.Pages.Institutions;

/// <summary>名录查询 — which of the published institutions a question means.</summary>
public sealed record PublicQuery(string? Text, string? District, string? Department)
{
    /// <summary>
    /// By a part of the name or its pinyin initials, by the code, by the area and by a part of a department's name.
    /// </summary>
    public IReadOnlyList<PublicInstitution> Of(IReadOnlyList<PublicInstitution> all) =>
    [
        .. all.Where(one => Text is not { Length: > 0 } text || Names(one, text))
            .Where(one => District is not { Length: > 0 } area || one.Facts.Admdvs == area)
            .Where(one => Department is not { Length: > 0 } department
                || one.Departments.Any(name => name.Contains(department, StringComparison.Ordinal))),
    ];

    private static bool Names(PublicInstitution one, string text) =>
        one.Facts.Name.Contains(text, StringComparison.Ordinal)
        || one.Facts.Code.Equals(text, StringComparison.OrdinalIgnoreCase)
        || one.Initials.Contains(text, StringComparison.OrdinalIgnoreCase);
}
