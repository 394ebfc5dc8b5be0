using System.Text.Json;

namespace Mingsuan.Settlement.Library;

/// <summary>
/// 草案所及 — which settlements a draft can touch: those of institutions in an area that a region it changes lies above, by
/// the order of areas before the draft or after it. A settlement keeps the area in its facts as <c>region</c>.
/// </summary>
internal sealed class DraftReach
{
    private readonly DraftReview review;
    private readonly Dictionary<string, bool> known = new(StringComparer.Ordinal);

    private DraftReach(DraftReview review) => this.review = review;

    /// <summary>Whether it holds everywhere.</summary>
    public bool Country => review.Regions.Contains(DraftReview.Country);

    /// <summary>
    /// What the facts of a settlement that it touches contain, one of them: a superset that a database finds by itself.
    /// Areas that lie under a region by the list and not by their digits are named one by one.
    /// </summary>
    public IReadOnlyList<string> Needles =>
    [
        .. review.Regions.Select(Significant)
            .Concat(review.Before.Load.Regions.Concat(review.After.Load.Regions)
                .Select(one => one.Admdvs).Where(Reached))
            .Distinct()
            .Select(area => $"\"region\":\"{area}"),
    ];

    public static DraftReach Of(DraftReview review) => new(review);

    /// <summary>Whether a settlement with these facts is among them.</summary>
    public bool Touches(ReadOnlySpan<byte> facts)
    {
        var reader = new Utf8JsonReader(facts);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 &&
                reader.ValueTextEquals("region"u8) && reader.Read())
            {
                return Reached(reader.GetString()!);
            }
        }

        return Country;
    }

    private bool Reached(string area)
    {
        if (!known.TryGetValue(area, out var reached))
        {
            var regions = review.Regions;
            reached = known[area] = Country ||
                new[] { review.Before, review.After }.Any(edition =>
                    edition.Load.Snapshot!.Jurisdictions.AreaAndAbove(area).Any(regions.Contains));
        }

        return reached;
    }

    /// <summary>The digits of a region that all areas under it share.</summary>
    private static string Significant(string region) =>
        region.EndsWith("0000", StringComparison.Ordinal) ? region[..2]
        : region.EndsWith("00", StringComparison.Ordinal) ? region[..4]
        : region;
}
