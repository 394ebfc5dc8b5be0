using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Exchange;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Texts;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Settlement.Rows;
using Mingsuan.Settlement.Totals;

namespace Mingsuan.Settlement.Reconciling;

/// <summary>
/// 3202 医药机构费用结算对明细账 — line by line against the file that 9101 took; each difference with its cause. (nhsa §9.1)
/// </summary>
internal sealed partial class StateDetails(
    StatementBook book, Operations operations, IEnumerable<IFileShelf> shelves, IWording wording) : IInfno
{
    private const int Chunk = 500;
    private readonly IFileShelf? shelf = shelves.LastOrDefault();

    public string Infno => StatementRequest.Details;

    public bool Writes => true;

    public async Task<InfnoResult> HandleAsync(InfnoCall call, CancellationToken ct)
    {
        var request = StatementRequest.Read(call);
        if (request.Fault is { } fault)
        {
            return InfnoResult.Refused(fault.Code, ("field", fault.Field));
        }

        if (shelf is null || await shelf.FindAsync(call.Institution.Id, request.FileQueryNo!, ct) is not { } file)
        {
            return InfnoResult.Refused("E-STATEMENT-FILE", ("file", request.FileQueryNo!));
        }

        return StatementFile.Read(file.Content) is { } stated
            ? await operations.RunAsync(Infno, (db, token) => StateAsync(db, call, request, stated, token), ct)
            : InfnoResult.Refused("E-STATEMENT-FORM", ("file", request.FileQueryNo!));
    }

    private async Task<InfnoResult> StateAsync(
        MingsuanDb db,
        InfnoCall call,
        StatementRequest request,
        IReadOnlyList<StatedLine> stated,
        CancellationToken ct)
    {
        var inst = call.Institution.Id.Value;
        var rows = await StatementBook.RowsAsync(db, inst, request, ct);
        var known = await KnownAsync(db, inst, request, rows, stated, ct);
        var matched = Matching.Match(stated, known);
        var breaks = matched.Where(line => line.Cause != BreakCause.None).ToList();
        var sum = Subtotal.Of(rows);
        var result = StatementBook.Result(request, sum, sum.Cash);
        var name = string.Create(CultureInfo.InvariantCulture, $"{Infno}_{call.MsgId}.txt");
        var content = StatementFile.Write(name, matched, Memo);
        var file = await shelf!.PutAsync(
            new NewFile(
                call.Institution.Id,
                Path.ChangeExtension(name, ".zip"),
                content,
                "statement",
                call.Actor),
            ct);
        await book.KeepAsync(db, call, request, sum, result, breaks, file.QueryNo, ct);
        return InfnoResult.Done(new JsonObject
        {
            ["fileinfo"] = new JsonObject
            {
                ["file_qury_no"] = file.QueryNo,
                ["filename"] = file.Name,
                ["dld_endtime"] = BeijingTime.Text(file.Until),
            },
        });
    }

    /// <summary>The rows in question, and whatever else the stated numbers and the pairs of reversals name.</summary>
    private static async Task<List<KnownLine>> KnownAsync(
        MingsuanDb db,
        Guid inst,
        StatementRequest request,
        List<SettledAmounts> rows,
        IReadOnlyList<StatedLine> stated,
        CancellationToken ct)
    {
        var known = rows.ToDictionary(row => row.SettlementId);
        var named = stated.Select(line => WireId.TryDecode(line.SetlId, out var id, out _) ? id : Guid.Empty)
            .Where(id => id != Guid.Empty);
        await AddAsync(db, inst, known, named, ct);
        await AddAsync(
            db, inst, known, known.Values.SelectMany(row => new[] { row.Reverses, row.ReversedBy }).OfType<Guid>(), ct);
        return [.. known.Values.OrderBy(row => row.SettledAt).Select(row => Line(request, row))];
    }

    private static async Task AddAsync(
        MingsuanDb db, Guid inst, Dictionary<Guid, SettledAmounts> known, IEnumerable<Guid> named, CancellationToken ct)
    {
        foreach (var chunk in named.Where(id => !known.ContainsKey(id)).Distinct().ToList().Chunk(Chunk))
        {
            var found = await db.Set<SettlementRow>().AsNoTracking()
                .Where(row => row.InstId == inst && chunk.Contains(row.SettlementId))
                .Select(SettledAmounts.Of)
                .ToListAsync(ct);
            foreach (var row in found)
            {
                known[row.SettlementId] = row;
            }
        }
    }

    private static KnownLine Line(StatementRequest request, SettledAmounts row) => new(
        WireId.Encode(row.SettlementId),
        WireId.Encode(row.VisitId),
        WireId.Encode(row.PersonId),
        row.Msgid,
        row.Fee,
        row.AnsweredFund,
        row.Account,
        row.Reverses is { } reverses ? WireId.Encode(reverses) : null,
        row.ReversedBy is { } reversal ? WireId.Encode(reversal) : null,
        row.Day >= request.From && row.Day <= request.To,
        request.Clears(row));

    private string Memo(BreakCause cause) => wording.Sentence(
        "R-" + Capital().Replace(cause.ToString(), "-$0").TrimStart('-').ToUpperInvariant(),
        new Dictionary<string, string>());

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();
}
