using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;

namespace Mingsuan.Contracts.Prescriptions;

/// <summary>
/// 处方簿 — what a settlement asks of the e-prescription centre about the drugs it charges, and what it tells it. Whoever
/// writes has locked the person. (楚医保规〔2022〕3号 第二十三条（一）、第二十九条（一）)
/// </summary>
public interface IPrescriptionBook
{
    /// <summary>What is known of the prescriptions, and what stands against charging these drugs.</summary>
    Task<BoughtStanding> AskAsync(
        PersonId person, InstitutionFacts institution, IReadOnlyList<BoughtDrug> drugs, CancellationToken ct);

    /// <summary>
    /// 结算 — notes inside the running operation what was charged; the drugs were asked about in it, at an instant that
    /// is given again.
    /// </summary>
    Task PayAsync(
        PersonId person,
        InstitutionFacts institution,
        SettlementId settlement,
        IReadOnlyList<BoughtDrug> drugs,
        DateTime asked,
        string actor,
        CancellationToken ct);

    /// <summary>退费 — notes inside the running operation that a settlement was taken back.</summary>
    Task RefundAsync(
        PersonId person,
        InstitutionFacts institution,
        SettlementId settlement,
        IReadOnlyCollection<string> rxnos,
        string actor,
        CancellationToken ct);
}

/// <summary>
/// 购药行 — a charged drug of a prescription: 医保处方编号 or the institution's own number, the drug's code, and how many
/// ten-thousandths of the dispensing unit.
/// </summary>
public sealed record BoughtDrug(string Rxno, string Drug, long TenThousandths);

/// <summary>处方现状 — as far as a settlement is concerned.</summary>
public sealed record PrescriptionStanding(bool Signed, bool Reviewed, bool Uploaded, bool TakenHere);

/// <summary>
/// 购药核对 — the prescriptions that the centre knows, by the number that was asked, and the first thing against charging
/// their drugs, at an instant (UTC).
/// </summary>
public sealed record BoughtStanding(
    IReadOnlyDictionary<string, PrescriptionStanding> Known, Notice? Refusal, DateTime At);
