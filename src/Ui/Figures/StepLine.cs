namespace Mingsuan.Ui.Figures;

/// <summary>计算步骤 — what was done, from which figure to which, and by which clause.</summary>
public sealed record StepLine(string Label, string? Before, string After, ClauseLink? Clause, bool Sample = false)
{
    /// <summary>金额步骤 — a step from one amount, in fen, to another; a first step has nothing before it.</summary>
    public static StepLine OfFen(string label, long? before, long after, ClauseLink? clause, bool sample = false) =>
        new(label, before is { } fen ? Signed(fen) : null, Signed(after), clause, sample);

    private static string Signed(long fen) => (fen < 0 ? "\u2212" : "") + MoneyText.Grouped(fen);
}
