using Mingsuan.Platform.Identity;
using Mingsuan.Platform.Time;
using Mingsuan.PublicService.Publishing;
using Mingsuan.Workbench;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.PublicService.Consulting;

/// <summary>
/// 公共服务待办 — questions without an answer by age (no document sets a term, so the day asked leads the subject), and
/// answers whose clause has ended.
/// </summary>
internal sealed class ServiceInbox(ConsultationBook consultations, PublicationBook publications) : IDeskInbox
{
    public async Task<IReadOnlyList<InboxItem>> ItemsAsync(Operator officer, CancellationToken ct)
    {
        var items = new List<InboxItem>();
        if (await consultations.DeskOfAsync(officer, ct) is { } inst)
        {
            var page = officer.Role == StaffRoles.Agency ? "/agency/consultations" : "/hospital/consultations";
            items.AddRange((await consultations.OfAsync(inst, officer, open: true, ct)).Select(one => new InboxItem(
                "publicservice.consultation",
                $"{StaffDesk.Text(BeijingTime.Day(one.Ticket.AskedAt))} {one.Words.Topic.Plain}",
                page,
                null,
                false)));
        }

        if (officer.Role is StaffRoles.Agency or StaffRoles.Bureau)
        {
            items.AddRange((await publications.ToCheckAsync(officer, ct))
                .Where(one => one.Publication.Office == officer.Role)
                .Select(one => new InboxItem(
                    "publicservice.check",
                    one.Publication.Title,
                    $"/{officer.Role}/publications",
                    null,
                    false)));
        }

        return items;
    }
}
