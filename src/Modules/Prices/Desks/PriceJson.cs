using System.Text.Json.Nodes;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Time;
using Mingsuan.Prices.Filing;
using Mingsuan.Prices.Items;
using Mingsuan.Prices.Notices;
using Mingsuan.Prices.Proposing;
using Mingsuan.Prices.Rows;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Prices.Desks;

/// <summary>答复的写法 — this module's rows as JSON, the same for every desk.</summary>
internal static class PriceJson
{
    public static JsonObject Of(Proposal row) => new()
    {
        ["proposal"] = WireId.Encode(row.ProposalId),
        ["area"] = row.Area,
        ["name"] = row.Name,
        ["scope"] = row.Scope,
        ["unit"] = row.Unit,
        ["source"] = BodyFields.Word(row.Source),
        ["offlineItem"] = row.OfflineItem,
        ["answers"] = JsonNode.Parse(row.Answers),
        ["similar"] = JsonNode.Parse(row.Similar),
        ["difference"] = row.Difference,
        ["state"] = BodyFields.Word(row.State),
        ["reason"] = row.Reason,
        ["clauses"] = Lines(row.Clauses),
        ["appliedBy"] = row.AppliedBy,
        ["appliedAt"] = BeijingTime.Text(row.AppliedAt),
        ["acceptedBy"] = row.AcceptedBy,
        ["reviewedBy"] = row.ReviewedBy,
        ["decidedBy"] = row.DecidedBy,
        ["document"] = row.Document,
        ["ceiling"] = row.Ceiling?.ToString(),
    };

    public static JsonObject Of(Evidence row) => new()
    {
        ["place"] = row.Place,
        ["condition"] = row.Condition,
        ["name"] = row.Name,
        ["size"] = row.Size,
        ["digest"] = row.Digest,
    };

    public static JsonObject Of(ProposalRule rule) => new()
    {
        ["name"] = rule.Name,
        ["question"] = rule.Question,
        ["mustHold"] = rule.MustHold,
        ["clause"] = rule.Clause,
    };

    public static JsonObject Of(SimilarItem one) => new()
    {
        ["code"] = one.Item.Code,
        ["name"] = one.Item.Name,
        ["origin"] = one.Item.Origin,
        ["score"] = one.Score,
    };

    public static JsonObject Of(RegisteredItem row) => new()
    {
        ["area"] = row.Area,
        ["code"] = row.Code,
        ["name"] = row.Name,
        ["source"] = BodyFields.Word(row.Source),
        ["unit"] = row.Unit,
        ["offlineItem"] = row.OfflineItem,
        ["proposal"] = row.ProposalId is { } proposal ? WireId.Encode(proposal) : null,
        ["approval"] = row.Approval,
        ["enabledFrom"] = Text(row.EnabledFrom),
        ["registeredBy"] = row.RegisteredBy,
        ["enabledBy"] = row.EnabledBy,
    };

    public static JsonObject Of(ItemTerm row) => new()
    {
        ["area"] = row.Area,
        ["code"] = row.Code,
        ["number"] = row.Number,
        ["stage"] = BodyFields.Word(row.Stage),
        ["from"] = StaffDesk.Text(row.EffectiveOn),
        ["trialUntil"] = Text(row.TrialUntil),
        ["ceiling"] = row.Ceiling?.ToString(),
        ["document"] = row.Document,
        ["decidedBy"] = row.DecidedBy,
        ["decidedAt"] = BeijingTime.Text(row.DecidedAt),
    };

    public static JsonObject Of(InclusionDecision row) => new()
    {
        ["area"] = row.Area,
        ["item"] = row.Item,
        ["number"] = row.Number,
        ["included"] = row.Included,
        ["effectiveOn"] = StaffDesk.Text(row.EffectiveOn),
        ["document"] = row.Document,
        ["clinicalValue"] = row.ClinicalValue,
        ["priceLevel"] = row.PriceLevel,
        ["affordability"] = row.Affordability,
        ["decidedBy"] = row.DecidedBy,
        ["decidedAt"] = BeijingTime.Text(row.DecidedAt),
    };

