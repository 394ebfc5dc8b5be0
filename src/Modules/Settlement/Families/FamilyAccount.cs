using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Platform.Trail;
using Mingsuan.Policy.Primitives;
using Mingsuan.Settlement.Rows;
using Mingsuan.Settlement.Settling;

namespace Mingsuan.Settlement.Families;

/// <summary>What a relative's account may give.</summary>
internal sealed record FamilyShare(Guid Holder, Money Balance);

/// <summary>
/// 家庭共济支付 — finds whose account a person may draw on, locks both in one order, and moves in the relative's account and
/// ledger what the decision took. One of a request: it remembers whom it locked.
/// </summary>
internal sealed class FamilyAccount(
    Session session, IPersonDirectory persons, Posting posting, TrailWriter trail, TimeProvider clock)
{
    private Guid? locked;

    /// <summary>Locks one person, or two by ascending id, so that no two settlements wait for each other.</summary>
    public static async Task LockAsync(MingsuanDb db, Guid person, Guid? holder, CancellationToken ct)
    {
        foreach (var one in new[] { person, holder }.OfType<Guid>().Distinct().Order())
        {
            await db.LockPersonAsync(one, ct);
        }
    }

    /// <summary>
    /// Locks the person of a request and whoever's account he may draw on, inside the running operation.
    /// </summary>
    public async Task LockBothAsync(string psnNo, CancellationToken ct)
    {
        if (session.Db.Database.CurrentTransaction is null || await persons.ByNumberAsync(psnNo, ct) is not { } person)
        {
            return;
        }

        var bond = await BondAsync(session.Db, person.Id.Value, clock.Today(), ct);
        await LockAsync(session.Db, person.Id.Value, bond?.HolderId, ct);
        locked = bond?.HolderId;
    }

    /// <summary>Whether the relative's account is locked by this request.</summary>
    public bool Holds(Guid holder) => locked == holder;

    /// <summary>
    /// What the person may draw on: by a bond that holds today and on the day of the service; none without one.
    /// </summary>
    public async Task<FamilyShare?> ShareAsync(MingsuanDb db, Guid person, DateOnly on, CancellationToken ct)
    {
        if (await BondAsync(db, person, clock.Today(), ct) is not { } bond || bond.From > on ||
            await persons.FindAsync(new PersonId(bond.HolderId), ct) is not { } holder)
        {
            return null;
        }

        var account = await db.Set<PersonAccount>().AsNoTracking()
            .SingleOrDefaultAsync(row => row.PersonId == bond.HolderId, ct);
        return new(bond.HolderId, account?.Balance ?? holder.AccountOpening?.Balance ?? Money.Zero);
    }

    /// <summary>
    /// Takes from the relative's account what the settlement drew (a reversal gives it back), with postings and an
    /// entry on the relative's own trail. Nothing happens where no relative paid.
    /// </summary>
    public async Task MoveAsync(
        MingsuanDb db, InfnoCall call, SettlementRow row, string kind, CancellationToken ct)
    {
        if (row.FamilyHolderId is not { } id || await persons.FindAsync(new PersonId(id), ct) is not { } holder)
        {
            return;
        }

        var account = await posting.AccountAsync(db, holder, ct);
        account.Spent += row.FamilyAccount;
        account.Version++;
        var entries = posting.FamilyEntries(row, id);
        db.AddRange(entries);
        var payload = new JsonObject
        {
            ["infno"] = call.Infno,
            ["msgid"] = call.MsgId,
            ["institution"] = call.Institution.Code,
            ["settlement"] = WireId.Encode(row.SettlementId),
            ["member"] = WireId.Encode(row.PersonId),
            [ProvenRecords.Member] = ProvenRecords.Of(db, [account, .. entries]),
        };
        await trail.AppendAsync(
            db, TrailSubject.Person(id), kind, call.Actor, payload, ct);
    }

    private static Task<FamilyBond?> BondAsync(MingsuanDb db, Guid person, DateOnly on, CancellationToken ct) =>
        db.Set<FamilyBond>().AsNoTracking()
            .Where(row => row.PersonId == person && row.From <= on && (row.To == null || row.To >= on))
            .OrderByDescending(row => row.From)
            .FirstOrDefaultAsync(ct);
}
