namespace Mingsuan.Agreements.Life;

/// <summary>材料 — one piece handed in: which of the required ones, its name, and the digest of its content.</summary>
internal sealed record Piece(string Key, string Name, string Digest);

/// <summary>告知事项 — one thing to be put right, and the piece (or the system) that it is about.</summary>
internal sealed record NoticeItem(string Piece, string Text);

/// <summary>申请事件 — what happened to an application for a supplementary agreement. (CX-14, CX-16, CX-17)</summary>
internal abstract record ApplicationEvent : LifeEvent;

/// <summary>提交 — with the pieces that are required on the day: what is missing is all of the others.</summary>
internal sealed record Submitted(
    Guid ForInst, bool WithMain, IReadOnlyList<string> Required, IReadOnlyList<Piece> Pieces) : ApplicationEvent;

/// <summary>续签 — a supplementary agreement is to be signed anew after the main one was renewed. (AMB-18)</summary>
internal sealed record RenewalOpened(Guid ForInst, Guid Agreement) : ApplicationEvent;

/// <summary>补件.</summary>
internal sealed record Supplied(IReadOnlyList<Piece> Pieces) : ApplicationEvent;

/// <summary>退回补正 — an officer lists at once everything that is missing or not good enough.</summary>
internal sealed record Returned(IReadOnlyList<NoticeItem> Items) : ApplicationEvent;

/// <summary>齐全受理 — an officer has seen that everything is there.</summary>
internal sealed record Confirmed : ApplicationEvent;

/// <summary>审核通过 — and the joint work ticket is opened. (CX-17-2, JS-2-1)</summary>
internal sealed record ReviewPassed(string Note, string Owner, IReadOnlyList<string> Checklist) : ApplicationEvent;

/// <summary>审核不通过 — with the one-time complete notice. (CX-17-6)</summary>
internal sealed record ReviewFailed(IReadOnlyList<NoticeItem> Items) : ApplicationEvent;

/// <summary>工单负责人.</summary>
internal sealed record TicketAssigned(string Owner) : ApplicationEvent;

/// <summary>工单进度 — one item of the checklist done, or open again.</summary>
internal sealed record TicketMoved(string Item, bool Done, string Note) : ApplicationEvent;

/// <summary>逾期决定 — an officer's word on a rebuild that is overdue: it may go on, or it ends. (AMB-17)</summary>
internal sealed record OverdueDecided(bool GoesOn, string Reason) : ApplicationEvent;

/// <summary>申请验收.</summary>
internal sealed record AcceptanceApplied(string? Run) : ApplicationEvent;

/// <summary>验收合格 — by which run, and the digest of its report when there is one.</summary>
internal sealed record AcceptancePassed(string Run, string? Digest) : ApplicationEvent;

/// <summary>验收不合格 — with the one-time complete notice. (CX-17-6)</summary>
internal sealed record AcceptanceFailed(IReadOnlyList<NoticeItem> Items, string? Digest) : ApplicationEvent;

/// <summary>送达 — the day on which the result's notice was served.</summary>
internal sealed record NoticeServed(DateOnly On) : ApplicationEvent;

/// <summary>违反一次性告知 — what a later notice names although it was there to be seen before. (CX-17-6)</summary>
internal sealed record OneTimeViolated(IReadOnlyList<NoticeItem> Items) : ApplicationEvent;

/// <summary>拟稿 — the text to be signed, with its seven parts; earlier signatures are void.</summary>
internal sealed record Drafted(
    IReadOnlyDictionary<string, string> Parts, string Text, string Digest, DateOnly? To) : ApplicationEvent;

/// <summary>机构签名 — over the statement, with the key that was pinned or given, in hex.</summary>
internal sealed record InstitutionSigned(string PublicKey, string Signature) : ApplicationEvent;

/// <summary>经办机构签名.</summary>
internal sealed record AgencySigned(string PublicKey, string Signature) : ApplicationEvent;

/// <summary>签成 — which agreement came of it.</summary>
internal sealed record Concluded(Guid Agreement) : ApplicationEvent;

/// <summary>撤回. (JS-3-1)</summary>
internal sealed record Withdrawn(string Reason) : ApplicationEvent;

/// <summary>失效 — by a region's rule, once. (AMB-17)</summary>
internal sealed record Lapsed : ApplicationEvent;
