using Mingsuan.Law.Checking;
using Mingsuan.Law.Reading;
using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Provisions;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Law.Forms;

/// <summary>审核规则 — the form of the checks that settled visits go through, online and offline by one library.</summary>
public static class ReviewForm
{
    private const string Online = "internet";

    private static readonly Field<string> RuleName = new("review-rule", Shapes.Name, "a name for the check", true);
    private static readonly Field<string> Title = new("title", Shapes.Text, "the finding in a few words", true);
    private static readonly Field<string> Says = new("says", Shapes.Text, "the sentence that a finding tells", true);

    private static readonly Field<Disposition> Leads = new(
        "disposition", Shapes.WordOf<Disposition>(), "question: the institution is asked; refuse: no fund pays", true);

    private static readonly Field<IReadOnlyList<string>> Channels = new(
        "channels",
        Shapes.ListOf(Shapes.Words<string>(
            [.. FactVocabulary.Of(Fact.Channel).Values.Select(word => (Casing.ToKebab(word), word))])),
        "the channels of the visits it looks at (both); it cannot leave out visits online");

    private static readonly Field<int> AtLeast =
        new("at-least", Shapes.Whole(2), "so many visits or more are a finding", true);

    private static readonly Field<IReadOnlyList<ReviewKey>> Same = new(
        "same", Shapes.ListOf(Shapes.WordOf<ReviewKey>()), "what the visits have in common", true);

    private static readonly Field<IReadOnlyList<ReviewKey>> Different = new(
        "different", Shapes.ListOf(Shapes.WordOf<ReviewKey>()), "what takes as many values among them (nothing)");

    private static readonly Field<Repetition> Repeated = new(
        "repeated",
        new FormShape<Repetition>(new Form("repeated", [AtLeast, Same, Different]), RepetitionOf),
        "several visits that are a finding only together");

    private static readonly Field<string> Beside = new(
        "beside",
        Shapes.Words(("consultation", "consultation")),
        "consultation: the person asked one of the institution on the visit's day");

    public static readonly RuleForm Form = new(
        RuleName,
        "a check of settled visits; it says one at least of when, repeated and beside",
        [Title, Says, Leads, Channels, Repeated, Beside],
        values => [Of(values)]);

    private static ReviewRule Of(FormValues values)
    {
        var channels = ChannelsOf(values);
        var when = values.Get(RuleForm.When, Condition.Always);
        if (!values.Has(RuleForm.When) && !values.Has(Repeated) && !values.Has(Beside))
        {
            values.Reader.Report(DiagnosticKinds.BoundlessReview, values.Line, values.Get(RuleName));
        }

        foreach (var fact in when.Facts.Select(FactVocabulary.Of).Where(one => !IsOfVisit(one)))
        {
            values.Reader.Report(
                DiagnosticKinds.UnreviewedFact, values.LineOf(RuleForm.When), Casing.ToKebab(fact.Path));
        }

        if (!ReachesOnline(Conditions.And(when, channels)))
        {
            values.Reader.Report(DiagnosticKinds.ReviewOneChannel, values.Line, values.Get(RuleName));
        }

        return new ReviewRule
        {
            ClauseId = values.Reader.ClauseId,
            Jurisdiction = values.Reader.Jurisdiction,
            Effective = Period.Always,
            When = channels,
            Name = Casing.ToCamel(values.Get(RuleName)),
            Title = values.Get(Title),
            Says = values.Get(Says),
            Disposition = values.Get(Leads),
            Repeated = values.Find(Repeated),
            BesideConsultation = values.Has(Beside),
        };
    }

    private static Condition ChannelsOf(FormValues values)
    {
        if (values.Find(Channels) is not { } words)
        {
            return Condition.Always;
        }

        if (words.Distinct(StringComparer.Ordinal).Count() < words.Count)
        {
            Twice(values, Channels, words[^1]);
        }

        return Of(words);
    }

    private static Repetition? RepetitionOf(FormValues values)
    {
        var (same, different) = (values.Get(Same), values.Get(Different, []));
        if (same.Concat(different).GroupBy(key => key).FirstOrDefault(one => one.Count() > 1) is { } twice)
        {
            Twice(values, Same, Casing.ToKebab(twice.Key.ToString()));
            return null;
        }

        return new Repetition(values.Get(AtLeast), same, different);
    }

    private static void Twice(FormValues values, Field field, string word) => values.Reader.Report(
        DiagnosticKinds.BadValue, values.LineOf(field), word, field.Name, "each word once");

    /// <summary>Whether a settled claim as a whole has it; facts of its lines are not looked at.</summary>
    private static bool IsOfVisit(FactDefinition fact) =>
        fact.InClaim && !fact.Path.StartsWith("line.", StringComparison.Ordinal);

    /// <summary>Whether some case of the rule is not closed to visits online. (鲁医保发〔2022〕44号 七)</summary>
    private static bool ReachesOnline(Condition condition) => ConditionAlgebra.Meet(condition, Of([Online]));

    private static Condition Of(IReadOnlyList<string> channels)
    {
        var mask = channels.Aggregate(0L, (sum, word) => sum | (1L << FactVocabulary.IndexOf(Fact.Channel, word)));
        return new Condition([[new FactTest(Fact.Channel, TestKind.AnyOf, mask, 0, [])]]);
    }
}
