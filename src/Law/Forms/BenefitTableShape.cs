using System.Diagnostics.CodeAnalysis;
using Mingsuan.Law.Checking;
using Mingsuan.Law.Reading;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Law.Forms;

/// <summary>
/// 待遇表 — rows written as a table: <c>{ by: institution.level, columns: [ … ], rows: [ { when, ratio: [ … ] } ] }</c>.
/// Each column becomes a row whose case has the column's word; the cell <c>none</c> pays nothing; a value without
/// brackets holds for every column.
/// </summary>
public sealed class BenefitTableShape : Shape<IReadOnlyList<FormValues>>
{
    private const string NoneWord = "none";
    private static readonly string[] Keys = ["by", "columns", "rows"];

    public override string Expected =>
        "a table { by: fact, columns: [word, …], rows: [ { when: …, ratio: [one cell for each column] } ] }";

    public override bool TryRead(
        YamlNode node, FormReader reader, [MaybeNullWhen(false)] out IReadOnlyList<FormValues> value)
    {
        value = null;
        if (node is not YamlMap map || map.Entries.FirstOrDefault(one => !Keys.Contains(one.Key.Text)).Key is { } odd
            && Unknown(odd, reader))
        {
            return node is YamlMap ? false : reader.Refuse(node, this);
        }

        if (FactOf(map) is not { } fact || map.Find("columns") is not YamlList columns
            || map.Find("rows") is not YamlList rows)
        {
            return reader.Refuse(map, this);
        }

        var good = true;
        var read = new List<FormValues>();
        foreach (var row in rows.Items)
        {
            for (var i = 0; i < columns.Items.Count; i++)
            {
                var values = Cells(row, fact, columns, i, reader) is { } cells
                    ? BenefitForm.RowForm.Read(cells, reader)
                    : null;
                good &= values is not null;
                if (values is not null)
                {
                    read.Add(values);
                }
            }
        }

        value = read;
        return good;
    }

    public override void AddSites(YamlNode node, string path, ICollection<MutationSite> sites)
    {
        if (node is not YamlMap map || FactOf(map) is not { } fact)
        {
            return;
        }

        foreach (var word in (map.Find("columns") as YamlList)?.Items.OfType<YamlScalar>() ?? [])
        {
            var index = FactNames.WordIndex(fact.Fact, word.Text);
            var other = fact.Values[(index + 1) % fact.Values.Count];
            sites.Add(new MutationSite(word, path + ".columns", Casing.ToKebab(other)));
        }

        var rows = (map.Find("rows") as YamlList)?.Items ?? [];
        for (var i = 0; i < rows.Count; i++)
        {
            foreach (var entry in (rows[i] as YamlMap)?.Entries ?? [])
            {
                CellSites(entry, $"{path}.rows[{i}]", sites);
            }
        }
    }

    private static void CellSites(YamlEntry entry, string path, ICollection<MutationSite> sites)
    {
        var field = BenefitForm.RowForm.Fields.FirstOrDefault(one => one.Name == entry.Key.Text);
        if (field is null)
        {
            return;
        }

        if (!IsCells(field, entry.Value))
        {
            field.Shape.AddSites(entry.Value, $"{path}.{field.Name}", sites);
            return;
        }

        var cells = ((YamlList)entry.Value).Items;
        for (var i = 0; i < cells.Count; i++)
        {
            field.Shape.AddSites(cells[i], $"{path}.{field.Name}[{i}]", sites);
        }
    }

    private static bool Unknown(YamlScalar key, FormReader reader)
    {
        reader.Report(DiagnosticKinds.UnknownField, key.Line, key.Text, "table", Casing.Nearest(key.Text, Keys),
            string.Join(", ", Keys));
        return true;
    }

    private static FactDefinition? FactOf(YamlMap map)
    {
        var by = map.Find("by") is YamlList { Items: [var only] } ? only : map.Find("by");
        return by is YamlScalar name && FactNames.Find(name.Text) is { Type: FactType.Choice } fact ? fact : null;
    }

    private static bool IsCells(Field field, YamlNode value) =>
        value is YamlList && field != RuleForm.When && field.Name != "diagnoses";

    /// <summary>One column of a row as a row of its own; the scalars are those of the file.</summary>
    private YamlMap? Cells(YamlNode node, FactDefinition fact, YamlList columns, int column, FormReader reader)
    {
        if (node is not YamlMap row || columns.Items[column] is not YamlScalar word)
        {
            reader.Refuse(node, this);
            return null;
        }

        var entries = new List<YamlEntry> { new(Key("when", word.Line), WhenOf(row, fact, word)) };
        foreach (var entry in row.Entries.Where(one => one.Key.Text != "when"))
        {
            var value = entry.Value;
            var field = BenefitForm.RowForm.Fields.FirstOrDefault(one => one.Name == entry.Key.Text);
            if (field is not null && IsCells(field, value))
            {
                var cells = ((YamlList)value).Items;
                if (cells.Count != columns.Items.Count)
                {
                    reader.Report(DiagnosticKinds.BadValue, entry.Key.Line, $"{cells.Count}", field.Name,
                        $"{columns.Items.Count} cells, one for each column");
                    return null;
                }

                value = cells[column];
            }

            if (value is not YamlScalar { Text: NoneWord })
            {
                entries.Add(new YamlEntry(entry.Key, value));
            }
            else if (field == BenefitForm.Ratio)
            {
                entries.Add(new YamlEntry(Key("pays", value.Line), new YamlScalar("false", false, value.Line)));
            }
        }

        return new YamlMap(entries, row.Line);
    }

    private static YamlNode WhenOf(YamlMap row, FactDefinition fact, YamlScalar word)
    {
        var column = new YamlEntry(Key(Casing.ToKebab(fact.Path), word.Line), word);
        return row.Find("when") switch
        {
            null => new YamlMap([column], row.Line),
            YamlMap all => new YamlMap([.. all.Entries, column], all.Line),
            YamlList any => new YamlList([.. any.Items.Select(With)], any.Line),
            var other => other,
        };

        YamlNode With(YamlNode one) =>
            one is YamlMap map ? new YamlMap([.. map.Entries, column], map.Line) : one;
    }

    private static YamlScalar Key(string text, int line) => new(text, false, line);
}
