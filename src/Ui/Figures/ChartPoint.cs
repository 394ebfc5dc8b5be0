namespace Mingsuan.Ui.Figures;

/// <summary>一点 — what a sum has come to at the end of a day, in fen.</summary>
public sealed record ChartPoint(DateOnly Day, long Fen);

/// <summary>一线 — a level across the whole chart, in fen, with its short label, and whether it was reached.</summary>
public sealed record ChartLevel(string Label, long Fen, bool Reached);
