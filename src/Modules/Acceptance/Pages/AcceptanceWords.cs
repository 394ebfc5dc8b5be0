using Mingsuan.Acceptance.Judging;
using Mingsuan.Acceptance.Runs;

namespace Mingsuan.Acceptance.Pages;

/// <summary>状态的颜色 — how a state looks on the pages; its word stands on the page itself.</summary>
internal static class AcceptanceWords
{
    private const string Good = "ms-state ms-state-good";
    private const string Bad = "ms-state ms-state-bad";
    private const string Open = "ms-state ms-state-open";

    public static string Style(Enum state) => state switch
    {
        StepState.Passed or RunState.Accepted or EvidenceState.Approved => Good,
        StepState.Failed or RunState.Returned or EvidenceState.Rejected => Bad,
        StepState.Waiting or RunState.Open or RunState.Finished or EvidenceState.Filed => Open,
        _ => "ms-state",
    };
}
