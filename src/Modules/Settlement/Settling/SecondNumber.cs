using Mingsuan.Contracts.Infnos;

namespace Mingsuan.Settlement.Settling;

/// <summary>
/// 同一交易的另一编号 — 2206A and 2207A are 2206 and 2207 under the number that newer clients use; that their fields differ
/// is not known from public material. A message number counts once under each of the two numbers, a batch is settled
/// once under either. (nhsa §5.6, §22)
/// </summary>
internal sealed class SecondNumber(string infno, IInfno same) : IInfno
{
    public string Infno => infno;

    public bool Writes => same.Writes;

    public Task<InfnoResult> HandleAsync(InfnoCall call, CancellationToken ct) => same.HandleAsync(call, ct);
}
