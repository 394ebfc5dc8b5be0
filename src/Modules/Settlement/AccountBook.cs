using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Persistence;
using Mingsuan.Policy.Primitives;
using Mingsuan.Settlement.Rows;

namespace Mingsuan.Settlement;

/// <summary>
/// 账户簿 — a person's account: the opening that the registry knows, and what settlements recorded since.
/// </summary>
internal sealed class AccountBook(Session session, IPersonDirectory persons) : IAccountBook
{
    public async Task<Money> BalanceAsync(PersonId person, CancellationToken ct)
    {
        var row = await session.Db.Set<PersonAccount>().AsNoTracking()
            .SingleOrDefaultAsync(account => account.PersonId == person.Value, ct);
        return row?.Balance ?? (await persons.FindAsync(person, ct))?.AccountOpening?.Balance ?? Money.Zero;
    }
}
