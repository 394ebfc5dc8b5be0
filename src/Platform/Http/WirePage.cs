namespace Mingsuan.Platform.Http;

/// <summary>
/// 分页 — which rows of a list a query wants: `page_num` from 1 and `page_size`, both optional, both bounded.
/// </summary>
public sealed record WirePage(int Number, int Size)
{
    private const int MostPages = 10_000;

    /// <summary>How many rows stand before the page.</summary>
    public int Skip => checked((Number - 1) * Size);

    /// <summary>Reads the page of a query; without one it is the first page of the largest size.</summary>
    public static WirePage Read(WireReader input, int most) =>
        new(Whole(input, "page_num", 1, MostPages), Whole(input, "page_size", most, most));

    /// <summary>The rows of the page out of one row more than it holds; whether there are further ones.</summary>
    public (IReadOnlyList<T> Rows, bool More) Cut<T>(IReadOnlyList<T> rows) =>
        rows.Count > Size ? ([.. rows.Take(Size)], true) : (rows, false);

    private static int Whole(WireReader input, string name, int absent, int most)
    {
        if (input.Number(name) is not { } number)
        {
            return absent;
        }

        if (number < 1 || number > most || decimal.Truncate(number) != number)
        {
            input.Reject(name);
            return absent;
        }

        return decimal.ToInt32(number);
    }
}
