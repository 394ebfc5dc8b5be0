using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Registry;
using Mingsuan.Contracts.Settlement;
using Mingsuan.Law;
using Mingsuan.Law.Exchange;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Platform.Trail;
using Mingsuan.Policy;
using Mingsuan.Settlement.Library;
using Mingsuan.Settlement.Rows;

namespace Mingsuan.Settlement.Receipts;

/// <summary>
/// 收据簿 — finds what a receipt carries: the stored facts, the library that decided, the decision made anew, and the
/// proof out of the person's trail.
/// </summary>
internal sealed class ReceiptBook(
    Session session,
    LibraryArchive archive,
    LawInForce law,
    TrailProver prover,
    IInstitutionDirectory institutions,
    IPersonDirectory persons,
    ReceiptFile file,
    TimeProvider clock) : IReceipts
{
    public Task<byte[]?> OfAsync(PersonId person, SettlementId settlement, CancellationToken ct) =>
        OfAsync(person, settlement.Value, null, masked: false, ct);

    /// <summary>
    /// The file, or none; with <paramref name="within"/>, only at one of those institutions. Staff get the name masked,
    /// and the proof only where it tells of nobody but the institution that settled.
    /// </summary>
    public async Task<byte[]?> OfAsync(
        PersonId person, Guid settlement, IReadOnlyCollection<Guid>? within, bool masked, CancellationToken ct)
    {
        var db = session.Db;
        var row = await db.Set<SettlementRow>().AsNoTracking().SingleOrDefaultAsync(
            one => one.PersonId == person.Value && one.SettlementId == settlement, ct);
        if (row is null || within?.Contains(row.InstId) == false ||
            await persons.FindAsync(person, ct) is not { } who ||
            await EditionAsync(row.LawHash, ct) is not { Load.Snapshot: { } snapshot } edition ||
            Explained(snapshot, row.Facts) is not { } explained)
        {
            return null;
        }

        var institution = await institutions.FindAsync(new InstitutionId(row.InstId), clock.Today(), ct);
        var proof = await prover.OfPersonAsync(db, row.PersonId, payload => Commits(payload, row), ct);
        var withheld = masked && proof is not null && TellsOfOthers(row, institution, proof);
        var clauses = new ReceiptClauses(edition.Load);
        var data = new JsonObject
        {
            ["version"] = 1,
            ["settlement"] = ReceiptParts.Settlement(row, who, institution, await NamesAsync(db, row, ct), masked),
            ["facts"] = row.Facts,
            ["decision"] = clauses.Decision(explained),
            ["law"] = clauses.Law(row.LawHash, explained.Law),
            ["proof"] = withheld ? ReceiptParts.Withheld() : ReceiptParts.Proof(proof, clock.GetUtcNow()),
        };
        return await file.OfAsync(data);
    }

    /// <summary>The decision made anew; none when the facts cannot be read or settle nothing any more.</summary>
    private static ExplainedClaim? Explained(LawSnapshot snapshot, string text)
    {
        try
        {
            using var facts = JsonDocument.Parse(text);
            return (string?)Claims.Answer(snapshot, facts.RootElement)["decision"] == "settled"
                ? Claims.Explain(snapshot, facts.RootElement)
                : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or BadQuestionException)
        {
            return null;
        }
    }

    /// <summary>
    /// Whether a proof tells of more than the institution that settled: a relative whose account paid, or what others
    /// did on the person's chain. An actor is written institution/operator where an institution acted.
    /// </summary>
    private static bool TellsOfOthers(SettlementRow row, InstitutionFacts? institution, TrailProof proof) =>
        row.FamilyHolderId is not null || institution is null ||
        !proof.Links.All(link => link.Actor.StartsWith(institution.Code + "/", StringComparison.Ordinal));

    private async Task<LawEdition?> EditionAsync(string hash, CancellationToken ct) =>
        law.Edition.Load.Hash == hash ? law.Edition : await archive.FindAsync(hash, ct);

    private static async Task<Dictionary<string, string>> NamesAsync(
        MingsuanDb db, SettlementRow row, CancellationToken ct) =>
        await db.Set<FeeLine>().AsNoTracking()
            .Where(line => line.PersonId == row.PersonId && line.VisitId == row.VisitId &&
                line.ChrgBchno == row.ChrgBchno && line.Generation == row.Generation)
            .ToDictionaryAsync(line => line.FeedetlSn, line => line.ItemName, ct);

    /// <summary>Whether a payload commits to the settlement's own row: when it was made, or reversed.</summary>
    private static bool Commits(JsonObject payload, SettlementRow row)
    {
        var key = $"{row.PersonId:D}/{row.SettlementId:D}";
        return (payload[ProvenRecords.Member] as JsonArray)?.Any(record =>
            (string?)record?["table"] == SettlementRowMap.Table && (string?)record["key"] == key) == true;
    }
}
