using System.Security.Cryptography;
using Mingsuan.Acceptance;
using Mingsuan.Agreements;
using Mingsuan.Contracts.Acceptance;
using Mingsuan.Exchange;
using Mingsuan.Gateway;
using Mingsuan.Gateway.Routing;
using Mingsuan.Host.Acceptance;
using Mingsuan.Host.Api;
using Mingsuan.Host.Demonstration;
using Mingsuan.Host.Health;
using Mingsuan.Host.Library;
using Mingsuan.Host.Logging;
using Mingsuan.Host.Metrics;
using Mingsuan.Host.Outbox;
using Mingsuan.Host.Pages;
using Mingsuan.Host.Staff;
using Mingsuan.Host.Trail;
using Mingsuan.Law;
using Mingsuan.Migrations;
using Mingsuan.Patient;
using Mingsuan.Platform.Certificates;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Identity;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;
using Mingsuan.Prescriptions;
using Mingsuan.Prices;
using Mingsuan.PublicService;
using Mingsuan.Registry;
using Mingsuan.Review;
using Mingsuan.Settlement;
using Mingsuan.Visits;
using Mingsuan.Workbench;
using Mingsuan.Workbench.Account;

namespace Mingsuan.Host;

/// <summary>运行设置 — what a process of the platform is told at start.</summary>
public sealed record ServeSettings(DatabaseChoice Database, string Urls, LawAtStart Law)
{
    /// <summary>Whether this is a demonstration: unsigned calls are taken, from loopback only.</summary>
    public bool Demo { get; init; }

    /// <summary>Where the platform's keys are kept.</summary>
    public DirectoryInfo Keys { get; init; } = KeyFolder.Of(Database);

    /// <summary>Where the log goes; to the console when not said.</summary>
    public DirectoryInfo? LogDirectory { get; init; }

    /// <summary>Who may read /metrics, and where.</summary>
    public MetricsAccess Metrics { get; init; } = MetricsAccess.Loopback;

    /// <summary>The clock; another one only in tests.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}

/// <summary>平台进程 — the parts of the platform, put together; the same for `serve`, `demo` and tests over HTTP.</summary>
public static class MingsuanApplication
{
    /// <summary>Builds the web application; the database must be migrated already.</summary>
    public static WebApplication Build(ServeSettings settings, Action<IServiceCollection>? replace = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            // The host's own name, whoever runs it: the list of static files is found by it.
            ApplicationName = typeof(MingsuanApplication).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseUrls(
            settings.Metrics.Own is { } own ? $"{settings.Urls};{own}" : settings.Urls);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(3));
        AddLogging(builder.Logging, settings);
        builder.AddPages(
            WorkbenchSetup.Assembly,
            SettlementModule.Assembly,
            RegistryModule.Assembly,
            AgreementsModule.Assembly,
            PricesModule.Assembly,
            AcceptanceModule.Assembly,
            PublicServiceModule.Assembly,
            ReviewModule.Assembly,
            PatientModule.Assembly);
        builder.Services.AddPatientSession();
        AddParts(builder.Services, settings);
        replace?.Invoke(builder.Services);

        var app = builder.Build();
        app.Services.GetRequiredService<MetricsBook>();
        app.MapPages();
        app.UseTestArea();
        app.MapNationalInterface();
        app.MapNationalInterface(AcceptanceModule.AreaAddress);
        app.MapLawApi();
        app.MapDocumentsApi();
        app.MapInterfaceApi();
        app.MapSettlementApi();
        app.MapRegistryApi();
        app.MapInstitutionsApi();
        app.MapAgreementsApi();
        app.MapPricesApi();
        app.MapPrescriptionsApi();
        app.MapAcceptanceApi();
        app.MapPublicServiceApi();
        app.MapReviewApi();
        app.MapPatientApi();
        app.MapOwnAccount();
        app.MapHealth();
        app.MapMetrics(settings.Metrics);
        return app;
    }

    /// <summary>
    /// Records the library that the platform starts with: a settlement's hash can be found again. False when what
    /// officers published does not load together with it.
    /// </summary>
    public static Task<bool> PublishLawAsync(this WebApplication app, ServeSettings settings, CancellationToken ct) =>
        SettlementModule.PublishLawAsync(app.Services, settings.Law.Files, settings.Law.Load, ct);

    /// <summary>
    /// Adds the parts without the web around them: what a simulator runs, and throws away, many times a second.
    /// </summary>
    public static void AddParts(IServiceCollection services, ServeSettings settings)
    {
        services.AddSingleton(settings.Clock);
        services.AddMingsuanDatabase(settings.Database, SchemaMaps.All);
        services.AddRegistry();
        services.AddVisits();
        services.AddSingleton(new LawInForce(new(settings.Law.Files, settings.Law.Load)));
        services.AddSingleton(provider => new LawShelf(
            () => provider.GetRequiredService<LawInForce>().Edition.Load));
        services.AddHostedService<LibraryWatch>();
        var keys = PlatformKeys.OpenOrCreate(settings.Keys.FullName, RandomNumberGenerator.Fill);
        services.AddTrail(keys);
        services.AddSingleton<TrailKeeper>();
        services.AddHostedService(provider => provider.GetRequiredService<TrailKeeper>());
        services.AddSingleton(settings.Demo ? DemoData.Staff() : StaffList.Read(settings.Keys, keys));
        services.AddHostedService<StaffNotice>();
        foreach (var table in StaffBook.ProvenTables)
        {
            services.AddSingleton(table);
        }

        services.AddWorkbench();
        services.KeepSessionKeys(settings.Keys);
        services.AddSettlement();
        services.AddExchange();
        services.AddAgreements();
        services.AddPrices();
        services.AddPrescriptions();
        services.AddSingleton(provider => DemoAuthority.Trust(
            Path.Combine(settings.Keys.FullName, "trust"),
            settings.Demo,
            provider.GetRequiredService<ILogger<TrustFolder>>()));
        services.AddPublicService();
        services.AddReview();
        services.AddPatient(settings.Keys);
        services.AddAcceptance(new(Path.Combine(AppContext.BaseDirectory, "samples", "acceptance")));
        services.AddSingleton<ITestArea>(provider =>
            new TestArea(
                settings,
                provider.GetRequiredService<LawInForce>(),
                provider.GetRequiredService<ILoggerFactory>()));
        services.AddHealth();
        services.AddSingleton<MetricsBook>();
        services.AddSingleton<StoredGauges>();
        services.AddHostedService<Telemetry>();
        services.AddSingleton<OutboxDispatcher>();
        services.AddHostedService(provider => provider.GetRequiredService<OutboxDispatcher>());
        services.AddNationalInterface(new GatewaySettings(settings.Demo));
    }

    private static void AddLogging(ILoggingBuilder logging, ServeSettings settings)
    {
        logging.AddFilter("Microsoft", LogLevel.Warning);
        if (settings.LogDirectory is { } directory)
        {
            logging.ClearProviders();
            logging.AddProvider(new FileLog(directory, settings.Clock));
        }
    }
}
