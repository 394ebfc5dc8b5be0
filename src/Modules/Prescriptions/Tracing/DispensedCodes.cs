using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Prescriptions.Books;
using Mingsuan.Prescriptions.Life;

namespace Mingsuan.Prescriptions.Tracing;

/// <summary>
/// 发药追溯码 — the codes of what is handed out under a prescription, in the very transaction of the dispensing; what
/// comes back voids them.
/// </summary>
internal sealed class DispensedCodes(TraceBook book, IdSource ids)
{
    /// <summary>Sells, or takes back, the codes of some portions; why not, if not.</summary>
    public async Task<Notice?> MoveAsync(
        MingsuanDb db,
        RxDossier dossier,
        InstitutionId pharmacy,
        IReadOnlyList<Portion> portions,
        bool isReturn,
        string actor,
        CancellationToken ct)
    {
        var traced = portions.Where(portion => portion.TraceCodes is { Count: > 0 }).ToList();
        if (traced.Count == 0)
        {
            return null;
        }

        foreach (var portion in traced)
        {
            if (GoodsDesk.Fault(portion.TraceCodes!, portion.Split, portion.Amount, portion.Line) is { } fault)
            {
                return fault;
            }
        }

        var (document, sale) = (WireId.Encode(dossier.Id), ids.Next());
        TraceStep Step(Portion portion, string code) => new(
            code,
            isReturn ? TraceMove.Returned : TraceMove.Sold,
            new(pharmacy.Value, dossier.Person, document, portion.Split)
            {
                Sale = isReturn ? null : sale,
                SoldBy = isReturn ? document : null,
            })
        {
            ItemCode = dossier.Rx!.Lines.FirstOrDefault(line => line.Line == portion.Line)?.Code,
        };
        var steps = traced.SelectMany(portion => portion.TraceCodes!.Distinct(StringComparer.Ordinal)
            .Select(code => Step(portion, code))).ToList();
        var open = await book.OpenAsync(db, steps.Select(step => step.Code), ct);
        var refused = open.Take(steps);
        await book.WriteAsync(db, open, isReturn ? "trace.returned" : "trace.sold", actor, [], ct);
        return refused is null ? null : await book.SayAsync(refused, ct);
    }
}
