namespace Mingsuan.Prescriptions.Tracing;

/// <summary>裁定 — the event that follows, nothing at all, or a refusal with the use that stands in the way.</summary>
internal sealed record TraceRuling(TraceEvent? Event, string? Refusal, TraceUse? Holder)
{
    public static TraceRuling Nothing { get; } = new(null, null, null);

    public static TraceRuling Of(TraceMove move, TraceDeed deed, DateTime at) => new(new(move, deed, at), null, null);

    public static TraceRuling Refuse(string code, TraceUse? holder = null) => new(null, code, holder);
}

/// <summary>
/// 一码一售 — what may happen to a code; all of it pure. A whole box is sold once; a split one many times, by the
/// institution that opened it; what came back whole is void for ever. (ADR 0024)
/// </summary>
internal static class TraceRules
{
    public const string IsSold = "E-TRACE-SOLD";
    public const string IsVoid = "E-TRACE-VOID";
    public const string NotSoldHere = "E-TRACE-RETURN";

    public static TraceRuling Decide(TraceCode code, TraceMove move, TraceDeed deed, DateTime at) => move switch
    {
        TraceMove.Reserved => Reserve(code, deed, at),
        TraceMove.Released => Release(code, deed, at),
        TraceMove.Sold => Sell(code, deed, at),
        TraceMove.Returned => Return(code, deed, at),
        TraceMove.Withdrawn => Withdraw(code, deed, at),
        _ => throw new InvalidOperationException($"{move} is no move of a code."),
    };

    /// <summary>
    /// 占用 for a settlement. What the same person got here already, and no settlement that stands has named, may be
    /// named: it is handed out before it is paid, or paid again after a settlement was taken back.
    /// </summary>
    private static TraceRuling Reserve(TraceCode code, TraceDeed deed, DateTime at)
    {
        if (code.IsVoid)
        {
            return TraceRuling.Refuse(IsVoid);
        }

        var isNamed = code.Uses.Any(use =>
            use.IsSettled && use.Settlement == deed.Settlement && use.IsSplit == deed.IsSplit);
        return isNamed ? TraceRuling.Nothing
            : code.Unsettled(deed) is null && InTheWay(code, deed) is { } holder ? TraceRuling.Refuse(IsSold, holder)
            : TraceRuling.Of(TraceMove.Reserved, deed, at);
    }

    /// <summary>释放 — what was not handed out is free again; what was, stays sold.</summary>
    private static TraceRuling Release(TraceCode code, TraceDeed deed, DateTime at) =>
        code.Uses.Any(use => use.IsSettled && use.Settlement == deed.Settlement)
            ? TraceRuling.Of(TraceMove.Released, deed, at)
            : TraceRuling.Nothing;

    private static TraceRuling Sell(TraceCode code, TraceDeed deed, DateTime at) =>
        code.IsVoid ? TraceRuling.Refuse(IsVoid)
        : code.Promised(deed) is null && InTheWay(code, deed) is { } holder ? TraceRuling.Refuse(IsSold, holder)
        : TraceRuling.Of(TraceMove.Sold, deed, at);

    /// <summary>退药 — to the institution that sold it; of several portions of a split box the last that fits.</summary>
    private static TraceRuling Return(TraceCode code, TraceDeed deed, DateTime at)
    {
        var sold = code.Uses.LastOrDefault(use =>
            use.IsInHand && use.Institution == deed.Institution && use.IsSplit == deed.IsSplit &&
            (deed.SoldBy is null || use.Sale!.Number == deed.SoldBy) &&
            (deed.Settlement is null || use.Settlement == deed.Settlement) &&
            (deed.Person is null || use.Person == deed.Person));
        return sold is null
            ? TraceRuling.Refuse(code.IsVoid ? IsVoid : NotSoldHere)
            : TraceRuling.Of(TraceMove.Returned, Found(deed, sold), at);
    }

    /// <summary>删除 — a sale that was entered by mistake; what was returned since stays so.</summary>
    private static TraceRuling Withdraw(TraceCode code, TraceDeed deed, DateTime at)
    {
        var sold = code.Uses.FirstOrDefault(use => use.SaleId == deed.Sale);
        return sold is null ? TraceRuling.Nothing
            : sold.IsReturned ? TraceRuling.Refuse(IsVoid)
            : TraceRuling.Of(TraceMove.Withdrawn, Found(deed, sold), at);
    }

    /// <summary>
    /// What keeps a code from being used once more: a whole box bears no other use, a split one no whole use and none
    /// elsewhere.
    /// </summary>
    private static TraceUse? InTheWay(TraceCode code, TraceDeed deed) => code.Uses.FirstOrDefault(use =>
        !deed.IsSplit || !use.IsSplit || use.Institution != deed.Institution);

    private static TraceDeed Found(TraceDeed deed, TraceUse sold) => deed with
    {
        Person = sold.Person,
        Settlement = sold.Settlement,
        Sale = sold.SaleId,
        SoldBy = null,
    };
}
