using System.Text.Json.Nodes;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;

namespace Mingsuan.Acceptance.Runs;

/// <summary>验收存证 — every change of a run and of its evidence, on the institution's chain.</summary>
internal sealed class RunTrail(TrailWriter trail)
{
    public Task<byte[]> AppendAsync(
        MingsuanDb db, AcceptanceRun run, string kind, string actor, CancellationToken ct) =>
        AppendAsync(db, run, run, kind, actor, ct);

    public Task<byte[]> AppendAsync(
        MingsuanDb db, AcceptanceRun run, object row, string kind, string actor, CancellationToken ct) =>
        trail.AppendAsync(
            db,
            TrailSubject.Institution(run.InstId),
            kind,
            actor,
            new JsonObject
            {
                ["run"] = WireId.Encode(run.RunId),
                ["report"] = run.Digest,
                [ProvenRecords.Member] = ProvenRecords.Of(db, row),
            },
            ct);
}
