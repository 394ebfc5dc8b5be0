using System.Globalization;
using Mingsuan.Contracts.Paging;
using Mingsuan.Platform.Ids;

namespace Mingsuan.Patient.Records;

/// <summary>一页 — some entries of a list, the newest first, and where the next page begins, if there is one.</summary>
internal sealed record PageOf<T>(IReadOnlyList<T> Items, string? Next)
{
    /// <summary>The page out of one entry more than it holds.</summary>
    public static PageOf<T> Cut(IReadOnlyList<T> found, int size, Func<T, Place> place) =>
        new([.. found.Take(size)], found.Count > size ? PageKey.Write(place(found[size - 1])) : null);

    /// <summary>The same page of other things.</summary>
    public async Task<PageOf<TOther>> SelectAsync<TOther>(Func<T, Task<TOther>> select)
    {
        var others = new List<TOther>();
        foreach (var item in Items)
        {
            others.Add(await select(item));
        }

        return new(others, Next);
    }
}

/// <summary>翻页位置的文字.</summary>
internal static class PageKey
{
    public static string Write(Place place) => string.Create(
        CultureInfo.InvariantCulture, $"{place.At.Ticks}.{WireId.Encode(place.Id)}.{place.Number}");

    /// <summary>The place; none of an empty text. <paramref name="fault"/>: whether the text cannot be one.</summary>
    public static Place? Read(string text, out bool fault)
    {
        var parts = text.Split('.');
        var read = parts.Length == 3
            & long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            && ticks < DateTime.MaxValue.Ticks;
        var (id, number) = (Guid.Empty, 0L);
        read = read && WireId.TryDecode(parts[1], out id, out _)
            && long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out number);
        fault = text.Length > 0 && !read;
        return read ? new(new DateTime(ticks, DateTimeKind.Utc), id, number) : null;
    }
}
