using System.Globalization;

namespace Mingsuan.Platform.Time;

/// <summary>北京时间 — legal days and the times of the national interface; instants stay UTC.</summary>
public static class BeijingTime
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    /// <summary>The wall clock in Beijing at an instant.</summary>
    public static DateTime WallClock(DateTime instant) => TimeZoneInfo.ConvertTimeFromUtc(instant, Zone);

    /// <summary>The legal day of an instant.</summary>
    public static DateOnly Day(DateTime instant) => DateOnly.FromDateTime(WallClock(instant));

    /// <summary>The instant of a wall clock reading in Beijing.</summary>
    public static DateTime Instant(DateTime wallClock) =>
        TimeZoneInfo.ConvertTimeToUtc(DateTime.SpecifyKind(wallClock, DateTimeKind.Unspecified), Zone);

    /// <summary>The instant at which a legal day begins.</summary>
    public static DateTime StartOf(DateOnly day) => Instant(day.ToDateTime(TimeOnly.MinValue));

    /// <summary>Today's legal day.</summary>
    public static DateOnly Today(this TimeProvider time) => Day(time.GetUtcNow().UtcDateTime);

    /// <summary>The interface's text form of an instant: `yyyy-MM-dd HH:mm:ss`.</summary>
    public static string Text(DateTime instant) =>
        WallClock(instant).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>The envelope's text form of an instant: `yyyyMMddHHmmssfff`.</summary>
    public static string Stamp(DateTime instant) =>
        WallClock(instant).ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture);
}
