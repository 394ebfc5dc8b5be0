using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Workbench.Account;
using Mingsuan.Workbench.Asking;
using Mingsuan.Workbench.Files;

namespace Mingsuan.Workbench;

/// <summary>工作台 — the frame of every role's desk: asking, forms, navigation and what waits.</summary>
public static class WorkbenchSetup
{
    /// <summary>Where the pages are.</summary>
    public static Assembly Assembly => typeof(WorkbenchSetup).Assembly;

    /// <summary>Adds the desk; modules add ways and inboxes.</summary>
    public static IServiceCollection AddWorkbench(this IServiceCollection services)
    {
        services.AddScoped<StaffDesk>();
        services.AddScoped<OwnPassword>();
        services.AddSingleton(_ => PdfPrinter.Installed());
        return services;
    }
}
