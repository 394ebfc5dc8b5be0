using System.Text.Json.Nodes;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Platform.Identity;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Registry.Facts;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Registry.Importing;

/// <summary>一处更正 — the fact as it is, over the days for which it is so, and why the register said otherwise.</summary>
internal sealed record Correction(ImportKind Kind, RowValues Row, string Document, string Reason)
{
    public const int LongestReason = 500;
}

/// <summary>
/// 更正 — cuts what was said down to the days around, and says what is right: both stay, and both are proven.
/// </summary>
internal sealed class Corrections(Operations operations, ImportPlanner planner, RegisterWriter writer, IdSource ids)
{
    public Task<Found<RowPlan>> CorrectAsync(Correction correction, Operator officer, CancellationToken ct) =>
        operations.RunAsync(
            "registry.correct",
            async (db, token) =>
            {
                await db.LockInstitutionAsync(RegistryImport.Books, token);
                var context = new PlanContext(officer, ids, correction.Document, corrects: true);
                var plan = await planner.PlanAsync(db, correction.Kind, correction.Row, context, token);
                if (plan.Row.Findings.Find(one => !one.Warning) is { } finding)
                {
                    var (wrong, remedy) = ImportKinds.Shipped.Finding(finding.Code);
                    return Found<RowPlan>.Refuse(
                        "E-REGISTER-ROW",
                        ("column", correction.Kind.Field(finding.Field)?.Header ?? finding.Field),
                        ("wrong", wrong),
                        ("remedy", remedy));
                }

                if (!plan.Writes)
                {
                    return Found<RowPlan>.Refuse("E-REGISTER-SAME");
                }

                var about = new JsonObject
                {
                    ["document"] = correction.Document,
                    ["reason"] = correction.Reason,
                };
                await writer.WriteAsync(db, [plan.Registration!], "registry.corrected", officer.Name, about, token);
                return Found<RowPlan>.Of(plan);
            },
            ct);
}
