namespace Mingsuan.Prescriptions.Life;

/// <summary>处方状态.</summary>
internal enum RxState
{
    /// <summary>已预核验.</summary>
    Checked,

    /// <summary>医师已签名.</summary>
    Signed,

    /// <summary>药师已审核.</summary>
    Reviewed,

    /// <summary>流转中 — whoever has the access code may take it.</summary>
    Circulating,

    /// <summary>药店占用.</summary>
    Held,

    /// <summary>已取完.</summary>
    Closed,

    /// <summary>审核不通过.</summary>
    Rejected,

    /// <summary>已撤销.</summary>
    Revoked,

    /// <summary>已过期 — computed for an instant, never stored.</summary>
    Expired,

    /// <summary>药师退回 — the hospital's pharmacist sent it back to its doctor; nothing circulates.</summary>
    SentBack,
}

/// <summary>处方动作.</summary>
internal enum RxMove
{
    /// <summary>预核验.</summary>
    Check,

    /// <summary>医师签名.</summary>
    Sign,

    /// <summary>药师审核通过.</summary>
    Approve,

    /// <summary>药店药师拒绝.</summary>
    Reject,

    /// <summary>上传.</summary>
    Upload,

    /// <summary>占用.</summary>
    Hold,

    /// <summary>释放.</summary>
    Release,

    /// <summary>部分发药.</summary>
    DispensePart,

    /// <summary>发完.</summary>
    DispenseRest,

    /// <summary>退药.</summary>
    Return,

    /// <summary>撤销.</summary>
    Revoke,

    /// <summary>院内药师审核不通过，退回医师.</summary>
    SendBack,

    /// <summary>结算.</summary>
    Pay,

    /// <summary>退费.</summary>
    Refund,
}

/// <summary>
/// 状态机 — every way from a state to a state. What is not in the table cannot happen; the published page prints it.
/// (ADR 0022, NHC-8)
/// </summary>
internal static class RxMoves
{
    /// <summary>All of them; from nothing, a prescription begins with a pre-check.</summary>
    public static IReadOnlyList<(RxState? From, RxMove Move, RxState To)> All { get; } =
    [
        (null, RxMove.Check, RxState.Checked),
        (RxState.Checked, RxMove.Check, RxState.Checked),
        (RxState.Checked, RxMove.Sign, RxState.Signed),
        (RxState.Signed, RxMove.Check, RxState.Checked),
        (RxState.Signed, RxMove.Approve, RxState.Reviewed),
        (RxState.Signed, RxMove.SendBack, RxState.SentBack),
        (RxState.SentBack, RxMove.Check, RxState.Checked),
        (RxState.SentBack, RxMove.Revoke, RxState.Revoked),
        (RxState.Reviewed, RxMove.Upload, RxState.Circulating),
        (RxState.Circulating, RxMove.Hold, RxState.Held),
        (RxState.Circulating, RxMove.Return, RxState.Circulating),
        (RxState.Held, RxMove.Release, RxState.Circulating),
        (RxState.Held, RxMove.Release, RxState.Revoked),
        (RxState.Held, RxMove.DispensePart, RxState.Held),
        (RxState.Held, RxMove.DispenseRest, RxState.Closed),
        (RxState.Held, RxMove.Return, RxState.Held),
        (RxState.Held, RxMove.Reject, RxState.Rejected),
        (RxState.Held, RxMove.Revoke, RxState.Held),
        (RxState.Closed, RxMove.Return, RxState.Circulating),
        (RxState.Rejected, RxMove.Return, RxState.Rejected),
        (RxState.Expired, RxMove.Return, RxState.Expired),
        (RxState.Expired, RxMove.Release, RxState.Expired),
        (RxState.Expired, RxMove.Release, RxState.Revoked),
        (RxState.Checked, RxMove.Revoke, RxState.Revoked),
        (RxState.Signed, RxMove.Revoke, RxState.Revoked),
        (RxState.Reviewed, RxMove.Revoke, RxState.Revoked),
        (RxState.Circulating, RxMove.Revoke, RxState.Revoked),
        (RxState.Checked, RxMove.Pay, RxState.Checked),
        (RxState.Signed, RxMove.Pay, RxState.Signed),
        (RxState.SentBack, RxMove.Pay, RxState.SentBack),
        (RxState.Reviewed, RxMove.Pay, RxState.Reviewed),
        (RxState.Circulating, RxMove.Pay, RxState.Circulating),
        (RxState.Held, RxMove.Pay, RxState.Held),
        (RxState.Closed, RxMove.Pay, RxState.Closed),
        (RxState.Rejected, RxMove.Pay, RxState.Rejected),
        (RxState.Expired, RxMove.Pay, RxState.Expired),
        (RxState.Checked, RxMove.Refund, RxState.Checked),
        (RxState.Signed, RxMove.Refund, RxState.Signed),
        (RxState.SentBack, RxMove.Refund, RxState.SentBack),
        (RxState.Reviewed, RxMove.Refund, RxState.Reviewed),
        (RxState.Circulating, RxMove.Refund, RxState.Circulating),
        (RxState.Held, RxMove.Refund, RxState.Held),
        (RxState.Closed, RxMove.Refund, RxState.Closed),
        (RxState.Rejected, RxMove.Refund, RxState.Rejected),
        (RxState.Expired, RxMove.Refund, RxState.Expired),
    ];

    /// <summary>Whether a state has the move at all.</summary>
    public static bool Allows(RxState? from, RxMove move) => All.Any(one => one.From == from && one.Move == move);
}
