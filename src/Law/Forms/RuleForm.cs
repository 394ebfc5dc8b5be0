using Mingsuan.Law.Reading;
using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Provisions;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Law.Forms;

/// <summary>
/// 规则种类 — one kind of rule, declared once: its key, its fields, and how its values become provisions. The reader,
/// the diagnostics, the mutants and the vocabulary reference all follow from the declaration.
/// </summary>
public sealed class RuleForm
{
    public static readonly Field<Condition> When = new("when", Shapes.Condition, "the case in which the rule holds");
    public static readonly Field<DateOnly> From = new("from", Shapes.Date, "first day, if later than the document's");
    public static readonly Field<DateOnly> To = new("to", Shapes.Date, "last day, if earlier than the document's");
    public static readonly Field<string> Situation =
        new("situation", Shapes.Name, "holds only while this situation does");

    public static readonly Field<string> Note = new("note", Shapes.Text, "a remark for readers");

    private readonly Func<FormValues, IEnumerable<Provision>> build;
    private readonly bool whenRequired;

    private static readonly Field<Condition> RequiredWhen = new(When.Name, Shapes.Condition, When.Meaning, true);

    public RuleForm(
        Field key, string meaning, Field[] fields, Func<FormValues, IEnumerable<Provision>> build,
        bool whenRequired = false)
    {
        this.whenRequired = whenRequired;
        Kind = key.Name;
        Meaning = meaning;
        Key = key;
        this.build = build;
        Field[] common = Kind == Situation.Name
            ? [From, To, Note]
            : [whenRequired ? RequiredWhen : When, From, To, Situation, Note];
        Form = new Form(Kind, [key, .. fields, .. common]);
    }

    /// <summary>The kind's key in the YAML map.</summary>
    public string Kind { get; }

    public Field Key { get; }

    public string Meaning { get; }

    public Form Form { get; }

    /// <summary>Reads a rule; null after its mistakes were reported.</summary>
    public FormedRule? Read(YamlNode node, FormReader reader)
    {
        if (Form.Read(node, reader) is not { } values)
        {
            return null;
        }

        var when = values.Get(whenRequired ? RequiredWhen : When, Condition.Always);
        var provisions = build(values).Select(one => one with { When = Conditions.And(when, one.When) }).ToList();
        return new FormedRule(
            this,
            values,
            provisions,
            new Period(values.Get(From, DateOnly.MinValue), values.Get(To, DateOnly.MaxValue)),
            Kind == Situation.Name ? null : values.Find(Situation));
    }
}

/// <summary>
/// A rule as read: its provisions with the rule's own dates, before the document's dates are laid on them.
/// </summary>
public sealed record FormedRule(
    RuleForm Form, FormValues Values, IReadOnlyList<Provision> Provisions, Period Own, string? Situation);

/// <summary>Working with conditions.</summary>
public static class Conditions
{
    /// <summary>Both hold.</summary>
    public static Condition And(Condition a, Condition b)
    {
        if (a.Alternatives.Count == 0)
        {
            return b;
        }

        return b.Alternatives.Count == 0
            ? a
            : new Condition([.. a.Alternatives.SelectMany(
                one => b.Alternatives, (one, other) => (IReadOnlyList<FactTest>)[.. one, .. other])]);
    }
}
