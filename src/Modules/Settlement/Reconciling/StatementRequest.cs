using Mingsuan.Contracts.Infnos;
using Mingsuan.Platform.Http;
using Mingsuan.Policy.Primitives;
using Mingsuan.Settlement.Totals;

namespace Mingsuan.Settlement.Reconciling;

/// <summary>3201/3202 的输入 — what is reconciled, and the institution's own sums, which may be negative.</summary>
internal sealed record StatementRequest(
    string? Insutype,
    string? ClrType,
    string SetlOptins,
    DateOnly From,
    DateOnly To,
    Money Fee,
    Money Fund,
    Money Personal,
    int Count,
    string? FileQueryNo,
    string? RefundFlag,
    WireFault? Fault)
{
    public const string Totals = "3201";
    public const string Details = "3202";
    private const string Outpatient = "11";
    private const int MostDays = 366;
    private const decimal Most = 1_000_000_000_000m;

    public static StatementRequest Read(InfnoCall call)
    {
        var details = call.Infno == Details;
        var input = new WireReader(call.Input).Object("data");
        var (from, to) = (Day(input, "stmt_begndate"), Day(input, "stmt_enddate"));
        if (to < from || to.DayNumber - from.DayNumber > MostDays)
        {
            input.Reject("stmt_enddate");
        }

        var request = new StatementRequest(
            details ? input.Text("insutype", 6) : input.RequiredText("insutype", 6),
            details ? input.Text("clr_type", 6) : input.RequiredText("clr_type", 6),
            input.RequiredText("setl_optins", 6),
            from,
            to,
            Amount(input, "medfee_sumamt"),
            Amount(input, "fund_pay_sumamt"),
            Amount(input, details ? "cash_payamt" : "acct_pay"),
            ReadCount(input),
            details ? input.RequiredText("file_qury_no", 30) : null,
            details ? input.Text("refd_setl_flag", 3) : null,
            null);
        return request with { Fault = input.Fault };
    }

    /// <summary>Whether a settlement is of the scheme, the clearing type and the agency in question.</summary>
    public bool Clears(SettledAmounts row) =>
        (Insutype is null || Insutype == row.Insutype) && (ClrType is null or Outpatient) &&
        Covers(SetlOptins, row.ClrOptins);

    /// <summary>A code that ends in zeros is of a pooling area or a province and covers what lies in it.</summary>
    private static bool Covers(string agency, string area) => agency == area ||
        (agency.EndsWith("00", StringComparison.Ordinal) && agency.TrimEnd('0') is { Length: > 0 } stem &&
            area.StartsWith(stem.Length % 2 == 0 ? stem : stem + "0", StringComparison.Ordinal));

    private static DateOnly Day(WireReader input, string name)
    {
        _ = input.RequiredText(name, 30);
        return input.Day(name) ?? DateOnly.MinValue;
    }

    private static Money Amount(WireReader input, string name)
    {
        var number = input.RequiredNumber(name);
        if (decimal.Abs(number) >= Most || decimal.Round(number, 2) != number)
        {
            input.Reject(name);
            return Money.Zero;
        }

        return Money.FromYuan(number);
    }

    private static int ReadCount(WireReader input)
    {
        var number = input.RequiredNumber("fixmedins_setl_cnt");
        if (number is < -1_000_000_000 or > 1_000_000_000 || decimal.Truncate(number) != number)
        {
            input.Reject("fixmedins_setl_cnt");
            return 0;
        }

        return decimal.ToInt32(number);
    }
}
