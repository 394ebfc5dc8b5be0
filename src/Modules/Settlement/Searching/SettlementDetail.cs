using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Registry;
using Mingsuan.Law;
using Mingsuan.Law.Exchange;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Platform.Trail;
using Mingsuan.Settlement.Closing;
using Mingsuan.Settlement.Library;
using Mingsuan.Settlement.Rows;

namespace Mingsuan.Settlement.Searching;

/// <summary>
/// 结算详情 — a settlement with its steps, made anew from the stored library and facts, its postings and its entries on the
/// person's trail.
/// </summary>
internal sealed class SettlementDetail(
    Session session,
    LibraryArchive archive,
    LawInForce law,
    TrailReader trail,
    IInstitutionDirectory institutions,
    TimeProvider clock)
{
    /// <summary>The settlement, or none; with <paramref name="within"/>, only at one of those institutions.</summary>
    public async Task<JsonObject?> FindAsync(
        PersonId person, Guid settlement, IReadOnlyCollection<Guid>? within, CancellationToken ct)
    {
        var db = session.Db;
        var row = await db.Set<SettlementRow>().AsNoTracking().SingleOrDefaultAsync(
            one => one.PersonId == person.Value && one.SettlementId == settlement, ct);
        if (row is null || within?.Contains(row.InstId) == false)
        {
            return null;
        }

        var institution = await institutions.FindAsync(new InstitutionId(row.InstId), clock.Today(), ct);
        var json = SettlementOutput.Of(row, institution?.Code ?? "");
        json["reverses"] = row.Reverses is { } reverses ? WireId.Encode(reverses) : null;
        json["reversedBy"] = row.ReversedBy is { } reversal ? WireId.Encode(reversal) : null;
        json["law"] = row.LawHash;
        json["postedOn"] = await PostedOnAsync(db, row, ct);
        json["lines"] = new JsonArray([.. (await db.Set<SettledLine>().AsNoTracking()
            .Where(line => line.PersonId == row.PersonId && line.SettlementId == settlement)
            .OrderBy(line => line.FeedetlSn)
            .ToListAsync(ct)).Select(line => (JsonNode)SettlementOutput.Of(line))]);
        json["ledger"] = new JsonArray([.. (await db.Set<LedgerEntry>().AsNoTracking()
            .Where(entry => entry.PersonId == row.PersonId && entry.SettlementId == settlement)
            .OrderBy(entry => entry.AccountName)
            .ToListAsync(ct)).Select(entry => (JsonNode)SettlementOutput.Of(entry))]);
        json["calculation"] = await CalculationAsync(row, ct);
        json["trail"] = await TrailAsync(db, row, ct);
        return json;
    }

    private static async Task<string> PostedOnAsync(MingsuanDb db, SettlementRow row, CancellationToken ct)
    {
        var item = await db.Set<DayCloseItem>().AsNoTracking().SingleOrDefaultAsync(
            one => one.InstId == row.InstId && one.SettlementId == row.SettlementId, ct);
        var mark = item is null ? await PostingDays.MarkAsync(db, row.InstId, ct) : null;
        var day = item?.Day ?? PostingDays.Open(row.SettledAt, mark);
        return day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>The decision made again; <c>agrees</c> says whether it is what was recorded, to the fen.</summary>
    private async Task<JsonObject?> CalculationAsync(SettlementRow row, CancellationToken ct)
    {
        var snapshot = law.Current.Hash == row.LawHash
            ? law.Current
            : (await archive.FindAsync(row.LawHash, ct))?.Load.Snapshot;
        if (snapshot is null)
        {
            return null;
        }

        using var facts = JsonDocument.Parse(row.Facts);
        var answer = Claims.Answer(snapshot, facts.RootElement);
        var sign = row.Reverses is null ? 1 : -1;
        answer["agrees"] = Same(answer, "medfee_sumamt", sign, row.Fee.Yuan) &&
            Same(answer, "hifp_pay", sign, row.Hifp.Yuan) && Same(answer, "acct_pay", sign, row.Account.Yuan) &&
            Same(answer, "psn_cash_pay", sign, row.Cash.Yuan);
        return answer;
    }

    private static bool Same(JsonObject answer, string name, int sign, decimal recorded) =>
        answer[name] is { } text && sign * decimal.Parse(
            text.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture) == recorded;

    private async Task<JsonArray> TrailAsync(MingsuanDb db, SettlementRow row, CancellationToken ct)
    {
        var id = WireId.Encode(row.SettlementId);
        var key = $"{row.PersonId:D}/{row.SettlementId:D}";
        var entries = await trail.OfPersonAsync(db, row.PersonId, ct);
        var concerned = entries.Where(one => Concerns(one.Payload, id, key)).Select(one => one.Entry);
        return new JsonArray([.. concerned.Select(entry => (JsonNode)new JsonObject
        {
            ["seq"] = entry.Seq,
            ["kind"] = entry.Kind,
            ["at"] = BeijingTime.Text(entry.At),
            ["actor"] = entry.Actor,
            ["hash"] = Convert.ToHexStringLower(entry.Hash),
        })]);
    }

    /// <summary>An entry concerns the settlement when it names it or commits to its row.</summary>
    private static bool Concerns(JsonObject? payload, string id, string key) => payload is not null &&
        ((payload["settlement"] as JsonValue)?.ToString() == id ||
            (payload[ProvenRecords.Member] as JsonArray)?.Any(record => (string?)record?["key"] == key) == true);
}
