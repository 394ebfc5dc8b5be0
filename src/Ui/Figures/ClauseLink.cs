namespace Mingsuan.Ui.Figures;

/// <summary>条款出处 — a clause as a page shows it: document number, article, and where it can be read.</summary>
public sealed record ClauseLink(string Document, string Article, string Href)
{
    /// <summary>条款地址 — the address of a clause in the public law library.</summary>
    public static string To(string documentId, string anchor) =>
        $"/law/{Uri.EscapeDataString(documentId)}#{Uri.EscapeDataString(anchor)}";
}
