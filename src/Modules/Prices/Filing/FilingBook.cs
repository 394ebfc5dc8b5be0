using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Registry;
using Mingsuan.Law;
using Mingsuan.Platform.Identity;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Platform.Trail;
using Mingsuan.Policy.Primitives;
using Mingsuan.Prices.Rows;
using Mingsuan.Prices.Standings;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Prices.Filing;

/// <summary>接收备案的部门 — in the words of <c>institution.filings</c>.</summary>
internal enum Department
{
    /// <summary>医保.</summary>
    Insurance,

    /// <summary>卫生健康.</summary>
    Health,

    /// <summary>市场监管.</summary>
    Market,
}

/// <summary>一份价格文件 — what an institution files.</summary>
internal sealed record FilingInput(
    string Item, string Name, string Unit, FiledPriceKind Kind, Money Price, Money Cost, string CostBasis,
    DateOnly EffectiveOn);

/// <summary>
/// 备案簿 — prices that institutions set themselves, received by three departments, each for itself. A price may be
/// executed once all three have it, not before, and from then on it is what settlement asks by. (CX-8-3)
/// </summary>
internal sealed class FilingBook(
    Session session, Operations operations, TrailWriter trail, LawInForce law, TimeProvider clock)
{
    private static readonly Department[] All = Enum.GetValues<Department>();

    /// <summary>Whether all three have it.</summary>
    public static bool Executable(PriceFiling row) => Received(row).Count == All.Length;

    /// <summary>Who has it, in the words of the law.</summary>
    public static IReadOnlyList<string> Received(PriceFiling row) =>
        [.. All.Where(one => Of(row, one).By is not null).Select(Word)];

    /// <summary>Who received it in a department, and when.</summary>
    public static (string? By, DateTime? At) Of(PriceFiling row, Department department) => department switch
    {
        Department.Insurance => (row.InsuranceBy, row.InsuranceAt),
        Department.Health => (row.HealthBy, row.HealthAt),
        _ => (row.MarketBy, row.MarketAt),
    };

    /// <summary>The word of a department.</summary>
    public static string Word(Department department) => department.ToString().ToLowerInvariant();

    /// <summary>Files a price: a new version, whatever was filed before.</summary>
    public Task<Found<PriceFiling>> FileAsync(
        InstitutionFacts institution, FilingInput input, string actor, CancellationToken ct) => operations.RunAsync(
            "prices.file",
            async (db, token) =>
            {
                var inst = institution.Id.Value;
                await db.LockInstitutionAsync(inst, token);
                if (Refusal(institution, input) is { } refusal)
                {
                    return refusal;
                }

                var earlier = await db.Set<PriceFiling>().AsNoTracking()
                    .Where(row => row.InstId == inst && row.Item == input.Item)
                    .OrderByDescending(row => row.Number).FirstOrDefaultAsync(token);
                var row = Row(institution, input, (earlier?.Number ?? 0) + 1, actor);
                db.Add(row);
                await RecordAsync(
                    db, row, "prices.filed", actor, await StandsAsync(db, row, input.EffectiveOn, token), token);
                return Found<PriceFiling>.Of(row);
            },
            ct);

    /// <summary>一个部门阅知 — each once, for the institutions of its regions.</summary>
    public Task<Found<PriceFiling>> AcknowledgeAsync(
        Guid inst, string item, int number, Department department, Operator officer, CancellationToken ct) =>
        operations.RunAsync(
            "prices.acknowledge",
            async (db, token) =>
            {
                await db.LockInstitutionAsync(inst, token);
                var row = await db.Set<PriceFiling>().AsTracking().SingleOrDefaultAsync(
                    one => one.InstId == inst && one.Item == item && one.Number == number, token);
                if (row is null || !officer.Covers(row.Area))
                {
                    return Found<PriceFiling>.Refuse("E-PRICE-FILING-UNKNOWN");
                }

                if (Of(row, department).By is not null)
                {
                    return Found<PriceFiling>.Refuse("E-PRICE-FILING-RECEIVED");
                }

                Receive(row, department, officer.Name);
                row.Version++;
                var from = row.EffectiveOn > clock.Today() ? row.EffectiveOn : clock.Today();
                await RecordAsync(
                    db, row, "prices.acknowledged", officer.Name, await StandsAsync(db, row, from, token), token);
                return Found<PriceFiling>.Of(row);
            },
            ct);

    /// <summary>The filings of an institution: by item, the latest version first.</summary>
    public async Task<IReadOnlyList<PriceFiling>> OfAsync(Guid inst, CancellationToken ct) =>
        await session.Db.Set<PriceFiling>().AsNoTracking().Where(row => row.InstId == inst)
            .OrderBy(row => row.Item).ThenByDescending(row => row.Number).ToListAsync(ct);

    /// <summary>The filings of an officer's regions, the oldest first.</summary>
    public async Task<IReadOnlyList<PriceFiling>> WithinAsync(Operator officer, CancellationToken ct)
    {
        var rows = await session.Db.Set<PriceFiling>().AsNoTracking()
            .OrderBy(row => row.FiledAt).ThenBy(row => row.Item).ThenBy(row => row.Number).ToListAsync(ct);
        return rows.FindAll(row => officer.Covers(row.Area));
    }

    private Found<PriceFiling>? Refusal(InstitutionFacts institution, FilingInput input)
    {
        if (input.EffectiveOn < clock.Today())
        {
            return Found<PriceFiling>.Refuse("E-PRICE-FILING-DAY");
        }

        return ListedPrices.Fixes(law.Current, institution.Admdvs, input.Item, input.EffectiveOn)
            ? Found<PriceFiling>.Refuse("E-PRICE-FILING-LISTED", ("item", input.Item))
            : null;
    }

    /// <summary>
    /// What a filing changes of what stands: received by all, it holds from the day on. Until then it shows only where
    /// no executable price stands, so that charging it is refused for what is missing.
    /// </summary>
    private static async Task<IReadOnlyList<Standing>> StandsAsync(
        MingsuanDb db, PriceFiling row, DateOnly from, CancellationToken ct)
    {
        // Nothing changes beside an executable price, but by a later version that is executable itself.
        var executed = await ExecutedAsync(db, row, ct);
        if (executed > row.Number || (executed > 0 && !Executable(row)))
        {
            return [];
        }

        return await StandingWriter.ReplaceAsync(
            db,
            new(row.InstId, StandingKind.Price, "", from),
            [new(
                row.Item,
                row.Number,
                row.Price,
                string.Join(',', Received(row)),
                row.Kind == FiledPriceKind.Premium,
                row.Kind == FiledPriceKind.Overseas)],
            ct);
    }

    /// <summary>The latest other version that all three have; 0 for none.</summary>
    private static async Task<int> ExecutedAsync(MingsuanDb db, PriceFiling row, CancellationToken ct) =>
        await db.Set<PriceFiling>().AsNoTracking()
            .Where(one => one.InstId == row.InstId && one.Item == row.Item && one.Number != row.Number &&
                one.InsuranceBy != null && one.HealthBy != null && one.MarketBy != null)
            .MaxAsync(one => (int?)one.Number, ct) ?? 0;

    private void Receive(PriceFiling row, Department department, string by)
    {
        var at = TrailTime.Of(clock.GetUtcNow());
        switch (department)
        {
            case Department.Insurance:
                (row.InsuranceBy, row.InsuranceAt) = (by, at);
                break;
            case Department.Health:
                (row.HealthBy, row.HealthAt) = (by, at);
                break;
            default:
                (row.MarketBy, row.MarketAt) = (by, at);
                break;
        }
    }

    private PriceFiling Row(InstitutionFacts institution, FilingInput input, int number, string actor) => new()
    {
        InstId = institution.Id.Value,
        Item = input.Item,
        Number = number,
        Area = institution.Admdvs,
        Name = input.Name,
        Unit = input.Unit,
        Kind = input.Kind,
        Price = input.Price,
        Cost = input.Cost,
        CostBasis = input.CostBasis,
        EffectiveOn = input.EffectiveOn,
        FiledBy = actor,
        FiledAt = TrailTime.Of(clock.GetUtcNow()),
    };

    private Task RecordAsync(
        MingsuanDb db, PriceFiling row, string kind, string actor, IReadOnlyList<Standing> standings,
        CancellationToken ct) => trail.AppendAsync(
            db,
            TrailSubject.Institution(row.InstId),
            kind,
            actor,
            new JsonObject
            {
                ["item"] = row.Item,
                ["price"] = row.Price.ToString(),
                [ProvenRecords.Member] = ProvenRecords.Of(db, [row, .. standings]),
            },
            ct);
}
