using System.Globalization;
using System.Text;
using Mingsuan.Law;
using Mingsuan.Policy.Pricing;
using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Policy.Bench;

/// <summary>One row of the price table: the item at this level of hospital costs so much.</summary>
internal sealed record PricedRow(string Item, string Level, Money Price);

/// <summary>
/// A generated price table of an invented province, as a law library and as questions: 2,500 items, each with a price
/// for every level of hospital.
/// </summary>
internal sealed class PriceTable
{
    private const int Items = 2_500;
    private const string Region = "990000";
    private const int Stride = 7_919;
    private static readonly string[] Levels = ["tertiary", "secondary", "primary", "unrated"];
    private static readonly DateOnly Day = new(2021, 3, 1);

    public PriceTable()
    {
        Rows = [.. Enumerable.Range(0, Items).SelectMany(item => Levels.Select((level, step) =>
            new PricedRow($"{990_000_000 + item}", level, new Money(10_000 + (17 * item) - (500 * step)))))];
        Law = Load(Rows);
        Questions = Ask(Law, Rows);
    }

    public IReadOnlyList<PricedRow> Rows { get; }

    public LawSnapshot Law { get; }

    /// <summary>Which row each question asks for: every row once, far from its neighbours in the table.</summary>
    public static int[] Order { get; } = [.. Enumerable.Range(0, Items * 4).Select(i => i * Stride % (Items * 4))];

    public PriceQuestion[] Questions { get; }

    private static LawSnapshot Load(IReadOnlyList<PricedRow> rows)
    {
        var files = new Dictionary<string, string> { [$"{Region}-bench/2021-01-01-table.md"] = Text(rows) };
        var load = LawLibrary.Load(files);
        return load.Snapshot
            ?? throw new InvalidOperationException($"The generated law is wrong: {load.Diagnostics[0]}");
    }

    private static PriceQuestion[] Ask(LawSnapshot law, IReadOnlyList<PricedRow> rows)
    {
        var region = law.Region(Region);
        var hospitals = Levels.ToDictionary(level => level, Hospital);
        return [.. Order.Select(row => new PriceQuestion(region, Day, rows[row].Item, hospitals[rows[row].Level]))];
    }

    private static FactSet Hospital(string level)
    {
        var facts = new FactSet();
        facts.SetChoice(Fact.Channel, "internet");
        facts.SetChoice(Fact.InstitutionOwnership, "public");
        facts.SetChoice(Fact.InstitutionLevel, level);
        return facts;
    }

    private static string Text(IReadOnlyList<PricedRow> rows)
    {
        var text = new StringBuilder($$"""
            ---
            id: bench-table
            title: 价格表（生成）
            number: 测医保发〔2021〕1号
            issuers: [测试省医疗保障局]
            jurisdiction: "{{Region}}"
            issued: 2021-01-01
            ---

            # 价格表（生成）

            ## 第一条 {#art-1}

            """);
        foreach (var item in rows.Chunk(Levels.Length))
        {
            var prices = string.Join(", ", item.Select(row => $"{row.Level}: {row.Price}"));
            text.Append(CultureInfo.InvariantCulture, $$"""

                ```rule
                price-item: "{{item[0].Item}}"
                name: 生成项目{{item[0].Item}}
                unit: 次
                price: { by: institution.level, {{prices}} }
                ```

                """);
        }

        return text.ToString();
    }
}
