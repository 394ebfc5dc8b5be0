namespace Mingsuan.Host.Library;

/// <summary>法规库装配 — one line for the services of the pages and interfaces that read the library.</summary>
public static class LibrarySetup
{
    /// <summary>Adds the library of the setting <see cref="LawShelf.Setting"/>, loaded when first asked for.</summary>
    public static IServiceCollection AddLawShelf(this IServiceCollection services) =>
        services.AddSingleton(provider => LawShelf.Open(provider.GetRequiredService<IConfiguration>()));
}
