namespace Mingsuan.Simulator.Tests.Simulating;

/// <summary>
/// The time of a simulated world. What passes is one thing, what the server's clock says another: that may jump.
/// </summary>
internal sealed class SimClock(DateTimeOffset start) : TimeProvider
{
    private TimeSpan error = TimeSpan.Zero;

    /// <summary>The time that has truly passed.</summary>
    public TimeSpan Passed { get; private set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => start.ToUniversalTime() + Passed + error;

    public override long GetTimestamp() => Passed.Ticks;

    /// <summary>Nothing on the settlement's path may wait by the clock.</summary>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        throw new InvalidOperationException("A timer on the simulated path.");

    public void MoveTo(TimeSpan passed) => Passed = passed > Passed ? passed : Passed;

    public void Jump(TimeSpan by) => error += by;
}
