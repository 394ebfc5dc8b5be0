using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Mingsuan.Gateway;
using Mingsuan.Host;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Testing;

namespace Mingsuan.Simulator.Tests.Simulating;

/// <summary>
/// The real platform, put together as the host puts it together, without a listening socket: a message goes straight to
/// the interface's own endpoint.
/// </summary>
internal sealed class RealPlatform : IEndpointRouteBuilder, IDisposable
{
    /// <summary>The shipped library, read once for all tests.</summary>
    public static readonly Lazy<LawAtStart> Law = new(
        () => LawAtStart.ReadValid(new DirectoryInfo(RepositoryRoot.At("law")))!);

    private readonly DirectoryInfo keys = Directory.CreateTempSubdirectory("mingsuan-sim-keys-");
    private readonly Lazy<RequestDelegate> endpoint;
    private readonly PlatformKeys platformKeys;
    private readonly Loopback loopback = new();

    public RealPlatform()
    {
        platformKeys = PlatformKeys.OpenOrCreate(keys.FullName, RandomNumberGenerator.Fill);
        ServiceProvider = Start("sqlite:unused.db", TimeProvider.System, new Chance(0), []);
        endpoint = new(Endpoint);
    }

    public Failures Failures { get; } = new();

    public PlatformKeys Keys => platformKeys;

    public IServiceProvider ServiceProvider { get; }

    public ICollection<EndpointDataSource> DataSources { get; } = [];

    public IApplicationBuilder CreateApplicationBuilder() => new ApplicationBuilder(ServiceProvider);

    /// <summary>One life of the server's process.</summary>
    public ServiceProvider Start(
        string database,
        TimeProvider clock,
        Chance random,
        IReadOnlyList<IInterceptor> interceptors,
        Pause? pause = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory>(Failures);
        services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        services.AddOptions();
        services.AddRouting();
        services.AddSingleton(new DiagnosticListener("Mingsuan.Simulator"));
        var settings = new ServeSettings(DatabaseChoice.Parse(database), "", Law.Value)
        {
            Demo = true,
            Keys = keys,
            Clock = clock,
        };
        MingsuanApplication.AddParts(services, settings);
        services.AddSingleton<RandomFill>(random.Fill);
        services.AddSingleton(platformKeys);
        if (pause is not null)
        {
            services.AddSingleton(pause);
        }

        foreach (var interceptor in interceptors)
        {
            services.AddSingleton(interceptor);
        }

        return services.BuildServiceProvider();
    }

    /// <summary>Hands one message in and gives the answer's status and bytes.</summary>
    public async Task<(int Status, byte[] Body)> AnswerAsync(IServiceProvider life, byte[] message, string? path = null)
    {
        await using var scope = life.CreateAsyncScope();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        context.Features.Set<Microsoft.AspNetCore.Connections.Features.IConnectionSocketFeature>(loopback);
        context.Request.Method = HttpMethods.Post;
        context.Request.Path = "/fsi/api";
        context.Request.ContentType = "application/json";
        context.Request.ContentLength = message.Length;
        context.Request.Body = new MemoryStream(message);
        context.Request.RouteValues["path"] = path;
        using var answer = new MemoryStream();
        context.Response.Body = answer;
        await endpoint.Value(context);
        await context.Response.CompleteAsync();
        return (context.Response.StatusCode, answer.ToArray());
    }

    public void Dispose()
    {
        loopback.Dispose();
        keys.Delete(recursive: true);
    }

    private RequestDelegate Endpoint()
    {
        this.MapNationalInterface();
        return DataSources.SelectMany(source => source.Endpoints)
            .Single(one => one is RouteEndpoint { RoutePattern.RawText: "/fsi/api/{**path}" }).RequestDelegate!;
    }
}
