using Mingsuan.Contracts.Ids;
using Mingsuan.Policy.Primitives;

namespace Mingsuan.Contracts.Prices;

/// <summary>价格簿 — what settlement asks of filings, notice and decisions for the items that are charged.</summary>
public interface IPriceBook
{
    /// <summary>
    /// What stands on a day for some items at an institution of an area: one indexed question, on the running
    /// operation's connection.
    /// </summary>
    Task<PriceStandings> AskAsync(
        InstitutionId institution, string area, IReadOnlyCollection<string> items, DateOnly on, CancellationToken ct);

    /// <summary>
    /// 台账 — the items that provinces approved, as they stand on a day; of one area what reaches it, else all of them.
    /// </summary>
    Task<IReadOnlyList<RegisteredStanding>> RegisteredAsync(string? area, DateOnly on, CancellationToken ct);
}

/// <summary>当日的价格状况 — the notice in force, when there is one, and what is known of each item.</summary>
public sealed record PriceStandings(int? Notice, IReadOnlyDictionary<string, ItemStanding> Items)
{
    /// <summary>Nothing is known.</summary>
    public static readonly PriceStandings Nothing = new(null, new Dictionary<string, ItemStanding>());

    /// <summary>What is known of an item.</summary>
    public ItemStanding Of(string item) => Items.GetValueOrDefault(item, ItemStanding.Nothing);
}

/// <summary>一个项目的状况 — in the words of `quote` and `adjudicate`; null where nobody filed or decided anything.</summary>
public sealed record ItemStanding
{
    /// <summary>Nothing is known of it.</summary>
    public static readonly ItemStanding Nothing = new();

    /// <summary>备案价格.</summary>
    public Money? FiledPrice { get; init; }

    /// <summary>已备案的部门: `insurance`, `health`, `market`.</summary>
    public IReadOnlyList<string>? Filings { get; init; }

    /// <summary>特需.</summary>
    public bool Premium { get; init; }

    /// <summary>向境外提供.</summary>
    public bool Overseas { get; init; }

    /// <summary>线上项目与线下项目的对应是否已备案.</summary>
    public bool? InclusionFiled { get; init; }

    /// <summary>是否已决定纳入统筹基金支付.</summary>
    public bool? Included { get; init; }

    /// <summary>Whether the notice in force names it.</summary>
    public bool Announced { get; init; }

    /// <summary>公示价格 of the notice in force, when it names the item. (湘医保发〔2020〕20号 三)</summary>
    public Money? AnnouncedPrice { get; init; }

    /// <summary>台账中的项目; none when no province approved it.</summary>
    public RegisteredStanding? Registered { get; init; }
}
