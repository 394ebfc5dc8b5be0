using System.Globalization;
using System.Text.Json.Nodes;
using Mingsuan.Kill.Bench.Clients;
using Mingsuan.Platform.Ids;

namespace Mingsuan.Kill.Bench.Truth;

/// <summary>
/// Holds what the terminals were told against what is stored. Every difference is one sentence; none is what is wanted.
/// </summary>
public static class StoredTruth
{
    /// <summary>The differences. All visits are ended and nobody writes any more.</summary>
    public static async Task<IReadOnlyList<string>> DifferencesAsync(Tables tables, Known known)
    {
        var found = new List<string>(known.Faults);
        if (await tables.HeldLockAsync() is { } held)
        {
            found.Add("a lock is held: " + held);
        }

        var rows = await tables.SettlementsAsync();
        var byId = rows.ToDictionary(row => row.Id);
        var byMsgid = rows.ToLookup(row => row.Msgid);
        found.AddRange(byMsgid.Where(group => group.Count() > 1)
            .Select(group => $"message {group.Key} has {group.Count()} settlements"));
        foreach (var batch in known.Batches)
        {
            found.AddRange(Differences(batch, byId, byMsgid[batch.SettleMsgid].Where(row => row.Reverses is null)));
        }

        var visits = known.Batches.Select(batch => IdOf(batch.Visit)).ToHashSet();
        found.AddRange(rows.Where(row => !visits.Contains(row.Visit)).Select(row => $"nobody settled {row.Id}"));
        await ClaimsAsync(tables, known, found);
        foreach (var (name, sql) in Fold.Queries)
        {
            found.AddRange((await tables.RowsAsync(sql)).Select(row => $"{name}: {string.Join(' ', row)}"));
        }

        return found;
    }

    private static IEnumerable<string> Differences(
        KnownBatch batch, Dictionary<Guid, StoredSettlement> byId, IEnumerable<StoredSettlement> ofMessage)
    {
        var standing = ofMessage.Where(row => row.ReversedBy is null).ToList();
        if (batch.Settled is { } settled)
        {
            var info = settled["setlinfo"]!;
            var id = IdOf((string)info["setl_id"]!);
            if (byId.GetValueOrDefault(id) is not { } row || row.Msgid != batch.SettleMsgid)
            {
                yield return $"{batch.SettleMsgid}: acknowledged as {id} and not stored";
            }
            else if (row.Amounts != AmountsOf(info))
            {
                yield return $"{batch.SettleMsgid}: acknowledged {AmountsOf(info)}, stored {row.Amounts}";
            }
            else if (row.ReversedBy is null != batch.Reversed is null)
            {
                yield return $"{batch.SettleMsgid}: reversal acknowledged and stored differ";
            }
        }
        else if (!batch.Undone)
        {
            yield return $"{batch.SettleMsgid}: neither settled nor undone";
        }

        if (batch.Reversed is { } reversed)
        {
            var info = reversed["setlinfo"]!;
            if (byId.GetValueOrDefault(IdOf((string)info["setl_id"]!)) is not { Reverses: not null } row ||
                row.Amounts != AmountsOf(info))
            {
                yield return $"{batch.SettleMsgid}: the acknowledged reversal is not what is stored";
            }
        }

        if (batch.Undone && standing.Count > 0)
        {
            yield return $"{batch.SettleMsgid}: undone, and yet {standing[0].Id} stands";
        }
    }

    // A claim with no answer would be an operation that is neither finished nor to be taken again.
    private static async Task ClaimsAsync(Tables tables, Known known, List<string> found)
    {
        var claims = await tables.ClaimsAsync();
        found.AddRange(claims.Where(claim => claim.Result.Length == 0)
            .Select(claim => $"the claim of {claim.Infno} {claim.Msgid} holds no answer"));
        var stored = claims.ToDictionary(claim => claim.Msgid, claim => claim.Result);
        foreach (var (msgid, output) in known.Acknowledged)
        {
            if (!stored.TryGetValue(msgid, out var result) ||
                JsonNode.Parse(result)!["output"]!.ToJsonString() != output)
            {
                found.Add($"{msgid}: the acknowledged answer is not stored as its answer");
            }
        }
    }

    private static StoredAmounts AmountsOf(JsonNode info) => new(
        Fen(info, "medfee_sumamt"),
        Fen(info, "inscp_scp_amt"),
        Fen(info, "act_pay_dedc"),
        Fen(info, "fund_pay_sumamt"),
        Fen(info, "acct_pay"),
        Fen(info, "psn_cash_pay"));

    private static long Fen(JsonNode info, string name) => decimal.ToInt64(info[name]!.GetValue<decimal>() * 100m);

    private static Guid IdOf(string wire) => WireId.TryDecode(wire, out var id, out var error)
        ? id
        : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"{wire} is no id: {error}"));
}
