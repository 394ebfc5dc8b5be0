using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;
using Mingsuan.Law.Exchange;
using Mingsuan.Policy;
using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Provisions;
using Mingsuan.Ui.Forms;

namespace Mingsuan.Host.Pages.Calculator;

/// <summary>
/// 一次试算 — what the address asks, read against the library: the question, the item that was meant, what else must be
/// asked, and the answer once there is enough to answer.
/// </summary>
public sealed class CalculatorModel
{
    private readonly LawSnapshot law;

    public CalculatorModel(
        LawSnapshot law, IEnumerable<KeyValuePair<string, StringValues>> query, DateOnly today)
    {
        this.law = law;
        var stated = query.ToList();
        Given = Question.Read(stated);
        DropEmptyLines(Given);
        IsVisit = stated.Any(pair => pair.Key == Question.Mode && pair.Value == Calculator.VisitMode);
        Region = IsRegion(Question.Text(Given, "region")) ? law.Region(Question.Text(Given, "region")!) : null;
        On = Day(Question.Text(Given, "on")) ?? today;
        Given["on"] = Question.Text(Given, "on") ?? Text(On);
        Typed = Question.Text(Given, "item");
        if (Region is null)
        {
            return;
        }

        Names = CodeNames(Region);
        if (IsVisit)
        {
            Facts = FactGathering.OfVisit(Region, On);
        }
        else if (Typed is not null)
        {
            FindItem(Region, Typed);
        }

        if (IsAsked(stated))
        {
            using var question = JsonDocument.Parse(Given.ToJsonString());
            Answer = IsVisit ? Claims.Answer(law, question.RootElement) : Quotes.Answer(law, question.RootElement);
        }
    }

    /// <summary>问题 — the question's JSON as the address states it.</summary>
    public JsonObject Given { get; }

    public bool IsVisit { get; }

    public RegionView? Region { get; }

    public DateOnly On { get; }

    /// <summary>项目一栏所填 — a code, a name, or a part of one.</summary>
    public string? Typed { get; }

    /// <summary>项目 — the rule of the item that was meant; null when none or several could be.</summary>
    public PriceItem? Item { get; private set; }

    /// <summary>候选 — the items that what was typed could mean.</summary>
    public IReadOnlyList<PriceItem> Candidates { get; private set; } = [];

    public IReadOnlyList<AskedFact> Facts { get; private set; } = [];

    public IReadOnlyDictionary<string, string> Names { get; } = new Dictionary<string, string>();

    /// <summary>答复 — as <c>quote</c> or <c>adjudicate</c> answer; null before anything was asked.</summary>
    public JsonObject? Answer { get; }

    public bool IsRefused => Figures.Text(Answer, "decision") == "refused";

    /// <summary>缺少 — paths of facts that the answer lacks or cannot read.</summary>
    public IReadOnlyList<string> Missing => Figures.Texts(Answer, "missing");

    /// <summary>试行期末日 — when the trial of the item ended before the day; the day to ask for instead.</summary>
    public string? TrialDay => Figures.Text(Answer, "code") == "E-TRIAL-ENDED" && Item?.TrialUntil is { } until
        ? Text(until)
        : null;

    /// <summary>The items that have a price rule reaching the region, each once, in the order of the list.</summary>
    public static IReadOnlyList<PriceItem> ItemsOf(RegionView region) =>
    [
        .. region.Law.Provisions.OfType<PriceItem>()
            .Where(item => region.Reaches(item.Jurisdiction))
            .OrderBy(item => item.ClauseId)
            .DistinctBy(item => item.Item, StringComparer.Ordinal),
    ];

    /// <summary>可选地区 — every area that the library models, under its province.</summary>
    public static IReadOnlyList<Choice> Regions(LawSnapshot law)
    {
        var areas = law.Jurisdictions;
        var codes = law.Clauses.Count == 0
            ? []
            : law.Provisions.Select(one => areas.CodeOf(one.Jurisdiction)).Concat(areas.Named.Keys).Distinct();
        return
        [
            .. codes
                .Where(code => areas.DepthOf(code) > 0 && law.Region(code).IsModelled)
                .Order(StringComparer.Ordinal)
                .Select(code => new Choice(code, areas.NameOf(code), areas.NameOf(ProvinceOf(areas, code)))),
        ];
    }

    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static bool IsRegion(string? code) => code is { Length: 6 } && code.All(char.IsAsciiDigit);

    private static string ProvinceOf(Jurisdictions areas, string code)
    {
        while (areas.DepthOf(code) > 1)
        {
            code = areas.ParentOf(code);
        }

        return code;
    }

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;

    private static void DropEmptyLines(JsonObject given)
    {
        if (given["lines"] is not JsonArray lines)
        {
            return;
        }

        foreach (var line in lines.ToList())
        {
            if (line is JsonObject map && map["unitPrice"] is null && map["code"] is null && map["amount"] is null)
            {
                lines.Remove(line);
            }
        }
    }

    /// <summary>A question is answered when its form was sent, or when its address states some fact.</summary>
    private bool IsAsked(List<KeyValuePair<string, StringValues>> stated)
    {
        var ready = IsVisit || Item is not null || (Typed is not null && Candidates.Count == 0);
        return ready && (stated.Exists(pair => pair.Key == Question.Ask) || (!IsVisit && Item is null) ||
            Given.Any(member => member.Key is not ("region" or "on" or "item")));
    }

    private void FindItem(RegionView region, string typed)
    {
        var items = ItemsOf(region);
        var exact = items.Where(item => item.Item == typed || item.Name == typed).ToList();
        var found = exact.Count > 0
            ? exact
            : items.Where(item => item.Name.Contains(typed, StringComparison.OrdinalIgnoreCase) ||
                item.Item.Contains(typed, StringComparison.OrdinalIgnoreCase)).ToList();
        if (found.Count == 1)
        {
            Item = FactGathering.RuleOf(region, On, found[0].Item) ?? found[0];
            Given["item"] = Item.Item;
            Facts = FactGathering.OfItem(region, On, Item.Item);
        }
        else
        {
            Candidates = found;
        }
    }

    private Dictionary<string, string> CodeNames(RegionView region)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var item in ItemsOf(region))
        {
            names.TryAdd(item.Item, item.Name);
        }

        foreach (var entry in region.Catalogue)
        {
            names.TryAdd(entry.Code, entry.Name);
        }

        return names;
    }
}
