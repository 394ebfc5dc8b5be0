using Mingsuan.Contracts.Infnos;
using Mingsuan.Law.Exchange;
using Mingsuan.Policy;
using Mingsuan.Policy.Adjudication;
using Mingsuan.Policy.Clauses;
using Mingsuan.Policy.Pricing;
using Mingsuan.Policy.Refusals;

namespace Mingsuan.Settlement.Charging;

/// <summary>
/// The core's refusals on the wire: the same sentence with the same names as in an answer of the law's own verbs.
/// </summary>
internal static class LineRefusal
{
    /// <summary>A line that may not be charged.</summary>
    public static InfnoResult Of(LineDecision line) => Of(line.Code, line.Line, line.Detail);

    /// <summary>A line that is not settled, with the clause that says so.</summary>
    public static InfnoResult Of(LineDecision line, LawSnapshot law) => line.ClauseId < 0
        ? Of(line)
        : Of(line.Code, line.Line, line.Detail, law.Clauses[line.ClauseId]);

    /// <summary>A claim that may not be charged, with the clause that says so.</summary>
    public static InfnoResult Of(ClaimDecision decision, LawSnapshot law) => Of(
        decision.Refusal,
        (decision.RefusalLine ?? decision.Lines[0]).Line,
        decision.RefusalDetail,
        decision.RefusalClauseId < 0 ? null : law.Clauses[decision.RefusalClauseId]);

    /// <summary>佐证欠缺 — the record for whose lack a claim would be refused, as a notice.</summary>
    public static Notice Lacking(ClaimDecision decision) => Notice.Of(
        "W-NOT-UPLOADED", ("fact", Answers.Parameters("", decision.RefusalDetail)["fact"]));

    /// <summary>Why no fund pays a line, as a notice.</summary>
    public static Notice NoticeOf(RefusalCode code, LineDecision line) =>
        Notice.Of(code.Printed(), Parameters(line.Line, line.Detail));

    private static InfnoResult Of(RefusalCode code, ClaimLine line, PriceAnswer detail, Clause? clause = null) =>
        InfnoResult.Refused(
            code.Printed(),
            clause is { } by
                ? [.. Parameters(line, detail), ("clause", $"{by.Document} {by.Article}")]
                : Parameters(line, detail));

    private static (string Name, string Value)[] Parameters(ClaimLine line, PriceAnswer detail) =>
        [.. Answers.Parameters(line.Code, detail).Select(one => (one.Key, one.Value)), ("line", line.Id)];
}
