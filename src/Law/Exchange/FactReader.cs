using System.Text.Json;
using Mingsuan.Policy;
using Mingsuan.Policy.Provisions;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Law.Exchange;

/// <summary>
/// Facts from the JSON of a question, by the vocabulary alone. Derived facts (valid licences, years of practice,
/// minutes, local grades) are worked out here, once, for every use.
/// </summary>
internal static class FactReader
{
    private const decimal MostCounted = 1_000_000m;

    private static readonly Place[] Places = [.. FactVocabulary.All
        .Where(definition => definition.Origin != FactOrigin.Derived)
        .Select(definition => new Place(definition, definition.Path.Split('.')))];

    private static readonly Place[] OfLine = [.. Places.Where(place => place.Definition.InLine)];

    public static FactSet Read(JsonElement question, RegionView region, DateOnly on)
    {
        var facts = Read(question, region, on, Places);
        if (!facts.Has(Fact.Channel))
        {
            facts.SetChoice(Fact.Channel, "internet");
        }

        return facts;
    }

    /// <summary>服务事实 — the facts that one line of a claim states of its service. (ADR 0023)</summary>
    public static FactSet ReadLine(JsonElement facts, RegionView region, DateOnly on) =>
        Read(facts, region, on, OfLine);

    private static FactSet Read(JsonElement question, RegionView region, DateOnly on, Place[] places)
    {
        var facts = new FactSet();
        var parent = ("", default(JsonElement?));
        foreach (var place in places)
        {
            if (Find(question, place, ref parent) is { } value)
            {
                ReadOne(question, value, region, on, place.Definition, facts);
            }
        }

        if (Members.Event(question, "practitioner.independentPracticeSince") is { } since)
        {
            facts.SetNumber(Fact.PractitionerIndependentYears, FullYears(since, on));
        }

        ReadMinutes(facts);
        return facts;
    }

    /// <summary>Minutes served fit between beginning and end; where nobody stated them, they are all of that.</summary>
    private static void ReadMinutes(FactSet facts)
    {
        if (!facts.Has(Fact.StartedAt) || !facts.Has(Fact.EndedAt))
        {
            return;
        }

        var span = (facts[Fact.EndedAt] - facts[Fact.StartedAt]) / 60m;
        if (!facts.Has(Fact.Minutes))
        {
            facts.SetNumber(Fact.Minutes, span);
        }
        else if (facts.Number(Fact.Minutes) > span)
        {
            var stated = facts.Number(Fact.Minutes).ToString(System.Globalization.CultureInfo.InvariantCulture);
            throw new BadFactException("minutes", stated);
        }
    }

    /// <summary>The price level of a grade as a region writes it; throws when no grade map knows it.</summary>
    public static int Level(RegionView region, DateOnly on, string word, string path)
    {
        var index = FactVocabulary.IndexOf(Fact.InstitutionLevel, word);
        if (index >= 0)
        {
            return index;
        }

        foreach (var map in region.Law.All<GradeMap>())
        {
            if (region.Reaches(map.Jurisdiction) && map.Effective.Contains(on) &&
                map.Levels.TryGetValue(word, out var level))
            {
                return level;
            }
        }

        throw new BadFactException(path, word);
    }

    /// <summary>The stated value of a fact; the parent is kept, for the facts beside it.</summary>
    private static JsonElement? Find(
        JsonElement question, Place place, ref (string Name, JsonElement? Value) parent)
    {
        if (place.Names.Length != 2)
        {
            return Members.Find(question, place.Definition.Path);
        }

        if (parent.Name != place.Names[0])
        {
            parent = (place.Names[0], Members.Find(question, place.Names[0]));
        }

        return parent.Value is { } holder &&
            Members.TryGet(holder, place.Names[1], place.Names[0], out var value) &&
            value.ValueKind != JsonValueKind.Null
            ? value
            : null;
    }

    private static void ReadOne(
        JsonElement question,
        JsonElement value,
        RegionView region,
        DateOnly on,
        FactDefinition definition,
        FactSet facts)
    {
        var (fact, path) = (definition.Fact, definition.Path);
        switch (definition.Type)
        {
            case FactType.Choice when fact is Fact.InstitutionLevel or Fact.ConsultedLevel:
                facts[fact] = Level(region, on, Members.TextOf(value, path), path);
                break;
            case FactType.Choice:
                facts[fact] = Word(definition, Members.TextOf(value, path));
                break;
            case FactType.ChoiceSet:
                facts[fact] = Mask(question, definition, on);
                break;
            case FactType.Flag:
                facts.SetFlag(fact, Members.Flag(question, path)!.Value);
                break;
            case FactType.Number:
                facts.SetNumber(fact, Count(question, path));
                break;
            case FactType.Amount:
                facts.SetAmount(fact, Members.Amount(question, path)!.Value);
                break;
            case FactType.Moment:
                facts[fact] = Members.Moment(question, path)!.Value;
                break;
            default:
                facts.SetCodes(fact, [.. Members.Texts(question, path)]);
                break;
        }
    }

    /// <summary>How many of something: nothing is counted below zero or in millions.</summary>
    private static decimal Count(JsonElement question, string path)
    {
        var count = Members.Number(question, path)!.Value;
        return count is >= 0 and < MostCounted
            ? count
            : throw new BadFactException(path, Members.Text(question, path)!);
    }

    private static int Word(FactDefinition definition, string word)
    {
        var index = FactVocabulary.IndexOf(definition.Fact, word);
        return index >= 0 ? index : throw new BadFactException(definition.Path, word);
    }

    /// <summary>A set of words; a licence with dates counts only on the days that it is valid.</summary>
    private static long Mask(JsonElement question, FactDefinition definition, DateOnly on)
    {
        var mask = 0L;
        foreach (var one in Members.List(question, definition.Path))
        {
            if (one.ValueKind != JsonValueKind.Object)
            {
                mask |= 1L << Word(definition, Members.TextOf(one, definition.Path));
            }
            else if (Members.Period(one, definition.Path).Contains(on))
            {
                var kind = Members.Text(one, "kind") ?? throw new BadFactException(definition.Path, Members.Raw(one));
                mask |= 1L << Word(definition, kind);
            }
        }

        return mask;
    }

    private static int FullYears(DateOnly since, DateOnly on)
    {
        var years = on.Year - since.Year;
        return since.AddYears(years) > on ? years - 1 : years;
    }

    /// <summary>Where a fact stands in a question.</summary>
    private sealed record Place(FactDefinition Definition, string[] Names);
}
