namespace Mingsuan.Visits.Opening;

/// <summary>转线下 — why the visit cannot go on online, and where the patient was sent. (SD-J4)</summary>
internal sealed record TurnedOffline(string Reason, string Destination);
