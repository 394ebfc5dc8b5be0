using Mingsuan.Policy;

namespace Mingsuan.Law;

/// <summary>
/// 现行法规库 — the library in force. Replaced as a whole, never changed: a decision that has begun keeps the snapshot that
/// it
/// began with.
/// </summary>
public sealed class LawInForce(LawSnapshot first)
{
    private volatile LawSnapshot current = first;

    public LawSnapshot Current => current;

    public void Replace(LawSnapshot next) => current = next;
}
