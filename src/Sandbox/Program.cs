using Mingsuan.Sandbox;

if (SandboxSettings.Read(args) is not { } settings)
{
    Console.Error.WriteLine("usage: Mingsuan.Sandbox --data FILE [--urls URL] [--ends-with-input]");
    return 2;
}

await using var app = SandboxApplication.Build(settings);
await app.StartAsync();
if (settings.EndsWithInput)
{
    _ = EndWithInputAsync(app);
}

Console.WriteLine("Sandbox is ready: " + app.Urls.Single());
await app.WaitForShutdownAsync();
return 0;

// Whoever started it holds the other end: when that process dies, however it does, so does this one.
static async Task EndWithInputAsync(WebApplication app)
{
    while (await Console.In.ReadLineAsync() is not null)
    {
    }

    app.Lifetime.StopApplication();
}
