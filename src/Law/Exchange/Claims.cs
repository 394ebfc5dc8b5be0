using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mingsuan.Law.Texts;
using Mingsuan.Policy;
using Mingsuan.Policy.Adjudication;
using Mingsuan.Policy.Pricing;
using Mingsuan.Policy.Provisions;
using Mingsuan.Policy.Refusals;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Law.Exchange;

/// <summary>待遇核定 — the question and answer of <c>adjudicate</c>, as every caller uses it.</summary>
public static class Claims
{
    /// <summary>
    /// Answers one claim. Throws <see cref="BadQuestionException"/> when it is not a JSON object; everything else is an
    /// answer.
    /// </summary>
    public static JsonObject Answer(LawSnapshot law, JsonElement question, ICollection<string>? ignored = null)
    {
        if (question.ValueKind != JsonValueKind.Object)
        {
            throw new BadQuestionException("a claim is a JSON object");
        }

        Ignored.Note(question, ignored);
        try
        {
            foreach (var required in new[] { "region", "on", "lines" })
            {
                if (Members.Find(question, required) is null)
                {
                    return Answers.Missing(required);
                }
            }

            var claim = ClaimReader.Read(law, question);
            if (claim.Lines.Count == 0)
            {
                return Answers.Missing("lines");
            }

            var (decision, steps) = Decide(claim);
            return Answer(law, question, claim, decision, steps);
        }
        catch (BadFactException bad)
        {
            return Answers.BadFact(bad);
        }
    }

    /// <summary>
    /// 可复算的答复 — the answer together with the rules that it was computed with. Throws
    /// <see cref="BadFactException"/> on a value that cannot be; for what the platform itself has stored.
    /// </summary>
    public static ExplainedClaim Explain(LawSnapshot law, JsonElement question)
    {
        var (claim, chosen) = (ClaimReader.Read(law, question), new List<ChosenRule>());
        var (decision, steps) = Decide(claim, chosen);
        return new(
            Answer(law, question, claim, decision, steps),
            new ChosenRules(law, claim, decision).Of(question, chosen));
    }

    /// <summary>
    /// The claim as the core takes it. Throws <see cref="BadFactException"/> on a value that cannot be.
    /// </summary>
    public static Claim Read(LawSnapshot law, JsonElement question) => ClaimReader.Read(law, question);

    /// <summary>The columns under their national names, as strings with two decimals.</summary>
    public static JsonObject Columns(Columns columns, Dialect? dialect = null)
    {
        var fundTotal = dialect is { FundTotalIncludesAccount: true }
            ? columns.FundTotal + columns.Account
            : columns.FundTotal;
        return new JsonObject
        {
            ["medfee_sumamt"] = columns.Fee.ToString(),
            ["fulamt_ownpay_amt"] = columns.FullSelfPay.ToString(),
            ["overlmt_selfpay"] = columns.OverLimit.ToString(),
            ["preselfpay_amt"] = columns.InitialCopay.ToString(),
            ["inscp_scp_amt"] = columns.InScope.ToString(),
            ["act_pay_dedc"] = columns.Deductible.ToString(),
            ["hifp_pay"] = columns[Fund.Hifp].ToString(),
            ["hifob_pay"] = columns[Fund.Hifob].ToString(),
            ["hifmi_pay"] = columns[Fund.Hifmi].ToString(),
            ["hifes_pay"] = columns[Fund.Hifes].ToString(),
            ["cvlserv_pay"] = columns[Fund.Cvlserv].ToString(),
            ["maf_pay"] = columns[Fund.Maf].ToString(),
            ["oth_pay"] = columns[Fund.Oth].ToString(),
            ["fund_pay_sumamt"] = fundTotal.ToString(),
            ["psn_part_amt"] = columns.Personal.ToString(),
            ["acct_pay"] = columns.Account.ToString(),
            ["acct_mulaid_pay"] = columns.FamilyAccount.ToString(),
            ["psn_cash_pay"] = columns.Cash.ToString(),
            ["hosp_part_amt"] = columns.Hospital.ToString(),
        };
    }

    private static (ClaimDecision Decision, List<Step> Steps) Decide(Claim claim, List<ChosenRule>? chosen = null)
    {
        var list = new List<Step>();
        var steps = new StepList(list, chosen);
        return (Adjudicator.Decide(claim, ref steps), list);
    }

    private static JsonObject Answer(
        LawSnapshot law, JsonElement question, Claim claim, ClaimDecision decision, List<Step> list)
    {
        if (!decision.IsSettled)
        {
            return Refused(law, claim, decision);
        }

        var json = new JsonObject { ["decision"] = "settled" };
        foreach (var (name, value) in Columns(decision.Total, DialectOf(claim)))
        {
            json[name] = value!.DeepClone();
        }

        json["pool_prop_selfpay"] = decision.Ratio.ToString("0.0000", CultureInfo.InvariantCulture);
        json["outside"] = new JsonObject { ["delivery"] = decision.Delivery.ToString() };
        json["lines"] = new JsonArray([.. decision.Lines
            .Where(line => !line.IsOutside && !line.IsRefused)
            .Select(line => (JsonNode)Line(line, claim))]);
        json["refusedLines"] = new JsonArray([.. decision.Lines
            .Index()
            .Where(one => one.Item.IsRefused)
            .Select(one => (JsonNode)RefusedLine(law, one.Item, one.Index))]);
        json["steps"] = Answers.Steps(law, list, index => claim.Lines[index].Id);
        json["why"] = new JsonArray(
            [.. decision.Unpaid.Select(part => (JsonNode)Why(law, question, claim, decision, part))]);
        return json;
    }

