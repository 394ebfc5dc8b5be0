namespace Mingsuan.Ui.Forms;

/// <summary>选项 — one answer of a closed question; choices of the same group stand together.</summary>
public sealed record Choice(string Value, string Label, string? Group = null, string? Hint = null);
