using Mingsuan.AcceptanceClient;

// dotnet run --project samples/clients/AcceptanceClient -- --platform http://127.0.0.1:5080 --token demo-hospital-2026
if (ClientOptions.Parse(args) is not { } options)
{
    Console.Error.WriteLine(ClientOptions.Usage);
    return 2;
}

using var http = new HttpClient { BaseAddress = options.Platform, Timeout = TimeSpan.FromSeconds(60) };
var walk = new AcceptanceWalk(http, options, TimeProvider.System, Console.Error.WriteLine);
if (options.Run is { } started)
{
    await walk.PlayAsync(started);
    return 0;
}

var report = await walk.RunAsync();
Console.WriteLine(report.ToJsonString());
return (bool)report["report"]!["passed"]! ? 0 : 1;
