namespace Mingsuan.Policy.Clauses;

/// <summary>
/// 条款 — a place in a published document: 文号 and the article as printed. <see cref="DocumentId"/> and
/// <see cref="Anchor"/> address it on the platform's own pages. <see cref="Sample"/> marks 示例参数: data that
/// stand in for an official text not at hand.
/// </summary>
public sealed record Clause(
    string DocumentId, string Document, string Title, string Article, string Anchor, bool Sample);
