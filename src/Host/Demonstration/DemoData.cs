using System.Text.Json;
using System.Text.Json.Nodes;
using Mingsuan.Agreements;
using Mingsuan.Platform.Identity;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.PublicService;
using Mingsuan.Registry;
using Mingsuan.Visits;

namespace Mingsuan.Host.Demonstration;

/// <summary>演示数据 — loads the sample rows, each module its own, in one operation.</summary>
public static class DemoData
{
    /// <summary>The sample files beside the program.</summary>
    public static DirectoryInfo Samples => new(Path.Combine(AppContext.BaseDirectory, "samples", "demo"));

    /// <summary>Loads what is not there yet.</summary>
    public static async Task SeedAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var today = services.GetRequiredService<TimeProvider>().Today();
        await scope.ServiceProvider.GetRequiredService<Operations>().RunAsync(
            "seed",
            async (db, token) =>
            {
                await RegistryModule.SeedAsync(db, scope.ServiceProvider, Samples, today, token);
                await AgreementsModule.SeedAsync(db, scope.ServiceProvider, Samples, token);
                await VisitsModule.SeedAsync(db, scope.ServiceProvider, Samples, today, token);
                return true;
            },
            ct);
    }

    /// <summary>
    /// Adds what the public reads: announcements, answers, consultations, duty lists. Apart from the rows above, since
    /// it depends on the day of the start.
    /// </summary>
    public static async Task PublishAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        await PublicServiceModule.SeedAsync(scope.ServiceProvider, Samples, ct);
    }

    /// <summary>The demonstration's accounts: the password is the bearer token, too.</summary>
    public static StaffList Staff()
    {
        using var file = File.OpenRead(Path.Combine(Samples.FullName, "demonstration.json"));
        var accounts = JsonNode.Parse(file)!["accounts"]!.Deserialize<DemoAccount[]>(JsonSerializerOptions.Web)!;
        return StaffList.Of(accounts.Select(one => (
            one.Password, new Operator(one.User, one.Role, one.Regions ?? "", one.Institution))));
    }

    /// <summary>Writes demo.json, which tells what was loaded.</summary>
    public static async Task DescribeAsync(IServiceProvider services, DirectoryInfo data, CancellationToken ct) =>
        await DemoFile.WriteAsync(services, data, ct);
}
