namespace Mingsuan.Ui.Forms;

/// <summary>错误 — what is wrong with which field.</summary>
public sealed record FieldError(string Name, string Message);
