using System.Text.Json.Nodes;
using Mingsuan.Policy.Primitives;

namespace Mingsuan.Settlement.Totals;

/// <summary>小计 — counts and sums over settlements and reversals; a reversal counts as one and takes back.</summary>
internal sealed class Subtotal
{
    public int Settlements { get; private set; }

    public int Reversals { get; private set; }

    public Money Fee { get; private set; }

    public Money Hifp { get; private set; }

    public Money Hifob { get; private set; }

    public Money Hifmi { get; private set; }

    public Money Hifes { get; private set; }

    public Money Cvlserv { get; private set; }

    public Money Maf { get; private set; }

    public Money Oth { get; private set; }

    public Money Account { get; private set; }

    public Money FamilyAccount { get; private set; }

    public Money Cash { get; private set; }

    public Money Hospital { get; private set; }

    /// <summary>基金支付总额 as the institutions were answered it.</summary>
    public Money AnsweredFund { get; private set; }

    public Money Fund => Hifp + Hifob + Hifmi + Hifes + Cvlserv + Maf + Oth;

    public static Subtotal Of(IEnumerable<SettledAmounts> rows)
    {
        var sum = new Subtotal();
        foreach (var row in rows)
        {
            sum.Add(row);
        }

        return sum;
    }

    public void Add(SettledAmounts one)
    {
        Settlements += one.IsReversal ? 0 : 1;
        Reversals += one.IsReversal ? 1 : 0;
        Fee += one.Fee;
        Hifp += one.Hifp;
        Hifob += one.Hifob;
        Hifmi += one.Hifmi;
        Hifes += one.Hifes;
        Cvlserv += one.Cvlserv;
        Maf += one.Maf;
        Oth += one.Oth;
        Account += one.Account;
        FamilyAccount += one.FamilyAccount;
        Cash += one.Cash;
        Hospital += one.Hospital;
        AnsweredFund += one.AnsweredFund;
    }

    /// <summary>The sums as strings with two decimals, under the national names.</summary>
    public JsonObject Json() => new()
    {
        ["settlements"] = Settlements,
        ["reversals"] = Reversals,
        ["medfee_sumamt"] = Fee.ToString(),
        ["fund_pay_sumamt"] = Fund.ToString(),
        ["hifp_pay"] = Hifp.ToString(),
        ["hifob_pay"] = Hifob.ToString(),
        ["hifmi_pay"] = Hifmi.ToString(),
        ["hifes_pay"] = Hifes.ToString(),
        ["cvlserv_pay"] = Cvlserv.ToString(),
        ["maf_pay"] = Maf.ToString(),
        ["oth_pay"] = Oth.ToString(),
        ["acct_pay"] = Account.ToString(),
        ["acct_mulaid_pay"] = FamilyAccount.ToString(),
        ["psn_cash_pay"] = Cash.ToString(),
        ["hosp_part_amt"] = Hospital.ToString(),
    };
}
