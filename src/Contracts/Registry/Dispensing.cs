namespace Mingsuan.Contracts.Registry;

/// <summary>药店与配送 — who may dispense and who may deliver on a day.</summary>
public interface IDispensingDirectory
{
    /// <summary>定点零售药店 with standing on a day, by code.</summary>
    Task<IReadOnlyList<InstitutionFacts>> PharmaciesAsync(DateOnly on, CancellationToken ct);

    /// <summary>配送企业 whose certificate holds on a day, by code.</summary>
    Task<IReadOnlyList<DeliveryEnterpriseFacts>> DeliveryEnterprisesAsync(DateOnly on, CancellationToken ct);
}

/// <summary>配送企业 with its GSP certificate over a span.</summary>
public sealed record DeliveryEnterpriseFacts(
    string Code, string Name, string Uscc, string Admdvs, string GspNumber, string GspIssuer, FactSpan Span);
