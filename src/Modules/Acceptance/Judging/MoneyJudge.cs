using System.Globalization;

namespace Mingsuan.Acceptance.Judging;

/// <summary>结算的判定 — amounts, what is taken back, and that a claim is settled once whatever gets lost.</summary>
internal static class MoneyJudge
{
    private const string Preview = "2206";
    private const string Settle = "2207";
    private const string Undo = "2601";
    private const string Balanced = "000000";

    /// <summary>Previewed, then settled once, to the amounts that the region's figures come to.</summary>
    public static Verdict Settled(IReadOnlyList<Heard> calls, Evident run)
    {
        if (calls.FirstOrDefault(Settlement) is not { } settled)
        {
            return Verdict.Waits("not-settled");
        }

        return !calls.Any(call => IsNumber(call, Preview) && call.Succeeded && call.Seq < settled.Seq)
            ? Verdict.Fails("not-previewed")
            : run.Expect.All(pair => Amount(settled.Told(pair.Key)) == Amount(pair.Value))
                ? Standing(calls, run.Facts)
                : Verdict.Fails("amount-differs");
    }

    /// <summary>The preview warned, and nothing was settled.</summary>
    public static Verdict Warned(IReadOnlyList<Heard> calls, string code) =>
        calls.Any(Settlement) ? Verdict.Fails("settled-despite-warning")
        : calls.Any(call => IsNumber(call, Preview) && call.Warnings.Contains(code, StringComparison.Ordinal))
            ? Verdict.Passed
            : Verdict.Waits("not-warned");

    /// <summary>After a preview with a wrong amount comes another preview, not a settlement.</summary>
    public static Verdict PreviewedAgain(IReadOnlyList<Heard> calls)
    {
        if (calls.FirstOrDefault(call => call.Fault == Judge.Altered) is not { } altered)
        {
            return Verdict.Waits("no-fault-yet");
        }

        var next = calls.FirstOrDefault(call =>
            call.Seq > altered.Seq && (IsNumber(call, Preview) || IsNumber(call, Settle)));
        return next switch
        {
            null => Verdict.Waits("not-settled"),
            _ when IsNumber(next, Settle) => Verdict.Fails("wrong-amount-settled"),
            _ => calls.Any(Settlement) ? Verdict.Passed : Verdict.Waits("not-settled"),
        };
    }

    /// <summary>Settled, reversed, and nothing stands.</summary>
    public static Verdict Reversed(IReadOnlyList<Heard> calls, AreaFacts facts) =>
        !calls.Any(Settlement) ? Verdict.Waits("not-settled")
        : !calls.Any(call => call.Infno == "2208" && call.Succeeded) ? Verdict.Waits("not-reversed")
        : Count(calls, facts) == 0 ? Verdict.Passed
        : Verdict.Fails("still-stands");

    /// <summary>
    /// After the fault the claim goes on under its own number, or under another once it was undone; one settlement
    /// stands in the end, and after a lost answer its answer was had.
    /// </summary>
    public static Verdict Once(IReadOnlyList<Heard> calls, string fault, AreaFacts facts)
    {
        if (calls.FirstOrDefault(call => call.Fault == fault) is not { } first)
        {
            return Verdict.Waits("no-fault-yet");
        }

        var later = calls.Where(call => call.Seq > first.Seq).ToList();
        var undone = later.Find(call => call.Infno == Undo && call.Succeeded && call.Said("omsgid") == first.MsgId);
        var settling = later.Where(call => IsNumber(call, Settle)).ToList();
        if (settling.Exists(call => call.MsgId != first.MsgId && !(undone?.Seq < call.Seq)))
        {
            return Verdict.Fails("new-number");
        }

        return fault == Judge.Lost && !settling.Exists(Settlement)
            ? Verdict.Waits("no-answer-yet")
            : Standing(calls, facts);
    }

    /// <summary>The same number again gave the same settlement.</summary>
    public static Verdict Repeated(IReadOnlyList<Heard> calls)
    {
        var twice = calls.Where(Settlement).GroupBy(call => call.MsgId).FirstOrDefault(group => group.Count() > 1);
        return twice is null ? Verdict.Waits(calls.Any(Settlement) ? "not-repeated" : "not-settled")
            : twice.Select(call => call.Told("setl_id")).Distinct().Count() == 1 ? Verdict.Passed
            : Verdict.Fails("other-answer");
    }

    /// <summary>Another number for what is settled was refused.</summary>
    public static Verdict Refused(IReadOnlyList<Heard> calls, string code)
    {
        if (calls.FirstOrDefault(Settlement) is not { } settled)
        {
            return Verdict.Waits("not-settled");
        }

        var others = calls.Where(call => IsNumber(call, Settle) && call.MsgId != settled.MsgId).ToList();
        return others.Exists(call => call.Succeeded) ? Verdict.Fails("taken-twice")
            : others.Exists(call => call.Code == code) ? Verdict.Passed
            : Verdict.Waits("not-refused");
    }

    /// <summary>The totals agree, and nothing changed them afterwards.</summary>
    public static Verdict Reconciled(IReadOnlyList<Heard> calls)
    {
        if (calls.LastOrDefault(call => call.Infno == "3201" && call.Succeeded) is not { } stated)
        {
            return Verdict.Waits("not-tried");
        }

        return calls.Any(call => call.Seq > stated.Seq && call.ChangesTotals) ? Verdict.Waits("reconcile-again")
            : !calls.Any(Settlement) ? Verdict.Waits("not-settled")
            : stated.Told("stmt_rslt") == Balanced ? Verdict.Passed
            : Verdict.Fails("not-balanced");
    }

    private static Verdict Standing(IReadOnlyList<Heard> calls, AreaFacts facts) => Count(calls, facts) switch
    {
        0 => Verdict.Waits("none-stands"),
        1 => Verdict.Passed,
        _ => Verdict.Fails("settled-twice"),
    };

    /// <summary>How many of the settlements that were made still stand, by the test database.</summary>
    private static int Count(IReadOnlyList<Heard> calls, AreaFacts facts) => calls.Where(Settlement)
        .Select(call => call.Told("setl_id"))
        .OfType<string>()
        .Distinct(StringComparer.Ordinal)
        .Count(id => facts.Stands.GetValueOrDefault(id));

    private static bool Settlement(Heard call) => IsNumber(call, Settle) && call.Succeeded;

    private static bool IsNumber(Heard call, string infno) => call.Infno == infno || call.Infno == infno + "A";

    private static decimal? Amount(string? text) =>
        decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount) ? amount : null;
}
