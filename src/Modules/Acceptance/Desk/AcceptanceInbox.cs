using Mingsuan.Acceptance.Runs;
using Mingsuan.Platform.Identity;
using Mingsuan.Platform.Ids;
using Mingsuan.Workbench;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Acceptance.Desk;

/// <summary>待处理的报告 — what the agency has neither accepted nor returned; its term runs with the application.</summary>
internal sealed class AcceptanceInbox(StaffDesk desk, RunBook book) : IDeskInbox
{
    private const string Kind = "acceptance-report";

    public async Task<IReadOnlyList<InboxItem>> ItemsAsync(Operator officer, CancellationToken ct) =>
        officer.Role != StaffRoles.Agency
            ? []
            :
            [
                .. from one in await AgencyApi.ReportsAsync(desk, book, officer, ct)
                   where one.Run.State == RunState.Finished
                   select new InboxItem(Kind, one.Name, Address(one), Due: null, Late: false),
            ];

    private static string Address(ReportedRun one) =>
        $"/agency/acceptance?institution={Uri.EscapeDataString(one.Code)}&run={WireId.Encode(one.Run.RunId)}";
}
