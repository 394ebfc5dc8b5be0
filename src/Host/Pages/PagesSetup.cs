using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Diagnostics;
using Mingsuan.Platform.Identity;

namespace Mingsuan.Host.Pages;

/// <summary>页面 — the pages that a person sees, in one line each for the services and the routes.</summary>
public static class PagesSetup
{
    private const string NothingFromElsewhere =
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; " +
        "frame-ancestors 'none'";

    /// <summary>页面服务 — adds the pages of the host and of the assemblies given.</summary>
    public static WebApplicationBuilder AddPages(this WebApplicationBuilder builder, params Assembly[] assemblies)
    {
        // Without this, output that was built but not published would have no style outside Development.
        builder.WebHost.UseStaticWebAssets();
        builder.Services.AddRazorComponents();
        builder.Services.AddStaffSession();
        // Chinese goes out as itself, not as character references.
        builder.Services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        builder.Services.AddSingleton(new PageAssemblies(assemblies));
        return builder;
    }

    /// <summary>
    /// 页面路由 — serves pages and their files; a person who meets an error gets a page that says so, a program does not.
    /// Comes before other middleware.
    /// </summary>
    public static WebApplication MapPages(this WebApplication app)
    {
        app.UseExceptionHandler("/error/500", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/error/{0}", createScopeForStatusCodePages: true);
        app.Use(ShowRefusedPosts);
        app.Use(SparePrograms);
        app.Use(GuardPages);
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapRazorComponents<App>()
            .AddAdditionalAssemblies([.. app.Services.GetRequiredService<PageAssemblies>().All]);
        return app;
    }

    /// <summary>
    /// The page that tells why a form was refused is looked at, not posted to: it needs no form's token.
    /// </summary>
    private static Task ShowRefusedPosts(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IStatusCodeReExecuteFeature>() is not null)
        {
            context.Request.Method = HttpMethods.Get;
        }

        return next(context);
    }

    private static Task SparePrograms(HttpContext context, RequestDelegate next)
    {
        var person = context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);
        if (!person && context.Features.Get<IStatusCodePagesFeature>() is { } pages)
        {
            pages.Enabled = false;
        }

        return next(context);
    }

    private static Task GuardPages(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null)
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = NothingFromElsewhere;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
        }

        return next(context);
    }
}
