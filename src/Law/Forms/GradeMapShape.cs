using System.Diagnostics.CodeAnalysis;
using Mingsuan.Law.Reading;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Law.Forms;

/// <summary>等级归并 — local grades as keys, price levels as values: <c>{ "3A": tertiary }</c>.</summary>
public sealed class GradeMapShape : Shape<IReadOnlyDictionary<string, int>>
{
    private static readonly WordShape<int> Level = new(
        [.. FactVocabulary.Of(Fact.InstitutionLevel).Values.Select(
            (word, index) => KeyValuePair.Create(Casing.ToKebab(word), index))]);

    public override string Expected => "a map of local grades, each " + Level.Expected;

    public override bool TryRead(
        YamlNode node, FormReader reader, [MaybeNullWhen(false)] out IReadOnlyDictionary<string, int> value)
    {
        value = null;
        if (node is not YamlMap { Entries.Count: > 0 } map)
        {
            return reader.Refuse(node, this);
        }

        var levels = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var entry in map.Entries)
        {
            if (!Level.TryRead(entry.Value, reader, out var level))
            {
                return false;
            }

            levels[entry.Key.Text] = level;
        }

        value = levels;
        return true;
    }

    public override void AddSites(YamlNode node, string path, ICollection<MutationSite> sites)
    {
        foreach (var entry in (node as YamlMap)?.Entries ?? [])
        {
            Level.AddSites(entry.Value, $"{path}.{entry.Key.Text}", sites);
        }
    }
}
