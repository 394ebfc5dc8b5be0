namespace Mingsuan.Simulator.Tests.Simulating;

/// <summary>
/// The same money by another hand: the sample benefits of the demonstration's area, worked out in a few lines from the
/// messages alone. A person's settlements, one after the other, must come to exactly this.
/// </summary>
internal sealed class Model(Ground ground, IReadOnlyDictionary<string, Message> messages)
{
    private const long Deductible = 40_00;
    private const long YearLimit = 6_000_00;
    private const long WorkingPercent = 55;
    private const long RetiredPercent = 65;

    public IEnumerable<string> Faults(IEnumerable<Booked> inOrder)
    {
        var booked = inOrder.ToList();
        var byId = booked.ToDictionary(one => one.SetlId);
        foreach (var mine in booked.GroupBy(one => one.PsnNo))
        {
            var person = ground.Persons.Single(one => one.PsnNo == mine.Key);
            var balance = person.AccountFen;
            var used = new Dictionary<int, long>();
            foreach (var one in mine)
            {
                var expected = one.Reverses is { } reversed
                    ? Opposite(byId[reversed])
                    : Settled(person, one, balance, used.GetValueOrDefault(one.Year));
                balance -= expected.Account;
                used[one.Year] = used.GetValueOrDefault(one.Year) + expected.Fund;
                var found = (one.Fee, one.Deductible, one.Fund, one.Account, one.Cash);
                if (found != expected || one.Balance != balance)
                {
                    yield return $"{one.SetlId} of {one.MsgId}: expected {expected} and {balance} left, " +
                        $"booked {found} and {one.Balance} left";
                }
            }
        }
    }

    private static (long Fee, long Deductible, long Fund, long Account, long Cash) Opposite(Booked one) =>
        (-one.Fee, -one.Deductible, -one.Fund, -one.Account, -one.Cash);

    private (long Fee, long Deductible, long Fund, long Account, long Cash) Settled(
        Insured person, Booked one, long balance, long used)
    {
        var message = messages[one.MsgId];
        var deductible = Math.Min(Deductible, message.Fee);
        var percent = person.Status == "retired" ? RetiredPercent : WorkingPercent;
        var fund = Math.Min((((message.Fee - deductible) * percent) + 50) / 100, YearLimit - used);
        var account = message.UseAccount ? Math.Min(balance, message.Fee - fund) : 0;
        return (message.Fee, deductible, fund, account, message.Fee - fund - account);
    }
}
