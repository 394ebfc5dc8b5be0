namespace Mingsuan.Acceptance.Judging;

/// <summary>渠道与编码的判定. (楚医保规〔2022〕3号 第十五条（一）（六）)</summary>
internal static class VisitJudge
{
    private const string Open = "2201";

    /// <summary>An opening that states the channel, which the test database has taken over.</summary>
    public static Verdict Channel(IReadOnlyList<Heard> calls, string channel, AreaFacts facts)
    {
        var opened = Openings(calls);
        return opened.Count == 0 ? Verdict.Waits("not-opened")
            : opened.Exists(call => call.Channel is null) ? Verdict.Fails("channel-missing")
            : opened.TrueForAll(call => call.Channel == channel && Kept(call, facts) == channel) ? Verdict.Passed
            : Verdict.Fails("channel-wrong");
    }

    /// <summary>Every opening states a channel.</summary>
    public static Verdict Marked(IReadOnlyList<Heard> calls)
    {
        var opened = Openings(calls);
        return opened.Count == 0 ? Verdict.Waits("not-opened")
            : opened.Exists(call => call.Channel is null) ? Verdict.Fails("channel-missing")
            : Verdict.Passed;
    }

    /// <summary>Every national code of the run's list stands under some code of the institution's own.</summary>
    public static Verdict Mapped(Evident run)
    {
        var mapped = run.Facts.Mapped.Values.SelectMany(codes => codes).ToHashSet(StringComparer.Ordinal);
        return run.Codes.All(mapped.Contains) ? Verdict.Passed : Verdict.Waits("not-mapped");
    }

    /// <summary>No own code of a line is without a mapping to that line's national code.</summary>
    public static Verdict Complete(IReadOnlyList<Heard> calls, AreaFacts facts)
    {
        var lines = calls.Where(call => call.Infno == "2204" && call.Succeeded)
            .SelectMany(call => call.Rows("feedetail"))
            .Select(row => (Own: Heard.Text(row["medins_list_codg"]) ?? "", Code: Heard.Text(row["med_list_codg"])))
            .ToList();
        return lines.Count == 0 ? Verdict.Waits("no-lines")
            : lines.TrueForAll(line => facts.Mapped.GetValueOrDefault(line.Own)?.Contains(line.Code) == true)
                ? Verdict.Passed
                : Verdict.Fails("unmapped");
    }

    private static List<Heard> Openings(IReadOnlyList<Heard> calls) =>
        [.. calls.Where(call => call.Infno == Open && call.Succeeded)];

    private static string? Kept(Heard call, AreaFacts facts) =>
        call.Told("mdtrt_id") is { } visit ? facts.Channels.GetValueOrDefault(visit) : null;
}
