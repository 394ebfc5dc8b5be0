using System.Globalization;
using System.Text.Json.Nodes;
using Mingsuan.Law.Exchange;
using Mingsuan.Policy.Adjudication;
using Mingsuan.Policy.Pricing;
using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Provisions;
using Mingsuan.Policy.Tests.Generating;

namespace Mingsuan.Policy.Tests.Adjudication;

/// <summary>
/// E1–E6 of the national interface, for the whole and for each line, in every region's accounting dialect.
/// </summary>
public sealed class IdentityTests
{
    private static readonly string[] Funds =
        ["hifp_pay", "hifob_pay", "hifmi_pay", "hifes_pay", "cvlserv_pay", "maf_pay", "oth_pay"];

    [Fact]
    public void Columns_are_balanced_and_lines_sum_exactly_to_the_whole() => Properties.Hold(
        ClaimDraws.Any,
        question =>
        {
            var answer = Claims.Answer(question.Law, question.Element);
            if (answer["decision"]!.GetValue<string>() != "settled")
            {
                return;
            }

            var includesAccount =
                Claims.DialectOf(Claims.Read(question.Law, question.Element))?.FundTotalIncludesAccount ?? false;
            Balanced(answer, includesAccount);
            var lines = answer["lines"]!.AsArray().Select(line => line!.AsObject()).ToList();
            foreach (var line in lines)
            {
                Balanced(line, includesAccount);
            }

            foreach (var (name, _) in Claims.Columns(new Columns()))
            {
                lines.Sum(line => Fen(line, name)).ShouldBe(Fen(answer, name), name);
            }
        },
        question => question.Smaller());

    [Fact]
    public void No_column_exceeds_its_bound() => Properties.Hold(
        ClaimDraws.Any,
        question =>
        {
            var claim = Claims.Read(question.Law, question.Element);
            var none = default(NoSteps);
            var decision = Adjudicator.Decide(claim, ref none);
            if (!decision.IsSettled)
            {
                return;
            }

            WithinLimits(claim, decision);
            foreach (var line in decision.Lines)
            {
                var columns = line.Columns;
                (columns.Deductible + columns.FundTotal).ShouldBeLessThanOrEqualTo(columns.InScope);
                columns.Account.ShouldBeLessThanOrEqualTo(columns.Personal);
                columns.Fee.ShouldBeLessThanOrEqualTo(line.Line.Amount);
                if (line.IsOutside || line.IsRefused)
                {
                    columns.Fee.ShouldBe(Money.Zero);
                }

                if (!line.FundEligible)
                {
                    columns.FundTotal.ShouldBe(Money.Zero);
                }
            }

            decision.Delivery.Fen.ShouldBe(
                decision.Lines.Where(line => line.IsOutside).Sum(line => line.Line.Amount.Fen));
        },
        question => question.Smaller());

    [Fact]
    public void Drawn_claims_reach_every_outcome_that_the_properties_speak_of()
    {
        var seen = new HashSet<string>();
        for (var seed = 0; seed < 1500; seed++)
        {
            var question = ClaimDraws.Any(new Draw(seed));
            var claim = Claims.Read(question.Law, question.Element);
            var none = default(NoSteps);
            var decision = Adjudicator.Decide(claim, ref none);
            seen.Add(decision.IsSettled ? "settled" : "refused");
            seen.Add($"{question.Region}: fund {decision.Total.FundTotal > Money.Zero}");
            seen.Add($"{claim.Facts.Word(Vocabulary.Fact.Channel)}: fund {decision.Total.FundTotal > Money.Zero}");
            seen.Add($"account: {decision.Total.Account > Money.Zero}");
            seen.UnionWith(decision.Unpaid.Select(part => $"{part.Reason}"));
            seen.UnionWith(decision.Lines.Where(line => line.IsRefused).Select(_ => "line refused"));
        }

        string[] wanted =
        [
            "settled", "refused", "line refused", "account: True", "internet: fund True", "offline: fund True",
            .. new[] { "320600", "370800", "430900", "532300", "990100", "990200", "990101" }
                .Select(region => $"{region}: fund True"),
            .. Enum.GetNames<UnpaidReason>(),
        ];
        wanted.Except(seen).ShouldBeEmpty();
    }

    private static void WithinLimits(Claim claim, ClaimDecision decision)
    {
        var total = decision.Total;
        total.FundTotal.ShouldBeLessThanOrEqualTo(total.InScope);
        total.Account.ShouldBeLessThanOrEqualTo(Money.Max(claim.AccountBalance, Money.Zero));
        if (decision.Benefit is not { } row)
        {
            total.FundTotal.ShouldBe(Money.Zero);
            return;
        }

        var eligible = decision.Lines.Where(line => line.FundEligible).Sum(line => line.Columns.InScope.Fen);
        (total.Deductible + total.FundTotal).Fen.ShouldBeLessThanOrEqualTo(eligible);
        total.Deductible.ShouldBeLessThanOrEqualTo(row.Deductible);
        total.FundTotal.ShouldBeLessThanOrEqualTo(row.VisitLimit ?? total.FundTotal);
        if (row.YearLimit is { } limit)
        {
            (claim.Year.FundPaid + total.FundTotal).ShouldBeLessThanOrEqualTo(Money.Max(limit, claim.Year.FundPaid));
        }

        if (row.DeductibleYearTotal is { } most)
        {
            (claim.Year.DeductibleUsed + total.Deductible)
                .ShouldBeLessThanOrEqualTo(Money.Max(most, claim.Year.DeductibleUsed));
        }
    }

    private static void Balanced(JsonObject columns, bool fundTotalIncludesAccount)
    {
        foreach (var (name, _) in columns.Where(member => member.Key.EndsWith("_pay", StringComparison.Ordinal)
            || member.Key.EndsWith("amt", StringComparison.Ordinal)))
        {
            Fen(columns, name).ShouldBeGreaterThanOrEqualTo(0, name);
        }

        var fee = Fen(columns, "medfee_sumamt");
        var (account, cash) = (Fen(columns, "acct_pay"), Fen(columns, "psn_cash_pay"));
        var (person, hospital) = (Fen(columns, "psn_part_amt"), Fen(columns, "hosp_part_amt"));
        var total = Fen(columns, "fund_pay_sumamt");
        var funds = Funds.Sum(name => Fen(columns, name));
        fee.ShouldBe(
            Fen(columns, "fulamt_ownpay_amt") + Fen(columns, "overlmt_selfpay") + Fen(columns, "preselfpay_amt") +
            Fen(columns, "inscp_scp_amt"),
            "E1, E5");
        fee.ShouldBe(total + (fundTotalIncludesAccount ? cash : person) + hospital, "E2");
        person.ShouldBe(account + cash, "E3");
        total.ShouldBe(funds + (fundTotalIncludesAccount ? account : 0), "E4");
        (funds + account + hospital).ShouldBe(fee - cash, "E6");
        Fen(columns, "acct_mulaid_pay").ShouldBeLessThanOrEqualTo(account);
    }

    private static long Fen(JsonObject json, string name) =>
        Money.FromYuan(decimal.Parse(json[name]!.GetValue<string>(), CultureInfo.InvariantCulture)).Fen;
}
