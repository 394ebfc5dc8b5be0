using System.Text.Json.Nodes;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;

namespace Mingsuan.Settlement.Charging;

/// <summary>明细存证 — uploads and withdrawals of lines, on the person's trail.</summary>
internal sealed class FeeTrail(TrailWriter trail)
{
    public async Task RecordAsync(
        MingsuanDb db, InfnoCall call, Guid person, string kind, JsonArray records, CancellationToken ct) =>
        await trail.AppendAsync(
            db,
            TrailSubject.Person(person),
            kind,
            call.Actor,
            new JsonObject
            {
                ["infno"] = call.Infno,
                ["msgid"] = call.MsgId,
                ["institution"] = call.Institution.Code,
                [ProvenRecords.Member] = records,
            },
            ct);
}
