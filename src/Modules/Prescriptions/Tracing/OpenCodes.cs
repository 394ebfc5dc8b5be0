namespace Mingsuan.Prescriptions.Tracing;

/// <summary>一步 — what is to happen to one code, and what is kept beside it.</summary>
internal sealed record TraceStep(string Code, TraceMove Move, TraceDeed Deed)
{
    /// <summary>医疗目录编码.</summary>
    public string? ItemCode { get; init; }

    /// <summary>定点医药机构批次流水号.</summary>
    public string? Bchno { get; init; }

    /// <summary>费用明细流水号.</summary>
    public string? FeedetlSn { get; init; }
}

/// <summary>不能这样用 — the code, why not, and the use that stands in the way, if one does.</summary>
internal sealed record TraceRefusal(string Code, string Reason, TraceUse? Holder);

/// <summary>
/// 已锁定的追溯码 — codes locked by one operation, each as its events fold, and what the operation makes of them.
/// </summary>
internal sealed class OpenCodes(DateTime now, IReadOnlyDictionary<string, OpenCode> codes)
{
    public DateTime Now => now;

    public IEnumerable<OpenCode> All => codes.Values;

    /// <summary>Takes all of the steps, or none of them and says why.</summary>
    public TraceRefusal? Take(IReadOnlyList<TraceStep> steps)
    {
        var before = steps.Select(step => codes[step.Code]).Distinct()
            .Select(code => (Code: code, code.State, code.New.Count)).ToList();
        foreach (var step in steps)
        {
            var code = codes[step.Code];
            var ruling = TraceRules.Decide(code.State, step.Move, step.Deed, now);
            if (ruling.Refusal is { } reason)
            {
                before.ForEach(one => one.Code.GoBack(one.State, one.Count));
                return new(step.Code, reason, ruling.Holder);
            }

            if (ruling.Event is { } happened)
            {
                code.Take(happened, step);
            }
        }

        return null;
    }
}

/// <summary>一个已锁定的追溯码 — its row, where it stands, and its new events with the step that led to each.</summary>
internal sealed class OpenCode(TraceCodeRow row, bool isFresh, TraceCode state, int seq)
{
    private readonly List<(TraceEvent Event, TraceStep Step)> fresh = [];

    public TraceCodeRow Row => row;

    /// <summary>Whether the row was made by this operation.</summary>
    public bool IsFresh => isFresh;

    /// <summary>The number of its last stored event.</summary>
    public int Seq => seq;

    public TraceCode State { get; private set; } = state;

    public IReadOnlyList<(TraceEvent Event, TraceStep Step)> New => fresh;

    public void Take(TraceEvent happened, TraceStep step)
    {
        State = TraceCode.Apply(State, happened);
        fresh.Add((happened, step));
    }

    public void GoBack(TraceCode to, int count)
    {
        State = to;
        fresh.RemoveRange(count, fresh.Count - count);
    }
}
