using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;
using Mingsuan.Policy.Primitives;
using Mingsuan.Settlement.Totals;

namespace Mingsuan.Settlement.Reconciling;

/// <summary>对账簿 — keeps each statement with its breaks, on the institution's trail.</summary>
internal sealed class StatementBook(TrailWriter trail, IdSource ids, TimeProvider clock)
{
    public const string Balanced = "000000";
    private const string MoreHere = "000101";
    private const string MoreThere = "000102";
    private const string AmountsDiffer = "000103";

    /// <summary>
    /// 对账结果. Whether the count holds reversals is not settled between sources: either way of counting agrees.
    /// </summary>
    public static string Result(StatementRequest request, Subtotal known, Money knownPersonal)
    {
        var rows = known.Settlements + known.Reversals;
        var net = known.Settlements - known.Reversals;
        return request.Count != rows && request.Count != net
            ? request.Count > rows ? MoreThere : MoreHere
            : request.Fee != known.Fee || request.Fund != known.AnsweredFund || request.Personal != knownPersonal
                ? AmountsDiffer
                : Balanced;
    }

    /// <summary>The rows in question: those of the scheme, clearing type and agency in the days.</summary>
    public static async Task<List<SettledAmounts>> RowsAsync(
        MingsuanDb db, Guid inst, StatementRequest request, CancellationToken ct)
    {
        var rows = new List<SettledAmounts>();
        var all = SettledBook.Between(db, inst, request.From, request.To).Select(SettledAmounts.Of);
        await foreach (var row in all.AsAsyncEnumerable().WithCancellation(ct))
        {
            if (request.Clears(row))
            {
                rows.Add(row);
            }
        }

        return rows;
    }

    public async Task<Statement> KeepAsync(
        MingsuanDb db,
        InfnoCall call,
        StatementRequest request,
        Subtotal known,
        string result,
        IReadOnlyList<MatchedLine> breaks,
        string? fileQueryNo,
        CancellationToken ct)
    {
        var inst = call.Institution.Id.Value;
        await db.LockInstitutionAsync(inst, ct);
        var statement = new Statement
        {
            InstId = inst,
            StatementId = ids.Next(),
            Infno = call.Infno,
            Msgid = call.MsgId,
            Insutype = request.Insutype,
            ClrType = request.ClrType,
            SetlOptins = request.SetlOptins,
            From = request.From,
            To = request.To,
            StatedFee = request.Fee,
            StatedFund = request.Fund,
            StatedPersonal = request.Personal,
            StatedCount = request.Count,
            KnownFee = known.Fee,
            KnownFund = known.AnsweredFund,
            KnownPersonal = call.Infno == StatementRequest.Totals ? known.Account : known.Cash,
            KnownCount = known.Settlements + known.Reversals,
            Result = result,
            Breaks = breaks.Count,
            FileQueryNo = fileQueryNo,
            At = TrailTime.Of(clock.GetUtcNow()),
        };
        var rows = breaks.Select((line, at) => Break(statement, at + 1, line)).ToList();
        db.Add(statement);
        db.AddRange(rows);
        var payload = new JsonObject
        {
            ["infno"] = call.Infno,
            ["msgid"] = call.MsgId,
            ["result"] = result,
            [ProvenRecords.Member] = ProvenRecords.Of(db, [statement, .. rows]),
        };
        var actor = call.Actor;
        await trail.AppendAsync(
            db, TrailSubject.Institution(inst), "settlement.reconciled", actor, payload, ct);
        return statement;
    }

    private static StatementBreak Break(Statement statement, int number, MatchedLine line) => new()
    {
        InstId = statement.InstId,
        StatementId = statement.StatementId,
        Number = number,
        Cause = line.Cause,
        SetlId = line.Stated?.SetlId ?? line.Known!.SetlId,
        MdtrtId = line.Stated?.MdtrtId ?? line.Known!.MdtrtId,
        PsnNo = line.Stated?.PsnNo ?? line.Known!.PsnNo,
        StatedFee = line.Stated?.Fee,
        StatedFund = line.Stated?.Fund,
        StatedAccount = line.Stated?.Account,
        KnownFee = line.Known?.Fee,
        KnownFund = line.Known?.Fund,
        KnownAccount = line.Known?.Account,
    };
}
