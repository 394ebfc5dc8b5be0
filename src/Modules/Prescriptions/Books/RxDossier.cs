using Mingsuan.Contracts.Infnos;
using Mingsuan.Platform.Persistence;
using Mingsuan.Prescriptions.Life;
using Mingsuan.Prescriptions.Rows;

namespace Mingsuan.Prescriptions.Books;

/// <summary>一个事件 with its time and actor.</summary>
internal sealed record RxDated(int Seq, DateTime At, string Actor, RxEvent Event);

/// <summary>处方档案 — a prescription as it is stored: its events, what they fold to, and its projection.</summary>
internal sealed class RxDossier(Guid person, Guid id, PrescriptionRow? row, IEnumerable<RxDated> events)
{
    private readonly List<RxDated> events = [.. events];

    public Guid Person => person;

    public Guid Id => id;

    /// <summary>The projection; none before the first pre-check.</summary>
    public PrescriptionRow? Row { get; internal set; } = row;

    public Prescription? Rx { get; private set; } = Prescription.Fold(events.Select(one => one.Event));

    public IReadOnlyList<RxDated> Events => events;

    /// <summary>The last event of a kind.</summary>
    public T? Last<T>()
        where T : RxEvent => events.Select(one => one.Event).OfType<T>().LastOrDefault();

    /// <summary>The last event of a kind, with its time.</summary>
    public RxDated? LastDated<T>()
        where T : RxEvent => events.LastOrDefault(one => one.Event is T);

    /// <summary>审核结果 of the text as it stands; none of a text that was checked anew since.</summary>
    public RxDated? Review =>
        LastDated<Reviewed>() is { } review && review.Seq > LastDated<Checked>()!.Seq ? review : null;

    internal RxDated Take(RxEvent happened, DateTime at, string actor)
    {
        Rx = Prescription.Apply(Rx, happened);
        var dated = new RxDated(Rx.Seq, at, actor, happened);
        events.Add(dated);
        return dated;
    }
}

/// <summary>决定 — the events that follow from a command and the rows that go with them, or the refusal.</summary>
internal sealed record RxDecision
{
    /// <summary>Nothing is to be written: it is so already.</summary>
    public static RxDecision Nothing { get; } = new();

    public IReadOnlyList<RxEvent> Events { get; init; } = [];

    public Notice? Refusal { get; init; }

    /// <summary>The projection of a prescription that begins.</summary>
    public PrescriptionRow? Begun { get; init; }

    /// <summary>Changes the projection beyond what follows from the events: another text.</summary>
    public Action<PrescriptionRow>? Change { get; init; }

    /// <summary>处方原件.</summary>
    public RxFile? File { get; init; }

    /// <summary>What another part of the module writes with it; a refusal of its own stops all.</summary>
    public Func<MingsuanDb, RxDossier, CancellationToken, Task<Notice?>>? Beside { get; init; }

    /// <summary>The pharmacy that holds it from now on.</summary>
    public Guid? Holder { get; init; }

    public static RxDecision Of(RxRuling ruling) => ruling switch
    {
        { Refusal: { } refusal } => new() { Refusal = refusal },
        { Event: { } happened } => new() { Events = [happened] },
        _ => Nothing,
    };

    public static RxDecision Refuse(string code, params (string Name, string Value)[] parameters) =>
        new() { Refusal = Notice.Of(code, parameters) };
}

/// <summary>办理结果 — the prescription after it, or the refusal.</summary>
internal sealed record RxDone(RxDossier? Dossier, DateTime Now, Notice? Refusal)
{
    public RxState State => Dossier!.Rx!.At(Now);
}