    /// <summary>The region's accounting dialect on the day; null: the national one.</summary>
    public static Dialect? DialectOf(Claim claim) =>
        claim.Region.Dialects.FirstOrDefault(one =>
            one.Effective.Contains(claim.On) && one.When.Evaluate(claim.Facts, out _) == Truth.Yes);

    private static JsonObject Line(LineDecision line, Claim claim)
    {
        var json = new JsonObject { ["id"] = line.Line.Id, ["code"] = line.Line.Code };
        foreach (var (name, value) in Columns(line.Columns, DialectOf(claim)))
        {
            json[name] = value!.DeepClone();
        }

        return json;
    }

    private static JsonObject RefusedLine(LawSnapshot law, LineDecision line, int index)
    {
        var missing = MissingPath(line, index);
        var json = Answers.Refused(
            line.Code,
            Parameters(line, index),
            Answers.Clauses(law, line.ClauseId),
            missing is null ? [] : [missing],
            RemedyOf(line.Detail));
        json.Remove("decision");
        json["id"] = line.Line.Id;
        json["amount"] = line.Line.Amount.ToString();
        return json;
    }

    private static JsonObject Refused(LawSnapshot law, Claim claim, ClaimDecision decision)
    {
        var at = decision.RefusalLine is null
            ? -1
            : decision.Lines.TakeWhile(line => line != decision.RefusalLine).Count();
        var missing = at >= 0 ? MissingPath(decision.Lines[at], at) : Answers.MissingPath(decision.RefusalDetail);
        var needs = claim.Region.Admissions
            .Where(admission => admission.Effective.Contains(claim.On))
            .SelectMany(admission => admission.Needs);
        return Answers.Refused(
            decision.Refusal,
            at >= 0
                ? Parameters(decision.Lines[at], at)
                : Answers.Parameters(claim.Lines[0].Code, decision.RefusalDetail),
            Answers.Clauses(law, decision.RefusalClauseId),
            missing is null ? [] : [missing],
            RemedyOf(decision.RefusalDetail) ?? Answers.RemedyOf(needs, decision.Refusal, claim.Facts));
    }

    private static JsonObject Why(
        LawSnapshot law, JsonElement question, Claim claim, ClaimDecision decision, Unpaid part)
    {
        var code = part.Reason == UnpaidReason.Refused ? part.Code.Printed() : ReasonCode(part.Reason);
        var key = part.Reason == UnpaidReason.Refused ? $"refusals.{code}.message" : $"unpaid.{code}";
        var changes = Remedies.For(claim, decision, part);
        return new JsonObject
        {
            ["code"] = code,
            ["amount"] = part.Amount.ToString(),
            ["message"] = Wording.Of(
                key,
                part.Lines.Count > 0
                    ? Parameters(decision.Lines[part.Lines[0]], part.Lines[0])
                    : Answers.Parameters("", default)),
            ["clauses"] = new JsonArray([.. Answers.Clauses(law, part.ClauseId)]),
            ["lines"] = new JsonArray([.. part.Lines.Select(index => (JsonNode)claim.Lines[index].Id)]),
            ["wouldPayIf"] = changes is null ? null : ClaimPatch.Of(question, claim, changes),
            ["remedy"] = changes is null && part.Code != RefusalCode.MissingFact
                ? Wording.Of("remedies.nothing")
                : Wording.Of($"refusals.{code}.remedy"),
        };
    }

    /// <summary>The printed code of an unpaid part that is no refusal: P- and the reason.</summary>
    public static string ReasonCode(UnpaidReason reason) =>
        "P-" + JsonNamingPolicy.KebabCaseUpper.ConvertName(reason.ToString());

    /// <summary>What the sentence of a refused line names.</summary>
    public static Dictionary<string, string> Parameters(LineDecision line, int index)
    {
        var parameters = Answers.Parameters(line.Line.Code, line.Detail);
        if (MissingPath(line, index) is { } missing)
        {
            parameters["fact"] = Wording.Fact(missing);
            parameters["path"] = missing;
        }

        return parameters;
    }

    private static string? MissingPath(LineDecision line, int index) => line.Lacks is { } member
        ? $"lines[{index}].{JsonNamingPolicy.CamelCase.ConvertName(member.ToString())}"
        : Answers.MissingPath(line.Detail);

    private static string? RemedyOf(PriceAnswer detail) => detail.By is RetiredItem retired
        ? Answers.Replaced(retired)
        : null;
}
