using System.Globalization;

namespace Mingsuan.Ui.Figures;

/// <summary>金额文字 — fen as yuan with two decimals, without sign or currency mark.</summary>
public static class MoneyText
{
    /// <summary>元 — the size of an amount as people read it: 123456 fen is <c>1,234.56</c>.</summary>
    public static string Grouped(long fen) => Yuan(fen).ToString("#,##0.00", CultureInfo.InvariantCulture);

    /// <summary>元 — the size of an amount as machines read it: 123456 fen is <c>1234.56</c>.</summary>
    public static string Plain(long fen) => Yuan(fen).ToString("0.00", CultureInfo.InvariantCulture);

    private static decimal Yuan(long fen) => decimal.Abs(fen) / 100m;
}
