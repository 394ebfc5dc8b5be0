using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Contracts.Exchange;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Exchange.Files;
using Mingsuan.Exchange.Lists;
using Mingsuan.Platform.Trail;

namespace Mingsuan.Exchange;

/// <summary>信息交换 — what is taken in and handed out as it is: files, and lists that are only kept.</summary>
public static class ExchangeModule
{
    /// <summary>Where the entity maps are.</summary>
    public static Assembly Assembly => typeof(ExchangeModule).Assembly;

    /// <summary>Tables whose every row the trail must commit to; a file's contents are proven by its digest.</summary>
    public static IReadOnlyList<ProvenTable> Proven { get; } =
    [
        Platform.Trail.Proven.ByInstitution<FileRow>(row => row.InstId),
        Platform.Trail.Proven.ByPerson<SettlementList>(row => row.PersonId),
    ];

    /// <summary>Adds the questions it answers and the transactions it owns.</summary>
    public static IServiceCollection AddExchange(this IServiceCollection services)
    {
        services.AddScoped<FileShelf>();
        services.AddScoped<IFileShelf>(provider => provider.GetRequiredService<FileShelf>());
        services.AddScoped<IInfno, UploadFile>();
        services.AddScoped<IInfno, DownloadFile>();
        services.AddScoped<IInfno, KeepList>();
        foreach (var table in Proven)
        {
            services.AddSingleton(table);
        }

        return services;
    }
}
