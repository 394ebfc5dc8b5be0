using System.Text.Encodings.Web;
using System.Text.Unicode;
using Mingsuan.Sandbox.ECertificate;
using Mingsuan.Sandbox.Faults;

namespace Mingsuan.Sandbox;

/// <summary>
/// 沙箱 — peers that nobody can reach from a demonstration, speaking their real form over HTTP on loopback. It knows
/// nothing of the platform but its address and its key.
/// </summary>
internal static class SandboxApplication
{
    /// <summary>Builds the web application.</summary>
    public static WebApplication Build(SandboxSettings settings)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(SandboxApplication).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseUrls(settings.Urls);
        builder.Logging.ClearProviders();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        builder.Services.AddRazorComponents();

        // Chinese goes out as itself, not as character references.
        builder.Services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(settings.Data.ECertificate);
        builder.Services.AddSingleton<FaultBook>();
        builder.Services.AddSingleton<CertificateDesk>();
        builder.Services.AddSingleton<CertificateMethods>();
        var app = builder.Build();
        CertificateRoutes.Map(app);
        FaultRoutes.Map(app);
        return app;
    }
}
