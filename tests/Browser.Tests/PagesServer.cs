using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Mingsuan.Host.Api;
using Mingsuan.Host.Library;
using Mingsuan.Host.Pages;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Trail;

namespace Mingsuan.Browser.Tests;

/// <summary>页面服务 — the host's pages and the gallery of components, on a free port of this machine.</summary>
public sealed class PagesServer : IAsyncLifetime
{
    private WebApplication? app;

    /// <summary>地址 — where the pages are, without a slash at the end.</summary>
    public string Address => app!.Urls.Single();

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(PagesServer).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = "Production",
        });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration[LawShelf.Setting] ??= Markup.Law;
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddLawShelf();
        AddSigningIn(builder.Services);
        builder.AddPages(typeof(PagesServer).Assembly);
        app = builder.Build();
        app.MapPages();
        app.MapLawApi();
        await app.StartAsync();
    }

    /// <summary>What the sign-in page is made with; nobody signs in here, so no database stands behind it.</summary>
    private static void AddSigningIn(IServiceCollection services)
    {
        services.AddSingleton<RandomFill>(RandomNumberGenerator.Fill);
        services.AddSingleton<IdSource>();
        services.AddSingleton<TrailWriter>();
        services.AddSingleton(new PlatformKeys(
            RandomNumberGenerator.GetBytes(SealedBytes.KeySize), Sm2PrivateKey.Generate()));
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            await app.DisposeAsync();
        }
    }
}
