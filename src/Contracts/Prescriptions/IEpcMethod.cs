using System.Text.Json.Nodes;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;

namespace Mingsuan.Contracts.Prescriptions;

/// <summary>
/// 电子处方中心方法 — one method of the e-prescription centre's own interface, which has a shell of its own instead of an
/// envelope. A repeated call is known by what it is about: the methods are idempotent by their prescription's numbers.
/// (nhsa §15.1)
/// </summary>
public interface IEpcMethod
{
    /// <summary>方法名 as it stands in the path, such as `uploadChk`.</summary>
    string Name { get; }

    /// <summary>Handles the plain data of a call.</summary>
    Task<EpcResult> HandleAsync(EpcCall call, CancellationToken ct);
}

/// <summary>一次调用 — who calls, and the data in the clear.</summary>
public sealed record EpcCall(InstitutionFacts Institution, JsonObject Data)
{
    /// <summary>验签方式 of the institution: what becomes of a signer's certificate that does not hold.</summary>
    public EpcSignature Signature { get; init; } = EpcSignature.Strict;
}

/// <summary>方法结果 — the output in the clear, or the refusal that stands in its place.</summary>
public sealed record EpcResult(JsonObject? Output, Notice? Refusal)
{
    /// <summary>The person whom the call concerned, for the access log.</summary>
    public PersonId? Person { get; init; }

    /// <summary>What a lenient institution is told beside a success.</summary>
    public Notice? Warning { get; init; }

    /// <summary>A success.</summary>
    public static EpcResult Of(JsonObject output) => new(output, null);

    /// <summary>A refusal.</summary>
    public static EpcResult Refuse(string code, params (string Name, string Value)[] parameters) =>
        new(null, Notice.Of(code, parameters));
}
