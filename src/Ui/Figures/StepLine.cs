namespace Mingsuan.Ui.Figures;

/// <summary>计算步骤 — one step as a page shows it: what was done, from which figure to which, and by which clause.</summary>
public sealed record StepLine(string Label, string? Before, string After, ClauseLink? Clause, bool Sample = false);
