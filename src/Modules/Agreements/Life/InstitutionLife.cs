using Mingsuan.Contracts.Agreements;

namespace Mingsuan.Agreements.Life;

/// <summary>
/// 机构协议档案 — all applications and agreements of a physical institution, and how they came to stand so.
/// </summary>
internal sealed class InstitutionLife
{
    private readonly List<Dated> events = [];

    public InstitutionLife(Guid inst, IEnumerable<Dated> events)
    {
        Inst = inst;
        foreach (var one in events)
        {
            Take(one);
        }
    }

    public Guid Inst { get; }

    public IReadOnlyList<Dated> Events => events;

    public Dictionary<Guid, Application> Applications { get; } = [];

    public Dictionary<Guid, Agreement> Agreements { get; } = [];

    /// <summary>实体协议 — the main agreement that counts: the last one that is not terminated, else the last.</summary>
    public Agreement? Main => Agreements.Values.Where(one => one.Kind == AgreementKind.Main)
        .OrderBy(one => !one.IsTerminated).ThenBy(one => one.From).ThenBy(one => one.Id).LastOrDefault();

    public IEnumerable<Agreement> SupplementaryOf(Guid main) => Agreements.Values
        .Where(one => one.Kind == AgreementKind.Supplementary && one.Main == main && !one.IsTerminated)
        .OrderBy(one => one.Id);

    public IEnumerable<Dated> Of(Guid stream) => events.Where(one => one.Stream == stream);

    public int NextSeq(Guid stream) => events.Count(one => one.Stream == stream) + 1;

    public void Take(Dated dated)
    {
        events.Add(dated);
        if (dated.Event is ApplicationEvent)
        {
            Applications[dated.Stream] =
                Application.Apply(Applications.GetValueOrDefault(dated.Stream), dated);
        }
        else
        {
            Agreements[dated.Stream] = Agreement.Apply(Agreements.GetValueOrDefault(dated.Stream), dated);
        }
    }
}
