using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Platform.Trail;
using Mingsuan.Settlement.Settling;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Settlement.Families;

/// <summary>一次绑定 — who may draw on whose account, from when to when, and how the holder agreed.</summary>
internal sealed record BondWish(PersonFacts Member, PersonFacts Holder, DateOnly From, DateOnly? To, string Consent);

/// <summary>共济簿 — binds and revokes; each on the member's trail, and told on the holder's.</summary>
internal sealed class FamilyBook(
    Operations operations, Session session, TrailWriter trail, IdSource ids, TimeProvider clock)
{
    private const string Bound = "family.bound";
    private const string Revoked = "family.revoked";

    /// <summary>Binds; one holder at a time, never oneself, and only an account that exists.</summary>
    public Task<Found<FamilyBond>> BindAsync(BondWish wish, string actor, CancellationToken ct) =>
        operations.RunAsync("family.bind", (db, token) => BindAsync(db, wish, actor, token), ct);

    /// <summary>Ends a bond at once: yesterday was its last day. What was paid stays paid.</summary>
    public Task<Found<FamilyBond>> RevokeAsync(Guid member, Guid id, string actor, CancellationToken ct) =>
        operations.RunAsync("family.revoke", (db, token) => RevokeAsync(db, member, id, actor, token), ct);

    public Task<List<FamilyBond>> ListAsync(Guid member, CancellationToken ct) =>
        session.Db.Set<FamilyBond>().AsNoTracking()
            .Where(row => row.PersonId == member)
            .OrderBy(row => row.From)
            .ToListAsync(ct);

    private async Task<Found<FamilyBond>> BindAsync(
        MingsuanDb db, BondWish wish, string actor, CancellationToken ct)
    {
        var (member, holder) = (wish.Member.Id.Value, wish.Holder.Id.Value);
        await FamilyAccount.LockAsync(db, member, holder, ct);
        if (member == holder || wish.Holder.AccountOpening is null || wish.To < wish.From)
        {
            return Found<FamilyBond>.Refuse("E-FAMILY-BOND");
        }

        if (await db.Set<FamilyBond>().AnyAsync(
            row => row.PersonId == member && (row.To == null || row.To >= wish.From) &&
                (wish.To == null || row.From <= wish.To),
            ct))
        {
            return Found<FamilyBond>.Refuse("E-FAMILY-BOUND");
        }

        var bond = new FamilyBond
        {
            PersonId = member,
            BondId = ids.Next(),
            HolderId = holder,
            From = wish.From,
            To = wish.To,
            Consent = wish.Consent,
            RecordedAt = TrailTime.Of(clock.GetUtcNow()),
            RecordedBy = actor,
        };
        db.Add(bond);
        await RecordAsync(db, bond, Bound, actor, ct);
        return Found<FamilyBond>.Of(bond);
    }

    private async Task<Found<FamilyBond>> RevokeAsync(
        MingsuanDb db, Guid member, Guid id, string actor, CancellationToken ct)
    {
        var holder = await db.Set<FamilyBond>()
            .Where(row => row.PersonId == member && row.BondId == id)
            .Select(row => (Guid?)row.HolderId)
            .SingleOrDefaultAsync(ct);
        await FamilyAccount.LockAsync(db, member, holder, ct);
        var bond = await db.Set<FamilyBond>().AsTracking()
            .SingleOrDefaultAsync(row => row.PersonId == member && row.BondId == id, ct);
        if (bond is null || bond.RevokedAt is not null)
        {
            return Found<FamilyBond>.Refuse("E-FAMILY-BOND");
        }

        var last = clock.Today().AddDays(-1);
        bond.To = bond.To < last ? bond.To : last;
        bond.RevokedAt = TrailTime.Of(clock.GetUtcNow());
        bond.RevokedBy = actor;
        bond.Version++;
        await RecordAsync(db, bond, Revoked, actor, ct);
        return Found<FamilyBond>.Of(bond);
    }

    /// <summary>The bond's row is proven by the member's chain; the holder's chain tells of it.</summary>
    private async Task RecordAsync(
        MingsuanDb db, FamilyBond bond, string kind, string actor, CancellationToken ct)
    {
        var named = new JsonObject
        {
            ["bond"] = WireId.Encode(bond.BondId),
            ["member"] = WireId.Encode(bond.PersonId),
            ["holder"] = WireId.Encode(bond.HolderId),
            ["consent"] = bond.Consent,
        };
        var proven = named.DeepClone().AsObject();
        proven[ProvenRecords.Member] = ProvenRecords.Of(db, bond);
        await trail.AppendAsync(db, TrailSubject.Person(bond.PersonId), kind, actor, proven, ct);
        await trail.AppendAsync(db, TrailSubject.Person(bond.HolderId), kind, actor, named, ct);
    }
}
