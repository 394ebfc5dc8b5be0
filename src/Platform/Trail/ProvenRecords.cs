using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Platform.Trail;

/// <summary>受证记录 — a row as the trail sees it: every column of its table as text.</summary>
public sealed record ProvenRecord(
    TrailSubject Subject, string Table, string Key, IReadOnlyDictionary<string, string?> Columns);

/// <summary>
/// 受证记录的写法 — what an operation puts into its payload under <see cref="Member"/>, so that the rows it wrote can be
/// proven column by column. All mapped columns are taken from the model: a new column is proven without a line of
/// code. A payload commits to rows of its own subject only; the latest payload that names a row counts.
/// </summary>
public static class ProvenRecords
{
    /// <summary>Name of the payload's member.</summary>
    public const string Member = "records";

    private const int LongestInFull = 200;
    private const string Digested = "sm3:";

    /// <summary>Rows as they are now; given when their values are final, the version included.</summary>
    public static JsonArray Of(MingsuanDb db, params IEnumerable<object> entities)
    {
        var records = new JsonArray();
        foreach (var entity in entities)
        {
            var entry = db.Entry(entity);
            var columns = new JsonObject();
            foreach (var (name, value) in Columns(entry))
            {
                columns[name] = value;
            }

            records.Add(Named(entry, columns));
        }

        return records;
    }

    /// <summary>Rows that the operation removes.</summary>
    public static JsonArray Removed(MingsuanDb db, params IEnumerable<object> entities) =>
        new([.. entities.Select(entity => Named(db.Entry(entity), null))]);

    internal static string Table(IReadOnlyEntityType entity) => entity.GetTableName()
        ?? throw new InvalidOperationException($"{entity.Name} has no table");

    internal static string Key(EntityEntry entry) => string.Join(
        '/', entry.Metadata.FindPrimaryKey()!.Properties.Select(p => Text(p, entry.CurrentValues[p])));

    internal static Dictionary<string, string?> Columns(EntityEntry entry)
    {
        var columns = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var property in entry.CurrentValues.Properties)
        {
            columns.Add(property.GetColumnName(), Text(property, entry.CurrentValues[property]));
        }

        return columns;
    }

    private static JsonObject Named(EntityEntry entry, JsonObject? columns) => new()
    {
        ["table"] = Table(entry.Metadata),
        ["key"] = Key(entry),
        ["columns"] = columns,
    };

    private static string? Text(IProperty property, object? value) => InFull(property, value) is { } text
        ? Shortened(text)
        : null;

    /// <summary>
    /// A long value, a stored answer or a packed library, is committed to by its digest. A short one that looks like
    /// a digest is digested too, so that no two values have one text.
    /// </summary>
    internal static string Shortened(string text) =>
        text.Length <= LongestInFull && !text.StartsWith(Digested, StringComparison.Ordinal)
            ? text
            : Digested + Convert.ToHexStringLower(Sm3.Hash(Encoding.UTF8.GetBytes(text)));

    private static string? InFull(IProperty property, object? value)
    {
        var stored = property.GetValueConverter() is { } converter ? converter.ConvertToProvider(value) : value;
        return stored switch
        {
            null => null,
            string text => text,
            bool flag => flag ? "true" : "false",
            Guid id => id.ToString("D"),
            byte[] bytes => Convert.ToHexStringLower(bytes),
            DateTime instant => TrailTime.Text(instant),
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            TimeOnly time => time.ToString("HH:mm:ss.ffffff", CultureInfo.InvariantCulture),
            Enum word => word.ToString("D"),
            decimal number => number.ToString("0.############################", CultureInfo.InvariantCulture),
            sbyte or byte or short or ushort or int or uint or long or ulong =>
                Convert.ToString(stored, CultureInfo.InvariantCulture),
            _ => throw new InvalidOperationException(
                $"{property.DeclaringType.Name}.{property.Name}: a {stored.GetType().Name} has no canonical text"),
        };
    }
}
