using Mingsuan.Acceptance.Scenarios;

namespace Mingsuan.Acceptance.Judging;

/// <summary>判定 — pure: a step and what was heard in, a verdict out.</summary>
internal static class Judge
{
    public const string Lost = "lost";
    public const string Altered = "altered";
    public const string Forged = "forged";
    public const string Slow = "slow";
    public const string SignedAnswers = "signedAnswers";

    private static readonly Dictionary<string, Func<Step, Evident, IReadOnlyList<Heard>, Verdict>> ByName = new()
    {
        ["opened"] = (_, _, calls) => IdentityJudge.Opened(calls),
        ["stopped"] = (_, _, calls) => IdentityJudge.Stopped(calls),
        ["askedAgain"] = (_, _, calls) => IdentityJudge.AskedAgain(calls),
        ["signature"] = (_, _, calls) => IdentityJudge.WrongSignature(calls),
        ["channel"] = (step, run, calls) => VisitJudge.Channel(calls, step.Value!, run.Facts),
        ["marked"] = (_, _, calls) => VisitJudge.Marked(calls),
        ["mapped"] = (_, run, _) => VisitJudge.Mapped(run),
        ["complete"] = (_, run, calls) => VisitJudge.Complete(calls, run.Facts),
        ["settled"] = (_, run, calls) => MoneyJudge.Settled(calls, run),
        ["warned"] = (step, _, calls) => MoneyJudge.Warned(calls, step.Code!),
        ["previewedAgain"] = (_, _, calls) => MoneyJudge.PreviewedAgain(calls),
        ["reversed"] = (_, run, calls) => MoneyJudge.Reversed(calls, run.Facts),
        ["once"] = (step, run, calls) => MoneyJudge.Once(calls, step.Fault!.Kind, run.Facts),
        ["repeated"] = (_, _, calls) => MoneyJudge.Repeated(calls),
        ["refused"] = (step, _, calls) => MoneyJudge.Refused(calls, step.Code!),
        ["reconciled"] = (_, _, calls) => MoneyJudge.Reconciled(calls),
    };

    /// <summary>The names of the judgements that a scenario set may use.</summary>
    public static IReadOnlyCollection<string> Names => ByName.Keys;

    /// <summary>How a step stands.</summary>
    public static Verdict Of(Step step, Evident run) =>
        step.Needs == SignedAnswers && !run.SignedAnswers
            ? new(StepState.NotApplicable, "not-applicable")
            : ByName[step.Judge](step, run, Of(step.Person, run.Calls));

    /// <summary>
    /// Whether a run with these verdicts passes: everything that applies has passed, and planned ones only stand in the
    /// way where the set says so.
    /// </summary>
    public static bool Passes(ScenarioSet set, IEnumerable<Verdict> verdicts) =>
        verdicts.All(one => one.State is StepState.Passed or StepState.NotApplicable) &&
        (!set.PlannedBlocks || set.Scenarios.All(scenario => !scenario.Planned));

    private static IReadOnlyList<Heard> Of(string? person, IReadOnlyList<Heard> calls) =>
        person is null ? calls : [.. calls.Where(call => call.Person == person)];
}
