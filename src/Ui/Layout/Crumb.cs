namespace Mingsuan.Ui.Layout;

/// <summary>上级页面 — one step of the path to a page.</summary>
public sealed record Crumb(string Label, string Href);
