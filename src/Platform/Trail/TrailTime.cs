using System.Globalization;

namespace Mingsuan.Platform.Trail;

/// <summary>存证时刻 — UTC in whole microseconds, the finest that both databases keep.</summary>
public static class TrailTime
{
    public static DateTime Of(DateTimeOffset instant) => Whole(instant.UtcDateTime);

    internal static DateTime Whole(DateTime instant) =>
        new(instant.Ticks - (instant.Ticks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc);

    /// <summary>The text that is hashed and signed; a database hands back the same instant under any kind.</summary>
    public static string Text(DateTime instant) =>
        instant.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
