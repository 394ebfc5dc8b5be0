using System.Globalization;
using Mingsuan.Platform.Time;

namespace Mingsuan.Platform.Http;

/// <summary>报文时间 — the forms in which the other side writes a time.</summary>
public static class WireTime
{
    private static readonly string[] WallClockForms =
    [
        "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.fff", "yyyy-MM-dd HH:mm", "yyyy-MM-dd", "yyyy/MM/dd HH:mm:ss",
        "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ss.FFFFFFF", "yyyy-MM-ddHH:mm:ss",
        "yyyyMMddHHmmss", "yyyyMMddHHmmssfff", "yyyyMMdd",
    ];

    /// <summary>
    /// The instant (UTC) that a text means, or none: a wall clock of Beijing, ISO with a zone, or milliseconds.
    /// </summary>
    public static DateTime? Read(string text)
    {
        if (DateTime.TryParseExact(
            text, WallClockForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var wallClock))
        {
            return Sound(wallClock) is { } sound ? BeijingTime.Instant(sound) : null;
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds))
        {
            return text.Length is >= 10 and <= 14 ? DateTime.UnixEpoch.AddMilliseconds(milliseconds) : null;
        }

        return text.Contains('T', StringComparison.Ordinal) && DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var zoned) ? Sound(zoned.UtcDateTime) : null;
    }

    private static DateTime? Sound(DateTime time) => time.Year is >= 1900 and <= 2999 ? time : null;
}
