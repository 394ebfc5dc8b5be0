using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Mingsuan.Policy.Primitives;

namespace Mingsuan.Platform.Persistence;

/// <summary>金额存为分 — money is stored as a whole number of fen.</summary>
internal sealed class MoneyAsFen() : ValueConverter<Money, long>(money => money.Fen, fen => new Money(fen));

/// <summary>
/// 时刻 — instants are UTC, to the microsecond, because that is what PostgreSQL keeps: the value read back is the value
/// written. A local or unspecified time is a bug and throws.
/// </summary>
internal sealed class UtcInstant() : ValueConverter<DateTime, DateTime>(
    instant => Checked(instant), instant => DateTime.SpecifyKind(instant, DateTimeKind.Utc))
{
    private static DateTime Checked(DateTime instant) => instant.Kind == DateTimeKind.Utc
        ? new DateTime(instant.Ticks - (instant.Ticks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc)
        : throw new InvalidOperationException("An instant must be UTC to be stored.");
}

/// <summary>敏感字段 — how a sensitive text is stored; the one place to change when columns become encrypted.</summary>
internal sealed class SensitiveText() : ValueConverter<Sensitive, string>(
    text => text.Plain, text => new Sensitive(text));
