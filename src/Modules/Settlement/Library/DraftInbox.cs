using Mingsuan.Platform.Identity;
using Mingsuan.Platform.Ids;
using Mingsuan.Workbench;

namespace Mingsuan.Settlement.Library;

/// <summary>待复核草案 — drafts of law files that wait for another officer's word.</summary>
internal sealed class DraftInbox(DraftBook book) : IDeskInbox
{
    private const int Most = 50;

    public async Task<IReadOnlyList<InboxItem>> ItemsAsync(Operator officer, CancellationToken ct) =>
        officer.Role != StaffRoles.Bureau
            ? []
            :
            [
                .. (await book.ListAsync(Most, ct))
                    .Where(one => one.State == LawDraftState.Proposed && one.ProposedBy != officer.Name)
                    .Select(one => new InboxItem(
                        "law-draft", one.Title, "/bureau/law/" + WireId.Encode(one.DraftId), null, Late: false)),
            ];
}
