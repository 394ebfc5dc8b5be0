using System.Collections.Immutable;

namespace Mingsuan.Prescriptions.Tracing;

/// <summary>追溯码动作 — what happened to a code.</summary>
internal enum TraceMove
{
    /// <summary>占用 by a settlement.</summary>
    Reserved,

    /// <summary>释放 — the settlement was taken back.</summary>
    Released,

    /// <summary>售出.</summary>
    Sold,

    /// <summary>退药.</summary>
    Returned,

    /// <summary>销售记录删除 — the sale was entered by mistake.</summary>
    Withdrawn,
}

/// <summary>用码 — where a code is used, for whom, and by which document.</summary>
internal sealed record TraceDeed(Guid Institution, Guid? Person, string Document, bool IsSplit)
{
    /// <summary>结算.</summary>
    public Guid? Settlement { get; init; }

    /// <summary>销售记录, by which a return or a deletion finds what was sold.</summary>
    public Guid? Sale { get; init; }

    /// <summary>原单据号 — under which a return says that it was sold; asked, and not kept.</summary>
    public string? SoldBy { get; init; }
}

/// <summary>追溯码事件 — one thing that happened to one code.</summary>
internal sealed record TraceEvent(TraceMove Move, TraceDeed Deed, DateTime At);

/// <summary>单据 — its number, and when the code was used under it.</summary>
internal sealed record TraceDocument(string Number, DateTime At);

/// <summary>一次用码 — one use of a code that was not undone: reserved, sold, or both.</summary>
internal sealed record TraceUse(Guid Institution, Guid? Person, bool IsSplit)
{
    /// <summary>The settlement that named the code last.</summary>
    public Guid? Settlement { get; init; }

    /// <summary>Whether that settlement stands.</summary>
    public bool IsSettled { get; init; }

    /// <summary>占用 — named by a settlement that stands.</summary>
    public TraceDocument? Reservation { get; init; }

    /// <summary>售出.</summary>
    public TraceDocument? Sale { get; init; }

    public Guid? SaleId { get; init; }

    public bool IsReturned { get; init; }

    /// <summary>What a refusal shows.</summary>
    public TraceDocument Document => Sale ?? Reservation!;

    public bool IsInHand => Sale is not null && !IsReturned;
}

/// <summary>追溯码状态.</summary>
internal enum TraceState
{
    /// <summary>未使用.</summary>
    Free,

    /// <summary>已占用.</summary>
    Reserved,

    /// <summary>已售出.</summary>
    Sold,

    /// <summary>已作废.</summary>
    Void,
}

/// <summary>追溯码 — where a code stands: a fold of its events. (ADR 0024)</summary>
internal sealed record TraceCode(ImmutableArray<TraceUse> Uses)
{
    public static TraceCode Unused { get; } = new(ImmutableArray<TraceUse>.Empty);

    /// <summary>作废 — a whole box came back. What came back of a split one leaves the rest in it.</summary>
    public bool IsVoid => Uses.Any(use => use.IsReturned && !use.IsSplit);

    public TraceState State => IsVoid ? TraceState.Void
        : Uses.Any(use => use.IsInHand) ? TraceState.Sold
        : Uses.Any(use => use.Reservation is not null) ? TraceState.Reserved
        : TraceState.Free;

    /// <summary>
    /// What was reserved for the one who buys it now: by the settlement that the sale names, else for the person.
    /// </summary>
    public TraceUse? Promised(TraceDeed deed) => Uses.FirstOrDefault(use =>
        use.Reservation is not null && use.Sale is null && use.IsSplit == deed.IsSplit &&
        use.Institution == deed.Institution &&
        (deed.Settlement is { } settlement
            ? use.Settlement == settlement
            : deed.Person is not null && use.Person == deed.Person));

    /// <summary>What this person has from this institution and no settlement that stands has named.</summary>
    public TraceUse? Unsettled(TraceDeed deed) => Uses.FirstOrDefault(use =>
        use.IsInHand && !use.IsSettled && use.IsSplit == deed.IsSplit && use.Institution == deed.Institution &&
        use.Person is not null && use.Person == deed.Person);

    public static TraceCode Fold(IEnumerable<TraceEvent> events) => events.Aggregate(Unused, Apply);

    public static TraceCode Apply(TraceCode code, TraceEvent happened)
    {
        var deed = happened.Deed;
        var document = new TraceDocument(deed.Document, happened.At);
        return happened.Move switch
        {
            TraceMove.Reserved => code.Put(code.Unsettled(deed), New(deed), use => use with
            {
                Settlement = deed.Settlement,
                IsSettled = true,
                Reservation = document,
            }),
            TraceMove.Sold => code.Put(code.Promised(deed), New(deed), use => use with
            {
                Settlement = use.Settlement ?? deed.Settlement,
                IsSettled = use.IsSettled || deed.Settlement is not null,
                Sale = document,
                SaleId = deed.Sale,
            }),
            TraceMove.Released => code.Change(
                use => use.Settlement == deed.Settlement && use.IsSettled,
                use => use.Sale is null ? null : use with { IsSettled = false, Reservation = null }),
            TraceMove.Returned => code.Change(use => use.SaleId == deed.Sale, use => use with { IsReturned = true }),
            TraceMove.Withdrawn => code.Change(
                use => use.SaleId == deed.Sale,
                use => use.Reservation is null ? null : use with { Sale = null, SaleId = null }),
            _ => throw new InvalidOperationException($"{happened.Move} is no move of a code."),
        };
    }

    private static TraceUse New(TraceDeed deed) => new(deed.Institution, deed.Person, deed.IsSplit);

    private TraceCode Put(TraceUse? found, TraceUse fresh, Func<TraceUse, TraceUse> change) => new(found is null
        ? Uses.Add(change(fresh))
        : Uses.Replace(found, change(found)));

    private TraceCode Change(Func<TraceUse, bool> which, Func<TraceUse, TraceUse?> change) =>
        new([.. Uses.Select(use => which(use) ? change(use) : use).OfType<TraceUse>()]);
}
