namespace Mingsuan.Platform.Time;

/// <summary>
/// 停顿 — waits a while, by the machine's time and not by the business's clock, which may stand still in a test. A
/// simulator waits in the time of its world.
/// </summary>
public delegate Task Pause(TimeSpan time, CancellationToken ct);
