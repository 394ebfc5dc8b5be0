using System.Text.Json;
using System.Text.Json.Serialization;
using Mingsuan.Policy.Provisions;

namespace Mingsuan.Agreements.Terms;

/// <summary>条目 — a key that programs use and the title that people read.</summary>
internal sealed record Titled(string Key, string Title)
{
    /// <summary>What a draft begins with; empty where there is nothing to begin with.</summary>
    public string Text { get; init; } = "";
}

/// <summary>考核指标的方向.</summary>
internal enum TargetKind
{
    /// <summary>不低于.</summary>
    AtLeast,

    /// <summary>不高于.</summary>
    AtMost,
}

/// <summary>考核指标 — what is measured, in which channel, against which target, with which weight. (CX-20)</summary>
internal sealed record Indicator(
    string Key, string Title, string Channel, int Weight, string Target, TargetKind Kind);

/// <summary>扣减档 — from this score on, so much of the deposit is kept.</summary>
internal sealed record Band(int From, int ShareTenThousandths);

/// <summary>考核办法 — the deposit as a share of the year's amount, the indicators, the bands.</summary>
internal sealed record AppraisalScheme(
    int DepositTenThousandths, IReadOnlyList<Indicator> Indicators, IReadOnlyList<Band> Bands);

/// <summary>
/// 协议样式 — of an area: the template with its parts, the pieces an application needs, the ticket's list, the appraisal.
/// </summary>
internal sealed record TermSheet(
    string Jurisdiction,
    bool Sample,
    string Title,
    string Basis,
    string Closing,
    IReadOnlyList<Titled> Parts,
    IReadOnlyList<Titled> Pieces,
    IReadOnlyList<Titled> Checklist,
    AppraisalScheme Appraisal)
{
    public IReadOnlyList<string> PieceKeys => [.. Pieces.Select(one => one.Key)];

    public IReadOnlyList<string> ChecklistKeys => [.. Checklist.Select(one => one.Key)];
}

/// <summary>
/// 协议样式簿 — the sheets by area, the most local first. They are data: no area and no title is in the code.
/// </summary>
internal sealed class TermsBook
{
    /// <summary>七项 — what a supplementary agreement must say, whatever the template. (JS-2-2, GJ-3)</summary>
    public static readonly IReadOnlyList<string> Parts =
        ["scope", "conditions", "charging", "payment", "budget", "conduct", "prescriptionReview"];

    private const string Resource = "Mingsuan.Agreements.terms.json";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly IReadOnlyList<TermSheet> sheets;

    public TermsBook(IReadOnlyList<TermSheet> sheets)
    {
        if (sheets.FirstOrDefault(one => Parts.Except(one.Parts.Select(part => part.Key)).Any()) is { } bad)
        {
            throw new InvalidDataException($"The template of {bad.Jurisdiction} lacks one of the seven parts.");
        }

        this.sheets = sheets;
    }

    /// <summary>The sheets that the program carries with it.</summary>
    public static TermsBook Shipped()
    {
        using var stream = typeof(TermsBook).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException("The agreements' terms are not in the assembly.");
        return new(JsonSerializer.Deserialize<List<TermSheet>>(stream, Options)!);
    }

    /// <summary>The sheet for a region: its own, or that of the nearest area above it.</summary>
    public TermSheet For(Jurisdictions areas, string region)
    {
        for (var area = region; ; area = areas.ParentOf(area))
        {
            if (sheets.FirstOrDefault(one => one.Jurisdiction == area) is { } found)
            {
                return found;
            }

            if (areas.DepthOf(area) == 0)
            {
                throw new InvalidDataException("There is no sheet of terms for the whole nation.");
            }
        }
    }
}
