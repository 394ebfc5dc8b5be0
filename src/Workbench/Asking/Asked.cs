using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Identity;

namespace Mingsuan.Workbench.Asking;

/// <summary>一次提问 — the request with its officer and, where the route names one, the institution.</summary>
public sealed record Asked(
    HttpContext Context,
    StaffDesk Desk,
    Operator Officer,
    string What,
    InstitutionFacts? Institution,
    CancellationToken Stop)
{
    /// <summary>The institution's id; only where there is one.</summary>
    public Guid Inst => Institution!.Id.Value;

    /// <summary>幂等键.</summary>
    public string Key => Context.Request.Headers["Idempotency-Key"].ToString().Trim();

    /// <summary>A service of the request.</summary>
    public T Service<T>()
        where T : notnull => Context.RequestServices.GetRequiredService<T>();

    /// <summary>A part of the route.</summary>
    public string Route(string name) => (string)Context.GetRouteValue(name)!;

    /// <summary>Runs a write once for its key.</summary>
    public Task<IResult> OnceAsync(Guid inst, JsonObject body, Func<CancellationToken, Task<DeskAnswer>> work) =>
        Desk.OnceAsync(Context, Officer, inst, What, body, work, Stop);

    /// <summary>Whether a write would run for its key, rather than be answered as before or refused.</summary>
    public Task<bool> IsFreeAsync(Guid inst) => Desk.IsFreeAsync(new(inst, What, Key), Stop);

    /// <summary>The answer.</summary>
    public IResult Answer(JsonNode json) => Desk.Answer(Context, Officer, What, json);

    /// <summary>The refusal.</summary>
    public IResult Refuse(Notice refusal) => Desk.Refused(Context, Officer, What, refusal);

    /// <summary>The question cannot be read: which part of it.</summary>
    public IResult Bad(string field) => Desk.Refused(
        Context, Officer, What, Notice.Of("E-FIELD-FORMAT", ("field", field)), StatusCodes.Status400BadRequest);
}
