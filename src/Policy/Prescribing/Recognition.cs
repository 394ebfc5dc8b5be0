using Mingsuan.Policy.Provisions;

namespace Mingsuan.Policy.Prescribing;

/// <summary>
/// 处方互认 — whether a prescription written in one pooling area may be taken in another. Within one area it always may;
/// elsewhere only where a list of the area that wrote it names the other, or an area above it. (CX-25)
/// </summary>
public sealed record Recognition(bool IsRecognised, int? ClauseId)
{
    public static Recognition Of(RegionView from, string target, DateOnly on)
    {
        var areas = from.Law.Jurisdictions;
        if (areas.PoolingAreaOf(target) == from.PoolingArea)
        {
            return new(true, null);
        }

        var above = areas.AreaAndAbove(target);
        var lists = from.Law.All<PrescribingAreas>().Where(
            list => from.Reaches(list.Jurisdiction) && list.Effective.Contains(on)).ToList();
        return lists.Find(list => list.Areas.Any(above.Contains)) is { } found
            ? new(true, found.ClauseId)
            : new(false, lists.FirstOrDefault()?.ClauseId);
    }
}
