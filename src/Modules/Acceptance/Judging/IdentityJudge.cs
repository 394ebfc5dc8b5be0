namespace Mingsuan.Acceptance.Judging;

/// <summary>人证与签名的判定 — who may be let in, and whose word counts. (楚医保规〔2022〕3号 第十五条（三）)</summary>
internal static class IdentityJudge
{
    private const string Identify = "1101";
    private const string Open = "2201";

    /// <summary>Identified first, then opened.</summary>
    public static Verdict Opened(IReadOnlyList<Heard> calls) =>
        calls.FirstOrDefault(call => call.Infno == Open && call.Succeeded) is { } opened
            ? calls.Any(call => Identified(call) && call.Seq < opened.Seq)
                ? Verdict.Passed
                : Verdict.Fails("opened-unseen")
            : Verdict.Waits(calls.Any(Identified) ? "not-opened" : "not-identified");

    /// <summary>Identified, and not opened: not even tried.</summary>
    public static Verdict Stopped(IReadOnlyList<Heard> calls) =>
        calls.Any(call => call.Infno == Open) ? Verdict.Fails("opened-despite-mismatch")
        : calls.Any(Identified) ? Verdict.Passed
        : Verdict.Waits("not-identified");

    /// <summary>An answer whose signature does not hold is asked for again before anything is built on it.</summary>
    public static Verdict AskedAgain(IReadOnlyList<Heard> calls)
    {
        if (calls.FirstOrDefault(call => call.Fault == Judge.Forged) is not { } forged)
        {
            return Verdict.Waits("no-fault-yet");
        }

        var next = calls.FirstOrDefault(call => call.Seq > forged.Seq && (Identified(call) || call.Infno == Open));
        return next switch
        {
            null => Verdict.Waits("not-asked-again"),
            { Infno: Open } => Verdict.Fails("forged-answer-taken"),
            _ => Verdict.Passed,
        };
    }

    /// <summary>A wrong signature was refused, and a right one taken afterwards.</summary>
    public static Verdict WrongSignature(IReadOnlyList<Heard> calls)
    {
        var wrong = calls.FirstOrDefault(call => call.Code.StartsWith("E-SIGN-", StringComparison.Ordinal) ||
            call.Code is "E-CAINFO" or "E-TOKEN");
        return wrong is null ? Verdict.Waits("no-wrong-signature")
            : calls.Any(call => call.Seq > wrong.Seq && call.Succeeded) ? Verdict.Passed
            : Verdict.Waits("no-right-signature");
    }

    private static bool Identified(Heard call) => call.Infno == Identify && call.Succeeded;
}
