using Mingsuan.Platform.Identity;

namespace Mingsuan.Workbench;

/// <summary>工作台栏目 — a page in the navigation of a role's workbench; each module brings its own.</summary>
public sealed record DeskWay(string Role, string Href, int Order);

/// <summary>待办 — something that waits for an officer.</summary>
/// <param name="Kind">What is to be done, as a word that the page knows.</param>
/// <param name="Subject">Of whom or what.</param>
/// <param name="Href">Where it is done.</param>
/// <param name="Due">The last day for it, when there is one.</param>
/// <param name="Late">Whether that day is past.</param>
public sealed record InboxItem(string Kind, string Subject, string Href, DateOnly? Due, bool Late);

/// <summary>待办来源 — a module that knows of work to be done.</summary>
public interface IDeskInbox
{
    /// <summary>What waits for an officer now.</summary>
    Task<IReadOnlyList<InboxItem>> ItemsAsync(Operator officer, CancellationToken ct);
}
