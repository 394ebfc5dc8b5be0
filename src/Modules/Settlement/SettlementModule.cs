using System.Reflection;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Contracts.Settlement;
using Mingsuan.Law;
using Mingsuan.Law.Compiling;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;
using Mingsuan.Policy;
using Mingsuan.Settlement.Agency;
using Mingsuan.Settlement.Budgeting;
using Mingsuan.Settlement.Charging;
using Mingsuan.Settlement.Closing;
using Mingsuan.Settlement.Exporting;
using Mingsuan.Settlement.Families;
using Mingsuan.Settlement.Library;
using Mingsuan.Settlement.Manual;
using Mingsuan.Settlement.Pages;
using Mingsuan.Settlement.Querying;
using Mingsuan.Settlement.Receipts;
using Mingsuan.Settlement.Reconciling;
using Mingsuan.Settlement.Reversing;
using Mingsuan.Settlement.Rows;
using Mingsuan.Settlement.Searching;
using Mingsuan.Settlement.Settling;
using Mingsuan.Settlement.Supervision;
using Mingsuan.Settlement.Totals;

using Mingsuan.Workbench;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Settlement;

/// <summary>联网结算 — upload, pre-settle, settle, reverse, query; the ledger, the year's totals and the account.</summary>
public static class SettlementModule
{
    /// <summary>Where the entity maps are.</summary>
    public static Assembly Assembly => typeof(SettlementModule).Assembly;

    /// <summary>Tables whose every row the trail must commit to.</summary>
    public static IReadOnlyList<ProvenTable> Proven { get; } =
    [
        Platform.Trail.Proven.ByPerson<FeeLine>(row => row.PersonId),
        Platform.Trail.Proven.ByPerson<SettlementRow>(row => row.PersonId),
        Platform.Trail.Proven.ByPerson<SettledLine>(row => row.PersonId),
        Platform.Trail.Proven.ByPerson<LedgerEntry>(row => row.PersonId),
        Platform.Trail.Proven.ByPerson<Accumulator>(row => row.PersonId),
        Platform.Trail.Proven.ByPerson<PersonAccount>(row => row.PersonId),
        Platform.Trail.Proven.ByPerson<BatchClaim>(row => row.PersonId),
        Platform.Trail.Proven.ByRegion<PublishedLibrary>(_ => LibraryArchive.ChainKey),
        Platform.Trail.Proven.ByRegion<LawPublication>(_ => LibraryArchive.ChainKey),
        Platform.Trail.Proven.ByRegion<LawDraft>(_ => LibraryArchive.ChainKey),
        ClaimedOperations.Proven,
        Platform.Trail.Proven.ByPerson<FamilyBond>(row => row.PersonId),
        Platform.Trail.Proven.ByInstitution<DayClose>(row => row.InstId),
        Platform.Trail.Proven.ByInstitution<DayCloseTotal>(row => row.InstId),
        Platform.Trail.Proven.ByInstitution<DayCloseItem>(row => row.InstId),
        Platform.Trail.Proven.ByInstitution<BudgetAmendment>(row => row.InstId),
        Platform.Trail.Proven.ByInstitution<Statement>(row => row.InstId),
        Platform.Trail.Proven.ByInstitution<StatementBreak>(row => row.InstId),
        Platform.Trail.Proven.ByInstitution<SettlementExport>(row => row.InstId),
        Platform.Trail.Proven.ByInstitution<ManualClaim>(row => row.InstId),
    ];

    /// <summary>
    /// The facts that each settlement was decided with, as <c>adjudicate</c> takes them; reversals have none of their
    /// own. Streamed in the order of the key: what is read does not pile up.
    /// </summary>
    public static IAsyncEnumerable<string> FactsOf(MingsuanDb db) => db.Set<SettlementRow>().AsNoTracking()
        .Where(row => row.Reverses == null)
        .OrderBy(row => row.PersonId).ThenBy(row => row.SettlementId)
        .Select(row => row.Facts)
        .AsAsyncEnumerable();