    public static JsonObject Of(ItemLife life, int ahead) => new()
    {
        ["item"] = life.Item,
        ["name"] = life.Name,
        ["area"] = life.Area,
        ["stage"] = BodyFields.Word(life.Stage),
        ["trialUntil"] = StaffDesk.Text(life.TrialUntil),
        ["daysLeft"] = life.DaysLeft,
        ["calls"] = life.Calls(ahead),
        ["chargeable"] = life.Stage is LifeStage.Trial or LifeStage.Formal,
        ["clause"] = life.Clause,
    };

    public static JsonObject Of(PriceFiling row) => new()
    {
        ["item"] = row.Item,
        ["number"] = row.Number,
        ["name"] = row.Name,
        ["unit"] = row.Unit,
        ["kind"] = BodyFields.Word(row.Kind),
        ["price"] = row.Price.ToString(),
        ["cost"] = row.Cost.ToString(),
        ["costBasis"] = row.CostBasis,
        ["effectiveOn"] = StaffDesk.Text(row.EffectiveOn),
        ["filedBy"] = row.FiledBy,
        ["filedAt"] = BeijingTime.Text(row.FiledAt),
        ["received"] = new JsonArray([.. FilingBook.Received(row).Select(word => (JsonNode)word)]),
        ["executable"] = FilingBook.Executable(row),
    };

    public static JsonObject Of(InclusionFiling row) => new()
    {
        ["item"] = row.Item,
        ["number"] = row.Number,
        ["offlineItem"] = row.OfflineItem,
        ["content"] = row.Content,
        ["price"] = row.Price.ToString(),
        ["publicPrice"] = row.PublicPrice.ToString(),
        ["effectiveOn"] = StaffDesk.Text(row.EffectiveOn),
        ["state"] = BodyFields.Word(row.State),
        ["filingNumber"] = row.FilingNumber,
        ["reason"] = row.Reason,
        ["filedBy"] = row.FiledBy,
        ["decidedBy"] = row.DecidedBy,
    };

    public static JsonObject Of(PriceNotice row) => new()
    {
        ["number"] = row.Number,
        ["effectiveOn"] = StaffDesk.Text(row.EffectiveOn),
        ["publishedAt"] = BeijingTime.Text(row.PublishedAt),
    };

    public static JsonObject Of(WholeNotice whole)
    {
        var json = Of(whole.Notice);
        json["lines"] = BodyFields.List(whole.Lines, line => new JsonObject
        {
            ["item"] = line.Item,
            ["name"] = line.Name,
            ["unit"] = line.Unit,
            ["content"] = line.Content,
            ["price"] = line.Price.ToString(),
            ["policy"] = line.Policy,
        });
        return json;
    }

    public static JsonObject Of(ConsentRecord row) => new()
    {
        ["consent"] = WireId.Encode(row.ConsentId),
        ["mdtrtId"] = WireId.Encode(row.VisitId),
        ["notice"] = row.Notice,
        ["way"] = row.Way,
        ["confirmedBy"] = row.ConfirmedBy,
        ["givenAt"] = BeijingTime.Text(row.GivenAt),
        ["recordedBy"] = row.RecordedBy,
    };

    public static JsonObject Of(PremiumScale scale) => new()
    {
        ["all"] = scale.All.ToString(),
        ["premium"] = scale.Premium.ToString(),
        ["overseas"] = scale.Overseas.ToString(),
        ["share"] = Share(scale.Share),
        ["items"] = BodyFields.List(scale.Items, one => new JsonObject
        {
            ["item"] = one.Item,
            ["amount"] = one.Amount.ToString(),
            ["lines"] = one.Lines,
        }),
    };

    /// <summary>A share of ten-thousandths with four decimals.</summary>
    public static string? Share(int? share) => share is { } known
        ? (known / 10_000m).ToString("0.0000", System.Globalization.CultureInfo.InvariantCulture)
        : null;

    private static string? Text(DateOnly? day) => day is { } known ? StaffDesk.Text(known) : null;

    private static JsonArray Lines(string? text) =>
        new([.. (text?.Split('\n') ?? []).Select(line => (JsonNode)line)]);
}