    /// <summary>Adds the questions it answers and the transactions it owns.</summary>
    public static IServiceCollection AddSettlement(this IServiceCollection services)
    {
        services.AddScoped<LibraryArchive>();
        services.AddScoped<DraftBook>();
        services.AddScoped<IDeskInbox, DraftInbox>();
        services.AddSingleton(new DeskWay(StaffRoles.Bureau, "/bureau/law", 10));
        services.AddScoped<IAccountBook, AccountBook>();
        services.AddScoped<ClaimDesk>();
        services.AddScoped<Cataloguing>();
        services.AddScoped<OwnCodes>();
        services.AddScoped<DoctorCheck>();
        services.AddScoped<FeeTrail>();
        services.AddScoped<Posting>();
        services.AddScoped<Reversal>();
        services.AddScoped<FamilyAccount>();
        services.AddScoped<FamilyBook>();
        services.AddScoped<ManualDesk>();
        services.AddScoped<IInfno, UploadFees>();
        services.AddScoped<IInfno, WithdrawFees>();
        services.AddScoped<IInfno, PreSettle>();
        services.AddScoped<IInfno, Settle>();
        services.AddScoped<IInfno, Reverse>();
        services.AddScoped<IInfno, Undo>();
        services.AddScoped<IInfno, QuerySettlement>();
        services.AddScoped<IInfno, QueryFeeLines>();
        services.AddScoped<IInfno, QueryTotals>();
        AddSecondNumber<PreSettle>(services, "2206A");
        AddSecondNumber<Settle>(services, "2207A");
        services.AddScoped<IChargeBook, ChargeBook>();
        services.AddScoped<IServiceCharges, ServiceCharges>();
        services.AddScoped<ISettledHistory, SettledHistory>();
        services.AddSingleton<ReceiptSeal>();
        services.AddScoped<ReceiptFile>();
        services.AddScoped<ReceiptBook>();
        services.AddScoped<IReceipts>(provider => provider.GetRequiredService<ReceiptBook>());
        AddMoneyOverTime(services);
        foreach (var table in Proven)
        {
            services.AddSingleton(table);
        }

        return services;
    }

    /// <summary>
    /// Maps the agency's questions under <c>/api/v1/agency</c>, each with an officer's token, and its pages' forms.
    /// </summary>
    public static void MapSettlementApi(this IEndpointRouteBuilder routes)
    {
        AgencyRoutes.Map(routes);
        ExportForms.Map(routes);
        DraftsApi.Map(routes);
        ServicesApi.Map(routes);
        ReceiptRoutes.Map(routes);
    }

    /// <summary>
    /// Records a valid library, with what officers published on top of it, and puts it in force; one with an error
    /// changes nothing: false.
    /// </summary>
    public static async Task<bool> PublishLawAsync(
        IServiceProvider services, IReadOnlyDictionary<string, string> files, LawLoad load, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<LibraryArchive>().PublishAsync(
            new(files, load), services.GetRequiredService<LawInForce>(), ct);
    }

    /// <summary>
    /// The library that the platform knew at a moment, compiled from its archive; null when it knew none.
    /// </summary>
    public static async Task<LawSnapshot?> LawKnownAtAsync(IServiceProvider scope, DateTime at, CancellationToken ct)
    {
        var archive = scope.GetRequiredService<LibraryArchive>();
        return await archive.KnownAtAsync(at, ct) is { } hash ? await LawOfAsync(scope, hash, ct) : null;
    }

    /// <summary>Puts the library in force that another process has published since; whether it did.</summary>
    public static async Task<bool> FollowLawAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<LibraryArchive>()
            .FollowAsync(services.GetRequiredService<LawInForce>(), ct);
    }

    /// <summary>The library with a content hash, as settlements name it; null when it was never published.</summary>
    public static async Task<LawSnapshot?> LawOfAsync(IServiceProvider scope, string hash, CancellationToken ct)
    {
        var inForce = scope.GetRequiredService<LawInForce>().Current;
        return inForce.Hash == hash
            ? inForce
            : (await scope.GetRequiredService<LibraryArchive>().FindAsync(hash, ct))?.Load.Snapshot;
    }

    private static void AddSecondNumber<T>(IServiceCollection services, string infno)
        where T : IInfno =>
        services.AddScoped<IInfno>(provider =>
            new SecondNumber(infno, ActivatorUtilities.CreateInstance<T>(provider)));

    /// <summary>Closes, budgets, statements: what becomes of settlements afterwards.</summary>
    private static void AddMoneyOverTime(IServiceCollection services)
    {
        services.AddSingleton(new DeskWay(StaffRoles.Agency, "/agency/settlements", 10));
        services.AddSingleton(new DeskWay(StaffRoles.Agency, "/agency/exports", 20));
        services.AddSingleton(new DeskWay(StaffRoles.Agency, "/agency/budget", 30));
        services.AddScoped<SettledBook>();
        services.AddScoped<ServiceView>();
        services.AddSingleton(new DeskWay(StaffRoles.HealthCommission, "/health-commission/services", 50));
        services.AddSingleton(new DeskWay(StaffRoles.Bureau, "/bureau/services", 60));
        services.AddScoped<CloseDay>();
        services.AddScoped<BudgetBook>();
        services.AddScoped<StatementBook>();
        services.AddScoped<SettlementSearch>();
        services.AddScoped<SettlementDetail>();
        services.AddScoped<IPersonSettlements, PersonSettlements>();
        services.AddScoped<ExportBook>();
        services.AddScoped<ExportFile>();
        services.AddSingleton(ExportLimit.Usual);
        services.AddScoped<IInfno, StateTotals>();
        services.AddScoped<IInfno, StateDetails>();
    }
}
